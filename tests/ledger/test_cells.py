"""Numbers and terms: what retires them, what they agree on, whose voices they are (R6 to R8)."""

from datetime import timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.keep import NOBODY, known, line, lines, view
from tests.make import claim, day, entry, hop, moment, people, story, when

from panah.domain.actor import Actor, Actors, ActorType
from panah.domain.claim import Cond, CondType, Hop, How, Kind, Mode, Mood, Status
from panah.domain.entry import Act, Link, Note, Relation, Topic
from panah.domain.group import Group
from panah.domain.line import Rule
from panah.domain.quantity import Hedge, Measure, Unit
from panah.domain.when import When
from panah.ledger.reconcile import reconcile


def wire(name="Northern Wire", how=How.REPORTED):
    return (Hop(actor=name, how=how),)


def linked(one, other, relation):
    return entry(Act.LINK, one.id, other.id, at=moment(11), value=Link(relation=relation))


def stock(lo, hi=None, hedge=Hedge.EXACT, on="2021-08-10", **more):
    said = {"event": when(on), "said": when(on), "chain": wire(), "status": None}
    return claim(qty=people(lo, hi, hedge, Measure.STOCK), **(said | more))


def numbers(*log, **more):
    return line(*log, **more).numbers


def test_sources_that_agree_are_brought_together_and_never_averaged():
    [cell] = numbers(*story(stock(900, 1100), stock(1000, 1300, start=90)))

    assert (cell.amount.lo, cell.amount.hi, cell.conflict) == (1000, 1100, False)
    assert len(cell.claims) == 2


def test_sources_that_cannot_both_be_right_are_a_conflict_and_shown_with_the_hull():
    [cell] = numbers(*story(stock(400, 500), stock(600, None, Hedge.AT_LEAST, start=90)))

    assert (cell.amount.lo, cell.amount.hi, cell.conflict) == (400, None, True)


def test_a_ceiling_that_meets_a_floor_in_one_point_is_no_agreement():
    ceiling = stock(0, 500, Hedge.UP_TO)
    floor = stock(500, None, Hedge.AT_LEAST, start=90)
    figure = stock(500, 500, start=90)

    assert numbers(*story(ceiling, floor))[0].conflict
    assert not numbers(*story(ceiling, figure))[0].conflict


def test_an_amount_that_was_not_given_fills_no_cell_and_retires_nothing():
    given_one = stock(900, 1100)
    silent = stock(0, None, Hedge.UNSPECIFIED, on="2021-08-12", start=90)

    [cell] = numbers(*story(given_one, silent), linked(silent, given_one, Relation.UPDATES))

    assert cell.claims == (given_one.id,)


def test_a_certainly_later_number_replaces_an_older_one():
    old, new = stock(900, 1100, on="2021-08-01"), stock(300, 400, on="2021-08-10", start=90)

    [cell] = numbers(*story(old, new))

    assert (cell.claims, cell.older) == ((new.id,), (old.id,))
    assert [(one.claim, one.rule, one.by) for one in cell.retired] == [(old.id, Rule.R6, new.id)]
    assert not cell.is_revision


def test_where_events_cannot_tell_the_day_it_was_said_on_does():
    old = stock(900, 1100, event=when("2021-08"), said=when("2021-08-03"))
    new = stock(300, 400, event=when("2021-08-01/2021-08-10"), said=when("2021-08-09"), start=90)

    assert numbers(*story(old, new))[0].claims == (new.id,)


def test_a_number_nobody_dated_gives_way_to_what_was_certainly_said_later():
    old = stock(900, 1100, event=None, said=when("2021-08-01"))
    new = stock(300, 400, event=None, said=when("2021-08-10"), start=90)

    assert numbers(*story(old, new))[0].claims == (new.id,)


def test_what_happened_later_counts_even_if_it_was_said_earlier():
    old = stock(900, 1100, event=when("2021-08-01"), said=when("2021-08-12"))
    new = stock(300, 400, event=when("2021-08-05"), said=when("2021-08-06"), start=90)

    assert numbers(*story(old, new))[0].claims == (new.id,)


