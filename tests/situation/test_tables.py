"""Tables of a situation: their columns are those of the lists, and unknown is empty."""

from datetime import date

import pytest
from tests.situation.made import (
    EVERYTHING,
    LINKS,
    MOVES,
    ROOMS,
    SITES,
    moved,
    offer,
    people,
    said,
    situation,
    whole,
)

from panah.domain.claim import Hold, Kind, Mood
from panah.domain.group import Group, Sex
from panah.domain.quantity import Hedge, Measure, Unit
from panah.domain.table import TABLES, columns
from panah.domain.when import When


@pytest.mark.parametrize("table", [name for name in TABLES if name != "gaps"])
def test_a_table_has_the_columns_of_its_list_and_every_required_one_filled(table):
    found = getattr(whole(), table)

    assert found.columns == [column.name for column in columns(table)]
    for column in columns(table):
        if column.required:
            assert found[column.name].null_count() == 0, column.name


@pytest.mark.parametrize("table", [name for name in TABLES if name != "gaps"])
def test_the_rows_of_a_table_are_its_rows(table):
    found = whole()

    assert found.rows(table) == getattr(found, table).to_dicts()


@pytest.mark.parametrize("table", [name for name in TABLES if name != "gaps"])
def test_an_empty_situation_has_typed_tables(table):
    empty, full = getattr(situation({}), table), getattr(whole(), table)

    assert (len(empty), empty.schema) == (0, full.schema)


def test_every_column_is_described():
    assert all(column.description for table in TABLES for column in columns(table))


def test_the_order_of_matters_changes_nothing():
    first, second = whole(), situation(dict(reversed(EVERYTHING.items())), LINKS)

    assert first.lines.equals(second.lines)
    assert first.gaps == second.gaps
    assert first.totals == second.totals
    assert first.refusals == second.refusals


def rows(table, **wanted):
    return [
        row for row in table.to_dicts() if all(row[name] == value for name, value in wanted.items())
    ]


def test_who_came_and_was_sent_back_is_present_nought():
    moves = situation(MOVES, LINKS).displaced

    (came,) = rows(moves, matter="KRS-TLM-herders", unit="person")
    (back,) = rows(moves, matter="TLM-KRS-herders-back")

    assert (came["present_low"], came["present_high"]) == (0, 0)
    assert came["present_why"] == "TLM-KRS-herders-back"
    assert back["present_low"] is None


def test_without_the_link_nobody_is_said_to_have_gone():
    moves = situation(MOVES, [link for link in LINKS if link[1] != "qualifies"]).displaced

    assert moves["present_low"].null_count() == len(moves)


def test_animals_that_went_back_say_nothing_of_people():
    goats = people(9, 9, measure=Measure.FLOW, unit=Unit.ANIMAL)
    moves = situation(
        {"a": [moved("A", goats)], "b": [moved("B", goats, from_="TLM", to="KRS")]},
        [("B", "qualifies", "A")],
    ).displaced

    assert moves["present_low"].to_list() == [None, None]


def test_a_total_expected_stands_beside_the_total_reached():
    (reached,) = rows(situation(MOVES, LINKS).displaced, matter="KRS-OND-flights", mood="is")

    assert (reached["low"], reached["high"]) == (270, 330)
    assert (reached["expected_low"], reached["expected_high"]) == (1450, 1549)


def test_a_movement_without_a_number_has_a_row_and_no_number():
    (row,) = situation({"a": [moved("A", None)]}).displaced.to_dicts()

    assert (row["low"], row["high"], row["unit"]) == (None, None, None)


def test_camps_and_stores_are_told_apart():
    found = situation(SITES, LINKS)

    assert found.camps["matter"].to_list() == ["TLM-camps", "TLM-next-camp"]
    assert found.stocks["matter"].to_list() == ["TLM-depots"]


def test_a_camp_shows_sites_and_room_and_whether_it_stands():
    standing, planned = situation(SITES, LINKS).camps.to_dicts()

    assert (standing["sites_low"], standing["capacity_high"]) == (2, 5499)
    assert (standing["planned"], planned["planned"]) == (False, True)


def test_help_in_goods_is_a_stock():
    flour = said(
        "A",
        kind=Kind.SUPPORT,
        subject="relief",
        counterpart="TLM",
        qty=people(40, 40, unit=Unit.TONNE, measure=Measure.FLOW),
    )

    (row,) = situation({"a": [flour]}).stocks.to_dicts()

    assert (row["unit"], row["low"], row["holder"]) == ("tonne", 40, "relief")


def test_a_shut_gate_shows_hold_day_and_what_would_open_it():
    (gate,) = situation(SITES, LINKS).access.to_dicts()

    assert (gate["hold"], gate["since"]) == ("suspended", "2021-05-10")
    assert gate["condition"] == ["the road is safe"]
    assert gate["outlook"] == ["G2"]


def test_a_conflict_shows_who_leads_and_the_rule():
    found = situation(ROOMS, LINKS).conflicts.to_dicts()

    assert [(row["one"], row["other"], row["rule"]) for row in found] == [("V1", "V3", "R10")]


