"""The lines of the annotated reports, on five pairs of days, field by field."""

import pytest
from tests.acceptance.annotated import day_of, entries, expected, rows
from tests.ledger.keep import NOBODY, keep
from tests.make import day
from tests.shared import needs_shared

from panah.domain.canonical import digest
from panah.domain.situation import View
from panah.ledger.reconcile import reconcile
from panah.ledger.replay import replay

pytestmark = [needs_shared, pytest.mark.shared]

PAIRS = [
    ("2021-07-23", "2021-07-24"),
    ("2021-08-15", "2021-08-16"),
    ("2021-08-15", "2021-08-17"),
    ("2021-08-20", "2021-08-22"),
    ("2021-08-15", "2021-09-02"),
]


def situation(log, as_of, as_known):
    moment = day_of(as_known).replace(hour=23)
    known = replay(log, until=moment)
    return reconcile(known, View(as_of=day(as_of), as_known=moment), NOBODY)


def as_written(line, names):
    """A line in the fields of the file of expected lines; claims by label."""

    def labels(keys):
        return sorted(names[key] for key in keys)

    return {
        "matter": line.matter.id,
        "kind": line.kind,
        "status": status_of(line),
        "class": line.planning_class,
        "hold": [
            {"value": held.value, "by": held.by, "claim": names[held.claim]} for held in line.holds
        ],
        "facets": [facet_of(cell, names) for cell in line.numbers],
        "conflicts": sorted(labels(pair) for pair in line.conflicts),
        "outlook": labels([*line.outlook, *(one.claim for one in line.borne_out)]),
        "lead": line.lead and names[line.lead],
        "voices": line.voices,
        "history": labels(line.history),
        "older": labels(line.older),
        "claims": labels(line.claims),
    }


def status_of(line):
    if line.status:
        return {"low": line.status.low, "high": line.status.high}
    return "events" if line.happenings else None


def facet_of(cell, names):
    return {
        "unit": cell.unit,
        "measure": cell.measure,
        "mood": cell.mood,
        "from": cell.from_,
        "to": cell.to,
        "start": cell.start and str(cell.start),
        "lo": cell.amount.lo,
        "hi": cell.amount.hi,
        "conflict": cell.conflict,
        "lead": names[cell.lead],
        "voices": cell.voices,
        "claims": sorted(names[key] for key in cell.claims),
        "older": sorted(names[key] for key in cell.older),
    }


def wanted(as_of, as_known):
    [found] = [
        one
        for one in expected()["situations"]
        if (one["as_of"], one["as_known"]) == (as_of, as_known)
    ]
    return {
        line["matter"]: {key: value for key, value in line.items() if key != "note"}
        | {"conflicts": sorted(sorted(pair) for pair in line["conflicts"])}
        for line in found["lines"]
    }


def found(log, as_of, as_known):
    made = situation(log, as_of, as_known)
    names = {key: one.claim.label for key, one in made.standing.items()}
    return {line.matter.id: as_written(line, names) for line in made.lines}


@pytest.fixture(scope="module")
def log():
    return keep(*entries(rows()))


@pytest.mark.parametrize(("as_of", "as_known"), PAIRS)
def test_every_field_of_every_line_is_as_a_careful_person_has_it(log, as_of, as_known):
    assert found(log, as_of, as_known) == wanted(as_of, as_known)


@pytest.mark.parametrize("seed", range(3))
def test_the_order_in_which_claims_come_in_changes_nothing(seed):
    shuffled = sorted(rows(), key=lambda row: digest(f"{seed} {row['id']}"))

    log = keep(*entries(shuffled))

    for as_of, as_known in PAIRS:
        assert found(log, as_of, as_known) == wanted(as_of, as_known)


def test_the_warning_of_july_is_open_then_and_borne_out_by_the_first_fact_in_august(log):
    july = situation(log, "2021-07-23", "2021-07-24")
    august = situation(log, "2021-08-15", "2021-08-16")
    names = {key: one.claim.label for key, one in august.standing.items()}

    [before] = [line for line in july.lines if line.matter.id == "AFG-government-collapse"]
    [after] = [line for line in august.lines if line.matter.id == "AFG-government-collapse"]

    assert (len(before.outlook), before.borne_out) == (1, ())
    assert after.outlook == ()
    assert [(names[one.by], str(one.on)) for one in after.borne_out] == [("A05", "2021-08-15")]


def test_two_outlets_on_qatar_may_be_one_source_until_a_third_report_says_so(log):
    before = situation(log, "2021-08-15", "2021-08-16")
    after = situation(log, "2021-08-15", "2021-09-02")

    [one] = [line for line in before.lines if line.matter.id == "QAT-for-USA"]
    [other] = [line for line in after.lines if line.matter.id == "QAT-for-USA"]

    assert (one.voices_least, one.voices) == (1, 2)
    assert (other.voices_least, other.voices) == (1, 1)


def test_a_claim_of_another_kind_is_evidence_and_sets_no_status(log):
    august = situation(log, "2021-08-15", "2021-08-16")
    names = {key: one.claim.label for key, one in august.standing.items()}

    evidence = {names[key] for line in august.lines for key in line.evidence}
    statuses = {names[key] for line in august.lines if line.status for key in line.status.claims}

    assert evidence == {"B09", "B39"}
    assert not evidence & statuses


def test_a_part_of_the_displaced_fits_into_the_whole(log):
    august = situation(log, "2021-08-15", "2021-08-16")

    assert [one.what for one in august.findings] == []


def test_turkey_never_has_a_line_of_refuge(log):
    for as_of, as_known in PAIRS:
        for line in situation(log, as_of, as_known).lines:
            assert (line.kind, line.matter.subject) != ("hosting", "TUR")


def test_the_plan_to_leave_by_the_end_of_august_is_due_in_september_and_not_done(log):
    september = situation(log, "2021-09-01", "2021-09-02")

    [line] = [line for line in september.lines if line.matter.id == "AFG-withdrawal"]

    assert (line.closing.why, str(line.closing.on), line.closing.due) == ("due", "2021-09-01", True)
    assert line.closing.claim in line.outlook


def test_a_back_test_knows_nothing_that_was_published_later(log):
    moment = day_of("2021-09-02")
    july = day_of("2021-07-23")

    known = replay(log, until=moment)
    made = reconcile(known, View(as_of=day("2021-08-15"), as_known=moment, as_public=july), NOBODY)

    assert {one.claim.label[0] for one in made.standing.values()} == {"C"}
