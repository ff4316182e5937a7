import json
from importlib.resources import files

import pytest
from tests.make import report, when
from tests.reading.files.making import archive, book

from panah.case.claims_file import Held, read_claims
from panah.domain.claim import Kind
from panah.domain.group import Pop
from panah.domain.quantity import Hedge, Measure
from panah.errors import FileError
from panah.reading import policy
from panah.reading.tables.column_map import map_from, shipped, shipped_map
from panah.reading.tables.rows import read_table

FINDER = (
    "Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),"
    "Refugees under UNHCR's mandate,Asylum-seekers,Returned refugees"
)
MAP = """
name = "Camps of Ardan"
voices = ["Council of Ardan"]
missing = ["-"]
unspecified = ["*"]
passed_over = ["remark"]
[columns.camp]
headers = ["camp", "site"]
[columns.day]
headers = ["day"]
dates = "day"
[columns.people]
headers = ["people"]
[columns.places]
headers = ["places"]
optional = true
[columns.host]
headers = ["host"]
given = "TJK"
[claim]
kind = "population"
place = "{camp}"
event = "{day}"
[claim.group]
label = ["people", "in {camp}"]
origin = "{host}"
[[numbers]]
column = "people"
measure = "stock"
[[numbers]]
column = "places"
kind = "facility"
subject = "{host}"
unit = "place_bed"
measure = "capacity"
hedge = "about"
"""


def read(received, own=MAP, name="table.csv", **more):
    received = received.encode("utf-8") if isinstance(received, str) else received
    return read_table(received, name, map_from(own, "map.toml") if own else None, **more)


def claims(table):
    """Give the claims as the import of a file of claims takes them."""
    known = report(id=table.report, name="table.csv")
    held = Held(reports={known.id: known}, text={known.id: table.text}.get, policy=policy.load())
    lines = (json.dumps(claim) for claim in table.claims)
    return [line.claim for line in read_claims(lines, "table.csv", held)]


def test_each_number_is_a_claim_that_quotes_its_cell():
    table = read('camp,day,people,places\nVelm,2021-08-03,"4,200",500\nOsk,2021-08-03,900,\n')

    assert table.text == (
        "row 2 | camp: Velm | day: 2021-08-03 | people: 4,200 | places: 500\n"
        "row 3 | camp: Osk | day: 2021-08-03 | people: 900\n"
    )
    assert [claim.quote for claim in claims(table)] == [
        "people: 4,200",
        "places: 500",
        "people: 900",
    ]


def test_a_row_says_where_when_of_whom_and_who_says_so():
    first, places, _ = claims(
        read("site,day,people,places\nVelm,2021-08-03,4200,500\nOsk,2021-08-03,9,-")
    )

    assert (first.place, first.event) == ("Velm", when("2021-08-03"))
    assert (first.subject, first.group.origin) == ("people in Velm", "TJK")
    assert (first.qty.lo, first.qty.hi, first.qty.worded) == (4200, 4200, "4200")
    assert [hop.actor for hop in first.chain] == ["Council of Ardan"]
    assert (places.kind, places.qty.measure) == (Kind.FACILITY, Measure.CAPACITY)


def test_an_estimate_gets_its_interval_from_the_reading_policy():
    claim = claims(read("camp,day,people,places\nVelm,2021-08-03,-,500\n"))[0]

    assert (claim.qty.lo, claim.qty.hi) == (450, 550)


def test_a_number_that_is_withheld_is_not_given_and_never_zero():
    withheld, zero = claims(read("camp,day,people\nVelm,2021-08-03,*\nOsk,2021-08-03,0\n"))

    assert (withheld.qty.hedge, withheld.qty.lo, withheld.qty.hi) == (Hedge.UNSPECIFIED, 0, None)
    assert (zero.qty.hedge, zero.qty.lo, zero.qty.hi) == (Hedge.EXACT, 0, 0)


def test_an_empty_cell_says_nothing():
    assert (
        len(read("camp,day,people\nVelm,2021-08-03,\nOsk,2021-08-03,-\nTarn,2021-08-03,1").claims)
        == 1
    )


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("4200", 4200),
        ("4200.0", 4200),
        ("1,438,955", 1_438_955),
        ("1 438 955", 1_438_955),
        ("1\u00a0438\u00a0955", 1_438_955),
        ("1\u2019438", 1_438),
        ("0", 0),
        ("٤٢", 42),
    ],
)
def test_a_whole_number_is_read_however_it_is_grouped(cell, number):
    claim = claims(read(f'camp;day;people\nVelm;2021-08-03;"{cell}"\n'))[0]

    assert claim.qty.stated == (number,)


