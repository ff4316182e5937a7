"""What a brief says about what may come, and that each number of it opens on what it rests on."""

import re
from datetime import date

import attrs
import numpy as np
import pytest
from tests.brief.test_html import Page
from tests.case.land import ATTACK, PLACES, TODAY, land

from panah.domain.figure import Origin
from panah.domain.outlook import Earlier, Input, Score
from panah.domain.rounding import rounded
from panah.errors import InputError


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return land(
        tmp_path_factory.mktemp("land"),
        places=PLACES.replace("Away", "Away <b>*far*</b>"),
        attack=ATTACK.replace("= 100", "= 9000"),
    )


@pytest.fixture(scope="module")
def view(case):
    return case.situation(TODAY)


@pytest.fixture(scope="module")
def found(case, view):
    return case.forecast(view, days=10, runs=50, seed=7, scenario="attack")


@pytest.fixture(scope="module")
def made(case, view, found):
    return case.brief(view, found)


def text(sentence):
    return "".join(run.text for run in sentence)


def test_the_brief_says_what_the_tables_of_the_forecast_say(made, found):
    last = found.table(found, "course", 0.8).row(-1, named=True)
    low, high = (rounded(last[end] or 0) for end in ("low_80", "high_80"))

    ahead = made.content.outlook

    assert last["day"] == ahead.last == date(2021, 8, 26)
    assert f"{low} to {high} people in 10 days" in text(ahead.headline)
    assert text(ahead.coming[0].people).startswith(f"{low} to {high} people in 8 of 10 futures")
    (leads,) = found.risks.filter("leads").to_dicts()
    assert text(ahead.coming[0].risk).startswith(f"{leads['level']} risk within six months")


def test_a_range_holds_its_share_of_the_single_futures(found):
    last = found.band(0.6).filter(place="XBB", what="stock", day=date(2021, 8, 26))
    low, high = last.select("low", "high").row(0)
    people = found.draws["stock"].sel(place="XBB").isel(day=-1).values

    assert np.mean((low <= people) & (people <= high)) == pytest.approx(0.6, abs=0.05)


def test_each_number_of_it_leads_to_its_futures_its_reason_and_its_inputs(made, found):
    notes = {note.key: note for note in made.content.notes}

    keys = {key for run in made.content.outlook.runs() for key in run.notes}

    assert keys == {"forecast", "forecast:XBB"} <= notes.keys()
    assert (
        f"50 futures of 10 days from 17 August 2021, seed 7, question {found.manifest['question']}"
        in notes["forecast"].text
    )
    assert "Scenario attack: The governor fears it." in notes["forecast"].text
    assert "a school" in notes["forecast:XBB"].text


def test_the_page_draws_every_fan_and_every_limit_and_obeys_no_name(made, found):
    page = Page(made.html)

    drawn = page.all("svg", role="img")
    told = [one["aria-label"] for one in drawn if "chart" in one["class"]]

    assert told[0].startswith("Away <b>*far*</b>: people who enter by 26 August 2021, ")
    assert len(told) == 1 + sum(one.one is not None for one in found.triggers)
    assert found.triggers
    assert page.all("b") == []
    assert page.open == []
    assert "Away &lt;b&gt;" in made.markdown or r"Away \<b\>" in made.markdown


def test_a_limit_is_passed_by_the_days_that_the_forecast_has(made, found):
    (limit,) = found.triggers

    (said,) = made.content.outlook.passing

    assert text(said.threshold) == "9,000 people there (capacity)"
    assert said.days == (limit.one, limit.five, limit.nine)
    assert (limit.one is not None) == ("1 in 10 by " in made.markdown)


def test_what_comes_in_few_futures_or_to_few_people_is_not_called_nothing(case, view, found):
    rare = np.zeros_like(found.entries)
    rare[:2, 0, found.countries.index("XBB")] = 500

    ahead = case.brief(view, attrs.evolve(found, entries=rare)).content.outlook

    assert text(ahead.headline).startswith("In at least 9 of 10 futures fewer than 10 people")


def test_the_reason_of_a_scenario_and_inputs_without_claims_end_as_sentences_do(made):
    (told,) = [note.text for note in made.content.notes if "quantiles of" in note.text]

    assert "Scenario attack: The governor fears it. " in told
    assert told.endswith(" inputs, none of them from claims.")


def test_where_nobody_comes_the_brief_says_so_and_draws_nothing(case, view, found):
    none = attrs.evolve(found, entries=np.zeros_like(found.entries), triggers=())

    ahead = case.brief(view, none).content.outlook

    assert text(ahead.headline) == "In no future does anybody enter another country."
    assert ahead.coming == ahead.passing == ()


def test_what_earlier_forecasts_were_worth_stands_beside_rules_without_a_model(case, view, found):
    count = found.observations[-1]
    score = Score(count=count, ends=(1.0,) * 5, crps=900.0, unchanged=None)
    past = (Earlier(made=TODAY, score=score, rules={"none": 2_000.0, "rate": 30.0}),)

    assert "nobody can say how good this is" in case.brief(view, found).markdown
    said = case.brief(view, attrs.evolve(found, earlier=past)).markdown
    assert "0 of 1 later counts lay within 8 of 10 futures" in said
    assert re.search(r"900 people is worse than the 30 of the best rule", said)


def test_a_forecast_of_another_situation_is_refused(case, view, found):
    with pytest.raises(InputError, match="make both from one situation"):
        case.brief(case.situation(date(2021, 8, 17)), found)


def test_a_forecast_that_rests_on_claims_the_brief_leaves_out_is_refused(case, view, found):
    given = Input(of="XBB", what="room", value="8", origin=Origin(claims=("secret",)))

    with pytest.raises(InputError, match="rests on 1 claim that the brief leaves out"):
        case.brief(view, attrs.evolve(found, inputs=(*found.inputs, given)))
