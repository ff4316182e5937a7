"""What leaves panah can be read back, holds what the situation holds, and obeys nobody."""

import csv
import io
import json
import re
import sys
import zipfile

import pytest
from tests.brief.hostile import LONG, SCRIPT, hostile
from tests.situation.made import NAMES, NO_ROOM, offer, people, said, situation, whole

from panah.brief.exports import answer, flat, geojson, jsonld, terminal, workbook
from panah.domain.claim import Kind, Mood, Status
from panah.domain.table import TABLES, columns
from panah.errors import InputError

WRITERS = {
    "table": lambda found: terminal.as_table(found, NAMES),
    "csv": flat.as_csv,
    "xlsx": workbook.as_xlsx,
    "json": answer.as_json,
    "jsonld": lambda found: jsonld.as_jsonld(found, NAMES),
    "geojson": lambda found: geojson.as_geojson(found, NAMES),
}


@pytest.mark.parametrize("form", WRITERS)
def test_the_same_situation_gives_the_same_bytes(form):
    assert WRITERS[form](whole()) == WRITERS[form](whole())


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("found", [situation({}), hostile()], ids=["empty", "hostile"])
def test_every_form_takes_an_empty_and_a_hostile_situation(form, found):
    assert WRITERS[form](found)


def line_of(found, matter):
    (line,) = [line for line in answer.answer(found)["lines"] if line["matter"] == matter]
    return line


def test_json_is_read_back_as_it_was_meant():
    found = whole()

    assert json.loads(answer.as_json(found)) == answer.answer(found)


def test_json_asks_its_question_in_days():
    told = answer.answer(whole())

    assert (told["as_of"], told["as_known"]) == ("2021-05-20", "2021-05-20")
    assert len(told["head"]) == 64


def test_json_of_an_offer_has_the_exchange_fields():
    line = line_of(whole(), "VES-relief")

    assert line["kind"] == "hosting"
    assert line["status"] == {"low": "considering", "high": "near_final"}
    assert line["class"] == "possible"
    assert line["hold"] == [{"value": "reluctant", "by": "third party", "claim": "V3"}]
    assert line["conflicts"] == [["V3", "V1"]]
    assert line["claims"] == ["V1", "V2", "V3"]
    (cell,) = line["facets"]
    assert (cell["lo"], cell["hi"], cell["lead"], cell["conflict"]) == (3600, 4400, "V1", False)


def test_json_has_null_for_no_bound_and_no_infinity():
    text = answer.as_json(whole())

    (cell, *_) = line_of(whole(), "KRS-displaced")["facets"]

    assert (cell["hi"], cell["start"]) == (None, "2021-01-01")
    assert not re.search(r"NaN|Infinity", text)


def test_json_keeps_a_warning_that_was_borne_out_in_the_outlook():
    line = line_of(whole(), "KRS-warning")

    assert line["outlook"] == ["W1"]
    assert line["borne_out"] == [{"claim": "W1", "by": "W2", "on": "2021-05-14"}]


def test_json_lists_events_as_events():
    found = situation(
        {
            "a": [
                said(
                    "A", kind=Kind.SECURITY, subject="KRS", status=Status.UNDER_WAY, voice="courier"
                ),
                said("B", kind=Kind.SECURITY, subject="KRS", status=Status.DONE, voice="courier"),
            ]
        }
    )

    assert line_of(found, "a")["status"] == "events"


def test_json_tells_what_each_name_stands_for():
    claims = {claim["label"]: claim for claim in answer.answer(whole())["claims"]}

    assert claims["T1"]["quote"] == "we can shelter up to 60,000 people"
    assert claims["T1"]["span"] == [7, 41]
    assert claims["T1"]["speaker"] == "TLM"
    assert claims["V2"]["published"] == "2021-05-11/2021-05-12"


def test_json_tells_totals_refusals_and_gaps():
    told = answer.answer(whole())

    firm = next(total for total in told["totals"] if total["class"] == "firm")
    assert (firm["lo"], firm["hi"], firm["parts"]) == (1500, 1500, ["OND-quota"])
    assert told["refusals"]
    assert told["gaps"][0]["question"].startswith("ask ")


