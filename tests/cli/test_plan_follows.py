"""What is reported next changes the plan without being typed again, and stands behind it."""

from datetime import date

import pytest

import panah as library
from panah.domain.plan_policy import Policy

SCHEME = """
home = "TCD"

[groups.teachers]
risk_class = 0
tracks = ["PRT"]
[groups.teachers.people]
value = 900
unit = "people"
source = "a list of the union"

[groups.all]
risk_class = 2

[gates.airport]
label = "the airport"
kind = "air"
direct = ["PRT"]
run_by = ["FRA"]
[gates.airport.seats]
value = 400
unit = "seats a day"
source = "assumed: flights of two airlines"

[gates.river]
label = "the bridge"
kind = "land"
host = "CMR"
group = "all"
[gates.river.arrivals]
value = 100
unit = "people a day"
source = "a count of March 2019"
[gates.river.admitted]
value = 300
unit = "people a day"
source = "a visit of March 2019"

[hosts.CMR.places]
value = 5000
unit = "places that stand"
source = "a visit of March 2019"
"""
DAY = date(2019, 3, 10)
POLICY = Policy(floor_share=0.0)


@pytest.fixture
def follow(panah, case, tmp_path):
    """Report sentences, accept what is read in them, and plan again; gives the ids with it."""
    (case / "plan.toml").write_text(SCHEME, encoding="utf-8")

    def plan(*sentences):
        report = tmp_path / f"{len(sentences[0])}.txt"
        report.write_text("\n\n".join(("A Wire", *sentences)) + "\n", encoding="utf-8")
        before = set(library.open(case).known().claims)
        panah("read", case, report, "--published", "2019-03-09", "--record", "--by", "rita")
        panah("review", case, "--all-proposed", "--accept", "--by", "rita")
        opened = library.open(case)
        new = set(opened.known().claims) - before
        return opened.plan(opened.situation(DAY), days=10, rules=POLICY), new

    return plan


def limit(plan, name):
    """What a limit of the instance lets through on its first day, with the claims behind it."""
    found = next(one for one in plan.made_from.resources if one.name == name)
    if found.passing is None:
        return found.capacity.most, set(found.capacity.origin.claims)
    return found.capacity.most * found.passing.on(0), set(found.passing.origin.claims)


def behind(plan, name):
    """The claims behind a limit that binds."""
    rows = [row for row in plan.binding.to_dicts() if row["limit"] == name]
    return {key for row in rows for key in row["claims"] or ()}


def test_a_new_ceiling_and_its_raise_are_the_limit_and_end_at_their_words(follow):
    said = (
        "Portugal will resettle {} refugees from Chad, the Portuguese Foreign Ministry said on {}."
    )
    first, told = follow(said.format(200, "5 March"))
    raised, newer = follow(said.format(500, "8 March"))

    assert round(first.placed.filter(first.placed["node"] == "PRT")["people"].sum()) == 200
    assert told
    assert behind(first, "quota:PRT") == told
    assert round(raised.placed.filter(raised.placed["node"] == "PRT")["people"].sum()) == 500
    assert behind(raised, "quota:PRT") == newer


def test_an_offer_that_its_host_suspends_stops_counting_and_keeps_its_row(follow):
    ready, _ = follow(
        "Cameroon has agreed to take in up to 4,000 refugees at its border, Cameroon's Foreign "
        "Ministry said on 5 March."
    )
    (before,) = [one for one in ready.made_from.offers if one.host == "CMR"]
    stopped, told = follow(
        "Cameroon has suspended its offer to take in refugees, Cameroon's Foreign Ministry said on "
        "8 March."
    )
    (after,) = [one for one in stopped.made_from.offers if one.host == "CMR"]

    assert before.live
    assert not after.live
    assert stopped.reached < ready.reached
    assert told & set(claims_of(after))


def claims_of(offer):
    """The claims that an offer rests on, in whichever of its numbers."""
    figures = [one.origin for one in (offer.low, offer.high) if one is not None]
    return {key for origin in (offer.origin, *figures) for key in origin.claims}


def test_a_border_that_its_host_closes_lets_few_through_and_says_by_which_words(follow):
    closed, told = follow(
        "Cameroon has closed its border with Chad, Cameroon's Foreign Ministry said on 8 March."
    )

    assert limit(closed, "crossing:river") == (30, told)


def test_an_embassy_that_closes_closes_no_border(follow):
    plan, told = follow(
        "Cameroon has closed its embassy in Chad, Cameroon's Foreign Ministry said on 8 March."
    )

    assert told
    assert limit(plan, "crossing:river") == (300, set())


@pytest.mark.parametrize("voice", ["Chad's Foreign Ministry", "the French Foreign Ministry"])
def test_an_airport_closed_by_who_runs_it_has_no_seats_and_says_by_which_words(follow, voice):
    closed, told = follow(f"The airport of N'Djamena is closed, {voice} said on 8 March.")

    assert limit(closed, "seats:airport") == (0, told)


def test_an_airport_that_will_close_flies_until_the_day_that_was_announced(follow):
    plan, told = follow(
        "The airport of N'Djamena will close on 15 March, Chad's Foreign Ministry said on 8 March."
    )
    (seats,) = [one for one in plan.made_from.resources if one.name == "seats:airport"]
    flown = plan.flows.filter(plan.flows["to"] == "PRT")

    assert seats.passing.steps == ((0, 1.0), (5, 0.0))
    assert set(seats.passing.origin.claims) == told
    assert flown["leave"].max() < date(2019, 3, 15)


def test_an_airport_that_somebody_else_calls_closed_flies_on(follow):
    plan, told = follow("The airport of N'Djamena is closed, Nigeria's Foreign Ministry said.")

    assert told
    assert limit(plan, "seats:airport") == (400, set())


def test_a_host_of_people_who_are_bound_for_elsewhere_is_on_their_way(follow):
    plan, told = follow(
        "Spain has agreed to host 200 refugees from Chad bound for Portugal, the Spanish Foreign "
        "Ministry said on 8 March."
    )
    (offer,) = [one for one in plan.made_from.offers if one.host == "ESP"]

    assert offer.resource == "places:ESP"
    assert set(offer.low.origin.claims) == told


def test_an_offer_that_nobody_of_the_plan_can_use_is_told_with_what_is_missing(panah, follow, case):
    follow(
        "Norway will resettle 300 refugees from Chad, the Norwegian Foreign Ministry said on 8 "
        "March.",
    )
    shown = " ".join(panah("plan", case, "--as-of", DAY, "--days", "10").stdout.split())

    assert "no group may stay in Norway; write NOR into the tracks of [groups.NAME]" in shown
