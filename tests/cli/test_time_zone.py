"""A case counts its days where it is: in Kabul a day ends at 19:30 UTC."""

import json

import pytest

DAY = ("--as-of", "2019-03-04")


@pytest.fixture
def in_zone(panah, case, report):
    """Give a case in a zone, whose claims are accepted at 00:30 of 5 March in Kabul."""

    def made(zone):
        (case / "case.toml").write_text(f'name = "x"\ntime_zone = "{zone}"\n', encoding="utf-8")
        about = ("--published", "2019-03-05", "--publisher", "Jornal", "--by", "rita")
        panah("read", case, report, *about, "--record", "--at", "2019-03-04T12:00:00Z")
        panah("review", case, "--all-proposed", "--accept", "--at", "2019-03-04T20:00:00Z")
        return case

    return made


def answer(panah, case, *asked):
    return json.loads(panah("situation", case, *DAY, *asked, "--format", "json").stdout)


def test_what_was_learned_after_midnight_there_belongs_to_the_next_day_there(panah, in_zone):
    kabul = in_zone("Asia/Kabul")

    assert answer(panah, kabul, "--as-known", "2019-03-04")["lines"] == []
    assert answer(panah, kabul, "--as-known", "2019-03-05")["lines"]


def test_without_a_zone_of_its_own_a_case_counts_in_utc(panah, in_zone):
    assert answer(panah, in_zone("UTC"), "--as-known", "2019-03-04")["lines"]


def test_a_moment_that_names_its_zone_is_that_moment_in_every_case(panah, in_zone):
    kabul = in_zone("Asia/Kabul")

    assert answer(panah, kabul, "--as-known", "2019-03-04T20:00:00Z")["lines"]
    assert answer(panah, kabul, "--as-known", "2019-03-05T00:29")["lines"] == []


@pytest.mark.parametrize("zone", ["Asia/Kabul", "America/New_York"])
def test_what_a_program_is_told_asks_the_same_again(panah, in_zone, zone):
    case = in_zone(zone)
    first = answer(panah, case, "--as-known", "2019-03-05")

    assert answer(panah, case, "--as-known", first["as_known"]) == first
    assert first["as_known"].endswith("Z")


def test_a_person_reads_the_day_and_whose_it_is(panah, in_zone, tmp_path):
    kabul = in_zone("Asia/Kabul")
    asked = (*DAY, "--as-known", "2019-03-05", "--as-public", "2019-03-05")
    panah("brief", kabul, *asked, "-o", tmp_path / "b.html")
    panah("brief", kabul, *asked, "-o", tmp_path / "b.md")

    says = "as known 2019-03-05 (Asia/Kabul)"
    assert says in panah("situation", kabul, *asked).stdout
    assert says in (tmp_path / "b.html").read_text(encoding="utf-8")
    assert says in (tmp_path / "b.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("zone", ["Asia/Kabul", "America/New_York"])
def test_as_public_looks_at_days_of_the_case_also_in_an_issue_made_again(
    panah, in_zone, tmp_path, zone
):
    case = in_zone(zone)
    day_before, day = ("--as-public", "2019-03-04"), ("--as-public", "2019-03-05")
    panah("brief", case, *DAY, *day_before, "-o", tmp_path / "b.md", "--publish", "--by", "ana")

    assert answer(panah, case, *day_before)["lines"] == []
    assert answer(panah, case, *day)["lines"]
    assert "made again byte for byte: 1" in panah("verify", case).stdout
    assert f"as public 2019-03-04 ({zone})" in panah("issues", case).stdout


def test_a_zone_that_is_none_is_named_with_the_file(panah, case):
    (case / "case.toml").write_text('name = "x"\ntime_zone = "Kabul"\n', encoding="utf-8")

    assert 'time_zone must be a zone such as "Asia/Kabul"' in panah("check", case, code=1).stderr
