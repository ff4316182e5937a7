"""How claims are put into runs: the words of a source in quotation marks, with their footnote."""

from collections.abc import Collection

from panah.brief.model import Run, Sentence
from panah.brief.words import amount, time_of, unit_of
from panah.domain.claim import Claim, How
from panah.domain.dossier import Dossier
from panah.domain.line import NumberCell
from panah.domain.quantity import Interval, Measure

__all__ = [
    "attributed",
    "joined",
    "not_held",
    "ours",
    "quoted",
    "reported",
    "said_on",
    "worded",
    "words",
]


def ours(text: str, *notes: str) -> Run:
    """Give words of panah's own."""
    return Run(text, notes=notes)


def quoted(one: Dossier, key: str) -> Run:
    """Give a claim's words in quotation marks, letter for letter, with its footnote."""
    claim, report = one.claim(key), one.report(key)
    if not claim.quote:
        return Run(not_held(claim), notes=(key,))
    return Run(f"“{claim.quote}”", said=True, notes=(key,), lang=report.lang)


def not_held(claim: Claim) -> str:
    """Say that a claim's words are not in the case, and the amount it was recorded with."""
    qty = claim.qty
    given = f": {amount(Interval(qty.lo, qty.hi), qty.unit)}" if qty and qty.is_given else ""
    return f"words not held{given}"


def reported(one: Dossier, key: str) -> Sentence:
    """Give who said it and the words: the speaker, a quote, a day."""
    return (ours(f"{attributed(one, key)}: "), quoted(one, key), ours(f" ({said_on(one, key)})."))


def attributed(one: Dossier, key: str) -> str:
    """Name the first voice, and the publisher whose words they are when they are not its own."""
    claim, publisher = one.claim(key), one.publisher(key)
    speaker = one.speaker(key)
    if claim.chain[0].how is How.UNNAMED:
        return f"Unnamed source ({speaker}), {publisher}"
    if claim.verbatim or speaker == publisher:
        return speaker
    return f"{speaker}, in the words of {publisher}"


def said_on(one: Dossier, key: str) -> str:
    """Give when it was said; else when it was published."""
    claim = one.claim(key)
    if claim.said:
        return time_of(claim.said)
    published = one.report(key).published
    return f"published {time_of(published)}" if published else "day not stated"


def worded(one: Dossier, cell: NumberCell) -> Sentence:
    """Give a number as worded, with the range read from it in brackets."""
    said, beside = words(one, cell), _beside(cell)
    a_day = " a day" if cell.measure is Measure.RATE else ""
    read = amount(cell.amount, cell.unit) + a_day + (f", at {cell.factor}" if cell.factor else "")
    if not said[0].said:
        return (ours("; ".join((read, *beside)), *said[0].notes),)
    if len(said) == 1 and _is_plain(said[0].text, cell.amount):
        unit = unit_of(cell.unit, one=cell.amount.lo == 1) if cell.unit else ""
        more = f" ({'; '.join(beside)})" if beside else ""
        return (*said, ours(f" {unit}".rstrip() + a_day + more))
    return (*said, ours(f" ({'; '.join((read, *beside))})"))


def _beside(cell: NumberCell) -> tuple[str, ...]:
    """Give what a reader must know of a number: dispute, revision, and how many voices it has."""
    voices = f"{cell.voices} voices"
    if cell.voices_least < cell.voices:
        voices = f"{cell.voices_least} to {voices}"
    told = (
        (cell.conflict, "sources differ"),
        (cell.is_revision, "revised down"),
        (cell.voices > 1, voices),
    )
    return tuple(text for holds, text in told if holds)


def words(one: Dossier, cell: NumberCell) -> Sentence:
    """Give a number in the words of the claim that leads; its range where none were used.

    Where sources differ, each wording stands, the one that leads first.
    """
    said: dict[str, list[str]] = {}
    for key in _first(cell) if cell.conflict else (cell.lead,):
        qty = one.claim(key).qty
        said.setdefault(qty.worded if qty else "", []).append(key)
    if "" in said:
        return (ours(amount(cell.amount), *_first(cell)),)
    if not cell.conflict:
        said = {text: list(_first(cell)) for text in said}
    runs: list[Run] = []
    for text, keys in said.items():
        runs += [ours(" or ")] if runs else []
        runs.append(Run(f"“{text}”", said=True, notes=tuple(keys), lang=one.report(keys[0]).lang))
    return tuple(runs)


def joined(parts: Collection[str], last: str = "and") -> str:
    """Join words as prose: ``a, b and c``."""
    *head, tail = list(parts) or [""]
    return f"{', '.join(head)} {last} {tail}" if head else tail


def _first(cell: NumberCell) -> tuple[str, ...]:
    """Give the claims a number rests on, the one that leads first."""
    return (cell.lead, *(key for key in cell.claims if key != cell.lead))


def _is_plain(text: str, interval: Interval) -> bool:
    return interval.lo == interval.hi and text == f"“{amount(interval)}”"
