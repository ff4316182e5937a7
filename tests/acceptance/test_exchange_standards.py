"""What leaves panah for other programs is what their standards say: CAP, HXL, HAPI, GeoJSON, PROV.

Everything is held against the shipped case as a whole. The tables below are the structure of each
standard in few words: names, how often, and what a value may be.
"""

import csv
import json
import re
import xml.etree.ElementTree as ET
from datetime import date
from importlib.resources import files
from itertools import chain

import pytest

from panah.brief.exports.cap import NAMESPACE
from panah.case import render
from panah.case.alerting import warning
from panah.domain.table import BESIDE_TABLES, PLAN_TABLES, TABLES, Type, columns
from panah.errors import InputError

ONE, SOME, MAYBE, ANY = (1, 1), (1, 99), (0, 1), (0, 99)
"""How often a part stands: once, once or more, at most once, any number."""

TEXT = ".+"
MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d"
NAME = r"[^\s,<&]+"

ALERT = (
    ("identifier", ONE, NAME),
    ("sender", ONE, NAME),
    ("sent", ONE, MOMENT),
    ("status", ONE, "Actual|Exercise|System|Test|Draft"),
    ("msgType", ONE, "Alert|Update|Cancel|Ack|Error"),
    ("source", MAYBE, TEXT),
    ("scope", ONE, "Public|Restricted|Private"),
    ("restriction", MAYBE, TEXT),
    ("addresses", MAYBE, TEXT),
    ("code", ANY, TEXT),
    ("note", MAYBE, TEXT),
    ("references", MAYBE, rf"{NAME},{NAME},{MOMENT}( {NAME},{NAME},{MOMENT})*"),
    ("incidents", MAYBE, TEXT),
    ("info", ANY, "INFO"),
)
CATEGORIES = "Geo|Met|Safety|Security|Rescue|Fire|Health|Env|Transport|Infra|CBRNE|Other"
INFO = (
    ("language", MAYBE, "[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*"),
    ("category", SOME, CATEGORIES),
    ("event", ONE, TEXT),
    ("responseType", ANY, "Shelter|Evacuate|Prepare|Execute|Avoid|Monitor|Assess|AllClear|None"),
    ("urgency", ONE, "Immediate|Expected|Future|Past|Unknown"),
    ("severity", ONE, "Extreme|Severe|Moderate|Minor|Unknown"),
    ("certainty", ONE, "Observed|Likely|Possible|Unlikely|Unknown"),
    ("audience", MAYBE, TEXT),
    ("eventCode", ANY, "PAIR"),
    ("effective", MAYBE, MOMENT),
    ("onset", MAYBE, MOMENT),
    ("expires", MAYBE, MOMENT),
    ("senderName", MAYBE, TEXT),
    ("headline", MAYBE, TEXT),
    ("description", MAYBE, TEXT),
    ("instruction", MAYBE, TEXT),
    ("web", MAYBE, TEXT),
    ("contact", MAYBE, TEXT),
    ("parameter", ANY, "PAIR"),
    ("resource", ANY, "RESOURCE"),
    ("area", ANY, "AREA"),
)
AREA = (
    ("areaDesc", ONE, TEXT),
    ("polygon", ANY, TEXT),
    ("circle", ANY, TEXT),
    ("geocode", ANY, "PAIR"),
    ("altitude", MAYBE, TEXT),
    ("ceiling", MAYBE, TEXT),
)
PAIR = (("valueName", ONE, TEXT), ("value", ONE, TEXT))
PARTS = {"INFO": INFO, "AREA": AREA, "PAIR": PAIR}
"""CAP 1.2, sections 3.2.1 to 3.2.4: parts in their order."""

HXL = """
access activity adm1 adm2 adm3 adm4 adm5 affected beneficiary capacity cause channel contact country
crisis currency date description event frequency geo group impact indicator inneed item loc meta
modality need operations org output population reached region respondee sector service severity
status subsector targeted value
"""
"""The hashtags of HXL 1.1."""

