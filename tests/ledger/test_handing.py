"""What of a log is handed on: nothing of what is hidden, all of the rest."""

import attrs
from tests.ledger.keep import keep, known
from tests.make import claim, entry, hop, moment, report

from panah.domain.canonical import written
from panah.domain.claim import Kind
from panah.domain.entry import (
    Act,
    Assigning,
    Assignment,
    Claims,
    Grade,
    Link,
    Note,
    Reason,
    Rejection,
    Relation,
)
from panah.domain.matter import Matter
from panah.domain.report import Sensitivity
from panah.ledger.handing import handed

HIDDEN = "b" * 64
PUBLIC = {Sensitivity.PUBLIC}

SEEN = claim(label="S")
AGAIN = claim(start=50, label="T")
SECRET = claim(report=HIDDEN, subject="UZB", label="X", chain=(hop("Secret voice", of=None),))
AMENDED = attrs.evolve(SECRET, note="read otherwise")


def assign(*on, at=None, **value):
    return entry(Act.ASSIGN, *on, at=at or moment(11), value=Assignment(**value))


def define(key):
    return assign(key, do=Assigning.DEFINE, defined=Matter(id=key, kind=Kind.HOSTING))


READING = entry(Act.READ, SEEN.id, SECRET.id, AGAIN.id, value=Claims(claims=(SEEN, SECRET, AGAIN)))
ACCEPTED = entry(Act.ACCEPT, SEEN.id, SECRET.id, why="the Secret voice says so too")
UNDONE = entry(Act.ACCEPT, AGAIN.id, SECRET.id, at=moment(12))

LOG = (
    entry(Act.IMPORT, report().id, value=report()),
    entry(Act.IMPORT, HIDDEN, value=report(id=HIDDEN, sensitivity=Sensitivity.RESTRICTED)),
    READING,
    define("M"),
    define("hosting.UZB"),
    define("nothing yet"),
    assign(SEEN.id, AGAIN.id, matter="M"),
    assign(SECRET.id, matter="hosting.UZB"),
    ACCEPTED,
    UNDONE,
    entry(Act.RETRACT, UNDONE.key, at=moment(13), why="too early"),
    entry(Act.AMEND, SECRET.id, at=moment(13), value=AMENDED),
    entry(Act.REJECT, SECRET.id, at=moment(14), value=Rejection(reason=Reason.DUPLICATE)),
    entry(Act.LINK, SEEN.id, "label:X", value=Link(relation=Relation.CONFLICTS)),
    entry(Act.LINK, SEEN.id, AGAIN.id, value=Link(relation=Relation.SAME)),
    entry(Act.GRADE, "Secret voice", value=Grade(source="A")),
    entry(Act.GRADE, "RFE/RL", value=Grade(source="B")),
    entry(Act.NOTE, "hosting.UZB", value=Note(text="ask Tashkent")),
    entry(Act.NOTE, value=Note(text="the ledger of the desk")),
    assign("hosting.UZB", do=Assigning.RENAME, title="Uzbekistan"),
    assign("M", do=Assigning.MERGE, matter="Tajikistan"),
    assign("Tajikistan", do=Assigning.RENAME, title="Tajikistan for arrivals"),
)


def left():
    return [one for one, _ in handed(keep(*LOG), PUBLIC).entries]


def test_of_what_is_hidden_nothing_is_handed_on_and_it_is_counted():
    given = handed(keep(*LOG), PUBLIC)
    text = "".join(written(one) for one, _ in given.entries)

    assert (given.claims, given.reports) == (2, 1)
    for word in (SECRET.id, AMENDED.id, HIDDEN, "UZB", "Secret voice", "Uzbek", "Tashkent", '"X"'):
        assert word not in text


def test_what_is_open_is_known_as_it_was():
    all_, some = known(*LOG), known(*left())

    assert some.claims.keys() == {SEEN.id, AGAIN.id}
    for key in some.claims:
        assert some.claims[key].state is all_.claims[key].state
        assert some.assigned[key] == all_.assigned[key] == "Tajikistan"
    assert some.matters["Tajikistan"].title == "Tajikistan for arrivals"
    assert some.links == all_.links[-1:]
    assert [name for name, _ in some.graded] == ["RFE/RL"]


def test_an_entry_about_both_is_cut_and_loses_its_reason_and_others_stay_as_they_are():
    entries = {one.act: one for one in left() if one.act in {Act.READ, Act.ACCEPT}}
    same = {one.key for one in LOG} & {one.key for one in left()}

    assert entries[Act.READ].value.claims == (SEEN, AGAIN)
    assert all(not one.why for one in left() if one.act is Act.ACCEPT)
    assert ACCEPTED.key not in same
    assert LOG[0].key in same


