"""Reports and tables in the formats people are sent, through the command line."""

import json
import subprocess
import sys

import pytest

UNHCR = (
    "Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),"
    "Refugees under UNHCR's mandate,Asylum-seekers\n"
    "2019,Chad,TCD,Portugal,PRT,120,*\n"
    "2019,Chad,TCD,Spain,ESP,60,5\n"
)


def listed(panah, case):
    text = panah("claims", case, "--as-of", "2021-01-01", "--format", "jsonl").stdout
    return [json.loads(line) for line in text.splitlines()]


def test_each_cell_of_a_table_is_a_claim_that_quotes_it(panah, case, tmp_path):
    (tmp_path / "population.csv").write_text(UNHCR, encoding="utf-8")
    panah("import", case, tmp_path / "population.csv", "--published", "2020-06-18")
    claims = listed(panah, case)

    assert [(c["place"], c["low"], c["hedge"]) for c in claims] == [
        ("PRT", 120, "exact"),
        ("PRT", None, "unspecified"),
        ("ESP", 60, "exact"),
        ("ESP", 5, "exact"),
    ]
    assert "Refugees under UNHCR's mandate: 120" in [c["quote"] for c in claims]
    assert {c["publisher"] for c in claims} == {"UNHCR"}
    assert panah("check", case).stdout == ""


def test_the_same_table_twice_adds_nothing(panah, case, tmp_path):
    (tmp_path / "population.csv").write_text(UNHCR, encoding="utf-8")
    panah("import", case, tmp_path / "population.csv")
    before = panah("verify", case).stdout
    panah("import", case, tmp_path / "population.csv")

    assert panah("verify", case).stdout == before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (UNHCR.replace("120", "hundreds"), ["row 2", "Refugees"]),
        (UNHCR.replace("Country of asylum (ISO)", "Where"), ["columns"]),
        ("a,b\n1,2\n", ["a", "b"]),
        ("", ["population.csv"]),
    ],
)
def test_a_table_that_cannot_be_right_is_refused_with_row_and_column(
    panah, case, tmp_path, text, words
):
    (tmp_path / "population.csv").write_text(text, encoding="utf-8")
    shown = panah("import", case, tmp_path / "population.csv", code=1)

    for word in words:
        assert word in shown.stderr
    assert listed(panah, case) == []


def test_a_map_is_named_or_given_as_a_file_and_only_for_tables(panah, case, tmp_path):
    (tmp_path / "population.csv").write_text(UNHCR, encoding="utf-8")
    (tmp_path / "claims.jsonl").write_text("{}", encoding="utf-8")
    panah("import", case, tmp_path / "population.csv", "--map", "unhcr_refugee_data_finder")

    assert len(listed(panah, case)) == 4
    wrong = panah("import", case, tmp_path / "population.csv", "--map", "my_map", code=1)
    assert "unhcr_refugee_data_finder" in wrong.stderr
    beside = panah("import", case, tmp_path / "claims.jsonl", "--map", "iom_dtm", code=1)
    assert "for tables" in beside.stderr


def test_a_page_is_read_without_its_menus_and_with_its_own_title_and_day(panah, case, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>Ardan opens two halls</title>"
        '<meta property="article:published_time" content="2019-03-04"></head><body>'
        "<nav><a href='/'>Home</a><a href='/sports'>Sports</a></nav><article>"
        "<h1>Ardan opens two halls</h1>"
        "<p>Portugal is ready to host up to 300 refugees from Chad, the interior ministry said on "
        "Monday, after a request by the organisation that runs the camps in the east of Chad.</p>"
        "<p>The halls have stood empty since the spring and are being cleaned this week.</p>"
        "</article><footer>Subscribe to our newsletter</footer></body></html>",
        encoding="utf-8",
    )
    shown = panah("read", case, page, "--publisher", "Jornal", "--record")

    assert "up to 300" in shown.stdout
    assert "newsletter" not in shown.stdout
    assert "no day of publication" not in shown.stdout


def test_two_papers_that_print_one_story_are_one_voice(panah, case, tmp_path):
    story = (
        "Portugal is ready to host up to 300 refugees from Chad, Interior Minister Rui Alva told "
        "reporters in Lisbon on Monday. Two halls near Faro are being cleaned for them this week, "
        "and the first buses are expected before the end of the month, the minister added.\n"
    )
    edited = story.replace("is ready to host", "is now ready to host")
    for name, text in (("one", f"From our desk\n\n{story}"), ("two", f"Agency copy\n\n{edited}")):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        about = ("--publisher", f"Paper {name}", "--published", "2019-03-04")
        shown = panah("read", case, tmp_path / f"{name}.txt", *about, "--record").stdout
    assert "two.txt: prints the same story as one.txt" in shown
    panah("review", case, "--all-proposed", "--accept")
    asked = ("--as-of", "2019-03-10", "--format", "json")
    answer = json.loads(panah("situation", case, *asked).stdout)

    (offer,) = [line for line in answer["lines"] if line["kind"] == "hosting"]
    assert offer["voices"] == 1
    assert len(offer["claims"]) == 2


def test_a_report_that_nobody_said_the_language_of_is_listed_unread_with_its_language(
    panah, case, tmp_path
):
    file = tmp_path / "kabul.txt"
    file.write_text(
        "مقامات می‌گویند که این مردم در کمپ زندگی می‌کنند. گفته شده که پاکستان آنها را می‌پذیرد.\n",
        encoding="utf-8",
    )
    text = panah("read", case, file, "--publisher", "Jornal").stdout

    assert "0 claims proposed, 2 sentences left unread" in text
    assert "language not read: Persian (fa)" in text


def test_a_situation_for_the_terminal_loads_no_library_of_tables(panah, case, tmp_path):
    (tmp_path / "population.csv").write_text(UNHCR, encoding="utf-8")
    panah("import", case, tmp_path / "population.csv", "--published", "2020-06-18")
    code = (
        "import sys; from panah.cli import main\n"
        f"main(['situation', {str(case)!r}, '--as-of', '2021-01-01', '--drafts'], "
        "standalone_mode=False)\n"
        "print({'polars', 'pycountry'} & set(sys.modules))"
    )
    shown = subprocess.run(  # noqa: S603  (the test's own code)
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert "Portugal" in shown.stdout
    assert shown.stdout.splitlines()[-1] == "set()"