NUMBERS = {"affected", "inneed", "population", "reached", "targeted", "value"}
"""Those under which only numbers may stand."""

HAPI = """
location_code admin1_code provider_admin1_name origin_location_code asylum_location_code
population_group gender min_age max_age population reference_period_start reference_period_end
"""
GROUPS = "REF ROC ASY OIP IDP IOC STA OOC HST RET RST NAT RDP RRI all"
"""Column names and population groups of HDX HAPI."""

PROV = {
    "prov:wasGeneratedBy": ("prov:Entity", "prov:Activity"),
    "prov:wasRevisionOf": ("prov:Entity", "prov:Entity"),
    "prov:wasQuotedFrom": ("prov:Entity", "prov:Entity"),
    "prov:wasDerivedFrom": ("prov:Entity", "prov:Entity"),
    "prov:wasAttributedTo": ("prov:Entity", "prov:Agent"),
    "prov:wasAssociatedWith": ("prov:Activity", "prov:Agent"),
    "prov:used": ("prov:Activity", "prov:Entity"),
    "prov:hadMember": ("prov:Collection", "prov:Entity"),
    "schema:appearance": ("schema:Claim", "schema:CreativeWork"),
    "schema:firstAppearance": ("schema:Claim", "schema:CreativeWork"),
    "schema:author": ("schema:Claim", "prov:Agent"),
}
"""From what to what each property leads."""

DAYS = ("2021-07-23", "2021-08-16", "2021-08-31")


@pytest.fixture(scope="module")
def case(shipped):
    return shipped.case


@pytest.fixture(scope="module")
def found(case):
    return case.situation(date(2021, 8, 16))


def flaws(node, parts, where="alert"):
    """Say how an element is not what its standard says."""
    told = [child.tag.removeprefix(f"{{{NAMESPACE}}}") for child in node]
    order = [name for name, _, _ in parts]
    if not set(told) <= set(order) or sorted(told, key=order.index) != told:
        yield f"{where}: {told} is not in order"
    for name, (least, most), value in parts:
        if not least <= told.count(name) <= most:
            yield f"{where}: {name} stands {told.count(name)} times"
        for child in node.findall(f"{{{NAMESPACE}}}{name}"):
            if value in PARTS:
                yield from flaws(child, PARTS[value], f"{where}/{name}")
            elif not re.fullmatch(value, child.text or "", re.DOTALL):
                yield f"{where}: {name} is {child.text!r}"


def alerts(case, tmp_path):
    """Every warning of the shipped case: on each day, after what went out before."""
    before, sent = {}, []
    for day in DAYS:
        situation = case.situation(date.fromisoformat(day))
        for line in situation.detail:
            key = line.matter.id
            if not line.outlook and key not in before:
                continue
            text = warning(
                situation, case.words, key, sender="desk@panah.example", before=before.get(key)
            )
            before[key] = tmp_path / f"{len(sent)}.xml"
            before[key].write_text(text, encoding="utf-8")
            sent.append(ET.fromstring(text))  # noqa: S314  (our own text)
    return sent


def test_every_warning_of_the_shipped_case_is_a_cap_message(case, tmp_path):
    sent = alerts(case, tmp_path)
    kinds = {root.findtext(f"{{{NAMESPACE}}}msgType") for root in sent}

    assert kinds == {"Alert", "Update", "Cancel"}
    assert [list(flaws(root, ALERT)) for root in sent] == [[]] * len(sent)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda root: root.remove(root[2]), "sent stands 0 times"),
        (lambda root: root.append(root[0]), "not in order"),
        (lambda root: setattr(root[2], "text", "2021-07-23T10:00:00Z"), "sent is"),
        (lambda root: root[-1].remove(root[-1][1]), "category stands 0 times"),
        (lambda root: setattr(root[-1][4], "text", "Dreadful"), "severity|urgency|certainty"),
    ],
)
def test_a_message_that_is_not_one_is_found(found, case, change, told):
    key = next(line.matter.id for line in found.detail if line.outlook)
    text = warning(found, case.words, key, sender="desk@panah.example")
    root = ET.fromstring(text)  # noqa: S314  (our own text)
    change(root)

    assert any(re.search(told, flaw) for flaw in flaws(root, ALERT))


