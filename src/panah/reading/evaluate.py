"""How well a reader reads: its claims against those that people annotated, with intervals.

Claims of one document are paired greedily, best pair first: pairs share half of the shorter quote,
or agree on kind, actor and interval. A left-over that repeats a paired claim is set aside as a
duplicate. Every figure comes with a 95 % interval, by drawing documents with replacement.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from panah.domain.claim import Span
from panah.reading.annotate import predictions
from panah.reading.quoted import places, shared
from panah.reading.same_party import party, same_person

__all__ = [
    "Document",
    "Score",
    "Scores",
    "Share",
    "interval",
    "predictions",
    "rightness",
    "scores",
]

Claim = Mapping[str, Any]
_T = TypeVar("_T")

DRAWS = 400
"""Draws of the bootstrap, and its seed: those of the annotators' own scorer, for like numbers."""
SEED = 7

_SHORTER = 0.5
"""Share of the shorter quote that two quotes must have in common."""


@attrs.frozen(kw_only=True)
class Document:
    """One annotated report.

    Parameters
    ----------
    unread
        What the reader left unread but flagged.
    failed
        Stretches that a model was to read and could not.
    """

    name: str
    text: str
    gold: tuple[Claim, ...]
    predicted: tuple[Claim, ...]
    unread: tuple[Span, ...] = ()
    failed: int = 0


@attrs.frozen(kw_only=True)
class Score:
    """One measure: precision, recall, their F1, and the 95 % interval of F1 over documents."""

    measure: str
    precision: float
    recall: float
    f1: float
    low: float | None = None
    high: float | None = None


@attrs.frozen(kw_only=True)
class Share:
    """A share of the gold claims, with its 95 % interval over documents."""

    measure: str
    share: float
    low: float | None = None
    high: float | None = None


@attrs.frozen(kw_only=True)
class Scores:
    """All measures of a set of documents.

    Parameters
    ----------
    by_kind
        The claim measure for each kind alone.
    shares
        Shares of the gold claims that a prediction points at, and that a prediction or the unread
        net does.
    unflagged
        Right claims whose denial was read as assertion, or the other way round, without a flag.
    """

    documents: int
    gold: int
    predicted: int
    duplicates: int
    measures: tuple[Score, ...]
    by_kind: tuple[Score, ...]
    shares: tuple[Share, ...]
    unflagged: int
    failed: int

    @property
    def seen(self) -> float:
        """Share of the gold claims that a prediction or the unread net points at."""
        return self.shares[-1].share


def scores(documents: Sequence[Document]) -> Scores:
    """Score a reader's predictions against the annotation."""
    tallies = [_tally(one.text, one.gold, one.predicted) for one in documents]
    whole = _summed(tallies)
    rng = random.Random(SEED)  # noqa: S311  (a bootstrap, no secret)
    kinds = sorted({str(c.get("kind")) for one in documents for c in (*one.gold, *one.predicted)})
    return Scores(
        documents=len(documents),
        gold=whole.gold,
        predicted=whole.predicted,
        duplicates=whole.duplicates,
        measures=tuple(_measured(one, tallies, rng) for one in _MEASURES),
        by_kind=tuple(_of_kind(kind, documents) for kind in kinds),
        shares=(
            _share("read, right or not", documents, rng, net=False),
            _share("read or flagged as unread", documents, rng, net=True),
        ),
        unflagged=whole.unflagged,
        failed=sum(one.failed for one in documents),
    )


@attrs.frozen(kw_only=True)
class _Tally:
    """Counts of one document; those with a field count only claims that carry it."""

    gold: int = 0
    predicted: int = 0
    duplicates: int = 0
    span: int = 0
    kind: int = 0
    claim: int = 0
    amounts_gold: int = 0
    amounts_predicted: int = 0
    amount: int = 0
    unit: int = 0
    status_gold: int = 0
    status_predicted: int = 0
    status: int = 0
    voice_gold: int = 0
    voice_predicted: int = 0
    voice: int = 0
    unflagged: int = 0
    verbatim: int = 0
    verbatim_gold: int = 0


_FIELDS = tuple(field.name for field in attrs.fields(_Tally))


def _summed(tallies: Iterable[_Tally]) -> _Tally:
    total = dict.fromkeys(_FIELDS, 0)
    for one in tallies:
        for field in _FIELDS:
            total[field] += getattr(one, field)
    return _Tally(**total)


@attrs.frozen
class _Measure:
    name: str
    right: str
    predicted: str
    gold: str


