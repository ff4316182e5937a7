"""Families become people only with a factor somebody states, and it is printed beside."""

import json

import pytest

OFFER = {
    "id": "F1",
    "report": "families.txt",
    "kind": "hosting",
    "subject": "PRT",
    "status": "announced",
    "said": "2019-03-03",
    "qty": {
        "lo": 500,
        "hi": 500,
        "hedge": "exact",
        "worded": "500 families",
        "stated": [500],
        "unit": "family",
        "measure": "capacity",
    },
    "chain": [{"actor": "Rui Alva (PRT minister)", "how": "said"}],
}
ARRIVED = {
    **OFFER,
    "id": "F2",
    "status": "under_way",
    "qty": {"lo": 1200, "hi": 1200, "hedge": "exact", "unit": "person", "measure": "cumulative"},
    "event": "2019-03-01/2019-03-03",
}
ASKED = ("--as-of", "2019-03-10")
STATED = '[persons.family]\nlow = 6\nhigh = 7.5\nsource = "census of 2018"\n'
FACTOR = "6 to 7.5 persons a family: census of 2018"


@pytest.fixture
def learned(panah, case):
    def learn(*claims, settings=""):
        (case / "case.toml").write_text(f'name = "x"\n{settings}', encoding="utf-8")
        file = case.parent / "claims.jsonl"
        file.write_text("\n".join(json.dumps(claim) for claim in claims), encoding="utf-8")
        panah("import", case, file, "--by", "rita")
        return case

    return learn


def answer(panah, case):
    return json.loads(panah("situation", case, *ASKED, "--format", "json").stdout)


def test_families_stay_families_where_nobody_states_how_many_people_they_are(panah, learned):
    found = answer(panah, learned(OFFER))

    assert [(one["unit"], one["lo"]) for one in found["lines"][0]["facets"]] == [("family", 500)]
    assert found["totals"][0]["lo"] is None


def test_with_a_stated_factor_they_are_people_and_the_factor_stands_beside(
    panah, learned, tmp_path
):
    case = learned(OFFER, settings=STATED)
    found = answer(panah, case)
    panah("brief", case, *ASKED, "-o", tmp_path / "b.md")

    (number,) = found["lines"][0]["facets"]
    assert (number["unit"], number["lo"], number["hi"]) == ("person", 3000, 3750)
    assert number["factor"]["source"] == "census of 2018"
    assert (found["totals"][0]["lo"], found["totals"][0]["hi"]) == (3000, 3750)
    assert FACTOR in (tmp_path / "b.md").read_text(encoding="utf-8")
    assert found["totals"][0]["factors"] == [number["factor"]]
    assert FACTOR in panah("situation", case, *ASKED, "--format", "csv").stdout


def test_people_who_came_are_taken_from_places_for_families_only_with_a_factor(
    panah, learned, tmp_path
):
    case = learned(OFFER, ARRIVED)
    panah("brief", case, *ASKED, "--kind", "offers", "-o", tmp_path / "b.md")

    board = (tmp_path / "b.md").read_text(encoding="utf-8")
    assert "“500 families”" in board
    assert " outstanding[" not in board
    (case / "case.toml").write_text(f'name = "x"\n{STATED}', encoding="utf-8")
    panah("brief", case, *ASKED, "--kind", "offers", "-o", tmp_path / "b.md")
    assert "1,800\N{EN DASH}2,550 outstanding" in (tmp_path / "b.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ("persons = 6", r"[persons.family]"),
        ('[persons.person]\nlow = 1\nhigh = 1\nsource = "x"', "household, family, case"),
        ("[persons.family]\nlow = 6", "it takes low, high and source"),
        ('[persons.family]\nlow = 0\nhigh = 7\nsource = "x"', "above 0"),
        ('[persons.family]\nlow = 7\nhigh = 6\nsource = "x"', "the lower one first"),
        ('[persons.family]\nlow = 6\nhigh = inf\nsource = "x"', "above 0"),
        ('[persons.family]\nlow = "6"\nhigh = 7\nsource = "x"', "two numbers"),
        ('[persons.family]\nlow = 6\nhigh = 7\nsource = " "', "needs its source"),
    ],
)
def test_a_factor_that_cannot_be_meant_is_refused_with_the_file(panah, case, settings, says):
    (case / "case.toml").write_text(f'name = "x"\n{settings}\n', encoding="utf-8")
    said = panah("check", case, code=1).stderr

    assert says in said
    assert "case.toml" in said