@pytest.mark.parametrize(
    "cell",
    [
        "1.438",
        "1.000",
        "12,34",
        "-5",
        "some 900",
        "=SUM(A1:A9)",
        "=cmd|'/c calc'!A1",
        "4e3",
        "1,438 955",
        "4200 people",
        "NaN",
        "inf",
    ],
)
def test_what_is_no_whole_number_is_refused_with_row_and_column(cell):
    with pytest.raises(FileError, match="is not a whole number") as error:
        read(f'camp,day,people\nVelm,2021-08-03,1\nOsk,2021-08-03,"{cell}"\n')
    assert str(error.value).startswith("table.csv, row 3, column people: ")


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_told_by_the_file(separator):
    written = "camp,day,people\nVelm,2021-08-03,1\nOsk,2021-08-03,2\n".replace(",", separator)

    assert len(read(written).claims) == 2


def test_a_title_above_the_header_and_a_row_of_tags_below_are_passed_over():
    written = "\ufeffPeople in camps\n\ncamp,day,people\n#loc,#date,#affected\nVelm,2021-08-03,1\n"

    assert read(written).text == "row 5 | camp: Velm | day: 2021-08-03 | people: 1\n"


def test_who_is_to_be_cited_above_the_header_is_passed_over():
    above = 'Source:,Ardan council\nSee,"a, b"\n\n'
    written = f"{above}camp,day,people,host\nVelm,2021-08-03,1,TJK\n"

    assert read(written).text == "row 5 | camp: Velm | day: 2021-08-03 | people: 1 | host: TJK\n"


def test_a_file_nearly_of_a_known_layout_is_refused_with_what_is_expected():
    written = "data_date,individuals\n2023-01-01,4963\n"

    with pytest.raises(
        FileError, match=r"the nearest, UNHCR .* by month: there is no column place"
    ):
        read(written, None)


def test_the_kept_text_hangs_on_the_file_alone():
    written = "camp,day,people\nVelm,2021-08-03,1\nOsk,2021-08-03,2\n"
    some = read(
        written, MAP.replace('headers = ["camp", "site"]', 'headers = ["camp"]\nonly = ["Osk"]')
    )

    assert some.text == read(written).text
    assert [claim["quote"] for claim in some.claims] == ["people: 2"]
    assert "passed over 1 rows" in some.warnings[0]


def test_a_name_is_read_as_a_code_where_the_case_knows_it():
    own = MAP.replace('headers = ["host"]', 'headers = ["host"]\nnames = true')
    claim = read("camp,day,people\nVelm,2021-08-03,1\n", own, code_of={"TJK": "XXX"}.get).claims[0]

    assert claim["group"]["origin"] == "XXX"


def test_a_workbook_is_read_like_a_text_of_cells():
    received = book(
        Notes=[["Read me"], ["Counted by the council"]],
        Camps=[["camp", "day", "people"], ["Velm", "2021-08-03", 4200], ["Osk", "2021-08-03", "*"]],
    )
    table = read(received, name="camps.xlsx")

    assert [claim.quote for claim in claims(table)] == ["people: 4200", "people: *"]
    assert "sheet Camps, row 2 | camp: Velm | day: 2021-08-03 | people: 4200\n" in table.text


def test_what_a_formula_gave_is_taken_and_told():
    table = read(
        book(Camps=[["camp", "day", "people"], ["Velm", "2021-08-03", "=40+2"]]), name="a.xlsx"
    )

    assert "some cells are computed" in table.warnings[0]