_MEASURES = (
    _Measure("claim (kind and actor)", "claim", "predicted", "gold"),
    _Measure("span found, any kind", "span", "predicted", "gold"),
    _Measure("kind right", "kind", "predicted", "gold"),
    _Measure("quantity interval", "amount", "amounts_predicted", "amounts_gold"),
    _Measure("quantity and unit", "unit", "amounts_predicted", "amounts_gold"),
    _Measure("status", "status", "status_predicted", "status_gold"),
    _Measure("attribution", "voice", "voice_predicted", "voice_gold"),
    _Measure("quote verbatim", "verbatim", "predicted", "gold"),
)


def _measured(measure: _Measure, tallies: Sequence[_Tally], rng: random.Random) -> Score:
    precision, recall, f1 = _prf(measure, _summed(tallies))
    low, high = _over_documents(lambda some: _prf(measure, _summed(some))[2], tallies, rng)
    return Score(
        measure=measure.name, precision=precision, recall=recall, f1=f1, low=low, high=high
    )


def _over_documents(
    figure: Callable[[Sequence[_T]], float], documents: Sequence[_T], rng: random.Random
) -> tuple[float, float] | tuple[None, None]:
    """Give the 95 % interval of a figure when documents are drawn anew; none for a single one."""
    if len(documents) < 2:
        return None, None
    drawn = sorted(
        figure([documents[rng.randrange(len(documents))] for _ in documents]) for _ in range(DRAWS)
    )
    return drawn[int(0.025 * len(drawn))], drawn[int(0.975 * len(drawn))]


def _prf(measure: _Measure, tally: _Tally) -> tuple[float, float, float]:
    right = getattr(tally, measure.right)
    predicted, gold = getattr(tally, measure.predicted), getattr(tally, measure.gold)
    if measure.right == "verbatim":
        precision = right / predicted if predicted else 1.0
        recall = tally.verbatim_gold / gold if gold else 1.0
    else:
        precision = right / predicted if predicted else float(not gold)
        recall = right / gold if gold else float(not predicted)
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def _of_kind(kind: str, documents: Sequence[Document]) -> Score:
    tallies = [
        _tally(
            one.text,
            [claim for claim in one.gold if claim["kind"] == kind],
            [claim for claim in one.predicted if claim.get("kind") == kind],
        )
        for one in documents
    ]
    precision, recall, f1 = _prf(_MEASURES[0], _summed(tallies))
    return Score(measure=kind, precision=precision, recall=recall, f1=f1)


def _share(name: str, documents: Sequence[Document], rng: random.Random, *, net: bool) -> Share:
    """Give the share of gold claims that is pointed at, with or without the unread net."""
    met = [_met(one, net=net) for one in documents]
    low, high = _over_documents(_part, met, rng)
    return Share(measure=name, share=_part(met), low=low, high=high)


def _part(met: Sequence[tuple[int, int]]) -> float:
    gold = sum(one[1] for one in met)
    return sum(one[0] for one in met) / gold if gold else 1.0


def _met(one: Document, *, net: bool) -> tuple[int, int]:
    """Count the gold claims of a document that are pointed at, and all of them."""
    pointed = [span for claim in one.predicted for span in places(one.text, claim)]
    if net:
        pointed += [(span.start, span.end) for span in one.unread]
    met = sum(
        any(a < d and c < b for a, b in places(one.text, claim) for c, d in pointed)
        for claim in one.gold
    )
    return met, len(one.gold)


def _tally(text: str, gold: Sequence[Claim], predicted: Sequence[Claim]) -> _Tally:
    pairs = _pairs(text, gold, predicted)
    repeated = _repeats(text, gold, predicted, pairs)
    kept = [claim for nth, claim in enumerate(predicted) if nth not in repeated]
    matched = [(gold[g], predicted[p]) for g, p in pairs.items() if p not in repeated]
    right = [(g, p) for g, p in matched if _same_claim(g, p)]
    return _Tally(
        gold=len(gold),
        predicted=len(kept),
        duplicates=len(repeated),
        span=len(matched),
        kind=sum(g["kind"] == p.get("kind") for g, p in matched),
        claim=len(right),
        amounts_gold=_having(gold, interval),
        amounts_predicted=_having(kept, interval),
        amount=sum(_same_amount(g, p) for g, p in right),
        unit=sum(_same_amount(g, p) and _unit(g) == _unit(p) for g, p in right),
        status_gold=_having(gold, lambda claim: claim.get("status")),
        status_predicted=_having(kept, lambda claim: claim.get("status")),
        status=sum(bool(g.get("status")) and g.get("status") == p.get("status") for g, p in right),
        voice_gold=_having(gold, _has_voice),
        voice_predicted=_having(kept, _has_voice),
        voice=sum(_same_voice(g, p) for g, p in right),
        unflagged=sum(_is_denial(g) != _is_denial(p) and not p.get("flagged") for g, p in right),
        verbatim=sum(_is_verbatim(text, claim) for claim in kept),
        verbatim_gold=sum(_is_verbatim(text, p) for _, p in right),
    )


