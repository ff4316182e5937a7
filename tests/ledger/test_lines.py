"""What makes a line: what is live, fact or outlook, status and its range (R1 to R5, R9, R10)."""

import attrs
import pytest
from tests.ledger.keep import NOBODY, known, line, lines, view
from tests.make import claim, entry, hop, moment, report, story, when

from panah.domain.actor import Actor, Actors, ActorType
from panah.domain.claim import Cond, CondType, Hold, Hop, How, Kind, Mood, PlanningClass, Status
from panah.domain.entry import Act, Claims, Grade, Link, Reason, Rejection, Relation
from panah.domain.line import Rule, Voice
from panah.domain.matter import Matter
from panah.ledger.reconcile import reconcile

OUTLET = (Hop(actor="Northern Wire", how=How.REPORTED),)
OFFICIAL = (hop(), *OUTLET)


def said(text, **more):
    """What an official said on a day about that day."""
    return claim(said=when(text), event=when(text), **more)


def told(text, **more):
    """What an outlet said in its own words on a day."""
    return said(text, chain=OUTLET, **more)


def linked(one, other, relation, at=None):
    return entry(Act.LINK, one.id, other.id, at=at or moment(11), value=Link(relation=relation))


def test_an_offer_makes_a_line_with_a_class_and_a_number():
    one = claim()

    made = line(*story(one))

    assert (made.status.low, made.status.high) == (Status.READY, Status.READY)
    assert made.planning_class is PlanningClass.READY
    assert made.counted
    assert made.lead == one.id
    assert [(cell.amount.lo, cell.amount.hi) for cell in made.numbers] == [(0, 100_000)]


def test_a_claim_nobody_decided_is_seen_only_among_drafts_and_is_marked():
    one = claim()
    log = story(one)[:2] + story(one)[3:]

    assert lines(*log) == {}
    assert line(*log, drafts=True).unreviewed == (one.id,)


def test_a_claim_somebody_rejected_is_not_even_among_the_drafts():
    one = claim()
    rejected = entry(Act.REJECT, one.id, at=moment(11), value=Rejection(reason=Reason.NOT_SAID))

    assert lines(*story(one), rejected, drafts=True) == {}


@pytest.mark.parametrize(
    ("event", "voiced", "as_of", "is_live"),
    [
        ("2021-08-14", "2021-08-14", "2021-08-15", True),
        ("2021-08-16", "2021-08-16", "2021-08-15", False),
        ("2021-08-16/2021-08-20", "2021-08-14", "2021-08-15", False),
        ("2021-08", "2021-08-20", "2021-08-15", False),
        ("2021-08-10", "2021-08-20", "2021-08-15", True),
        ("../2021-08-18", "2021-08-15/2021-08-18", "2021-08-15", True),
        (None, "2021-08-15", "2021-08-15", True),
        (None, "2021-08-16", "2021-08-15", False),
        ("2021-08-16", None, "2021-08-15", False),
        (None, None, "2021-08-15", True),
    ],
)
def test_a_fact_is_live_when_it_had_begun_and_was_said_or_is_dated_to_the_day(
    event, voiced, as_of, is_live
):
    one = claim(event=event and when(event), said=voiced and when(voiced))

    assert bool(lines(*story(one), as_of=as_of)) is is_live


def test_a_plan_is_live_from_the_day_it_is_voiced_whatever_its_date():
    plan = claim(mood=Mood.WILL, event=when("2021-09-01/.."), said=when("2021-08-10"))

    assert lines(*story(plan), as_of="2021-08-09") == {}
    assert line(*story(plan), as_of="2021-08-10").outlook == (plan.id,)


def test_plans_and_fears_touch_neither_status_nor_class():
    plan = claim(mood=Mood.WILL, status=Status.IN_PLACE)
    fear = claim(mood=Mood.MAY, start=90)

    made = line(*story(plan, fear))

    assert (made.status, made.planning_class, made.counted, made.lead) == (None, None, False, None)
    assert set(made.outlook) == {plan.id, fear.id}


IFS = ("if_threat", "if_safe", "if_exceeds", "if_agreed")


@pytest.mark.parametrize("kind", IFS)
def test_what_hangs_on_an_if_is_outlook_and_never_capacity(kind):
    one = claim(conditions=(Cond(type=CondType(kind), text="should fighting reach them"),))

    made = line(*story(one))

    assert made.status is None
    assert made.outlook == (one.id,)
    assert [(cell.mood, cell.conditional) for cell in made.numbers] == [(Mood.WILL, True)]