def test_amounts_that_do_not_meet_are_a_conflict_with_the_range_that_holds_both():
    found = situation(
        {
            "a": [
                offer("A", "TLM", people(200, 300)),
                said("A2", source="post", voice="courier", qty=people(900, 1000)),
            ]
        }
    ).conflicts

    (row,) = found.to_dicts()

    assert (row["about"], row["one"], row["other"], row["rule"]) == ("amounts", "A", "A2", "R8")
    assert (row["low"], row["high"]) == (200, 1000)


def test_a_hold_told_by_another_against_the_hosts_own_word_is_a_conflict():
    found = situation(
        {
            "a": [
                offer("A", "TLM", people(200, 300)),
                said("A2", source="post", voice="courier", status=None, hold=Hold.RELUCTANT),
            ]
        }
    ).conflicts

    (row,) = found.to_dicts()

    assert (row["about"], row["one"], row["other"], row["rule"]) == ("hold", "A", "A2", "R9")


def test_only_people_fill_the_columns_of_people():
    found = situation(MOVES, LINKS).lines

    (goats,) = rows(found, unit="animal")
    (herders,) = rows(found, matter="KRS-TLM-herders", unit="person")

    assert (goats["low"], goats["population_min"], goats["population"]) == (1800, None, None)
    assert (herders["population_min"], herders["population_max"]) == (810, 990)


def test_population_is_empty_when_the_words_leave_a_range():
    found = situation(ROOMS, LINKS).lines

    (quota,) = rows(found, matter="OND-quota", measure="capacity")
    (ceiling,) = rows(found, matter="TLM-border")

    assert quota["population"] == 1500
    assert ceiling["population"] is None


def test_a_line_tells_countries_province_and_group_in_exchange_codes():
    group = Group(
        label="girls from Karsha", origin="KRS", sex=Sex.F, ages=frozenset({"5-11", "12-17"})
    )
    found = situation({"a": [offer("A", "TLM", people(5, 5), place="arpa", group=group)]})

    (row,) = found.lines.to_dicts()

    assert (row["origin"], row["asylum"], row["location"]) == ("KRS", "TLM", "TLM")
    assert (row["admin1"], row["admin1_name"]) == ("TLM-NO", "Tolmera Shimol")
    assert (row["gender"], row["min_age"], row["max_age"]) == ("f", 5, 17)


def test_the_oldest_age_band_has_no_upper_age():
    group = Group(label="the old", origin="KRS", ages=frozenset({"60+"}))

    (row,) = situation({"a": [offer("A", "TLM", group=group)]}).lines.to_dicts()

    assert (row["min_age"], row["max_age"]) == (60, None)


def test_a_period_that_one_claim_leaves_open_stays_open():
    (row,) = situation(
        {"a": [moved("A", None, event=When.parse("../2021-05-09"))]}
    ).lines.to_dicts()

    assert (row["start"], row["end"]) == (None, date(2021, 5, 9))


def test_claims_are_listed_with_quote_source_and_conflict():
    found = situation(ROOMS, LINKS)

    table = {row["label"]: row for row in found.claims.to_dicts()}

    assert table["V1"]["conflicts"] == ["V3"]
    assert table["T1"]["quote"] == "we can shelter up to 60,000 people"
    assert (table["T1"]["span_start"], table["T1"]["publisher"]) == (7, "The Courier")
    assert table["I1"]["hedge"] == Hedge.VAGUE


def test_two_claims_of_one_label_go_by_their_ids():
    first = offer("X", "TLM", people(5, 5))
    second = offer("X", "VES", people(6, 6))

    found = situation({"a": [first], "b": [second]})

    assert found.offers["claims"].to_list() == [[first.id], [second.id]]


def test_a_matter_nobody_named_is_called_by_what_it_is_about():
    found = situation(EVERYTHING, LINKS)
    titles = {line.matter.id: line.matter.title for line in found.detail}

    assert titles["TLM-border"] == "Tolmera, arrivals"
    assert titles["VES-relief"] == "Vessland, for Relief Council"
    assert titles["KRS-TLM-herders"] == "Karsha to Tolmera, families from Karsha"
    assert titles["TLM-depots"] == "Tolmera, depots, North Tolmera"
    assert titles["VES-gate"] == "Vessland, access, the Iron Gate"


def test_a_joint_destination_is_named_whole():
    found = situation({"a": [moved("A", None, to="TLM + VES", mood=Mood.MAY, status=None)]})

    assert found.detail[0].matter.title == (
        "Karsha to Tolmera and Vessland, families from Karsha, feared"
    )


@pytest.mark.parametrize(
    ("from_", "to", "title"),
    [
        ("KRS", None, "Departures from Karsha"),
        (None, "TLM", "Arrivals in Tolmera"),
        ("TLM", "TLM", "Inside Tolmera"),
        ("arpa", "TLM", "Inside Tolmera, from Arpa"),
        ("arpa", "KRS", "Arpa to Karsha"),
    ],
)
def test_a_movement_is_called_by_the_ends_that_are_known(from_, to, title):
    found = situation({"a": [moved("A", people(40, 40), from_=from_, to=to)]})

    assert found.detail[0].matter.title == f"{title}, families from Karsha"
