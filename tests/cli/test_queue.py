"""The review queue: what waits, and in which order."""

import re

from panah.case import open_case
from panah.case.queue import queue

TEXT = "{first} is ready to host up to 300 refugees from Chad. Some {n} people fled Chad in May.\n"
ABOUT = ("--published", "2019-03-04", "--publisher", "Jornal", "--record", "--by", "rita")


def reads(panah, case, folder, name, **words):
    file = folder / f"{name}.txt"
    file.write_text(TEXT.format(**words), encoding="utf-8")
    panah("read", case, file, *ABOUT)


def kinds(case):
    return [(one.claim.kind.value, round(one.order, 3)) for one in queue(open_case(case))]


def test_a_rule_nobody_has_judged_has_even_odds(panah, case, tmp_path):
    reads(panah, case, tmp_path, "one", first="Portugal", n=120)

    assert kinds(case) == [("hosting", 0.5), ("movement", 0.5)]


def test_what_a_rule_gave_sorts_by_how_often_it_was_accepted(panah, case, tmp_path):
    reads(panah, case, tmp_path, "one", first="Portugal", n=120)
    host, flight = (one.claim.id for one in queue(open_case(case)))
    panah("review", case, host[:8], "--reject")
    panah("review", case, flight[:8], "--accept")
    reads(panah, case, tmp_path, "two", first="Spain", n=450)

    assert kinds(case) == [("movement", 0.75), ("hosting", 0.25)]


def test_a_claim_that_was_amended_was_not_right_as_it_stood(panah, case, tmp_path):
    reads(panah, case, tmp_path, "one", first="Portugal", n=120)
    host = queue(open_case(case))[0].claim.id
    panah("review", case, host[:8], "--amend", "status=agreed")
    reads(panah, case, tmp_path, "two", first="Spain", n=450)

    assert ("hosting", 0.25) in kinds(case)


def test_a_draft_knows_its_place_before_it_is_kept(panah, case, tmp_path):
    reads(panah, case, tmp_path, "one", first="Portugal", n=120)
    panah("review", case, "--all-proposed", "--accept")
    other = tmp_path / "two.txt"
    other.write_text(TEXT.format(first="Spain", n=450), encoding="utf-8")

    assert [one.order for one in open_case(case).read(other).drafts] == [0.75, 0.75]


def test_without_a_decision_the_queue_is_listed_with_each_rules_rate(panah, case, tmp_path):
    reads(panah, case, tmp_path, "one", first="Portugal", n=120)
    listed = panah("review", case).stdout
    panah("review", case, "--all-proposed", "--accept")

    assert len(re.findall(r"accepted so far 0\.50", listed)) == 2
    assert panah("review", case).stdout == "nothing waits for a decision\n"