def test_dates_that_may_be_the_same_leave_both_standing():
    one = stock(900, 1100, event=None, said=when("2021-08-03/2021-08-10"))
    other = stock(950, 1200, event=None, said=when("2021-08-05"), start=90)

    assert len(numbers(*story(one, other))[0].claims) == 2


def test_when_dates_contradict_each_other_all_round_none_is_replaced():
    one = stock(1, 9, event=when("2021-08-02"), said=when("2021-08-09"))
    two = stock(2, 9, event=when("2021-08-01/2021-08-03"), said=when("2021-08-10"), start=90)
    three = stock(3, 9, event=when("2021-08-03/2021-08-04"), said=when("2021-08-08"), start=180)
    four = stock(4, 9, event=when("2021-08-04/2021-08-05"), said=when("2021-08-07"), start=270)
    rounds = [one, two, three, four]

    [cell] = numbers(*story(*rounds))

    assert set(cell.claims) == {each.id for each in rounds}
    assert cell.older == ()


@pytest.mark.parametrize("relation", [Relation.SAME, Relation.CONFLICTS])
def test_retellings_and_disputes_are_not_settled_by_date(relation):
    old, new = stock(900, 1100, on="2021-08-01"), stock(950, 1000, on="2021-08-10", start=90)

    [cell] = numbers(*story(old, new), linked(new, old, relation))

    assert set(cell.claims) == {old.id, new.id}


def total(lo, hi, window, **more):
    said = {"event": when(window), "said": when("2021-08-12"), "chain": wire(), "status": None}
    qty = people(lo, hi, measure=Measure.CUMULATIVE)
    return claim(kind=Kind.MOVEMENT, from_="TJK", qty=qty, **(said | more))


def test_running_totals_with_one_start_are_a_series_of_which_the_last_stands():
    july = total(300, 310, "2021-01/2021-07-10", said=when("2021-08-13"))
    august = total(500, 510, "2021-01-01/2021-08-01", start=90)

    [cell] = numbers(*story(july, august))

    assert (cell.claims, cell.older) == ((august.id,), (july.id,))
    assert str(cell.start) == "2021-01-01"


def test_totals_with_one_end_compare_the_day_they_were_said_on():
    first = total(300, 310, "2021-01/2021-08-01", said=when("2021-08-02"))
    again = total(305, 308, "2021-01/2021-08-01", said=when("2021-08-09"), start=90)
    open_end = total(1, None, "2021-01/..", said=when("2021-08-01"), start=180)

    [cell] = numbers(*story(first, again, open_end))

    assert cell.claims == (again.id,)


def test_a_total_that_falls_is_a_revision_and_flagged():
    july = total(500, 510, "2021-01/2021-07-10", label="T7")
    august = total(300, 310, "2021-01/2021-08-01", start=90, label="T8")

    made = line(*story(july, august))

    assert made.numbers[0].is_revision
    [found] = made.findings
    assert (found.what, found.on) == ("revised_down", (august.id, july.id))
    assert "T8 gives a running total below the earlier T7" in found.text


def test_totals_with_other_starts_stand_side_by_side():
    year, month = total(500, None, "2021-01/2021-08-10"), total(90, 99, "2021-07/2021-08", start=90)

    made = line(*story(year, month))

    assert [str(cell.start) for cell in made.numbers] == ["2021-01", "2021-07"]
    assert made.findings == ()


def test_a_part_must_fit_its_whole():
    year = total(100, 110, "2021-01/2021-08-10", label="Y")
    month = total(120, 130, "2021-07/2021-08-09", start=90, label="M")

    [found] = line(*story(year, month)).findings

    assert (found.what, found.on) == ("part_exceeds_whole", (month.id, year.id))
    assert "at least 120 of at most 110" in found.text


