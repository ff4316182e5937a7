from datetime import timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.keep import NOBODY, keep, known, view
from tests.make import claim, entry, moment, report, story, when
from tests.strategies import entries

from panah.domain.claim import Kind, Status
from panah.domain.entry import (
    GENESIS,
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
    Topic,
)
from panah.domain.matter import Matter
from panah.domain.report import Sensitivity
from panah.ledger.decisions import State
from panah.ledger.reconcile import reconcile
from panah.ledger.replay import grown, replay

C = claim()
D = claim(start=100, subject="UZB", label="D1")


def rejected(*keys, at, **more):
    return entry(Act.REJECT, *keys, at=at, value=Rejection(reason=Reason.WRONG_READING), **more)


def test_an_empty_ledger_knows_nothing():
    empty = known()

    assert (empty.head, dict(empty.claims), empty.links) == (GENESIS, {}, ())


def test_a_claim_counts_from_the_moment_it_was_accepted():
    log = keep(*story(C, at=moment(10))[:2], entry(Act.ACCEPT, C.id, at=moment(12)))

    assert replay(log, until=moment(11)).claims[C.id].state is State.PROPOSED
    assert replay(log, until=moment(12)).claims[C.id].is_accepted
    assert replay(log, until=moment(11)).head == log[1].hash


def test_the_last_decision_wins_by_its_moment_and_not_by_its_place_in_the_log():
    late = entry(Act.ACCEPT, C.id, at=moment(14))
    early = rejected(C.id, at=moment(13))

    for order in ((late, early), (early, late)):
        assert known(*story(C), *order).claims[C.id].is_accepted


def test_a_retract_undoes_an_entry_and_can_be_undone_itself():
    accept = entry(Act.ACCEPT, C.id, at=moment(11))
    undo = entry(Act.RETRACT, accept.key, at=moment(12))
    redo = entry(Act.RETRACT, undo.key, at=moment(13))
    begun = (*story(C)[:2], accept)

    assert known(*begun).claims[C.id].is_accepted
    assert known(*begun, undo).claims[C.id].state is State.PROPOSED
    assert known(*begun, undo, redo).claims[C.id].is_accepted


def test_a_claim_whose_reading_was_undone_is_known_and_counts_no_more():
    begun = story(C)

    after = known(*begun, entry(Act.RETRACT, begun[1].key, at=moment(12)))

    assert after.claims[C.id].state is State.RETRACTED
    assert reconcile(after, view(), NOBODY).lines == ()


def test_what_its_source_took_back_is_out_until_somebody_accepts_it_again():
    taken_back = entry(Act.RETRACT, C.id, at=moment(12))

    assert known(*story(C), taken_back).claims[C.id].state is State.RETRACTED
    assert (
        known(*story(C), taken_back, entry(Act.ACCEPT, C.id, at=moment(13)))
        .claims[C.id]
        .is_accepted
    )


def test_an_amendment_puts_the_new_reading_in_and_hands_on_matter_links_and_label():
    old = attrs.evolve(C, label="C01")
    new = attrs.evolve(old, status=Status.AGREED)
    log = [
        *story(old, D),
        entry(Act.LINK, old.id, "label:D1", value=Link(relation=Relation.CONFLICTS)),
        entry(Act.AMEND, old.id, at=moment(12), value=new),
    ]

    after = known(*log)

    assert after.claims[old.id].state is State.AMENDED
    assert after.claims[old.id].amended_to == new.id
    assert after.claims[new.id].is_accepted
    assert after.assigned[new.id] == "M"
    assert after.labels["C01"] == new.id
    assert [(one.source, one.target) for one in after.links] == [(new.id, D.id)]
    assert after.current(old.id) == new.id


