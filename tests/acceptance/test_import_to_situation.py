"""The 102 claims of the real articles and their parallels, through the command a user types.

Golden results: ``../shared/claims/expected_situation.json``, made from the rules by hand and by a
prototype; its README says what each field holds.
"""

import json

import pytest
from click.testing import CliRunner
from tests.shared import SHARED, needs_shared

from panah.cli import main

pytestmark = [needs_shared, pytest.mark.shared]

CLAIMS = SHARED / "claims"


def expected():
    return json.loads((CLAIMS / "expected_situation.json").read_text(encoding="utf-8"))


def rows(*files):
    return [
        json.loads(line)
        for file in files
        for line in (CLAIMS / file).read_text(encoding="utf-8").splitlines()
    ]


def panah(*arguments):
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])

    assert result.exit_code == 0, result.output
    return result.stdout


def imported(folder, days, some):
    """Import claims day by day, as the ledger learned their reports."""
    for day in sorted({days[row["report"]] for row in some}):
        file = folder.parent / f"{day}.jsonl"
        lines = [json.dumps(row) for row in some if days[row["report"]] == day]
        file.write_text("\n".join(lines), encoding="utf-8")
        panah("import", folder, file, "--at", day)


def answer(folder, as_of, as_known):
    asked = ("--as-of", as_of, "--as-known", as_known, "--format", "json")
    return json.loads(panah("situation", folder, *asked))


def differences(wanted, got):
    """Give where an answer differs from the golden one, in the golden one's fields."""
    lines = {line["matter"]: line for line in got["lines"]}
    found = sorted(set(lines) ^ {line["matter"] for line in wanted["lines"]})
    for line in wanted["lines"]:
        mine = lines.get(line["matter"], {})
        for field, value in line.items():
            given = mine.get(field)
            if field == "facets" and given is not None:
                given = [{key: facet[key] for key in value[0]} for facet in given if value]
            if field != "note" and given != value:
                found.append(f"{line['matter']} {field}: wanted {value}, got {given}")
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    case = tmp_path_factory.mktemp("case") / "case"
    panah("new", case, "--name", "Afghanistan 2021")
    imported(case, expected()["recorded"], rows("seed_claims.jsonl", "parallel_claims.jsonl"))
    return case


@pytest.mark.parametrize("number", range(5))
def test_every_line_is_as_expected_for_each_day_and_each_state_of_knowledge(folder, number):
    wanted = expected()["situations"][number]
    got = answer(folder, wanted["as_of"], wanted["as_known"])

    assert (got["as_of"], got["as_known"]) == (wanted["as_of"], wanted["as_known"])
    assert differences(wanted, got) == []


def test_earlier_answers_are_the_same_before_and_after_the_parallel_claims_arrive(tmp_path):
    days, case = expected()["recorded"], tmp_path / "case"
    panah("new", case, "--name", "Afghanistan 2021")
    imported(case, days, rows("seed_claims.jsonl"))
    asked = [("2021-07-23", "2021-07-24"), ("2021-08-15", "2021-08-16")]
    before = [answer(case, *question) for question in asked]
    imported(case, days, rows("parallel_claims.jsonl"))

    assert [answer(case, *question) for question in asked] == before


def test_the_recorded_day_inside_a_file_is_the_day_the_ledger_learns_it(tmp_path, folder):
    case = tmp_path / "case"
    panah("new", case, "--name", "Afghanistan 2021")
    imported(case, expected()["recorded"], rows("seed_claims.jsonl"))
    panah("import", case, CLAIMS / "parallel_claims.jsonl")

    for question in (("2021-08-15", "2021-08-17"), ("2021-08-15", "2021-09-02")):
        assert answer(case, *question)["lines"] == answer(folder, *question)["lines"]


def test_imported_claims_keep_the_name_they_came_with(folder):
    listed = panah("claims", folder, "--as-of", "2021-08-15", "--format", "jsonl")

    labels = {json.loads(line)["label"] for line in listed.splitlines()}
    assert {"A11", "B25", "C01", "P05"} <= labels


def test_there_is_never_an_offer_by_turkey_nor_a_sum_that_counts_twice(folder):
    got = answer(folder, "2021-08-15", "2021-08-16")
    hosts = {line["matter"] for line in got["lines"] if line["kind"] == "hosting"}
    ends = {total[end] for total in got["totals"] for end in ("lo", "hi")}

    assert not any(matter.startswith("TUR") for matter in hosts)
    assert not ends & {676_000, 4_700, 100_200}


def test_the_ledger_is_whole_and_comes_back_byte_for_byte(folder, tmp_path):
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    panah("export", folder, "-o", first)
    panah("new", tmp_path / "copy", "--name", "Afghanistan 2021")
    panah("import", tmp_path / "copy", first)
    panah("export", tmp_path / "copy", "-o", second)

    assert first.read_bytes() == second.read_bytes()
    assert "every hash holds" in panah("verify", tmp_path / "copy")
    for question in (("2021-07-23", "2021-07-24"), ("2021-08-15", "2021-09-02")):
        assert answer(tmp_path / "copy", *question) == answer(folder, *question)


def test_two_laptops_that_meet_give_the_same_situation(tmp_path):
    days = expected()["recorded"]
    some = rows("seed_claims.jsonl")
    halves = {
        "kabul": [row for row in some if row["report"].startswith("002")],
        "tirana": [row for row in some if not row["report"].startswith("002")],
    }
    for name, half in halves.items():
        panah("new", tmp_path / name, "--name", "Afghanistan 2021")
        imported(tmp_path / name, days, half)
    panah("merge", tmp_path / "kabul", tmp_path / "tirana")
    panah("merge", tmp_path / "tirana", tmp_path / "kabul")
    asked = ("--as-of", "2021-08-15", "--format", "json")
    lines = [json.loads(panah("situation", tmp_path / name, *asked))["lines"] for name in halves]

    assert lines[0] == lines[1]
    assert len(lines[0]) == 48