def test_windows_that_only_overlap_are_no_part_of_each_other():
    year = total(100, 110, "2021-01/2021-07-10")
    month = total(120, 130, "2021-07/2021-08-09", start=90)
    vague = total(900, 950, "../2021-08-09", start=180)
    open_end = total(900, 950, "2021-06/..", start=270)

    assert line(*story(year, month, vague, open_end)).findings == ()


def test_a_part_that_may_fit_its_whole_is_no_finding():
    year = total(100, 110, "2021-01/2021-08-10")
    month = total(90, 900, "2021-07-01/2021-07-31", start=90)

    assert line(*story(year, month)).findings == ()


def test_a_part_that_somebody_linked_must_fit_as_well():
    whole = stock(100, 110)
    part = stock(120, 130, to="UZB", kind=Kind.POPULATION, start=90)
    other = stock(130, 140, kind=Kind.POPULATION, to="KGZ", start=180)
    silent = stock(0, None, Hedge.UNSPECIFIED, start=270)
    beds = claim(qty=attrs.evolve(people(900), unit=Unit.PLACE_BED), start=360, chain=wire())
    log = [
        *story(whole, part, other, silent, beds),
        linked(part, whole, Relation.PART_OF),
        linked(silent, whole, Relation.PART_OF),
        linked(beds, whole, Relation.PART_OF),
    ]

    made = line(*log)

    assert [(found.what, found.on) for found in made.findings] == [
        ("part_exceeds_whole", (part.id, whole.id))
    ]


def test_the_flow_of_a_week_may_be_part_of_a_running_total():
    year = total(100, 110, "2021-01/2021-08-10")
    week = flow(150, 160, "2021-08-01/2021-08-07", start=90)

    made = line(*story(year, week), linked(week, year, Relation.PART_OF))

    assert [found.what for found in made.findings] == ["part_exceeds_whole"]


def test_a_plan_is_no_part_of_what_has_happened():
    year = total(100, 110, "2021-01/2021-08-10")
    plan = total(900, 910, "2021-08-01/2021-08-07", start=90, mood=Mood.WILL)

    made = line(*story(year, plan), linked(plan, year, Relation.PART_OF))

    assert made.findings == ()


def flow(lo, hi, window, **more):
    said = {"event": window and when(window), "said": when("2021-08-12"), "chain": wire()}
    qty = people(lo, hi, measure=Measure.FLOW)
    return claim(kind=Kind.MOVEMENT, from_="TJK", status=None, qty=qty, **(said | more))


def test_flows_of_weeks_that_are_apart_stand_side_by_side_and_none_is_older():
    first = flow(10, 20, "2021-08-01/2021-08-07")
    second = flow(30, 40, "2021-08-08/2021-08-12", start=90)
    again = flow(15, 25, "2021-08-02/2021-08-06", start=180)

    made = line(*story(first, second, again))

    assert [(set(cell.claims), cell.amount.lo) for cell in made.numbers] == [
        ({first.id, again.id}, 15),
        ({second.id}, 30),
    ]
    assert not any(cell.older for cell in made.numbers)


windows = st.builds(
    lambda start, length: When.between(
        day("2021-07-01") + timedelta(start), day("2021-07-01") + timedelta(start + length)
    ),
    st.integers(0, 20),
    st.integers(0, 9),
)


@given(st.lists(st.none() | windows, min_size=1, max_size=6))
@settings(max_examples=60)
def test_no_two_flows_in_one_cell_are_certainly_apart(some):
    flows = [
        flow(10, 20, None, start=90 * number, event=window) for number, window in enumerate(some)
    ]

    cells = numbers(*story(*flows))

    by_id = {one.id: one.event for one in flows}
    assert sorted(key for cell in cells for key in cell.claims) == sorted(by_id)
    for cell in cells:
        held = [by_id[key] for key in cell.claims if by_id[key]]
        assert all(one.can_overlap(other) for one in held for other in held)


