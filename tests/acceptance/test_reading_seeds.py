"""The three real articles: every required claim is found, little else, and the fields are right."""

from collections import Counter

import pytest
from tests.acceptance.seeds import annotated, read, readings, reports, truth
from tests.shared import needs_shared

pytestmark = [needs_shared, pytest.mark.shared]

KINDS = {
    "offer": {"hosting"},
    "displaced": {"movement"},
    "movement": {"movement"},
    "camp": {"facility"},
    "supply": {"facility"},
    "access": {"access"},
    "contingency": {"support"},
    "signal": {"security", "policy", "movement"},
    "forces": {"security"},
}
"""The truth table's words for our kinds."""

FIELDS = ("status", "hold", "mood", "mode", "subject", "counterpart", "voice")

FLOORS = {
    "found": 61, "amount": 25, "status": 56, "hold": 61, "mood": 60, "mode": 57, "subject": 60,
    "counterpart": 52, "voice": 54,
}  # fmt: skip
"""Of the 90 annotated claims: how many were found with the right kind, and right in each field,
when this was last measured. The amounts are out of 29."""


def _stands_in(row, one):
    at = one.report.text.find(row["anchor"])
    return any(span.start <= at < span.end for span in one.sentences)


def _stated(one):
    return set(one.claim.qty.stated) if one.claim.qty else set()


def _nearness(row, one):
    claim = one.claim
    homes = claim.made_by.rule in {"movement.homes", "movement.displaced", "movement.internal"}
    return (
        2 * (row.get("host") == claim.subject)
        + 2 * bool({row.get("lo"), row.get("hi")} & _stated(one))
        + (row.get("to") == claim.to)
        + (row.get("frm") == claim.from_)
        + (row["kind"] == "displaced" and homes)
        + (claim.quote in row["anchor"] or row["anchor"] in claim.quote)
    )


def _matched(reader="rules"):
    """Pair the truth with the drafts: required claims first; a merged draft stands for two."""
    rows = sorted(truth(), key=lambda row: row["opt"])
    used, pairs = set(), {}
    for nth, row in enumerate(rows):
        several = sum(other["anchor"] == row["anchor"] for other in rows) > 1
        fits = [
            one
            for one in read(reader)[row["doc"]]
            if one.claim.kind in KINDS[row["kind"]]
            and _stands_in(row, one)
            and (id(one) not in used or one.draft.alternatives)
            and not (several and row.get("host") and row["host"] != one.claim.subject)
        ]
        if fits:
            best = max(fits, key=lambda one: _nearness(row, one))
            used.add(id(best))
            pairs[nth] = best
    return rows, pairs, used


def test_every_required_claim_is_found():
    rows, pairs, _ = _matched()
    missed = [row["anchor"] for nth, row in enumerate(rows) if not row["opt"] and nth not in pairs]

    assert not missed
    assert sum(not row["opt"] for row in rows) == 43


def test_what_the_encoder_reads_otherwise_or_not_of_what_is_required_is_read_or_shown():
    rows, pairs, _ = _matched("encoder")
    missed = [row for nth, row in enumerate(rows) if not row["opt"] and nth not in pairs]

    for row in missed:
        shown = [one.span for one in readings("encoder")[row["doc"]].unread]
        shown += [span for one in read("encoder")[row["doc"]] for span in one.sentences]
        at = reports()[row["doc"]].text.find(row["anchor"])
        assert any(span.start <= at < span.end for span in shown), row["anchor"]
    assert len(missed) <= 1


def test_the_host_of_every_required_offer_is_right():
    rows, pairs, _ = _matched()

    for nth, row in enumerate(rows):
        if row["kind"] == "offer" and not row["opt"]:
            assert pairs[nth].claim.subject == row["host"], row["anchor"]


def test_little_is_read_that_nobody_says_is_there():
    _, _, used = _matched()
    drafts = [(key, one) for key, found in read().items() for one in found]
    right = sum(
        id(one) in used
        or any(
            row["kind"] == one.claim.kind
            and row["span"][0] < one.claim.span.end
            and one.claim.span.start < row["span"][1]
            for row in annotated()[key]
        )
        for key, one in drafts
    )

    assert right / len(drafts) >= 0.94


def test_every_quote_is_verbatim_at_its_place():
    for key, found in read().items():
        text = reports()[key].text
        for one in found:
            span = one.claim.span
            assert text[span.start : span.end] == one.claim.quote
            assert one.claim.qty is None or one.claim.qty.worded in text


def test_what_was_not_read_is_named():
    for reading in readings().values():
        for item in reading.unread:
            assert item.why


def _fields(row, one):
    """Tell which fields of an annotated claim its draft has right."""
    claim, qty = one.claim, row["qty"]
    first = row["chain"][0]["actor"].split(" (")[0]
    right = {
        "found": True,
        "status": (claim.status or None) == row["status"],
        "hold": claim.hold == row["hold"],
        "mood": claim.mood == row["mood"],
        "mode": (claim.mode or None) == row["mode"],
        "subject": claim.subject == row["subject"] or row["kind"] != "hosting",
        "counterpart": claim.counterpart == row["counterpart"],
        "voice": first in claim.chain[0].actor,
    }
    if qty and qty["worded"]:
        right["amount"] = claim.qty is not None and (claim.qty.lo, claim.qty.hi) == (
            qty["lo"], qty["hi"],
        )  # fmt: skip
    return right


def _near(row, one):
    begin, end = row["span"]
    spots = (one.claim.span, *one.draft.alternatives)
    return one.claim.kind == row["kind"] and any(
        spot.start < end and begin < spot.end for spot in spots
    )


def test_no_field_is_right_less_often_than_before():
    counted = Counter()
    for key, rows in annotated().items():
        used = set()
        for row in rows:
            fits = [one for one in read()[key] if id(one) not in used and _near(row, one)]
            if fits:
                worded = row["qty"]["worded"] if row["qty"] else ""
                best = max(
                    fits,
                    key=lambda one: (
                        3 * (one.claim.subject == row["subject"])
                        + (one.claim.status == row["status"])
                        + 2 * bool(worded and one.claim.qty and worded in one.claim.qty.worded)
                    ),
                )
                used.add(id(best))
                counted.update(name for name, right in _fields(row, best).items() if right)

    assert {name: counted[name] >= floor for name, floor in FLOORS.items()} == dict.fromkeys(
        FLOORS, True
    ), counted
