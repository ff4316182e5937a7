"""How claims and readings look on a terminal: the words first, what panah read from them beside."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from panah.brief.exports.tame import tame
from panah.domain.claim import Claim, Hold, Mood
from panah.domain.quantity import Qty
from panah.domain.situation import Situation, Standing

if TYPE_CHECKING:
    from panah.case.queue import Waiting
    from panah.case.reading import Readings
    from panah.domain.reading import Failure, Refused
    from panah.reading.llm.reader import Estimate

__all__ = [
    "amount",
    "claim_block",
    "claim_rows",
    "counted",
    "estimate_text",
    "queue_text",
    "reading_text",
]

WIDTH = 100
"""Columns; terminals are 80 to 120 wide."""

_MOODS = {Mood.IS: "", Mood.WILL: "expected", Mood.MAY: "feared or possible"}


def counted(number: int, noun: str) -> str:
    """Give a number of things: ``1 claim``, ``3 new entries``."""
    if number == 1:
        return f"1 {noun}"
    return (
        f"{number:,} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{number:,} {noun}s"
    )


def amount(qty: Qty | None) -> str:
    """Give an amount as worded, with the interval read from it."""
    if qty is None:
        return ""
    if not qty.is_given:
        return "amount not stated"
    low = f"{qty.lo:,.10g}"
    high = "and more" if qty.hi is None else f"{qty.hi:,.10g}"
    range_ = low if low == high else f"{low} {high}" if qty.hi is None else f"{low} to {high}"
    unit = qty.unit.value if qty.unit else ""
    worded = f"“{qty.worded}” " if qty.worded else ""
    return f"{worded}[{range_}] {unit}".rstrip()


def claim_block(claim: Claim) -> str:
    """Give one claim in three lines: what, the words, whose."""
    firmness = claim.status.value if claim.status else "no status"
    held = "" if claim.hold is Hold.LIVE else f" · {claim.hold.value}"
    mode = f" · {claim.mode.value}" if claim.mode else ""
    parts = (
        f"{claim.kind.value}{mode} · {firmness}{held}",
        _MOODS[claim.mood],
        " ".join(filter(None, (claim.subject, claim.counterpart and f"for {claim.counterpart}"))),
        claim.group.label if claim.group else "",
        _way(claim),
        amount(claim.qty),
        f"event {claim.event}" if claim.event else "",
    )
    head = f"{claim.name:8}  " + " · ".join(part for part in parts if part)
    voices = " → ".join(f"{hop.actor} {hop.how.value}" for hop in claim.chain)
    said = f", {claim.said}" if claim.said else ""
    page = f", page {claim.page}" if claim.page else ""
    words = f"“{claim.quote}”" if claim.quote else "the words are not held"
    rest = [words, f"{voices}{said}{page}"]
    if claim.note:
        rest.append(f"note: {claim.note}")
    return "\n".join([_wrapped(head, ""), *(_wrapped(line, " " * 10) for line in rest)])


def reading_text(readings: "Readings") -> str:
    """Give all that was read, what was left unread and why, and the warnings."""
    blocks = []
    for reading in readings.of:
        report = reading.report
        mine = [claim for claim in readings.claims if claim.report == report.id]
        blocks.append(
            f"{report.name}: {counted(len(mine), 'claim')} proposed, "
            f"{counted(len(reading.unread), 'sentence')} left unread"
        )
        blocks += [claim_block(claim) for claim in mine]
        blocks += _unread(
            (item.why, report.text[item.span.start : item.span.end]) for item in reading.unread
        )
        blocks += [_refused(item) for item in reading.refused]
        blocks += [_failed(item, report.text) for item in reading.failures]
        blocks += [_wrapped(f"warning: {warning}", "") for warning in reading.warnings]
    return "\n\n".join(blocks) + "\n"


def queue_text(waiting: "Sequence[Waiting]") -> str:
    """Give the claims that wait for a decision, each with its rule's rate so far."""
    blocks = (
        f"{claim_block(one.claim)}\n{' ' * 10}{_rule(one)}"
        + " · look at it alone" * one.is_doubtful
        for one in waiting
    )
    return "\n\n".join(blocks) + "\n" if waiting else "nothing waits for a decision\n"


def _rule(one: "Waiting") -> str:
    made = one.claim.made_by
    name = " ".join(part for part in (made.reader, made.rule) if part) if made else "a person"
    return f"{name}, accepted so far {one.order:.2f}"


def claim_rows(situation: Situation, standing: Mapping[str, Standing], form: str) -> str:
    """Give some of the claims that stand, as a table, CSV or JSON Lines."""
    if form == "table":
        blocks = (
            f"{claim_block(one.claim)}\n{' ' * 10}matter {one.matter}"
            + ("" if one.accepted else " · proposed, not reviewed")
            for one in standing.values()
        )
        return "\n\n".join(blocks) + "\n"
    table = situation.claims.filter(situation.claims["id"].is_in(list(standing)))
    if form == "jsonl":
        return table.write_ndjson()
    lists = [name for name, type_ in table.schema.items() if type_.is_nested()]
    return table.with_columns(table[name].list.join("; ") for name in lists).write_csv()


def estimate_text(found: "Estimate") -> str:
    """Give what asking a language model would take at most."""
    cost = "" if found.cost is None else f", at most {found.cost:.4f} {found.currency}"
    withheld = f"; {found.withheld} reports are not public and never sent" * bool(found.withheld)
    return (
        f"{counted(found.questions, 'question')}, {found.kept} of them answered already; about "
        f"{found.sent:,} tokens sent, at most {found.received:,} received{cost}{withheld}\n"
    )


def _unread(items: Iterable[tuple[str, str]]) -> list[str]:
    return [_wrapped(f"unread    {why}: “{' '.join(words.split())}”", "") for why, words in items]


def _refused(item: "Refused") -> str:
    words = item.raw.get("quote") or "no quote"
    return _wrapped(f"refused   {'; '.join(item.reasons)}: “{words}”", "")


def _failed(item: "Failure", text: str) -> str:
    words = text[item.span.start : item.span.end] if item.span else "the whole report"
    shown = textwrap.shorten(words, 200, placeholder=" …")
    return _wrapped(f"failed    {item.why}: “{shown}”", "")


def _way(claim: Claim) -> str:
    ends = [claim.from_ or "", claim.to or ""]
    way = " → ".join(end or "?" for end in ends) if any(ends) else ""
    return way or (f"at {claim.place}" if claim.place and claim.place != claim.subject else "")


def _wrapped(line: str, indent: str) -> str:
    return textwrap.fill(
        tame(line),
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent or " " * 10,
        break_on_hyphens=False,
    )
