"""What a person says of a matter: whom it is about, when, and which matter it is part of."""

import attrs
import pytest
from tests.ledger.keep import keep, known
from tests.make import claim, entry, moment, report, story, when

from panah.domain.claim import Kind
from panah.domain.entry import Act, Assigning, Assignment, Claims
from panah.domain.group import Group, Pop
from panah.domain.matter import Matter, Way, within
from panah.domain.report import Sensitivity
from panah.errors import InputError, NotKnownError
from panah.ledger.decide import Hand
from panah.ledger.defining import define
from panah.ledger.handing import handed
from panah.ledger.keying import propose

C, D = claim(), claim(start=50)
OPENED = [*story(C), *story(D, matter="N")]


def hand(day=12):
    return Hand(at=moment(day), by="user:mina")


def part_of(key, parent, *, day=13):
    defined = Matter(id=key, kind=Kind.HOSTING, parent=parent)
    value = Assignment(do=Assigning.DEFINE, defined=defined)
    return entry(Act.ASSIGN, key, at=moment(day), value=value)


def told(begun, matter, day=12, **changes):
    changes = {key.replace("__", "."): value for key, value in changes.items()}
    return [*begun, *define(known(*begun), matter, changes, hand(day))]


def test_a_person_says_whom_a_matter_is_about_when_it_is_and_what_it_is_part_of():
    after = told(
        OPENED, "M", group__label="teachers", group__pop="REF", period="2021-08", parent="N"
    )

    assert known(*after).matters["M"] == attrs.evolve(
        known(*OPENED).matters["M"],
        group=Group(label="teachers", pop=Pop.REF),
        period=when("2021-08"),
        parent="N",
    )


def test_what_was_said_of_a_matter_is_taken_away_by_an_empty_value():
    after = told(OPENED, "M", group__label="teachers", parent="N")

    assert known(*told(after, "M", 13, group="", parent="")).matters == known(*OPENED).matters


def test_what_was_said_before_stays_when_more_is_said():
    after = told(
        told(OPENED, "M", group__label="teachers"), "M", 13, group__pop="REF", way="onward"
    )

    matter = known(*after).matters["M"]
    assert (matter.group, matter.way) == (Group(label="teachers", pop=Pop.REF), Way.ONWARD)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"kind": "support"}, "a matter has no 'kind'; what it has is subject, counterpart, place"),
        ({"period": "soon"}, "'soon' is no period: 'soon' is not a date in EDTF"),
        ({"subject": ""}, "subject cannot be left open"),
        ({"group.pop": "REF"}, "M has no group yet and the new one lacks a part"),
        ({"counterpart": ""}, "M reads so already; nothing was changed"),
        ({"parent": "M"}, "M cannot be part of M, which is the same or part of it already"),
    ],
)
def test_what_no_matter_can_be_is_refused(changes, why):
    with pytest.raises(InputError, match=why):
        define(known(*OPENED), "M", changes, hand())


def test_only_hosting_has_a_way():
    begun = story(claim(kind=Kind.SUPPORT, mode=None))

    with pytest.raises(InputError, match="M is support and gets the way asylum; only hosting"):
        define(known(*begun), "M", {"way": "asylum"}, hand())


def test_a_matter_is_part_of_one_that_is_there_and_never_of_its_own_parts():
    after = known(*told(OPENED, "M", parent="N"))

    with pytest.raises(NotKnownError, match="no matter 'O'"):
        define(after, "M", {"parent": "O"}, hand(13))
    with pytest.raises(InputError, match="N cannot be part of M"):
        define(after, "N", {"parent": "M"}, hand(13))


def merged(*ids, into, at):
    return entry(Act.ASSIGN, *ids, at=at, value=Assignment(do=Assigning.MERGE, matter=into))


def test_a_matter_stays_part_of_what_its_parent_was_merged_into():
    third = [*told(OPENED, "M", parent="N"), *story(claim(start=300), matter="O")]

    assert known(*third, merged("N", into="O", at=moment(14))).matters["M"].parent == "O"
    assert known(*third, merged("N", into="M", at=moment(14))).matters["M"].parent is None


def test_matters_that_two_ledgers_made_part_of_each_other_are_found():
    ring = known(*OPENED, part_of("M", "N"), part_of("N", "M"))

    assert [one.what for one in ring.findings] == ["part_of_itself"] * 2
    assert "M is part of N, which is part of it" in ring.findings[0].text
    assert within("M", ring.matters) == ("N",)


def test_a_population_somebody_defined_takes_the_claims_about_its_group():
    about = claim(kind=Kind.POPULATION, mode=None, status=None, group=Group(label="Kyrgyz"))
    people = Matter(id="own", kind=Kind.POPULATION, place=about.place, group=Group(label="Kyrgyz"))
    value = Assignment(do=Assigning.DEFINE, defined=people)

    [one] = propose([about], known(entry(Act.ASSIGN, "own", value=value)))

    assert one.matter == "own"


HIDDEN = "b" * 64
SECRET = claim(report=HIDDEN, subject="UZB", start=100)
RESTRICTED = report(id=HIDDEN, sensitivity=Sensitivity.RESTRICTED)
BOTH = [
    *story(C),
    *story(D, matter="N"),
    entry(Act.IMPORT, HIDDEN, at=moment(16), value=RESTRICTED),
]


def test_a_matter_that_may_not_be_seen_is_nobodys_parent():
    begun = [*BOTH, *story(SECRET, matter="S"), part_of("M", "S"), part_of("S", "N", day=14)]

    seen = known(*begun).showing({Sensitivity.PUBLIC}).matters
    left = handed(keep(*begun), {Sensitivity.PUBLIC}).entries

    assert (set(seen), seen["M"].parent) == ({"M", "N"}, "N")
    assert not any('"S"' in one.body for one, _ in left)


def test_a_matter_that_a_hidden_claim_told_first_is_told_by_one_that_may_be_seen():
    first, unreviewed = story(SECRET, at=moment(1)), claim(start=200)
    proposed = entry(Act.READ, unreviewed.id, value=Claims(claims=(unreviewed,)))
    whole = known(*BOTH, *first, proposed)

    assert whole.matters["M"].subject == "UZB"
    assert whole.showing({Sensitivity.PUBLIC}).matters["M"].subject == "TJK"