def test_json_tells_why_a_closed_line_is_closed():
    closing = line_of(whole(), "ISL-islands")["closing"]

    assert (closing["why"], closing["claim"], closing["due"]) == ("declined", "I2", False)


def read_csv(found, table="lines"):
    return list(csv.DictReader(io.StringIO(flat.as_csv(found, table))))


def test_csv_has_exchange_names_and_one_row_a_number():
    rows = read_csv(whole())

    assert list(rows[0]) == [column.exchange for column in columns("lines")]
    assert len(rows) == len(whole().lines)
    (herders,) = [row for row in rows if row["claim_ids"] == "M1"]
    assert (herders["population_min"], herders["population_max"]) == ("810", "990")
    assert (herders["population"], herders["origin_location_code"]) == ("", "KRS")
    assert (herders["reference_period_start"], herders["as_of"]) == ("2021-05-01", "2021-05-20")


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_written(table):
    assert read_csv(whole(), table)


def test_csv_joins_several_claims_and_writes_truth_in_words():
    (offer_row,) = [row for row in read_csv(whole(), "offers") if row["matter"] == "VES-relief"]

    assert offer_row["claim_ids"] == "V1; V2"
    assert offer_row["disputed"] == "true"


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_of_csv_is_a_formula(table):
    for row in read_csv(hostile(), table):
        for value in row.values():
            assert not value.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), value


