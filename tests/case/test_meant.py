"""What is handed to a case from Python and cannot be meant is refused in words, at once."""

from datetime import UTC, date, datetime

import pytest

import panah
from panah.case.explaining import Ask, Wanted
from panah.errors import CaseError, InputError, PanahError

DAY = date(2019, 3, 10)
SCHEME = """
home = "TCD"
[groups.staff]
risk_class = 0
tracks = ["PRT"]
[groups.staff.people]
value = 9
unit = "people"
source = "a list"
[gates.airport]
kind = "air"
direct = ["PRT"]
"""


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    made = panah.new(tmp_path_factory.mktemp("meant") / "case", name="Chad 2019")
    (made.folder / "plan.toml").write_text(SCHEME, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def now(case):
    return case.situation(DAY)


ASKED = [
    (lambda case, _: case.situation("2019-03-10"), "as_of is '2019-03-10' .str.; give a day"),
    (lambda case, _: case.situation(datetime(2019, 3, 10, tzinfo=UTC)), "as_of is a moment"),
    (lambda case, _: case.situation(DAY, DAY), "as_known is .*; give a moment"),
    (lambda case, _: case.situation(DAY, datetime(2019, 3, 10)), "has no zone"),  # noqa: DTZ001
    (lambda case, _: case.situation(DAY, as_public="then"), "as_public is 'then'"),
    (lambda case, _: case.situation(DAY, level="secret"), "there is public, "),
    (lambda case, _: case.claims("2019"), "as_of is '2019'"),
    (lambda case, _: case.plan(DAY), r"write case\.plan\(case\.situation\("),
    (lambda case, _: case.plan("x" * 99), "situation is of the kind str"),
    (lambda case, now: case.plan(now, DAY), r"forecast is .*; write case\.forecast\("),
    (lambda case, now: case.plan(now, rules="strict"), "rules is 'strict' .str.; write"),
    (lambda case, now: case.plan(now, days=0), "days is 0 .int.; a whole number from 1 to 366"),
    (lambda case, now: case.plan(now, days=True), "days is True"),
    (lambda case, now: case.plan(now, days="5"), "days is '5'"),
    (lambda case, now: case.plan(now, parameters={}), "parameters is .*; give the path"),
    (lambda case, now: case.plan(now, rulings=""), "rulings is '' .str.; give the path"),
    (lambda case, _: case.brief(DAY), r"write case\.brief\(case\.situation\("),
    (lambda case, now: case.brief(now, DAY), "forecast is"),
    (lambda case, _: case.forecast(DAY, days=3, seed=1), r"write case\.forecast\("),
    (lambda case, _: case.acts(DAY), r"write case\.acts\("),
    (lambda case, _: case.read(3), "a report is 3 .int.; give the path of a file"),
    (lambda case, _: case.estimate(3), "a report is 3"),
    (lambda case, _: case.record("offers.txt", by="mina"), r"write case\.record\(case\.read\("),
    (lambda case, _: case.explain(DAY, Wanted()), r"write case\.explain\(case\.plan\("),
    (lambda case, now: case.explain(case.plan(now, days=2), "orders"), r"Wanted\(what="),
    (lambda case, now: case.plan(now, days=2).compare(DAY), "with another plan, not with a date"),
    (lambda _, __: panah.open(3), "3 is no folder of a case"),
    (lambda case, _: case.append(None), "what to append is None .NoneType.; give a list of"),
    (lambda case, _: case.append("note"), "an entry is 'n' .str.; give a list of entries"),
    (lambda case, _: case.hand(None), "by is None .NoneType.; write who does it, as by='mina'"),
    (lambda case, _: case.hand(" "), "by is an empty name"),
    (lambda case, _: case.hand("mina", DAY), "is not a moment; write 2021-08-16 or"),
    (lambda case, _: case.hand("mina", why=3), "note is 3 .int.; write a reason"),
    (lambda case, _: case.known("2019"), "as_known is '2019' .str.; give a moment"),
    (lambda case, _: case.claims(DAY, policy=3), "policy is 3 .int.; give the path"),
    (lambda *_: panah.About(published="tomorrow"), "'tomorrow' is not a date in EDTF"),
    (lambda *_: panah.About(published=DAY), "published of a report is .*, which is no When"),
    (lambda *_: panah.About(year="2019"), "year of a report is '2019', which is no int"),
    (lambda *_: panah.About(form="leaflet"), "'leaflet' is no form; there is news, sitrep"),
    (lambda *_: panah.About(basis="guess"), "'guess' is no basis; there is stated"),
    (lambda *_: panah.About(sensitivity="secret"), "no sensitivity; there is public, restr"),
    (lambda case, _: case.read("a.txt", about={}), "about is {} .dict.; write panah.case.About"),
    (
        lambda case, _: case.read("a.txt", reader=[]),
        "reader is .* .list.; write rules, encoder or llm",
    ),
    (lambda case, _: case.review(3, verdict="accepted", by="mina"), "a claim is 3 .int.; write"),
    (lambda case, _: case.review(verdict=[], by="mina"), ".. is no verdict; there is accepted"),
    (lambda case, now: case.brief(now, kind=[]), "no brief of kind .*; there is country"),
    (lambda case, now: case.brief(now, language=3), "panah writes briefs in .*, not in 3"),
    (lambda case, now: case.brief(now).save(3), "the file of a brief is 3 .int.; give the path"),
    (lambda _, __: panah.example([]), "there is no example ..; there is afghanistan-2021"),
    (lambda _, __: panah.new(3, name="Chad"), "a folder is 3 .int.; give the path"),
    (lambda _, __: panah.new("chad", name=3), "a case has an empty name"),
    (lambda _, __: panah.new("chad", name="Chad", languages="en"), "languages is 'en' .str.; w"),
    (lambda _, __: panah.When.parse(DAY), "is not a date in EDTF; write 2021, 2021-07"),
    (lambda _, __: panah.When.on("2019"), "'2019' is no day; give it as date.2021"),
    (lambda _, __: panah.Qty(lo="9", hi=None, hedge="exact"), "from 0 up, got '9' to None"),
]


@pytest.mark.parametrize(("asked", "said"), ASKED)
def test_what_a_case_cannot_take_is_refused_in_words(case, now, asked, said):
    with pytest.raises(PanahError, match=said):
        asked(case, now)


def test_what_is_told_of_a_report_may_be_written_as_text(case, tmp_path):
    (tmp_path / "note.txt").write_text("Portugal is ready to host 300 refugees.", encoding="utf-8")
    told = panah.About(published="2019-03", form="sitrep", sensitivity="restricted")

    [reading] = case.read(tmp_path / "note.txt", about=told).of

    report = reading.report
    assert (str(report.published), report.form, report.sensitivity) == (
        "2019-03",
        "sitrep",
        "restricted",
    )


def test_a_case_may_be_called_anything_that_can_be_written(tmp_path):
    for number, name in enumerate(('Chad "2019"', "two\nlines", "a\\b\t\x7f", "پناه")):
        made = panah.new(tmp_path / str(number), name=name)

        assert panah.open(made.folder).settings.name == name


def test_a_situation_of_another_case_makes_no_plan_of_this_one(case, now, tmp_path):
    other = panah.new(tmp_path / "other", name="Sudan 2023")
    (other.folder / "plan.toml").write_text(SCHEME, encoding="utf-8")
    (tmp_path / "note.txt").write_text("Portugal is ready to host 300 refugees.", encoding="utf-8")
    other.record(other.read(tmp_path / "note.txt"), by="mina")

    with pytest.raises(CaseError, match="rests on another ledger than the case in"):
        case.plan(other.situation(DAY))
    assert case.plan(now, days=2).reached >= 0


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"what": "orders"}, "one text where several may stand"),
        ({"what": ["all"]}, "has no explanation 'all'"),
        ({"against": "staff"}, "one text where several may stand"),
        ({"asks": ["staff"]}, "is not a group and a share"),
        ({"asks": [("staff", 0.5, 1)]}, "is not a group and a share"),
        ({"asks": [("staff", 95)]}, "write 0.95 for 95 %"),
        ({"asks": [("staff", "all")]}, "is no share"),
        ({"draws": -1}, "draws is -1; a whole number from 0 to 50"),
        ({"draws": True}, "draws is True"),
        ({"days": 0}, "days is 0"),
        ({"seed": 1.5}, "seed is 1.5; a whole number"),
        ({"caution": 3}, "caution is 3; a number from 0 to 1"),
        ({"caution": "much"}, "caution is 'much'"),
    ],
)
def test_what_cannot_be_asked_of_a_plan_is_refused_in_words(wanted, said):
    with pytest.raises(InputError, match=said):
        Wanted(**wanted)


def test_what_can_be_asked_may_be_given_as_pairs_and_whole_numbers():
    wanted = Wanted(asks=[("staff", 1)], against=["staff"], caution=1)

    assert wanted.asks == (Ask("staff", 1),)
    assert wanted.caution == 1