def test_hashtags_are_those_of_hxl_and_numbers_stand_only_under_numbers():
    text = (files("panah.brief.exports") / "hxl.csv").read_text(encoding="utf-8")
    tagged = {row["exchange name"]: row["hashtag"] for row in csv.DictReader(text.splitlines())}
    types = {}
    for column in chain.from_iterable(map(columns, [*TABLES, *PLAN_TABLES, *BESIDE_TABLES])):
        types.setdefault(column.exchange, set()).add(column.type)

    assert len(set(tagged.values())) == len(tagged)
    assert {column.exchange for column in columns("lines")} <= tagged.keys() <= types.keys()
    for name, tag in tagged.items():
        hashtag = re.fullmatch(r"#([a-z][a-z0-9_]*)(\+[a-z][a-z0-9_]*)*", tag)
        assert hashtag
        assert hashtag[1] in HXL.split()
        assert hashtag[1] not in NUMBERS or types[name] <= {Type.NUMBER, Type.WHOLE}
        days = types[name] <= {Type.DAY, Type.MOMENT}
        assert (hashtag[1] == "date") == days or name == "published"


def test_lines_have_the_columns_and_codes_of_hapi(found, case):
    rows = list(csv.DictReader(render(found, case.words, "csv").splitlines()))

    assert rows[0].keys() >= set(HAPI.split())
    for row in rows:
        assert row["population_group"] in {"", *GROUPS.split()}
        assert row["gender"] in {"", "f", "m", "x", "u", "o", "all"}
        for name in ("location_code", "origin_location_code", "asylum_location_code"):
            assert re.fullmatch("([A-Z]{3})?", row[name])
        start, end = row["reference_period_start"], row["reference_period_end"]
        assert not start or not end or date.fromisoformat(start) <= date.fromisoformat(end)


def test_the_map_is_geojson(found, case):
    collection = json.loads(render(found, case.words, "geojson"))
    points = [one["geometry"] for one in collection["features"] if one["geometry"]]

    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert {"geometry", "properties"} <= feature.keys()
        assert isinstance(feature["properties"], dict)
    assert points
    for point in points:
        assert point["type"] == "Point"
        longitude, latitude = point["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
    of_iran = next(one for one in collection["features"] if one["properties"]["point_of"] == "IRN")
    assert of_iran["geometry"]["coordinates"] == pytest.approx([59.6, 36.3], abs=0.1)
    assert "one town stands for the country: Mashhad" in of_iran["properties"]["point_source"]


def test_linked_data_leads_from_what_to_what_prov_and_schema_say(found, case):
    acts = case.acts(found)
    document = json.loads(render(found, case.words, "jsonld", acts=acts))
    prefixes = document["@context"].keys()
    nodes = {node["@id"]: node for node in document["@graph"]}

    def types(key):
        kind = nodes[key]["@type"]
        return {kind} if isinstance(kind, str) else set(kind)

    seen = set()
    for key, node in nodes.items():
        for name, value in node.items():
            assert name.startswith("@") or name.split(":")[0] in prefixes
            if name in PROV:
                seen.add(name)
                subject, object_ = PROV[name]
                assert subject in types(key)
                for one in value if isinstance(value, list) else [value]:
                    assert object_ in types(one["@id"])
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", node.get("schema:datePublished", "2021"))
    assert seen == PROV.keys()


def test_a_matter_that_warns_of_nothing_gives_no_message(found, case):
    key = next(line.matter.id for line in found.detail if not line.outlook)

    with pytest.raises(InputError, match="nothing warns"):
        warning(found, case.words, key, sender="desk@panah.example")