def test_durations_are_not_replaced_by_date():
    weeks = attrs.evolve(people(8, 10, measure=Measure.DURATION), unit=Unit.DAY)
    one = claim(qty=weeks, said=when("2021-08-01"), event=when("2021-08-01"))
    other = claim(qty=weeks, said=when("2021-08-09"), event=when("2021-08-09"), start=90)

    made = line(*story(one, other))

    assert len(made.numbers[0].claims) == 2
    assert [(term.term, term.values) for term in made.terms] == [("duration", ("8 day",))]


def test_destinations_and_who_moves_keep_numbers_apart_but_not_of_an_offer():
    west, east = flow(1, 2, "2021-08", to="IRN"), flow(3, 4, "2021-08", to="PAK", start=90)
    others = flow(5, 6, "2021-08", to="PAK", subject="herders", start=180)
    offer = claim(to="USA")
    same = claim(to=None, start=90)

    assert len(numbers(*story(west, east, others))) == 3
    assert line(*story(west, east)).terms == ()
    assert len(numbers(*story(offer, same))) == 1


def test_units_and_measures_and_where_from_keep_numbers_apart():
    persons = stock(10, 20)
    animals = stock(10, 20, start=90)
    animals = attrs.evolve(animals, qty=attrs.evolve(animals.qty, unit=Unit.ANIMAL))
    room = claim(qty=people(10, 20), status=None, start=180)
    south = flow(1, 2, "2021-08", to="IRN")
    north = attrs.evolve(south, from_="UZB")

    assert [cell.claims for cell in numbers(*story(persons, animals, room))] == [
        (animals.id,),
        (room.id,),
        (persons.id,),
    ]
    assert len(numbers(*story(north, south))) == 2


def test_who_hosts_and_whence_they_come_do_not_keep_numbers_apart():
    one = claim(from_="AFG")
    other = claim(from_=None, subject="UZB", start=90)

    assert [cell.claims for cell in numbers(*story(one, other))] == [(one.id, other.id)]


def test_a_number_nobody_said_a_day_for_is_as_old_as_what_it_is_about():
    old = stock(10, 20, event=when("2021-08-05/2021-08-12"), said=None)
    new = stock(50, 60, event=when("2021-08-10"), said=when("2021-08-13"), start=90)

    [cell] = numbers(*story(old, new))

    assert (cell.claims, cell.older) == ((new.id,), (old.id,))


def test_an_update_to_another_destination_is_traced_in_the_cell_that_replaced_it():
    old = flow(1, 2, "2021-08", to="IRN")
    new = flow(3, 4, "2021-08", to="PAK", start=90)

    [cell] = numbers(*story(old, new), linked(new, old, Relation.UPDATES))

    assert (cell.to, [(one.claim, one.by) for one in cell.retired]) == ("PAK", [(old.id, new.id)])
    assert cell.older == ()


def test_an_update_from_another_matter_is_traced_on_the_line_it_emptied():
    old, new = stock(10, 20), stock(30, 40, start=90)
    log = [*story(old), *story(new, matter="N")[1:], linked(new, old, Relation.UPDATES)]

    made = lines(*log)

    assert made["M"].numbers == ()
    assert [(one.claim, one.by) for one in made["M"].retired] == [(old.id, new.id)]


def test_terms_are_listed_with_the_best_first_and_replaced_by_later_words():
    refugees = Group(label="people at risk")
    old = claim(said=when("2021-08-01"), mode=Mode.TRANSIT)
    new = claim(said=when("2021-08-10"), mode=Mode.TEMPORARY, start=90, group=refugees, to="USA")
    also = claim(said=when("2021-08-10"), mode=Mode.TRANSIT, start=180, chain=wire())

    terms = {term.term: term for term in line(*story(old, new, also)).terms}

    assert terms["mode"].values == ("temporary", "transit")
    assert terms["mode"].lead == new.id
    assert [(one.claim, one.rule, one.by) for one in terms["mode"].retired] == [
        (old.id, Rule.R6, new.id)
    ]
    assert terms["for whom"].values == ("people at risk",)
    assert terms["onward destination"].values == ("USA",)