def rightness(text: str, gold: Sequence[Claim], predicted: Sequence[Claim]) -> list[bool | None]:
    """Give of each prediction whether it is a claim of the annotation; None for a repeat."""
    pairs = _pairs(text, gold, predicted)
    right = {p for g, p in pairs.items() if _same_claim(gold[g], predicted[p])}
    repeated = _repeats(text, gold, predicted, pairs)
    return [None if nth in repeated else nth in right for nth in range(len(predicted))]


def _is_denial(claim: Claim) -> bool:
    return claim.get("polarity") == "negated"


def _having(claims: Iterable[Claim], of: Callable[[Claim], object]) -> int:
    return sum(bool(of(claim)) for claim in claims)


def _is_verbatim(text: str, claim: Claim) -> bool:
    return bool(claim.get("quote")) and claim["quote"] in text


def interval(claim: Claim) -> tuple[float | None, float | None] | None:
    """Give the interval a claim states; None where it states no amount."""
    amount = claim.get("quantity")
    if not amount:
        return None
    low, high = (
        None if end is None else float(end) for end in (amount.get("low"), amount.get("high"))
    )
    return None if low is None and high is None else (low, high)


def _unit(claim: Claim) -> object:
    return (claim.get("quantity") or {}).get("unit")


def _same_amount(one: Claim, other: Claim) -> bool:
    return interval(one) is not None and interval(one) == interval(other)


def _has_voice(claim: Claim) -> bool:
    return bool(claim.get("speaker") or claim.get("via"))


def _same_voice(one: Claim, other: Claim) -> bool:
    if not (_has_voice(one) or _has_voice(other)):
        return False
    return all(same_person(one.get(field), other.get(field)) for field in ("speaker", "via"))


def _same_claim(one: Claim, other: Claim) -> bool:
    return one["kind"] == other.get("kind") and party(one.get("actor")) == party(other.get("actor"))


# How quotes are placed in the text, and paired.


def _pairs(text: str, gold: Sequence[Claim], predicted: Sequence[Claim]) -> dict[int, int]:
    """Pair gold and predicted claims one to one, the best pair first."""
    spots = [places(text, claim) for claim in predicted]
    ranked = []
    for g, claim in enumerate(gold):
        own = places(text, claim)
        for p, other in enumerate(predicted):
            common = shared(own, spots[p])
            if common >= _SHORTER or (_same_claim(claim, other) and _same_amount(claim, other)):
                ranked.append((_nearness(claim, other, common), -g, -p))
    pairs: dict[int, int] = {}
    for _, g, p in sorted(ranked, reverse=True):
        if -g not in pairs and -p not in pairs.values():
            pairs[-g] = -p
    return pairs


def _nearness(gold: Claim, predicted: Claim, common: float) -> float:
    """Weigh a pair: kind, actor and amount before the words, those before the rest."""
    return float(
        2 * (gold["kind"] == predicted.get("kind"))
        + 2 * (party(gold.get("actor")) == party(predicted.get("actor")))
        + 2 * (interval(gold) == interval(predicted))
        + common
        + 0.5 * (gold.get("status") == predicted.get("status"))
        + 0.25 * (gold.get("quote") == predicted.get("quote"))
        + 0.1 * same_person(gold.get("speaker"), predicted.get("speaker"))
        + 0.05 * (gold.get("place") == predicted.get("place"))
    )


def _repeats(
    text: str, gold: Sequence[Claim], predicted: Sequence[Claim], pairs: Mapping[int, int]
) -> set[int]:
    """Give the predictions that say again what a paired gold claim says."""
    paired = {p: g for g, p in pairs.items()}
    found = set()
    for p, claim in enumerate(predicted):
        if p in paired and _same_claim(gold[paired[p]], claim):
            continue
        if any(
            q != p
            and _same_claim(gold[g], claim)
            and _same_claim(gold[g], predicted[q])
            and interval(gold[g]) == interval(claim)
            and shared(places(text, gold[g]), places(text, claim)) >= _SHORTER
            for g, q in pairs.items()
        ):
            found.add(p)
    return found