def test_an_amendment_of_an_amendment_keeps_the_matter_a_person_chose_last():
    new = attrs.evolve(C, status=Status.AGREED)
    newer = attrs.evolve(C, status=Status.UNDER_WAY)
    log = [
        *story(C),
        entry(Act.AMEND, C.id, at=moment(12), value=new),
        entry(Act.ASSIGN, new.id, at=moment(13), value=Assignment(matter="N")),
        entry(Act.AMEND, new.id, at=moment(14), value=newer),
    ]

    assert known(*log).assigned[newer.id] == "N"
    assert known(*log[:-2], log[-1]).assigned[newer.id] == "M"


def test_what_replaces_a_claim_under_no_matter_is_under_none():
    new = attrs.evolve(C, status=Status.AGREED)

    after = known(*story(C)[:3], entry(Act.AMEND, C.id, at=moment(12), value=new))

    assert after.assigned == {}
    assert after.claims[new.id].is_accepted


def test_when_a_later_decision_overturns_an_amendment_the_new_reading_is_out():
    new = attrs.evolve(C, status=Status.AGREED)
    log = [*story(C), entry(Act.AMEND, C.id, at=moment(12), value=new)]

    after = known(*log, entry(Act.ACCEPT, C.id, at=moment(13)))

    assert after.claims[C.id].is_accepted
    assert after.claims[new.id].state is State.PROPOSED


def test_a_claim_can_be_amended_back_to_what_it_was():
    new = attrs.evolve(C, status=Status.AGREED)

    after = known(
        *story(C),
        entry(Act.AMEND, C.id, at=moment(12), value=new),
        entry(Act.AMEND, new.id, at=moment(13), value=C),
    )

    assert after.claims[C.id].is_accepted
    assert after.claims[new.id].state is State.AMENDED
    assert after.assigned[C.id] == "M"


def test_an_amendment_that_was_undone_leaves_the_old_reading():
    new = attrs.evolve(C, status=Status.AGREED)
    amend = entry(Act.AMEND, C.id, at=moment(12), value=new)

    after = known(*story(C), amend, entry(Act.RETRACT, amend.key, at=moment(13)))

    assert after.claims[C.id].is_accepted
    assert not after.claims[new.id].is_accepted


def test_with_four_eyes_the_proposer_cannot_let_a_claim_count():
    read = entry(Act.READ, C.id, value=Claims(claims=(C,)))
    own = entry(Act.ACCEPT, C.id, at=moment(11))
    other = entry(Act.ACCEPT, C.id, at=moment(12), by="user:omar")

    assert known(read, own).claims[C.id].is_accepted
    assert not known(read, own, four_eyes=True).claims[C.id].is_accepted
    assert known(read, own, other, four_eyes=True).claims[C.id].is_accepted


def test_with_four_eyes_an_amended_reading_waits_for_somebody_else():
    new = attrs.evolve(C, status=Status.AGREED)
    begun = [*story(C), entry(Act.AMEND, C.id, at=moment(12), value=new)]
    seen = entry(Act.ACCEPT, new.id, at=moment(13), by="user:omar")

    waiting = known(*begun, four_eyes=True)
    done = known(*begun, seen, four_eyes=True)

    assert (waiting.claims[C.id].is_accepted, waiting.claims[new.id].is_accepted) == (True, False)
    assert (done.claims[C.id].is_accepted, done.claims[new.id].is_accepted) == (False, True)


def test_two_ledgers_that_decided_differently_without_knowing_are_a_finding():
    mine = entry(Act.REJECT, C.id, at=moment(12), value=Rejection(reason=Reason.DUPLICATE))

    [found] = known(*story(C), mine).findings

    assert found.what == "decided_twice"
    assert found.on == (C.id,)
    assert "accepted by user:mina on 2021-08-10 and rejected by user:mina on 2021-08-12" in (
        found.text
    )


def test_a_decision_that_names_the_one_it_overturns_is_no_contradiction():
    begun = story(C)
    knowing = rejected(C.id, begun[2].key, at=moment(12))

    after = known(*begun, knowing)

    assert after.findings == ()
    assert after.claims[C.id].state is State.REJECTED


