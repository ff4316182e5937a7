"""Numbers that could mislead: a rate is no count, a dispute is no range, a floor is no ceiling."""

from tests.brief.test_compose import brief, text
from tests.make import when
from tests.situation.made import NAMES, offer, people, said, situation

from panah.brief.exports import terminal
from panah.brief.words import DASH
from panah.domain.claim import Kind, Status
from panah.domain.quantity import Hedge, Measure

READY = {"status": Status.READY}
ANNOUNCED = {"status": Status.ANNOUNCED}


def crossing(label, **changes):
    moved = {"kind": Kind.MOVEMENT, "subject": "people", "status": Status.UNDER_WAY}
    return said(label, **(moved | changes))


def flat(found):
    return " ".join(terminal.as_table(found, NAMES, width=400).split())


def test_people_a_day_are_never_told_as_people():
    rate = people(4500, 5500, Hedge.ABOUT, Measure.RATE, "about 5,000")
    found = situation({"a": [crossing("R", qty=rate, from_="KRS", to="TLM")]})

    told = f"“about 5,000” [R] (4,500{DASH}5,500 people a day) moved from Karsha to Tolmera"
    assert told in flat(found)


def test_an_exact_rate_is_told_a_day_too():
    rate = people(70, 70, Hedge.EXACT, Measure.RATE, "70")
    found = situation({"a": [crossing("R", qty=rate, from_="KRS", to="TLM")]})

    assert "“70” [R] people a day moved" in flat(found)


def test_where_sources_differ_each_wording_stands_and_no_range_is_made_of_them():
    most = people(0, 900, Hedge.UP_TO, Measure.CEILING, "up to 900")
    least = people(900, None, Hedge.AT_LEAST, Measure.CEILING, "at least 900")
    found = situation({"a": [offer("A", "TLM", most, **READY), offer("B", "TLM", least, **READY)]})
    made = brief(found)

    assert text(made.headline).endswith(
        "Ready: Tolmera “at least 900” or “up to 900” (sources differ)."
    )
    assert "0 and more" not in text(made.headline)


def test_a_disputed_floor_is_not_called_a_ceiling_in_the_headline():
    quota = people(2000, 2000, Hedge.EXACT, Measure.CEILING, "2,000")
    more = people(2001, None, Hedge.MORE_THAN, Measure.CEILING, "more than 2,000")
    found = situation(
        {"a": [offer("A", "TLM", quota, **ANNOUNCED), offer("B", "TLM", more, **ANNOUNCED)]}
    )

    assert text(brief(found).headline) == (
        "“2,000” or “more than 2,000” places are firm, in Tolmera; sources differ."
    )


def test_who_goes_home_inside_a_country_does_not_leave_it():
    qty = people(90, 110, Hedge.ABOUT, Measure.FLOW, "about 100")
    found = situation({"a": [crossing("H", qty=qty, from_="TLM-NO", to="TLM")]})

    assert "moved from North Tolmera, inside Tolmera" in flat(found)


def test_a_claim_without_a_label_is_named_by_the_start_of_its_id():
    one, other = (
        offer(label, "TLM", people(low, low, worded=str(low)))
        for label, low in (("", 10), ("B", 20))
    )
    shown = flat(situation({"a": [one, other]}))

    assert one.id[:8] in shown
    assert one.id not in shown


def test_several_hosts_take_a_verb_for_several():
    found = situation(
        {
            "a": [offer("A", "TLM + KRS", status=Status.ANNOUNCED)],
            "b": [offer("B", "others", status=Status.CONSIDERING)],
            "c": [offer("C", "TLM", status=Status.CONSIDERING)],
        }
    )
    shown = flat(found)

    assert "Tolmera and Karsha announced that they will host people" in shown
    assert "others are considering hosting people" in shown
    assert "Tolmera is considering hosting people" in shown


def test_what_was_done_over_years_is_not_closed_on_a_day_to_come():
    over = offer("A", "TLM", status=Status.DONE, event=when("1999/2021"), said=when("2021-05-10"))
    on = offer("B", "KRS", status=Status.DONE, event=when("2021-05-09"), said=when("2021-05-10"))
    shown = flat(situation({"a": [over], "b": [on]}))

    assert "Closed (done 1999 to 2021, R12)." in shown
    assert "Closed on 9 May 2021 (done, R12)." in shown