@pytest.mark.parametrize(
    ("received", "says"),
    [
        ("camp,people\nVelm,1\n", "there is no column day"),
        ("camp,day,people,colour\nVelm,2021-08-03,1,red\n", "'colour' is not in the map"),
        ("camp,day,people\nVelm,03/08/2021,1\n", "row 2, column day: '03/08/2021' is not a day"),
        ("camp,day,people\nVelm,2021-08-03\n", "row 2: has 2 cells and the header has 3"),
        ("camp,day,people\nVelm,2021-08-03,1,2\n", "row 2: has 4 cells and the header has 3"),
        ("camp,camp,people\na,b,1\n", "two columns are called camp"),
        ("camp,day,people\n", "no row below a header"),
        ("camp,day,people\nVelm,2021-08-03,-\n", "no row of it gives a number"),
        ('camp,day,people\n"Velm,2021-08-03,1\n', "not a table"),
        ("", "no row below a header"),
        (b"camp,day,people\nCaf\xe9,2021-08-03,1\n", "not UTF-8 at byte 19"),
        (b"a,b\0\n1,2\n", "a file that is not text"),
        (b"%PDF-1.4", "is a PDF file"),
        (b"\xd0\xcf\x11\xe0", "with a password, or one from before 2007"),
        ("," * 1_000_000, "up to 1,000 columns"),
        (f"camp,day,people\n{'a' * 200_000},2021-08-03,1\n", "not a table: field larger"),
        (archive(a_xml="<a/>"), "not a workbook"),
        (archive(xl__workbook_xml="<a/>"), "broken"),
        (book(A=[["camp", "day"], ["a", "b"]])[:2_000], "broken or cut off"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_by_name(received, says):
    with pytest.raises(FileError, match=says) as error:
        read(received)
    assert str(error.value).startswith("table.csv")


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        ('<c r="XFD1048576"><v>1</v></c>', "reaches to row 1,048,576 and column 16,384"),
        ("<v>" + "0" * 60_000_000, "would unpack from"),
    ],
)
def test_a_workbook_that_would_fill_the_memory_is_not_opened(sheet, says):
    received = archive(
        xl__workbook_xml="<a/>", xl__worksheets__sheet1_xml=f"<sheet>{sheet}</sheet>"
    )

    with pytest.raises(FileError, match=says):
        read(received)


@pytest.mark.parametrize(
    ("was", "becomes", "says"),
    [
        ('kind = "population"', "", "there is no kind"),
        ('kind = "population"', 'kind = "hotel"', "kind must be one of hosting"),
        ('measure = "stock"', 'measure = "many"', "measure must be one of stock"),
        ('column = "people"', 'column = "folk"', "'folk' is not among its columns"),
        ("in {camp}", "in {kamp}", "'kamp' is not among its columns"),
        ("dates =", "datez =", "datez is not known here; there is headers"),
        ('passed_over = ["remark"]', "passed_over = [1]", "must be a text or a list of texts"),
        ('name = "Camps of Ardan"', "", "there is no name"),
        ("[claim]", "[claim", "is not TOML"),
        ("optional = true", 'optional = "yes"', "must be true or false"),
        ('headers = ["day"]', "headers = []", "at least one name of a column"),
        ('voices = ["Council of Ardan"]', "voices = []", "needs a voice"),
        ("[claim.group]", "[claim.groups]", "groups is not known here"),
    ],
)
def test_a_map_that_cannot_be_meant_is_refused_with_the_place(was, becomes, says):
    with pytest.raises(FileError, match=says) as error:
        map_from(MAP.replace(was, becomes), "map.toml")
    assert str(error.value).startswith("map.toml")


def test_a_value_that_no_group_has_is_refused_with_row_and_column():
    own = MAP.replace('origin = "{host}"', 'pop = "{host}"')

    with pytest.raises(FileError, match="row 2, column people: 'TJK' is no pop"):
        read("camp,day,people\nVelm,2021-08-03,1\n", own)


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_map_says_where_its_columns_are_from(name):
    assert shipped_map(name).source


def test_a_map_that_is_not_there_is_refused_with_those_there_are():
    with pytest.raises(FileError, match="there is hdx_hapi_idps, "):
        shipped_map("hdx")


def test_the_refugee_data_finder_gives_stocks_of_31_december_and_returns_of_the_year():
    table = read(
        f'{FINDER}\n2021,Ardan,ARD,Tajikistan,TJK,"5,573",*,120\n2021,-,-,-,-,0,-,0\n', None
    )
    refugees, asylum, returned = claims(table)

    assert table.map.name == "UNHCR Refugee Data Finder"
    assert (refugees.place, refugees.group.pop, refugees.qty.lo) == ("TJK", Pop.REF, 5573)
    assert refugees.event == when("2021-12-31")
    assert asylum.qty.hedge is Hedge.UNSPECIFIED
    assert (returned.from_, returned.to, returned.event) == ("TJK", "ARD", when("2021"))
    assert returned.qty.measure is Measure.FLOW


def test_the_data_finders_interface_has_the_same_map():
    table = read("year,coo,coo_iso,coa,coa_iso,refugees\n2020,ARD,ARD,TAJ,TJK,12\n", None)

    assert claims(table)[0].subject == "refugees from ARD"


def test_arrivals_by_month_need_their_place_from_the_user():
    written = b"arrivals\ndata_date;individuals\n2021-07-31;310\n2021-08-31;1204\n"
    own = (files("panah.reading") / "data" / "maps" / "unhcr_arrivals.toml").read_text("utf-8")
    filled = own.replace('headers = ["place"]', 'headers = ["place"]\ngiven = "Velm"')

    with pytest.raises(FileError, match=r"as `given` under columns\.place in a map"):
        read_table(written, "arrivals.csv", shipped_map("unhcr_arrivals"))
    july, _ = claims(read_table(written, "arrivals.csv", map_from(filled, "map.toml")))

    assert (july.to, july.event, july.qty.lo) == ("Velm", when("2021-07"), 310)


def test_arrivals_by_place_are_totals_since_the_year_began():
    written = (
        "geomaster_name,admin_level,centroid_lon,centroid_lat,date,month,year,"
        "population_groups_concat,individuals\nVelm,Settlement,1,2,2021-08-31,8,2021,Sea,1204\n"
    )
    claim = claims(read(written, None))[0]

    assert claim.event == when("2021-01-01/2021-08-31")
    assert claim.qty.measure is Measure.CUMULATIVE


def test_a_round_of_dtm_keeps_origin_and_reason_apart():
    written = (
        "operation,admin0Name,admin0Pcode,admin1Name,admin1Pcode,numPresentIdpInd,reportingDate,"
        "yearReportingDate,monthReportingDate,roundNumber,displacementReason,numberMales,"
        "numberFemales,idpOriginAdmin1Name,idpOriginAdmin1Pcode,assessmentType\n"
        "Floods,Ardan,ARD,Upper,ARD1,600,2020-01-30T00:00:00,2020,1,1,Conflict,,,Lower,ARD2,BA\n"
        "Floods,Ardan,ARD,Upper,ARD1,90,2020-01-30T00:00:00,2020,1,1,Disaster,,,Lower,ARD2,BA\n"
    )
    first, second = claims(read(written, None))

    assert first.place == second.place == "ARD1"
    assert first.event == when("2020-01-30")
    assert first.group.label == "internally displaced people from Lower by Conflict (Floods) [BA]"
    assert second.group.label != first.group.label
    assert [hop.actor for hop in first.chain] == ["IOM DTM"]


def test_hapi_parts_refugees_by_sex_and_age_and_counts_returns_as_movement():
    head = (
        "origin_location_code,origin_has_hrp,origin_in_gho,asylum_location_code,asylum_has_hrp,"
        "asylum_in_gho,population_group,gender,age_range,min_age,max_age,population,"
        "reference_period_start,reference_period_end,dataset_hdx_id,resource_hdx_id,warning,error"
    )
    tail = "2021-01-01T00:00:00,2021-12-31T00:00:00,d,r,,"
    written = (
        f"{head}\nARD,Y,Y,TJK,N,N,REF,all,all,,,5573,{tail}\n"
        f"ARD,Y,Y,TJK,N,N,REF,f,0-4,0,4,410,{tail}\nARD,Y,Y,TJK,N,N,RET,all,all,,,120,{tail}\n"
        f"ARD,Y,Y,TJK,N,N,REF,all,all,,,1,{tail}Duplicate row\n"
    )
    everybody, girls, returned = claims(read(written, None))

    assert (everybody.group.label, everybody.group.sex) == ("refugees from ARD", None)
    assert (girls.group.sex, girls.group.ages) == ("f", frozenset({"0-4"}))
    assert (returned.kind, returned.from_, returned.to) == (Kind.MOVEMENT, "TJK", "ARD")
    assert [hop.actor for hop in everybody.chain] == ["UNHCR", "HDX HAPI"]


def test_hapi_keeps_the_providers_name_of_a_place_without_a_code():
    written = (
        "location_code,has_hrp,in_gho,provider_admin1_name,provider_admin2_name,admin1_code,"
        "admin1_name,admin2_code,admin2_name,admin_level,operation,assessment_type,population,"
        "reporting_round,reference_period_start,reference_period_end,dataset_hdx_id,"
        "resource_hdx_id,warning,error\n"
        "ARD,Y,Y,Upper,Velm Town,ARD1,Upper,,,2,Floods,BA,600,4,2021-08-03,2021-08-03,d,r,,\n"
    )

    assert claims(read(written, None))[0].place == "Velm Town"


def test_a_file_that_fits_no_shipped_map_is_refused_with_its_columns():
    with pytest.raises(FileError, match=r"no map of panah's own fits its columns \(a, b\)"):
        read("a,b\n1,2\n", None)