def test_a_third_decision_that_knows_both_settles_it():
    begun = story(C)
    other = rejected(C.id, at=moment(12), by="user:omar")
    settled = entry(Act.ACCEPT, C.id, begun[2].key, other.key, at=moment(13))

    assert known(*begun, other, settled).findings == ()


def test_deciding_alike_twice_is_no_contradiction():
    assert known(*story(C), entry(Act.ACCEPT, C.id, at=moment(12))).findings == ()


def test_matters_are_what_their_first_claim_is_about_until_somebody_defines_them():
    implied = known(*story(C)).matters["M"]
    defined = Matter(id="M", kind=Kind.HOSTING, title="Offer of the north")
    told = entry(
        Act.ASSIGN, "M", at=moment(9), value=Assignment(do=Assigning.DEFINE, defined=defined)
    )

    assert (implied.kind, implied.subject, implied.title) == (Kind.HOSTING, "TJK", "")
    assert known(told, *story(C)).matters["M"] == defined


def test_a_matter_keeps_its_id_when_it_is_renamed():
    renamed = entry(
        Act.ASSIGN, "M", at=moment(12), value=Assignment(do=Assigning.RENAME, title="Arrivals")
    )

    assert known(*story(C), renamed).matters["M"].title == "Arrivals"


def test_a_definition_after_a_new_title_brings_its_own():
    defined = Matter(id="M", kind=Kind.HOSTING, title="Second")
    told = [
        entry(Act.ASSIGN, "M", at=moment(12), value=Assignment(do=Assigning.RENAME, title="First")),
        entry(
            Act.ASSIGN, "M", at=moment(13), value=Assignment(do=Assigning.DEFINE, defined=defined)
        ),
    ]

    assert known(*story(C), *told).matters["M"].title == "Second"


def merged(*ids, into, at):
    return entry(Act.ASSIGN, *ids, at=at, value=Assignment(do=Assigning.MERGE, matter=into))


def test_merged_matters_are_one_wherever_their_claims_were_assigned():
    begun = [*story(C), *story(D, matter="N")]

    after = known(*begun, merged("N", into="M", at=moment(12)))

    assert set(after.assigned.values()) == {"M"}
    assert set(after.matters) == {"M"}


def test_matters_merged_into_each_other_end_in_the_last_one_chosen():
    begun = [*story(C), *story(D, matter="N")]
    there = merged("N", into="M", at=moment(12))
    back = merged("M", into="N", at=moment(13))
    third = merged("O", into="M", at=moment(14))

    assert set(known(*begun, there, back).assigned.values()) == {"N"}
    assert set(
        known(*begun, *story(claim(start=300), matter="O"), there, back, third).assigned.values()
    ) == {"N"}


def test_a_split_takes_claims_out_into_a_matter_of_their_own():
    new = Matter(id="N", kind=Kind.HOSTING, title="For two charities")
    split = entry(
        Act.ASSIGN,
        D.id,
        at=moment(12),
        value=Assignment(do=Assigning.SPLIT, matter="N", defined=new),
    )

    after = known(*story(C, D), split)

    assert after.assigned == {C.id: "M", D.id: "N"}
    assert after.matters["N"] == new


def test_a_link_counts_once_both_claims_and_the_link_are_known():
    link = entry(Act.LINK, C.id, "label:D1", at=moment(9), value=Link(relation=Relation.SAME))

    assert known(link, *story(C)).links == ()
    [found] = known(link, *story(C), *story(D)).links
    assert (found.source, found.target, found.key) == (C.id, D.id, link.key)


def test_a_link_said_twice_is_one_and_the_earlier_counts():
    first = entry(Act.LINK, C.id, D.id, at=moment(11), value=Link(relation=Relation.SAME))
    second = entry(Act.LINK, C.id, D.id, at=moment(12), value=Link(relation=Relation.SAME))

    for order in ((first, second), (second, first)):
        assert [one.key for one in known(*story(C, D), *order).links] == [first.key]