@pytest.mark.parametrize("kind", sorted(set(CondType) - set(IFS)))
def test_what_is_promised_for_a_time_or_after_a_guarantee_is_a_fact(kind):
    one = claim(conditions=(Cond(type=kind, text="until they can go home"),))

    made = line(*story(one))

    assert (made.status.low, made.outlook) == (Status.READY, ())


def test_an_amount_with_an_if_never_meets_one_without():
    threat = Cond(type=CondType.IF_THREAT, text="should fighting reach them")
    plain = claim(mood=Mood.WILL)
    hanging = claim(mood=Mood.WILL, start=90, conditions=(threat,))

    made = line(*story(plain, hanging))

    assert [cell.claims for cell in made.numbers] == [(plain.id,), (hanging.id,)]


def test_an_explicit_update_retires_the_target_where_both_speak_and_says_so():
    old = told("2021-08-10", status=Status.ASKED)
    new = told("2021-08-10", status=Status.AGREED, qty=None, start=90)

    made = line(*story(old, new), linked(new, old, Relation.UPDATES))

    assert made.status.claims == (new.id,)
    assert made.history == (old.id,)
    assert [(one.claim, one.rule, one.by) for one in made.status.retired] == [
        (old.id, Rule.R5, new.id)
    ]
    assert [cell.claims for cell in made.numbers] == [(old.id,)]


def test_a_plan_with_a_status_never_retires_the_status_of_a_fact():
    fact = said("2021-08-10", qty=None)
    plan = said("2021-08-11", qty=None, mood=Mood.WILL, status=Status.IN_PLACE, start=90)

    made = line(*story(fact, plan), linked(plan, fact, Relation.UPDATES))

    assert (made.status.low, made.history) == (Status.READY, ())


def test_a_plan_never_ends_a_refusal():
    refused = said("2021-08-10", qty=None, status=None, hold=Hold.DECLINED)
    plan = said("2021-08-11", qty=None, mood=Mood.WILL, status=Status.ANNOUNCED, start=90)

    made = line(*story(refused, plan), linked(plan, refused, Relation.UPDATES))

    assert [hold.claim for hold in made.holds] == [refused.id]


def test_a_plan_never_retires_a_fact():
    fact = told("2021-08-10")
    plan = told("2021-08-11", mood=Mood.WILL, start=90)

    made = line(*story(fact, plan), linked(plan, fact, Relation.UPDATES))

    assert made.status.claims == (fact.id,)
    assert made.history == ()


def test_a_link_the_ledger_did_not_know_yet_retires_nothing():
    old = told("2021-08-10", status=Status.ASKED)
    new = told("2021-08-10", status=Status.AGREED, start=90)
    log = [*story(old, new), linked(new, old, Relation.UPDATES, at=moment(20))]

    early = known(*log, until=moment(19))

    [made] = reconcile(early, view(), NOBODY).lines
    assert (made.status.low, made.status.high) == (Status.ASKED, Status.AGREED)


def test_what_was_said_certainly_before_the_newest_word_is_older():
    old = told("2021-08-01", status=Status.IN_TALKS)
    new = told("2021-08-10", status=Status.AGREED, start=90)

    made = line(*story(old, new))

    assert made.status.low is Status.AGREED
    assert made.older == (old.id,)
    assert [(one.rule, one.by) for one in made.status.retired] == [(Rule.R6, new.id)]


def test_what_may_have_been_said_at_one_time_makes_a_range_planned_on_its_low_end():
    one = told("2021-08-10", status=Status.AGREED)
    other = claim(
        chain=OUTLET, status=Status.IN_TALKS, said=when("2021-08-08/2021-08-12"), start=90
    )

    made = line(*story(one, other))

    assert (made.status.low, made.status.high) == (Status.IN_TALKS, Status.AGREED)
    assert made.planning_class is PlanningClass.POSSIBLE


@pytest.mark.parametrize("kind", [Kind.SUPPORT, Kind.FACILITY, Kind.ACCESS])
def test_the_course_of_a_help_a_site_or_a_gate_is_ranged_and_not_listed(kind):
    one = told("2021-08-10", kind=kind, status=Status.AGREED, qty=None)
    other = told("2021-08-10", kind=kind, status=Status.IN_TALKS, qty=None, start=90)

    made = line(*story(one, other))

    assert (made.status.low, made.status.high) == (Status.IN_TALKS, Status.AGREED)
    assert made.happenings == ()


