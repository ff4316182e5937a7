"""Roles that case.toml gives people: who may keep what, and what is said to who may not."""

import pytest

ROLES = """
[roles]
rami = ["reporter"]
rita = ["reviewer"]
omar = ["owner", "reporter"]
paula = ["planner", "reader"]
"""


@pytest.fixture
def case(case):
    with (case / "case.toml").open("a", encoding="utf-8") as file:
        file.write(ROLES)
    return case


@pytest.fixture
def proposed(panah, case, report):
    panah(*reading(case, report), "--by", "rami")
    return case


def reading(case, report):
    return ("read", case, report, "--published", "2019-03-04", "--publisher", "Post", "--record")


def refused(panah, case, *command):
    """Give what is said to somebody who may not, once it is sure that nothing was kept."""
    ledger = case / "ledger.sqlite"
    before = ledger.read_bytes() if ledger.exists() else None
    told = panah(*command, code=1).stderr
    assert (ledger.read_bytes() if ledger.exists() else None) == before
    return " ".join(told.split())


def test_a_reporter_proposes_and_a_reviewer_decides(panah, proposed):
    panah("review", proposed, "--all-proposed", "--accept", "--by", "rita")

    assert "PRT" in panah("situation", proposed, "--as-of", "2019-03-10").stdout


@pytest.mark.parametrize("by", ["rita", "paula", "nadia"])
def test_who_is_no_reporter_records_nothing_and_is_told_who_does(panah, case, report, by):
    told = refused(panah, case, *reading(case, report), "--by", by)

    assert f"{by} has " in told
    assert "this needs reporter" in told
    assert "held by omar, rami" in told


@pytest.mark.parametrize(
    "decision", [("--accept",), ("--reject",), ("--matter", "other"), ("--note", "why")]
)
def test_who_is_no_reviewer_decides_nothing(panah, proposed, decision):
    told = refused(panah, proposed, "review", proposed, "--all-proposed", *decision, "--by", "rami")

    assert "rami has reporter in this case, and this needs reviewer" in told
    assert "held by rita" in told


def test_only_the_owner_publishes_or_takes_in_another_ledger(panah, proposed, tmp_path):
    panah("review", proposed, "--all-proposed", "--accept", "--by", "rita")
    panah("new", tmp_path / "other", "--name", "Other")
    published = tmp_path / "brief.md"
    publish = ("brief", proposed, "--as-of", "2019-03-10", "--publish", "-o", published)

    assert "this needs owner" in refused(panah, proposed, *publish, "--by", "rita")
    assert not published.exists()
    merge = ("merge", proposed, tmp_path / "other", "--by", "rita")
    assert "this needs owner" in refused(panah, proposed, *merge)
    panah(*publish, "--by", "omar")
    assert published.exists()


def test_only_a_planner_plans(panah, proposed):
    told = refused(panah, proposed, "plan", proposed, "--as-of", "2019-03-10", "--by", "rita")

    assert "this needs planner (makes plans), which is held by paula" in told


def test_a_role_that_nobody_holds_is_said_to_be_so(panah, case, report):
    (case / "case.toml").write_text('name = "C"\n[roles]\nrita = []\n', encoding="utf-8")

    told = refused(panah, case, *reading(case, report), "--by", "rita")

    assert "rita has no role in this case" in told
    assert "which is held by nobody" in told


@pytest.mark.parametrize(
    "wrong", ["roles = 3", '[roles]\nrita = "reviewer"', "[roles]\nr = ['king']"]
)
def test_roles_that_are_none_are_refused(panah, case, wrong):
    (case / "case.toml").write_text(f'name = "C"\n{wrong}\n', encoding="utf-8")

    told = panah("situation", case, code=1).stderr

    assert "roles" in told
    assert "reviewer" in told