def test_an_update_replaces_a_term_and_leaves_the_others():
    old = claim(mode=Mode.TRANSIT, to="USA")
    new = claim(mode=Mode.RESETTLEMENT, start=90)

    terms = {
        term.term: term for term in line(*story(old, new), linked(new, old, Relation.UPDATES)).terms
    }

    assert terms["mode"].values == ("resettlement",)
    assert [(one.rule, one.by) for one in terms["mode"].retired] == [(Rule.R5, new.id)]
    assert terms["onward destination"].claims == (old.id,)


def test_two_updates_of_each_other_leave_a_term_empty_and_traced():
    one, other = claim(mode=Mode.TRANSIT, qty=None), claim(mode=Mode.TEMPORARY, qty=None, start=90)
    log = [
        *story(one, other),
        linked(one, other, Relation.UPDATES),
        linked(other, one, Relation.UPDATES),
    ]

    made = line(*log)

    assert (made.status, made.terms) == (None, ())
    assert {(gone.claim, gone.by) for gone in made.retired} == {
        (one.id, other.id),
        (other.id, one.id),
    }


def test_a_condition_is_a_term_of_facts_and_of_the_outlook():
    safe = Cond(type=CondType.IF_SAFE, text="once staff are safe")
    plan = claim(mood=Mood.WILL, conditions=(safe,), mode=Mode.TRANSIT)

    [term] = line(*story(plan)).terms

    assert (term.term, term.values, term.conditions) == (
        "if_safe",
        ("once staff are safe",),
        (safe,),
    )


def voices(*log, **more):
    [cell] = numbers(*log, **more)
    return cell.voices_least, cell.voices


def test_ten_outlets_that_retell_one_agency_are_one_voice():
    one = stock(900, 1100, chain=wire("An Agency"))
    retold = stock(950, 1000, start=90, chain=(*wire("An Agency"), *wire("A Paper")))

    assert voices(*story(one, retold)) == (1, 1)


def test_claims_linked_the_same_are_one_saying_however_far_apart():
    one = stock(900, 1100, chain=(hop(actor="A minister", of=None),))
    two = stock(900, 1100, start=90, chain=wire("Paper One"))
    three = stock(900, 1100, start=180, chain=wire("Paper Two"))
    links = [linked(two, one, Relation.SAME), linked(three, two, Relation.SAME)]

    assert voices(*story(one, two, three)) == (2, 3)
    assert voices(*story(one, two, three), *links) == (1, 1)
    again = linked(one, three, Relation.SAME)
    assert voices(*story(one, two, three), *links, again) == (1, 1)


def test_one_saying_speaks_in_the_voice_of_its_best_placed_claim():
    minister = stock(900, 1100, chain=(hop(actor="A minister", of=None),))
    retold = stock(900, 1100, start=90, chain=wire("Paper One"))
    again = stock(900, 1100, start=180, chain=(hop(actor="A minister", of=None),))

    assert voices(*story(minister, retold, again), linked(retold, minister, Relation.SAME)) == (
        1,
        1,
    )


def test_one_agency_under_two_names_is_one_voice():
    agency = Actor(id="NW", name="Northern Wire", aliases=("N. Wire",), type=ActorType.PUBLISHER)
    one = stock(900, 1100, chain=wire("Northern Wire"))
    other = stock(900, 1100, start=90, chain=wire("N. Wire"))

    [cell] = numbers(*story(one, other), actors=Actors((agency,)))

    assert (cell.voices, cell.possibly_one) == (1, ())


def test_two_outlets_that_say_the_same_at_one_time_may_be_one_source():
    one = stock(900, 1100, chain=wire("Paper One"))
    two = stock(950, 1300, start=90, chain=wire("someone", How.UNNAMED))

    [cell] = numbers(*story(one, two))

    assert (cell.voices_least, cell.voices) == (1, 2)
    assert cell.possibly_one == (tuple(sorted([one.id, two.id])),)
    assert (line(*story(one, two)).voices_least, line(*story(one, two)).voices) == (1, 2)