def test_events_are_listed_by_date_newest_first_and_not_ranged():
    taken = told("2021-08-13", kind=Kind.SECURITY, status=Status.DONE, qty=None)
    advance = claim(
        chain=OUTLET,
        kind=Kind.SECURITY,
        status=Status.UNDER_WAY,
        qty=None,
        start=90,
        event=when("2021-08-01/.."),
        said=when("2021-08-13"),
    )

    made = line(*story(advance, taken))

    assert made.status is None
    assert [(one.claim, one.status) for one in made.happenings] == [
        (taken.id, Status.DONE),
        (advance.id, Status.UNDER_WAY),
    ]


def test_one_event_of_security_is_listed_and_its_status_is_told():
    made = line(*story(told("2021-08-13", kind=Kind.SECURITY, qty=None)))

    assert made.status.low is Status.READY
    assert len(made.happenings) == 1


def test_a_movement_with_one_status_is_a_course_and_with_two_a_list():
    left = told("2021-08-13", kind=Kind.MOVEMENT, status=Status.DONE, qty=None)
    leaving = told("2021-08-13", kind=Kind.MOVEMENT, status=Status.UNDER_WAY, qty=None, start=90)

    assert line(*story(left)).happenings == ()
    assert len(line(*story(left, leaving)).happenings) == 2
    assert line(*story(left)).planning_class is None


def test_an_event_without_any_date_is_listed_last():
    dated = told("2021-08-01", kind=Kind.SECURITY, qty=None)
    never = claim(chain=OUTLET, kind=Kind.SECURITY, qty=None, start=90, event=None, said=None)
    log = [entry(Act.IMPORT, dated.report, value=report(published=None)), *story(dated, never)[1:]]

    assert [one.claim for one in line(*log).happenings] == [dated.id, never.id]


def test_what_an_update_retires_among_events_is_traced_on_the_line():
    old = told("2021-08-10", kind=Kind.SECURITY, qty=None)
    one = told("2021-08-10", kind=Kind.SECURITY, qty=None, start=50, status=Status.DONE)
    other = told("2021-08-10", kind=Kind.SECURITY, qty=None, start=90, status=Status.UNDER_WAY)

    made = line(*story(old, one, other), linked(one, old, Relation.UPDATES))

    assert made.status is None
    assert [(gone.claim, gone.rule, gone.by) for gone in made.retired] == [
        (old.id, Rule.R5, one.id)
    ]


def test_a_hold_in_the_own_voice_stops_a_line_from_counting():
    made = line(*story(said("2021-08-10", hold=Hold.RELUCTANT)))

    assert [(one.value, one.by) for one in made.holds] == [(Hold.RELUCTANT, Voice.OWN)]
    assert not made.counted


def test_a_hold_told_by_somebody_else_is_shown_and_stops_nothing():
    made = line(*story(told("2021-08-10", hold=Hold.RELUCTANT)))

    assert [(one.value, one.by) for one in made.holds] == [(Hold.RELUCTANT, Voice.THIRD_PARTY)]
    assert made.counted


def test_a_refusal_without_a_status_holds_the_line_and_leaves_its_status():
    ready = said("2021-08-05")
    refusal = said("2021-08-10", status=None, hold=Hold.DECLINED, qty=None, start=90)

    made = line(*story(ready, refusal))

    assert made.status.low is Status.READY
    assert [one.value for one in made.holds] == [Hold.DECLINED]
    assert made.closing.why == "declined"
    assert not made.counted


def test_a_refusal_that_updates_an_offer_stands_beside_its_status():
    ready = said("2021-08-05")
    refusal = said("2021-08-10", status=None, hold=Hold.DECLINED, qty=None, start=90)

    made = line(*story(ready, refusal), linked(refusal, ready, Relation.UPDATES))

    assert made.status.low is Status.READY
    assert made.closing.claim == refusal.id


def test_an_agreement_that_updates_a_refusal_ends_it():
    refusal = said("2021-08-10", status=None, hold=Hold.DECLINED, qty=None)
    agreed = said("2021-08-10", status=Status.AGREED, start=90)

    made = line(*story(refusal, agreed), linked(agreed, refusal, Relation.UPDATES))

    assert (made.holds, made.history, made.counted) == ((), (refusal.id,), True)


