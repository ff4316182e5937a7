"""Sums that count nobody twice, and why every other is refused."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.situation.made import NAMES, moved, offer, people, said, situation

from panah.domain.claim import Kind, Mood
from panah.domain.dossier import dossiers
from panah.domain.group import Group, Pop, Sex
from panah.domain.quantity import Hedge, Interval, Measure, Unit
from panah.domain.situation import Situation
from panah.domain.when import When
from panah.errors import RefusedTotalError
from panah.situation.totals import Part, Ties, total


def parts(found: Situation):
    """Every number of a situation, as something somebody may want to add."""
    told = dossiers(found.detail, found.standing, NAMES)
    return [Part(dossier=one, cell=cell) for one in told for cell in one.line.numbers or (None,)]


def sum_of(found: Situation):
    pairs = {pair for line in found.detail for pair in line.conflicts}
    return total(parts(found), ties=Ties.of(found.links, pairs, found.standing))


def test_offers_of_different_hosts_are_added_end_by_end():
    found = situation(
        {
            "a": [offer("A", "TLM", people(200, 999, Hedge.MAGNITUDE))],
            "b": [offer("B", "VES", people(7200, 8800, Hedge.ABOUT))],
        }
    )

    assert sum_of(found).amount == Interval(7400, 9799)


def test_a_sum_with_an_open_part_is_open():
    found = situation(
        {
            "a": [offer("A", "TLM", people(501, None, Hedge.MORE_THAN))],
            "b": [offer("B", "VES", people(100, 100))],
        }
    )

    assert sum_of(found).amount == Interval(601, None)


def test_two_offers_of_one_host_are_refused_by_name():
    found = situation(
        {
            "a": [offer("A", "TLM", people(200, 999), counterpart="relief")],
            "b": [offer("B", "TLM", people(200, 999))],
        }
    )

    with pytest.raises(
        RefusedTotalError, match=r"for Relief Council and Tolmera, hosting.*both are in Tolmera"
    ):
        sum_of(found)


def test_two_offers_of_one_host_are_added_when_no_one_can_be_in_both_groups():
    women = Group(label="women", origin="KRS", sex=Sex.F)
    men = Group(label="men", origin="KRS", sex=Sex.M)
    found = situation(
        {
            "a": [offer("A", "TLM", people(100, 100), group=women)],
            "b": [offer("B", "TLM", people(50, 60), group=men)],
        }
    )

    assert sum_of(found).amount == Interval(150, 160)


def test_a_host_nobody_can_place_is_no_proof():
    found = situation(
        {
            "a": [offer("A", "TLM", people(100, 100))],
            "b": [said("B", subject="some others", voice="courier", qty=people(5, 5))],
        }
    )

    with pytest.raises(RefusedTotalError, match="in which country some others, hosting is"):
        sum_of(found)


def test_people_and_animals_are_never_added():
    found = situation(
        {
            "a": [moved("A", people(300, 300, measure=Measure.FLOW))],
            "b": [moved("B", people(80, 80, measure=Measure.FLOW, unit=Unit.ANIMAL), to="VES")],
        }
    )

    with pytest.raises(RefusedTotalError, match="their units differ: person and animal"):
        sum_of(found)


def test_who_came_and_who_is_expected_are_never_added():
    found = situation(
        {
            "a": [moved("A", people(300, 300, measure=Measure.FLOW))],
            "b": [moved("B", people(80, 80, measure=Measure.FLOW), to="VES", mood=Mood.WILL)],
        }
    )

    with pytest.raises(RefusedTotalError, match="their moods differ: is and will"):
        sum_of(found)


def test_room_and_a_ceiling_are_never_added():
    found = situation(
        {
            "a": [offer("A", "TLM", people(10, 10))],
            "b": [offer("B", "VES", people(0, 10, Hedge.UP_TO, Measure.CEILING))],
        }
    )

    with pytest.raises(RefusedTotalError, match="their measures differ: capacity and ceiling"):
        sum_of(found)


def test_a_part_is_not_added_to_its_whole_even_where_places_are_apart():
    found = situation(
        {
            "a": [moved("A", people(900, 900, measure=Measure.FLOW), to="TLM")],
            "b": [moved("B", people(100, 100, measure=Measure.FLOW), to="VES")],
        },
        [("B", "part_of", "A")],
    )

    with pytest.raises(RefusedTotalError, match="the first is part of the second"):
        sum_of(found)


def test_a_matter_is_not_added_to_what_it_is_part_of_even_where_hosts_differ():
    whole, part = parts(
        situation(
            {
                "a": [offer("A", "TLM", people(1000, 1000))],
                "b": [offer("B", "VES", people(200, 300))],
            }
        )
    )
    line = attrs.evolve(part.dossier.line, within=("operation", "a"))
    inside = attrs.evolve(part, dossier=attrs.evolve(part.dossier, line=line))

    with pytest.raises(RefusedTotalError, match=r"Vessland.*Tolmera.*is part of the second"):
        total([whole, inside], ties=Ties())


def test_flows_of_two_months_are_added_and_of_touching_weeks_are_not():
    def flows(first, second):
        return situation(
            {
                "a": [moved("A", people(10, 10, measure=Measure.FLOW), event=When.parse(first))],
                "b": [moved("B", people(20, 20, measure=Measure.FLOW), event=When.parse(second))],
            }
        )

    assert sum_of(flows("2021-03", "2021-04")).amount == Interval(30, 30)
    with pytest.raises(RefusedTotalError):
        sum_of(flows("2021-03-01/2021-03-20", "2021-03-20/2021-03-31"))


def test_a_flow_without_a_day_is_no_proof():
    found = situation(
        {
            "a": [moved("A", people(10, 10, measure=Measure.FLOW), event=None)],
            "b": [moved("B", people(20, 20, measure=Measure.FLOW))],
        }
    )

    with pytest.raises(RefusedTotalError):
        sum_of(found)


def stock(label, place, day="2021-05-10", **changes):
    return said(
        label,
        kind=Kind.POPULATION,
        subject="people from Karsha",
        voice="courier",
        place=place,
        status=None,
        qty=people(100, 100, measure=Measure.STOCK),
        group=Group(label="refugees", origin="KRS", pop=Pop.REF),
        event=When.parse(day),
        **changes,
    )


def test_people_registered_in_two_countries_on_one_day_are_added():
    found = situation({"a": [stock("A", "TLM")], "b": [stock("B", "VES")]})

    assert sum_of(found).amount == Interval(200, 200)


def test_people_registered_on_different_days_may_have_moved_in_between():
    found = situation({"a": [stock("A", "TLM")], "b": [stock("B", "VES", "2021-05-11")]})

    with pytest.raises(RefusedTotalError, match="on different days"):
        sum_of(found)


def test_a_province_is_not_added_to_its_country():
    found = situation({"a": [stock("A", "TLM")], "b": [stock("B", "TLM-NO")]})

    with pytest.raises(RefusedTotalError, match="nothing shows that their places"):
        sum_of(found)


def test_nothing_stated_is_no_sum():
    with pytest.raises(RefusedTotalError, match="nothing to add"):
        sum_of(situation({"a": [offer("A", "TLM")]}))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=4))
def test_a_total_holds_every_true_sum(numbers):
    hosts = ("TLM", "VES", "OND", "ISL")
    found = situation(
        {
            host: [offer(host, host, people(number, number + 10))]
            for host, number in zip(hosts, numbers, strict=False)
        }
    )

    assert sum_of(found).amount == Interval(sum(numbers), sum(numbers) + 10 * len(numbers))
