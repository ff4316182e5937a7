"""Sheets of families, localities, rulings and scores: what is taken, and what is refused."""

from datetime import date

import pytest
from tests.plan.synthetic import key_of

from panah.domain.family import Count, Decree
from panah.domain.group import Need
from panah.errors import FamilyError
from panah.plan.families.sheet import families_of, localities_of, rulings_of, scores_of

KEY = key_of(3)
NEEDED = {"key": KEY, "people": "4", "arrives": "2031-03-04"}


def sheet(*rows):
    return list(rows[0]), [(n, list(row.values())) for n, row in enumerate(rows, start=2)]


def test_a_family_is_read_with_all_it_needs():
    row = NEEDED | {
        "accessible": "1",
        "school": "2.0",
        "languages": "prs; fa-AF",
        "specific": "DS",
        "admitted": "CAN;USA",
        "kin": "Varn",
        "waives": "Yes",
        "together": key_of(4),
        "wishes": "Quay;Varn",
        "placed": "",
    }
    (family,) = families_of(sheet(row), "f.csv")

    assert family.needs == {Count.BEDS: 4, Count.ACCESSIBLE: 1, Count.SCHOOL: 2}
    assert (family.languages, family.specific) == (("prs", "fa-AF"), (Need.DISABILITY,))
    assert (family.admitted, family.kin, family.waives) == (("CAN", "USA"), ("Varn",), True)
    assert (family.together, family.wishes) == ((key_of(4),), ("Quay", "Varn"))
    assert (family.placed, family.arrives) == ("", date(2031, 3, 4))


@pytest.mark.parametrize("column", ["name", "passport", "note", "date_of_birth", "phone"])
def test_a_column_that_could_say_who_they_are_is_refused_before_any_row_is_read(column):
    with pytest.raises(FamilyError, match=f"the column '{column}' is not taken") as error:
        families_of(sheet(NEEDED | {column: "Mina Rahimi"}), "f.csv")
    assert "Rahimi" not in str(error.value)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"key": "Rahimi"}, "row 2.*not a key that panah drew"),
        ({"people": ""}, "column people: is empty"),
        ({"people": "-1"}, "not a whole number from 0"),
        ({"people": "four"}, "not a whole number"),
        ({"people": "0"}, "has no people"),
        ({"arrives": "4 March"}, "not a day as 2031-03-04"),
        ({"waives": "perhaps"}, "not yes or no"),
        ({"languages": "Dari"}, "not a language as fa or prs"),
        ({"admitted": "Canada"}, "not a country as CAN"),
        ({"specific": "TR"}, "'TR' is not taken"),
    ],
)
def test_a_cell_that_is_not_what_its_column_holds_is_named(change, said):
    with pytest.raises(FamilyError, match=said):
        families_of(sheet(NEEDED | change), "f.csv")


def test_a_sheet_without_a_needed_column_says_which():
    with pytest.raises(FamilyError, match="there is no column arrives"):
        families_of(sheet({"key": KEY, "people": "4"}), "f.csv")


def test_a_locality_is_read_with_what_it_asks():
    row = {
        "locality": "Varn",
        "country": "OST",
        "beds": "9",
        "medical": "2",
        "languages": "ps",
        "most": "6",
        "only": "SP;WR",
        "never": "",
        "least_price": "0.25",
    }
    (found,) = localities_of(sheet(row), "l.csv")

    assert found.has == {Count.BEDS: 9, Count.MEDICAL: 2}
    assert (found.most, found.least_price) == (6, 0.25)
    assert (found.only, found.never) == ((Need.SINGLE_PARENT, Need.WOMAN_AT_RISK), ())


@pytest.mark.parametrize(
    ("change", "said"), [({"country": "Ostria"}, "not a country"), ({"least_price": "nan"}, "nan")]
)
def test_a_locality_that_cannot_be_meant_is_refused(change, said):
    row = {"locality": "Varn", "country": "OST", "beds": "9", "least_price": "0"} | change

    with pytest.raises(FamilyError, match=said):
        localities_of(sheet(row), "l.csv")


def test_a_ruling_has_a_decree_and_a_reason():
    row = {"decree": "lock", "key": KEY, "locality": "Varn", "by": "mina", "why": "kin"}
    (ruling,) = rulings_of(sheet(row), "r.csv")

    assert (ruling.decree, ruling.why) == (Decree.LOCK, "kin")
    with pytest.raises(FamilyError, match="'keep' is not one of lock, forbid, override"):
        rulings_of(sheet(row | {"decree": "keep"}), "r.csv")
    with pytest.raises(FamilyError, match="column why: is empty"):
        rulings_of(sheet(row | {"why": ""}), "r.csv")


def test_a_pair_is_scored_once():
    row = {"key": KEY, "locality": "Varn", "score": "1.5"}

    assert scores_of(sheet(row), "s.csv") == {(KEY, "Varn"): 1.5}
    with pytest.raises(FamilyError, match=r"row 3: .* have a score above already"):
        scores_of(sheet(row, row), "s.csv")
