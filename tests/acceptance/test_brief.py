"""The situation and the brief of the three annotated reports: what must and must not be said."""

import json
import re
from datetime import UTC, datetime, time

import pytest
from tests.acceptance.annotated import entries, expected, rows
from tests.ledger.keep import keep
from tests.make import day
from tests.shared import SHARED, needs_shared

from panah.brief.compose import make
from panah.brief.exports import answer, flat, geojson, jsonld, terminal, workbook
from panah.brief.html import as_html
from panah.brief.markdown import as_markdown
from panah.domain.actor import Actor, Actors, ActorType
from panah.domain.claim import PlanningClass
from panah.domain.naming import Names
from panah.domain.place import Level, Place, Places
from panah.domain.quantity import Interval, Measure
from panah.domain.situation import View
from panah.ledger.reconcile import reconcile
from panah.ledger.replay import replay
from panah.situation.compose import compose

pytestmark = [needs_shared, pytest.mark.shared]

COUNTRIES = {
    "AFG": "Afghanistan",
    "ALB": "Albania",
    "CAN": "Canada",
    "IRN": "Iran",
    "QAT": "Qatar",
    "KAZ": "Kazakhstan",
    "PAK": "Pakistan",
    "TJK": "Tajikistan",
    "TUR": "Turkey",
    "USA": "United States",
    "UZB": "Uzbekistan",
    "XKX": "Kosovo",
}
INSIDE = {"TJ-GB": "TJK", "TJ-KT": "TJK", "AFG-KAB": "AFG", "AFG-PAR": "AFG", "US-VA": "USA"}
PLACES = Places(
    [
        *(Place(code=code, name=name, level=Level.COUNTRY) for code, name in COUNTRIES.items()),
        *(
            Place(code=code, name=code, level=Level.ADMIN1, parent=parent)
            for code, parent in INSIDE.items()
        ),
    ]
)
ACTORS = Actors(
    Actor(id=code, name=name, type=ActorType.COUNTRY, iso3=code) for code, name in COUNTRIES.items()
)
NAMES = Names(PLACES, ACTORS)


@pytest.fixture(scope="module")
def log():
    return keep(*entries(rows()))


@pytest.fixture(scope="module")
def on(log):
    """Gives what stood on a day as known on another."""

    def ask(as_of, as_known, **view):
        moment = datetime.combine(day(as_known), time.max, tzinfo=UTC)
        known = replay(log, until=moment)
        asked = View(as_of=day(as_of), as_known=moment, **view)
        found = reconcile(known, asked, ACTORS)
        return compose(
            view=asked,
            head=known.head,
            lines=found.lines,
            standing=found.standing,
            links=found.links,
            findings=found.findings,
            places=PLACES,
            actors=ACTORS,
        )

    return ask


@pytest.fixture(scope="module")
def august(on):
    return on("2021-08-15", "2021-08-16")


def total(found, name, measure):
    return next(
        one
        for one in found.totals
        if (one.planning_class, one.measure) == (PlanningClass(name), measure)
    )


def written(found):
    """All that is said of a situation, in every form that is text."""
    yield answer.as_json(found)
    yield jsonld.as_jsonld(found, NAMES)
    yield geojson.as_geojson(found, NAMES)
    yield terminal.as_table(found, NAMES, width=100_000)
    for table in ("lines", "offers", "capacity", "displaced", "camps", "stocks", "gaps", "claims"):
        yield flat.as_csv(found, table)
    for kind in ("country", "offers"):
        brief = make(found, kind=kind, case="Afghanistan", places=PLACES, actors=ACTORS)
        yield as_markdown(brief)
        yield as_html(brief)


@pytest.mark.parametrize("number", range(5))
def test_json_gives_the_expected_lines_field_by_field(on, number):
    wanted = expected()["situations"][number]

    told = json.loads(answer.as_json(on(wanted["as_of"], wanted["as_known"])))

    assert (told["as_of"], told["as_known"]) == (wanted["as_of"], wanted["as_known"])
    assert len(told["lines"]) == len(wanted["lines"])
    for line, right in zip(told["lines"], wanted["lines"], strict=True):
        for field, value in right.items():
            if field == "facets":
                cells = [{key: cell[key] for key in right["facets"][0]} for cell in line[field]]
                assert cells == value, (line["matter"], field)
            elif field != "note":
                assert line[field] == value, (line["matter"], field)


def test_on_the_fifteenth_only_canadas_places_are_firm(august):
    firm = total(august, "firm", Measure.CEILING)

    assert (firm.amount, firm.parts) == (Interval(20_000, 20_000), ("CAN-20000",))


def test_what_is_ready_is_two_numbers_and_never_one(august):
    assert total(august, "ready", Measure.CAPACITY).amount == Interval(200, 999)
    assert total(august, "ready", Measure.CEILING).amount == Interval(0, 100_000)
    assert any("hundreds" in why and "up to 100,000" in why for why in august.refusals)