def sheets(data):
    """Names of the sheets, and the parts of the workbook as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: book.read(name).decode("utf-8") for name in book.namelist()}
    names = re.findall(r'<sheet name="([^"]+)"', parts["xl/workbook.xml"])
    return names, parts


def test_a_workbook_has_a_sheet_a_table_and_says_what_it_is():
    names, _ = sheets(workbook.as_xlsx(whole()))

    assert names == ["about", *TABLES]


def test_a_workbook_is_read_back_with_its_numbers():
    fastexcel = pytest.importorskip("fastexcel", reason="the extra files is not installed")
    rows = fastexcel.read_excel(workbook.as_xlsx(whole())).load_sheet("offers").to_polars()

    (quota,) = [row for row in rows.to_dicts() if row["matter"] == "OND-quota"]

    assert (quota["amount_min"], quota["used_max"]) == (1500, 330)
    assert quota["quote"] == "Ondara will take in 1,500 people for good"


def test_every_number_of_a_workbook_has_its_quote_speaker_publisher_and_day_beside_it():
    _, parts = sheets(workbook.as_xlsx(whole()))
    comments = "".join(text for name, text in parts.items() if name.startswith("xl/comments"))

    assert "“we can shelter up to 60,000 people” Tolmera; The Courier, 2021-05-10 [T1]" in comments


def test_no_cell_of_a_workbook_is_a_formula_or_a_link():
    _, parts = sheets(workbook.as_xlsx(hostile()))

    for name, text in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            assert "<f>" not in text
            assert "<hyperlink" not in text


def test_a_workbook_keeps_words_longer_than_a_cell_may_hold():
    found = situation({"a": [offer("A", "TLM", people(5, 5), quote="x" * 40_000)]})

    _, parts = sheets(workbook.as_xlsx(found))

    assert "x" * 30_000 in parts["xl/sharedStrings.xml"]


def test_without_the_library_a_workbook_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)

    with pytest.raises(InputError, match=r"panah\[files\]"):
        workbook.as_xlsx(whole())


def graph(found):
    nodes = json.loads(jsonld.as_jsonld(found, NAMES))["@graph"]
    return {node["@id"]: node for node in nodes}


def test_linked_data_leads_from_a_line_to_its_report():
    found = whole()
    nodes = graph(found)

    line = nodes["urn:panah:line:VES-relief"]
    claims = [nodes[link["@id"]] for link in line["prov:wasDerivedFrom"]]
    quoted = next(claim for claim in claims if claim["schema:identifier"] == "V2")
    report = nodes[quoted["prov:wasQuotedFrom"]["@id"]]

    assert quoted["@type"] == ["prov:Entity", "schema:Claim"]
    assert quoted["schema:text"] == "thousands may be housed there soon"
    assert report["@type"] == ["prov:Entity", "schema:CreativeWork"]
    assert report["schema:publisher"] == "Harbour Post"
    assert nodes[quoted["prov:wasAttributedTo"]["@id"]]["@type"] == "prov:Agent"


@pytest.mark.parametrize("found", [whole(), hostile()], ids=["whole", "hostile"])
def test_every_reference_of_linked_data_is_in_it(found):
    nodes = graph(found)

    for node in nodes.values():
        for value in node.values():
            for link in value if isinstance(value, list) else [value]:
                if isinstance(link, dict) and "@id" in link:
                    assert link["@id"] in nodes


def features(found):
    told = json.loads(geojson.as_geojson(found, NAMES))
    assert told["type"] == "FeatureCollection"
    return told["features"]


def test_a_site_stands_at_its_own_point_longitude_first():
    (site, *_) = [one for one in features(whole()) if one["properties"]["matter"] == "TLM-camps"]

    assert site["geometry"] == {"type": "Point", "coordinates": [61.5, 41.25]}
    assert (site["properties"]["point_of"], site["properties"]["place_name"]) == ("arpa", "Arpa")


def test_a_place_of_unknown_position_has_no_geometry():
    (gate,) = [one for one in features(whole()) if one["properties"]["matter"] == "VES-gate"]
    (depot,) = [one for one in features(whole()) if one["properties"]["matter"] == "TLM-depots"]

    assert gate["geometry"] is None
    assert depot["geometry"] is None


def test_an_offer_of_a_country_stands_at_the_country():
    (one,) = [one for one in features(whole()) if one["properties"]["matter"] == "TLM-border"]

    assert one["properties"]["point_of"] == "TLM"


def test_a_line_about_no_place_is_not_on_the_map():
    assert features(situation({"a": [said("A", subject="some others", voice="courier")]})) == []


def test_a_terminal_gets_no_line_wider_than_asked():
    text = terminal.as_table(hostile(), NAMES, width=72)

    assert max(map(len, text.splitlines())) <= 72


def test_a_terminal_gets_nothing_it_would_obey():
    text = terminal.as_table(hostile(), NAMES)

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)
    assert SCRIPT in text
    assert LONG[:40] in text


def test_letters_that_join_or_part_words_are_kept():
    assert NO_ROOM in " ".join(terminal.as_table(whole(), NAMES, width=120).split())


def test_a_terminal_shows_country_offer_class_number_and_question():
    text = terminal.as_table(whole(), NAMES, width=120)

    assert "Situation as of 20 May 2021, as known 2021-05-20; ledger head " in text
    assert "places, firm                     1,500 (capacity)" in text
    assert "Ondara (OND)\n" in text
    assert "firm" in text
    assert "not stated: number, for whom, mode, duration, places used" in text
    assert "sources differ (R10)" in text
    assert "sum not made" in text


def test_a_terminal_shows_what_a_view_left_out():
    found = whole(strict=True, drafts=True)

    assert "strict, with unreviewed claims" in terminal.as_table(found, NAMES, width=120)


def test_a_number_of_a_workbook_shows_what_it_counts_and_stays_a_number():
    _, parts = sheets(workbook.as_xlsx(whole()))
    codes = re.findall(r'formatCode="([^"]*)"', parts["xl/styles.xml"])

    assert "#,##0 &quot;people&quot;" in codes
    assert all(code.startswith("#,##0") for code in codes)
    assert re.search(r'<c r="[A-Z]+\d+" s="[2-9]"><v>1500</v>', "".join(parts.values()))


def test_a_plan_whose_words_are_not_held_shows_its_amount_and_no_quotation_marks():
    plan = said("F", "", status=None, mood=Mood.WILL, qty=people(900, 1000))
    shown = terminal.as_table(situation({"a": [plan]}), NAMES)

    assert "(words not held: 900\u20131,000 people)" in shown
    assert "\u201cwords" not in shown