def test_a_later_status_ends_a_refusal():
    refusal = said("2021-08-05", status=None, hold=Hold.DECLINED, qty=None)
    agreed = said("2021-08-10", status=Status.AGREED, start=90)

    made = line(*story(refusal, agreed))

    assert made.holds == ()
    assert made.counted
    assert made.older == (refusal.id,)


def test_a_refusal_alone_leads_its_line_without_a_status():
    refusal = said("2021-08-05", status=None, hold=Hold.DECLINED, qty=None)

    made = line(*story(refusal))

    assert (made.status, made.lead, made.planning_class) == (None, refusal.id, None)


def test_a_claim_of_another_kind_is_evidence_and_fills_no_status():
    offer = said("2021-08-10")
    camp = said("2021-08-10", kind=Kind.FACILITY, status=Status.IN_PLACE, start=90)

    made = line(*story(offer, camp))

    assert made.kind is Kind.HOSTING
    assert made.evidence == (camp.id,)
    assert made.status.claims == (offer.id,)


def test_own_voice_quoted_leads_then_own_then_named_then_outlet_then_unnamed():
    chains = {
        "quoted": {"chain": OFFICIAL, "verbatim": True},
        "own": {"chain": OFFICIAL},
        "named": {"chain": (hop(actor="A minister abroad", of="IRN"),)},
        "outlet": {"chain": OUTLET},
        "unnamed": {"chain": (Hop(actor="an official", how=How.UNNAMED),)},
    }
    claims = [
        said("2021-08-10", start=90 * number, label=name, **chains[name])
        for number, name in enumerate(reversed(chains))
    ]

    order = []
    while claims:
        lead = line(*story(*claims)).lead
        order.append(next(one.label for one in claims if one.id == lead))
        claims = [one for one in claims if one.id != lead]

    assert order == list(chains)


@pytest.mark.parametrize(
    ("how", "leads"), [("said", 1), ("wrote", 1), ("quoted", 0), ("caption", 0)]
)
def test_who_says_or_writes_leads_before_an_outlets_own_word_and_a_caption_does_not(how, leads):
    outlet = told("2021-08-10")
    other = told("2021-08-10", start=90)
    other = attrs.evolve(other, chain=(Hop(actor="A minister abroad", how=How(how)), *OUTLET))

    assert line(*story(outlet, other)).lead == (outlet, other)[leads].id


def graded(on, source="F", information=6, scope=(), at=11):
    value = Grade(source=source, information=information, scope=scope)
    return entry(Act.GRADE, on, at=moment(at), value=value)


def test_a_better_grade_leads_before_a_later_word():
    reliable = told("2021-08-09/2021-08-10")
    doubtful = told("2021-08-10", start=90)
    log = story(reliable, doubtful)

    assert line(*log).lead == doubtful.id
    assert line(*log, graded(reliable.id, "B")).lead == reliable.id
    assert line(*log, graded(reliable.id, information=2)).lead == reliable.id
    assert line(*log, graded(doubtful.id, "E")).lead == reliable.id
    assert line(*log, graded(reliable.id, "E")).lead == doubtful.id


def test_the_last_grade_given_counts_and_a_voice_is_graded_for_its_kinds():
    wire = claim(said=when("2021-08-09/2021-08-10"), chain=(Hop(actor="Old Wire", how=How.SAID),))
    other = claim(said=when("2021-08-10"), chain=(Hop(actor="New Wire", how=How.SAID),), start=90)
    actors = Actors([Actor(id="old", name="Old Wire", type=ActorType.PUBLISHER)])

    def lead(*grades):
        return line(*story(wire, other), *grades, actors=actors).lead

    assert lead(graded("Old Wire", "A")) == wire.id
    assert lead(graded("old", "A", scope=("hosting",))) == wire.id
    assert lead(graded("old", "A", scope=("security",))) == other.id
    assert lead(graded("old", "A", at=11), graded("old", "D", at=12)) == other.id


def test_a_claim_stands_with_the_better_half_of_each_grade():
    one = claim()
    log = [*story(one), graded(one.id, "C", 2), graded("Imomali Ibrohimzoda", "B", 5)]

    made = reconcile(known(*log), view(), NOBODY)

    assert made.standing[one.id].grade == Grade(source="B", information=2)


