"""Ledgers that were merged give the same answers, whoever merged whom and in which order."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.make import claim, entry, moment, people, report, when
from tests.memory import MemoryLedger

from panah.domain.actor import Actors
from panah.domain.claim import Status
from panah.domain.entry import (
    Act,
    Assignment,
    Claims,
    Grade,
    Link,
    Reason,
    Rejection,
    Relation,
)
from panah.domain.situation import View
from panah.ledger.merge import union
from panah.ledger.reconcile import reconcile
from panah.ledger.replay import replay

NOW = moment(28)
SAID = tuple(
    claim(
        start=100 * day,
        qty=people(100 * day, 100 * day + 50),
        status=status,
        label=f"K{day}",
        said=when(f"2021-08-0{day}"),
        event=when(f"2021-08-0{day}"),
    )
    for day, status in enumerate((Status.ASKED, Status.READY, Status.AGREED), start=1)
)
DECISIONS = st.one_of(
    st.just((Act.ACCEPT, None)),
    st.just((Act.REJECT, Rejection(reason=Reason.NOT_SAID))),
    st.sampled_from("MN").map(lambda matter: (Act.ASSIGN, Assignment(matter=matter))),
    st.sampled_from("AB").map(lambda source: (Act.GRADE, Grade(source=source, information=1))),
    st.sampled_from([Relation.UPDATES, Relation.SAME, Relation.CONFLICTS]).map(
        lambda relation: (Act.LINK, Link(relation=relation))
    ),
)


@st.composite
def ledgers(draw):
    """A ledger that holds some of the claims, and decisions of two people on them."""
    ledger = MemoryLedger()
    ledger.append([entry(Act.IMPORT, SAID[0].report, at=moment(9), value=report())])
    for hour, one in enumerate(SAID):
        if draw(st.booleans()):
            read = entry(Act.READ, one.id, at=moment(10, hour), value=Claims(claims=(one,)))
            ledger.append([read, *draw(st.lists(decisions_on(one), max_size=3))])
    return ledger


@st.composite
def decisions_on(draw, one):
    act, value = draw(DECISIONS)
    return entry(
        act,
        *((one.id, "label:K1") if act is Act.LINK else (one.id,)),
        at=moment(11, draw(st.integers(0, 20))),
        by=draw(st.sampled_from(["user:mina", "user:idris"])),
        value=value,
    )


def merged(*ledgers, by="user:mina"):
    mine = MemoryLedger()
    for ledger in ledgers:
        new = union(list(mine.entries()), list(ledger.entries()), at=NOW, by=by)
        mine.append(new, received=NOW)
    return mine


def answer(ledger):
    view = View(as_of=date(2021, 8, 16), as_known=NOW + timedelta(days=1))
    found = reconcile(replay(ledger.entries()), view, Actors([]))
    return found.lines, set(found.standing), set(found.findings)


@given(ledgers(), ledgers())
def test_both_sides_of_a_merge_give_the_same_situation(a, b):
    assert answer(merged(a, b)) == answer(merged(b, a, by="user:idris"))


@given(st.permutations(range(3)), st.tuples(ledgers(), ledgers(), ledgers()))
def test_three_ledgers_give_the_same_situation_in_any_order(order, three):
    shuffled = [three[number] for number in order]

    assert answer(merged(*three)) == answer(merged(*shuffled, by="user:idris"))


def test_the_claims_of_both_sides_stand_in_the_situation_of_a_merge():
    sides = [MemoryLedger(), MemoryLedger()]
    for side, one in zip(sides, SAID[1:], strict=True):
        side.append(
            [
                entry(Act.IMPORT, one.report, at=moment(9), value=report()),
                entry(Act.READ, one.id, at=moment(10), value=Claims(claims=(one,))),
                entry(Act.ACCEPT, one.id, at=moment(11)),
                entry(Act.ASSIGN, one.id, at=moment(11), value=Assignment(matter="M")),
            ]
        )
    (line,), standing, _ = answer(merged(*sides))

    assert line.matter.id == "M"
    assert standing == {SAID[1].id, SAID[2].id}