def test_what_is_possible_is_two_hosts_disputed_and_five_lines_without_a_number(august):
    possible = total(august, "possible", Measure.CAPACITY)

    assert possible.amount == Interval(7400, 9799)
    assert set(possible.parts) == {"QAT-for-USA", "ALB-for-two-charities"}
    assert len(possible.without_number) == 5
    assert possible.disputed


def test_strict_counts_nothing_that_was_only_announced(on):
    assert on("2021-08-15", "2021-08-16", strict=True).totals == ()


def test_in_july_only_tajikistan_had_offered(on):
    july = on("2021-07-23", "2021-07-24")

    assert july.offers["host"].to_list() == ["TJK"]
    assert [one.planning_class for one in july.totals if one.planning_class] == ["ready"]


def test_turkey_has_no_offer_on_any_day(on):
    for wanted in expected()["situations"]:
        offers = on(wanted["as_of"], wanted["as_known"]).offers
        assert "TUR" not in offers["host"].to_list()


def test_two_figures_for_one_offer_that_meet_are_no_dispute_and_one_figure_for_two_is(august):
    disputed = dict(august.offers.select("matter", "disputed").iter_rows())

    assert not disputed["QAT-for-USA"]
    assert disputed["ALB-for-USA"]
    assert disputed["ALB-for-two-charities"]
    assert disputed["XKX-for-USA"]


def test_part_and_whole_of_the_displaced_are_refused(august):
    assert any(
        "about 1,26,000" in why and "the first is part of the second" in why
        for why in august.refusals
    )


def test_the_herders_who_were_sent_back_are_present_nought(on):
    rows_ = on("2021-07-23", "2021-07-24").displaced.to_dicts()

    present = {
        (row["matter"], row["unit"]): row["present_high"]
        for row in rows_
        if row["present_high"] is not None
    }

    assert present == {("AFG-TJK-Kyrgyz", "person"): 0}


def test_the_total_expected_stands_beside_the_total_reached(august):
    (row,) = (
        row
        for row in august.displaced.to_dicts()
        if row["matter"] == "AFG-USA-airlift" and row["mood"] == "is"
    )

    assert (row["low"], row["high"]) == (1080, 1320)
    assert (row["expected_low"], row["expected_high"]) == (3450, 3549)


def test_no_form_says_a_number_that_nobody_may_say(august):
    never = re.compile(r"676[, ]?[04]00|663[, ]?401|\b4[, ]?7[0-9][0-9]\b people|56[, ]?100 people")

    for text in written(august):
        assert not never.search(text)


def test_iran_is_asked_for_sites_and_places_and_silent_hosts_for_a_number(august):
    asked = {(gap.matter, gap.facet) for gap in august.gaps}

    assert {("IRN-border-camps", "number of sites"), ("IRN-border-camps", "place")} <= asked
    for host in ("XKX", "KAZ", "TJK", "UZB"):
        assert (f"{host}-for-USA", "number") in asked
    assert ("CAN-20000", "number") not in asked


def test_a_warning_of_july_is_borne_out_in_august(august):
    brief = make(august, case="Afghanistan", places=PLACES, actors=ACTORS)

    lines = [
        "".join(run.text for run in sentence)
        for country in brief.countries
        for block in country.blocks
        if block.name == "warnings"
        for sentence in block.sentences
    ]

    assert any("may collapse" in line and "Borne out on 15 August 2021" in line for line in lines)


@pytest.mark.parametrize("kind", ["country", "offers"])
def test_every_quote_of_a_brief_stands_in_its_report_where_the_footnote_says(august, kind):
    brief = make(august, kind=kind, case="Afghanistan", places=PLACES, actors=ACTORS)
    checked = 0

    for note in brief.notes:
        if note.span:
            start, end = map(int, note.span.split("\N{EN DASH}"))
            text = (SHARED / "reports" / "seeds" / note.report).read_text(encoding="utf-8")
            assert text[start:end] == note.quote
            checked += 1

    assert checked > 15


def test_an_earlier_answer_is_given_again_byte_for_byte(on):
    first, again = (on("2021-08-15", "2021-08-16") for _ in range(2))
    later = on("2021-08-15", "2021-09-02")

    assert list(written(first)) == list(written(again))
    assert workbook.as_xlsx(first) == workbook.as_xlsx(again)
    assert answer.as_json(later) != answer.as_json(first)


def test_kosovo_reads_otherwise_once_its_own_voice_is_known(on):
    later = on("2021-08-15", "2021-08-17").offers.to_dicts()

    (kosovo,) = (row for row in later if row["matter"] == "XKX-for-USA")

    assert (kosovo["status"], kosovo["status_high"], kosovo["disputed"]) == (
        *("in_talks", "agreed", False),
    )