def test_a_link_to_itself_or_of_one_claim_is_none():
    alone = entry(Act.LINK, C.id, value=Link(relation=Relation.SAME))
    itself = entry(Act.LINK, C.id, C.id, value=Link(relation=Relation.SAME))

    assert known(*story(C), alone, itself).links == ()


def test_a_report_is_as_it_was_last_described():
    log = [
        *story(C),
        entry(Act.IMPORT, C.report, at=moment(12), value=report(published=when("2021-07-24"))),
    ]

    for order in (log, log[::-1]):
        assert known(*order).reports[C.report].published == when("2021-07-24")


def test_an_entry_that_brings_nothing_changes_nothing():
    empty = [
        entry(act, C.id, at=moment(12)) for act in (Act.IMPORT, Act.READ, Act.LINK, Act.ASSIGN)
    ]

    assert without_order(known(*story(C), *empty)) == without_order(known(*story(C)))


def test_a_claim_read_again_is_known_since_it_was_first_read():
    log = [*story(C, at=moment(12)), *story(C, at=moment(10))]

    for order in (log, log[::-1]):
        assert known(*order).claims[C.id].at == moment(10)
        assert len(known(*order).claims) == 1


def test_a_false_entry_cannot_put_other_words_under_the_id_of_a_claim():
    false = entry(Act.READ, C.id, at=moment(1), value=Claims(claims=(D,)))

    for order in ([false, *story(C)], [*story(C), false]):
        assert known(*order).claims[C.id].claim == C


def test_ids_are_computed_where_an_entry_does_not_list_them():
    bare = entry(Act.READ, at=moment(10), value=Claims(claims=(C, D)))

    assert set(known(bare).claims) == {C.id, D.id}


def test_of_two_claims_with_one_label_the_first_recorded_has_it():
    again = claim(start=200, label="D1")

    assert known(*story(D, at=moment(10)), *story(again, at=moment(11))).labels["D1"] == D.id


def test_notes_and_grades_are_kept_in_the_order_in_which_they_were_made():
    late = entry(Act.NOTE, C.id, at=moment(13), value=Note(text="asked again"))
    early = entry(Act.NOTE, C.id, at=moment(12), value=Note(text="asked", topic=Topic.QUESTION))
    grades = [
        entry(Act.GRADE, C.id, at=moment(13), value=Grade(source="B")),
        entry(Act.GRADE, C.id, at=moment(12), value=Grade(source="C")),
    ]

    after = known(*story(C), late, early, *grades)

    assert [one.value.text for one in after.notes[C.id]] == ["asked", "asked again"]
    assert [grade.source for _, grade in after.graded] == ["C", "B"]


@pytest.fixture
def mixed():
    secret = claim(start=100, report="b" * 64, subject="UZB", label="S1")
    return (
        C,
        secret,
        [
            *story(C),
            entry(
                Act.IMPORT,
                secret.report,
                value=report(id="b" * 64, name="b", sensitivity=Sensitivity.RESTRICTED),
            ),
            *story(secret, matter="N")[1:],
            entry(Act.LINK, C.id, secret.id, value=Link(relation=Relation.CONFLICTS)),
            entry(Act.NOTE, secret.id, value=Note(text="told in confidence")),
            entry(Act.GRADE, secret.id, value=Grade(source="A")),
            rejected(secret.id, at=moment(12)),
            entry(Act.ACCEPT, secret.id, at=moment(13)),
        ],
    )


def test_what_a_reader_may_not_see_leaves_no_trace(mixed):
    seen, secret, log = mixed

    everything = known(*log)
    shown = everything.showing({Sensitivity.PUBLIC})

    assert set(everything.claims) == {seen.id, secret.id}
    assert secret.id not in repr(shown)
    assert set(shown.claims) == {seen.id}
    assert set(shown.matters) == {"M"}
    assert (shown.links, shown.findings, shown.entries) == ((), (), ())