def test_a_later_then_a_firmer_word_leads_and_ties_end_with_the_first_recorded():
    early = said("2021-08-09/2021-08-10", status=Status.AGREED)
    late = said("2021-08-10", start=90)
    firm = said("2021-08-10", start=180, status=Status.AGREED)
    again = said("2021-08-10", start=270, status=Status.AGREED)

    assert line(*story(early, late)).lead == late.id
    assert line(*story(late, firm)).lead == firm.id
    assert line(*story(again, at=moment(10)), *story(firm, at=moment(11))).lead == again.id
    assert line(*story(again, firm)).lead == firm.id


def test_of_equals_recorded_together_the_first_published_leads():
    later = said("2021-08-10")
    first = said("2021-08-10", report="b" * 64, start=90)
    before = entry(Act.IMPORT, first.report, value=report(id=first.report, published=when("2021")))

    assert line(*story(later, first)[2:], before).lead == first.id
    assert line(*story(later, first)).lead == later.id


def test_a_claim_under_no_matter_makes_a_line_of_its_own_and_is_found():
    one = claim(label="C01")

    made = reconcile(known(*story(one)[:3]), view(), NOBODY)

    assert [line.claims for line in made.lines] == [(one.id,)]
    assert [(found.what, found.on) for found in made.findings] == [("no_matter", (one.id,))]
    assert "assign it to the matter it is about" in made.findings[0].text


def test_a_matter_that_was_defined_otherwise_makes_its_claims_evidence():
    one = claim()
    other = attrs.evolve(known(*story(one)), matters={"M": Matter(id="M", kind=Kind.SUPPORT)})

    [made] = reconcile(other, view(), NOBODY).lines

    assert made.evidence == (one.id,)
    assert made.status is None


def test_a_report_that_is_not_described_is_named_by_its_id():
    one = claim()
    read = entry(Act.READ, one.id, value=Claims(claims=(one,)))

    made = reconcile(known(read), view(drafts=True), NOBODY)

    assert made.standing[one.id].report.name == one.report[:8]


@pytest.mark.parametrize(
    ("published", "by", "is_seen"),
    [
        ("2021-07-23", 23, True),
        ("2021-07-24", 23, False),
        ("2021-07-20/2021-07-24", 23, False),
        (None, 23, False),
    ],
)
def test_a_back_test_sees_only_what_anyone_could_have_read(published, by, is_seen):
    one = claim()
    log = [
        entry(Act.IMPORT, one.report, value=report(published=published and when(published))),
        *story(one)[1:],
    ]

    assert bool(lines(*log, as_public=moment(by, month=7))) is is_seen


def test_what_must_be_read_together_stands_on_both_lines():
    one, other = said("2021-08-10"), said("2021-08-10", start=90)
    log = [
        *story(one),
        *story(other, matter="N")[1:],
        linked(one, other, Relation.QUALIFIES),
    ]

    made = lines(*log)

    assert made["M"].read_with == made["N"].read_with == ((one.id, other.id),)


def test_linked_conflicts_stand_in_the_order_of_the_claims_so_that_an_answer_stays_the_same():
    some = [said("2021-08-10", start=90 * number) for number in range(9)]
    other = said("2021-08-10", status=Status.IN_TALKS, start=900)
    made = line(*story(*some, other), *(linked(one, other, Relation.CONFLICTS) for one in some))
    order = [key for key in made.claims if key != other.id]

    assert [source for source, _ in made.conflicts] == order


def test_a_linked_conflict_is_shown_while_both_claims_stand():
    one = told("2021-08-10", status=Status.CONSIDERING)
    other = said("2021-08-10", status=Status.IN_TALKS, start=90)
    new = said("2021-08-10", status=Status.AGREED, start=180, qty=None)
    log = [*story(one, other, new), linked(one, other, Relation.CONFLICTS)]

    assert line(*log).conflicts == ((one.id, other.id),)
    assert line(*log, linked(new, one, Relation.UPDATES)).conflicts == ((one.id, other.id),)

    bare = attrs.evolve(one, qty=None)
    log = [*story(bare, other, new), linked(bare, other, Relation.CONFLICTS)]
    assert line(*log, linked(new, bare, Relation.UPDATES)).conflicts == ()