def test_what_undid_an_entry_undoes_what_is_left_of_it():
    (undoing,) = (one for one in left() if one.act is Act.RETRACT)
    (undone,) = (one for one in left() if one.act is Act.ACCEPT and one.on == (AGAIN.id,))

    assert undoing.on == (undone.key,)
    assert undoing.why == "too early"


def test_what_undid_a_hidden_entry_goes_with_it():
    hidden = entry(Act.ACCEPT, SECRET.id, at=moment(12))
    log = (*LOG, hidden, entry(Act.RETRACT, hidden.key, at=moment(13), why="Secret voice"))

    entries = [one for one, _ in handed(keep(*log), PUBLIC).entries]
    assert [one for one in entries if one.act is Act.RETRACT and "Secret" in one.why] == []
    assert len(entries) == len(left())


def test_a_report_that_no_name_leads_to_is_hidden_by_its_own():
    bare = entry(Act.IMPORT, value=report(id=HIDDEN, sensitivity=Sensitivity.CONFIDENTIAL))

    assert handed(keep(bare), PUBLIC).entries == ()


def test_where_nothing_is_hidden_every_entry_is_handed_on_as_it_is():
    kept = keep(*LOG)

    every = handed(kept, set(Sensitivity))
    assert [one for one, _ in every.entries] == [one.entry for one in kept]
    assert (every.claims, every.reports) == (0, 0)


NAMED = "hosting.UZB.USA.onward"
TOLD = Matter(id=NAMED, kind=Kind.HOSTING, subject="UZB")


def begun_by_the_hidden(name, *more):
    """A matter that a hidden claim began, and a claim that may be seen in it since."""
    return (
        *LOG[:3],
        assign(name, do=Assigning.DEFINE, defined=attrs.evolve(TOLD, id=name)),
        assign(SECRET.id, matter=name),
        assign(SEEN.id, matter=name, at=moment(12)),
        *more,
    )


def test_a_matter_that_a_hidden_claim_began_is_handed_on_under_another_name_and_told_by_the_rest():
    given = [one for one, _ in handed(keep(*begun_by_the_hidden(NAMED)), PUBLIC).entries]
    (shown,) = known(*begun_by_the_hidden(NAMED)).showing(PUBLIC).matters.values()
    left_known = known(*given)

    assert not any("UZB" in written(one) or "onward" in written(one) for one in given)
    assert (shown.id, shown.subject) == (left_known.assigned[SEEN.id], "TJK")
    assert left_known.matters[shown.id] == shown


def test_a_name_that_a_person_chose_stays_whoever_began_the_matter():
    shown = known(*begun_by_the_hidden("the northern offer")).showing(PUBLIC)

    assert set(shown.matters) == {"the northern offer"}


def test_of_a_matter_that_only_a_merge_brought_into_the_open_nothing_hidden_is_told():
    merged = assign("open", do=Assigning.MERGE, matter="closed", at=moment(13))
    log = (
        *LOG[:3],
        assign("closed", do=Assigning.DEFINE, defined=attrs.evolve(TOLD, id="closed")),
        assign(SECRET.id, matter="closed"),
        assign(SEEN.id, matter="open"),
        merged,
    )

    given = [one for one, _ in handed(keep(*log), PUBLIC).entries]

    assert not any("UZB" in written(one) for one in given)
    assert known(*log).showing(PUBLIC).matters["closed"].subject == "TJK"


def test_matters_made_part_of_each_other_are_told_by_the_names_that_may_be_seen():
    inner = attrs.evolve(TOLD, parent="M")
    ring = (
        assign(NAMED, do=Assigning.DEFINE, defined=inner, at=moment(13)),
        assign("M", do=Assigning.DEFINE, defined=Matter(id="M", kind=Kind.HOSTING, parent=NAMED)),
        assign(AGAIN.id, matter="M"),
    )

    whole = known(*begun_by_the_hidden(NAMED, *ring))
    shown = whole.showing(PUBLIC)

    assert NAMED in " ".join(one.text for one in whole.findings)
    assert len(shown.findings) == 2
    assert not any(NAMED in one.text for one in shown.findings)


def test_a_matter_answers_to_its_name_and_to_the_one_that_tells_nothing():
    whole = known(*begun_by_the_hidden(NAMED, assign("unheard of", matter="N")))
    (shown,) = whole.showing(PUBLIC).matters

    assert whole.matter_named(shown) == whole.matter_named(NAMED) == NAMED
    assert whole.matter_named("elsewhere") == "elsewhere"