def test_a_person_may_note_that_two_sources_are_independent():
    one = stock(900, 1100, chain=wire("Paper One"))
    two = stock(950, 1300, start=90, chain=wire("Paper Two"))
    apart = entry(Act.NOTE, one.id, two.id, value=Note(topic=Topic.INDEPENDENT))
    remark = entry(Act.NOTE, one.id, two.id, value=Note(text="odd"))

    assert voices(*story(one, two), remark) == (1, 2)
    assert voices(*story(one, two), apart) == (2, 2)


@pytest.mark.parametrize(
    ("said", "least"),
    [
        ("2021-08-11", 1),
        ("2021-08-12", 2),
        ("2021-08-09", 1),
        ("2021-08-08", 2),
        ("2021-08-01/..", 1),
    ],
)
def test_sources_that_spoke_more_than_a_day_apart_are_not_taken_for_one(said, least):
    one = stock(900, 1100, chain=wire("Paper One"), event=when("2021-08"))
    two = stock(900, 1100, chain=wire("Paper Two"), start=90, event=when("2021-08"))
    two = attrs.evolve(two, said=when(said))

    made = line(*story(one, two), linked(one, two, Relation.CONFLICTS))

    assert [(cell.voices_least, cell.voices) for cell in made.numbers] == [(least, 2)]


def test_sources_nobody_dated_may_be_one():
    one = stock(900, 1100, chain=wire("Paper One"), said=None)
    two = stock(900, 1100, chain=wire("Paper Two"), said=None, start=90)
    log = [one for one in story(one, two) if one.act is not Act.IMPORT]

    assert voices(*log) == (1, 2)


def test_a_voice_with_a_name_is_never_taken_for_another():
    one = stock(900, 1100, chain=(hop(actor="A minister", of=None),))
    two = stock(900, 1100, start=90, chain=wire("Paper Two"))

    assert voices(*story(one, two)) == (2, 2)


def test_numbers_that_do_not_meet_are_not_from_one_source():
    one = stock(900, 1100, chain=wire("Paper One"))
    two = stock(9000, 9900, start=90, chain=wire("Paper Two"))

    assert voices(*story(one, two)) == (2, 2)


def test_three_papers_with_one_rumour_may_all_be_one():
    papers = [stock(900, 1100, start=90 * n, chain=wire(f"Paper {n}")) for n in range(3)]

    assert voices(*story(*papers)) == (1, 3)


def test_statuses_a_step_apart_may_come_from_one_source():
    def status(word, start, paper):
        return claim(
            status=word,
            qty=None,
            start=start,
            chain=wire(paper),
            said=when("2021-08-10"),
            event=when("2021-08-10"),
        )

    talks = status(Status.IN_TALKS, 0, "Paper One")
    close = status(Status.NEAR_FINAL, 90, "Paper Two")
    agreed = status(Status.READY, 180, "Paper Three")

    near, far = line(*story(talks, close)), line(*story(talks, agreed))

    assert (near.voices_least, near.voices) == (1, 2)
    assert set(near.status.possibly_one[0]) == {talks.id, close.id}
    assert (far.voices_least, far.voices) == (2, 2)


@given(
    st.lists(st.tuples(st.integers(0, 50), st.none() | st.integers(0, 50)), min_size=1, max_size=5)
)
@settings(max_examples=60)
def test_no_cell_says_more_than_its_sources_allow(bounds):
    claims = [
        stock(lo, None if more is None else lo + more, start=90 * number)
        for number, (lo, more) in enumerate(bounds)
    ]

    made = reconcile(known(*story(*claims)), view(), NOBODY)

    [cell] = made.lines[0].numbers
    amounts = [one.qty.interval for one in claims]
    if cell.conflict:
        assert all(cell.amount & one == one for one in amounts)
    else:
        assert all(one & cell.amount == cell.amount for one in amounts)