def test_a_claim_whose_report_nobody_described_is_withheld():
    bare = known(entry(Act.READ, C.id, value=Claims(claims=(C,))))

    assert set(bare.showing({Sensitivity.PUBLIC}).claims) == set()


@given(st.lists(entries(), max_size=6), st.integers(0, 6))
@settings(max_examples=60)
def test_what_was_known_never_changes_when_more_comes_in(some, cut):
    log = keep(*some)
    begun = log[: min(cut, len(log))]
    if not begun or (len(begun) < len(log) and begun[-1].received == log[len(begun)].received):
        return

    until = begun[-1].received

    assert replay(log, until=until) == replay(begun)
    assert replay(log, until=until + timedelta(0)).head == begun[-1].hash


def wild(keys):
    """Entries of every kind that all talk about a few claims, in any order and contradiction."""
    some = (C, D, claim(start=300, status=Status.AGREED))
    on = st.lists(st.sampled_from([one.id for one in some] + keys), max_size=3).map(tuple)
    made = st.sampled_from(
        [
            (Act.READ, Claims(claims=some[:1])),
            (Act.READ, Claims(claims=some)),
            (Act.ACCEPT, None),
            (Act.AMEND, some[1]),
            (Act.AMEND, some[2]),
            (Act.REJECT, Rejection(reason=Reason.NOT_SAID)),
            (Act.RETRACT, None),
            (Act.ASSIGN, Assignment(matter="M")),
            (Act.ASSIGN, Assignment(do=Assigning.MERGE, matter="N")),
            (Act.ASSIGN, Assignment(do=Assigning.SPLIT, matter="N")),
            (Act.ASSIGN, Assignment(do=Assigning.DEFINE, matter="N")),
            (Act.LINK, Link(relation=Relation.UPDATES)),
            (Act.LINK, Link(relation=Relation.SAME)),
            (Act.LINK, Link(relation=Relation.CONFLICTS)),
            (Act.GRADE, Grade(source="Z", information=9)),
            (Act.NOTE, Note(topic=Topic.INDEPENDENT)),
        ]
    )
    return st.builds(
        lambda act, on, at, by: entry(act[0], *on, at=moment(at), by=by, value=act[1]),
        made,
        on,
        st.integers(1, 5),
        st.sampled_from(["user:mina", "user:omar"]),
    )


def without_order(made):
    return attrs.evolve(made, head="", entries=())


@given(st.lists(wild(["M", "N"]), max_size=14), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_the_order_in_which_two_ledgers_met_changes_nothing(some, chance):
    shuffled = list(some)
    chance.shuffle(shuffled)

    one, other = known(*some), known(*shuffled)

    assert without_order(one) == without_order(other)
    assert reconcile(one, view(drafts=True), NOBODY) == reconcile(other, view(drafts=True), NOBODY)


@given(st.lists(wild(["M", "N"]), max_size=14), st.integers(0, 14))
@settings(max_examples=60)
def test_what_was_known_grows_by_what_is_kept_since(some, cut):
    log = keep(*some)

    assert grown(replay(log[:cut]), log[cut:]) == replay(log)


def test_what_does_not_follow_the_last_entry_does_not_grow_from_it():
    log = keep(*story(C))

    assert grown(replay(log[:1]), log[2:]) is None


@given(st.lists(wild([]), max_size=14))
@settings(max_examples=60)
def test_every_line_rests_on_claims_that_count(some):
    after = known(*some)

    for line in reconcile(after, view(), NOBODY).lines:
        assert line.claims
        assert all(after.claims[key].is_accepted for key in line.claims)


@given(st.lists(entries(acts=(Act.READ, Act.IMPORT, Act.NOTE)), max_size=5))
@settings(max_examples=60)
def test_whatever_a_ledger_may_hold_can_be_reconciled(some):
    made = reconcile(known(*some), view(drafts=True), NOBODY)

    assert {key for line in made.lines for key in line.claims} == set(made.standing)
