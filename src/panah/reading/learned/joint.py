"""Of what kind the claim of a figure is and whose, chosen together; or that it holds none.

The likeliest kind and the likeliest party, each asked by itself, need not be of one claim. So each
reading of a figure is an *option*: a likely kind with a likely party, what frames read among them.
It has few marks: how likely its parts are, and whether a frame read it so. To hold no claim is an
option too, and the chance of each is its share of the raised sums of its marks' weights.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from panah.reading.frames.scene import Scene, Sighting
from panah.reading.learned.cast import as_party, key_of
from panah.reading.learned.classifier import softmax
from panah.reading.learned.judge import Judge
from panah.reading.learned.parties import Candidate
from panah.reading.learned.sighted import Answer
from panah.reading.learned.whose import told_party
from panah.reading.told import row_of

__all__ = ["Chosen", "Measures", "Option", "chosen", "options"]

_KINDS, _PARTIES = 3, 3
"""Likeliest kinds, and likeliest parties of each, that are options: docs/method/weights.md."""
_LEAST_CHANCE = 1e-4
Measures = Mapping[str, float]
"""What an option is known by, and how much of it there is."""


class Option(NamedTuple):
    """One reading of a figure: of what kind its claim is, and which candidate's."""

    kind: str
    party: int


class Chosen(NamedTuple):
    """The likeliest reading of a figure that gives a claim, and its chance."""

    kind: str
    party: Candidate
    chance: float


class _Framed(NamedTuple):
    """What a frame read of a figure: of what kind, whose by which field, and by which rule."""

    kind: str
    party: str | None
    field: str
    rule: str
    far: str
    is_here: bool


def chosen(
    scene: Scene, answer: Answer, own: Sequence[Sighting], judge: Judge, figures: int
) -> Chosen:
    """Give the likeliest claim of a figure; of a kind that frames read, unless one is far likelier.

    Parameters
    ----------
    own
        What the frames read there.
    figures
        How many the sentence has.
    """
    among = list(options(scene, answer, own, judge, figures))
    shares = softmax([judge.last.joint.sum(marks) for _, marks in among])
    best = max(range(1, len(among)), key=shares.__getitem__)
    limits = judge.limits
    for mark, surer in (("read", limits.kind), ("read/party", limits.party)):
        framed = [nth for nth, (_, marks) in enumerate(among) if mark in marks]
        read = max(framed, key=shares.__getitem__, default=best)
        if shares[best] - shares[read] <= surer:
            best = read
    kind, party = among[best][0] or Option(answer.kind, 0)
    return Chosen(kind, answer.among[party], shares[best])


def options(
    scene: Scene, answer: Answer, own: Sequence[Sighting], judge: Judge, figures: int
) -> Iterator[tuple[Option | None, Measures]]:
    """Give the readings of a figure with their marks; first, as None, that it holds no claim."""
    read = [one for seen in own if (one := _framed(scene, seen)) is not None]
    yield None, _nothing(scene, answer, read, figures)
    ranked = sorted(answer.chances, key=answer.of, reverse=True)
    framed = {one.kind for one in read}
    kinds = ranked[:_KINDS] + [one for one in ranked[_KINDS:] if one in framed]
    keys = [key_of(one.ref) if one.ref else None for one in answer.among]
    named = {one.party for one in read}
    for nth, kind in enumerate(kinds):
        weighed, seen = judge.shares(scene.line, answer.count, kind, answer.among)
        both = [one + other for one, other in zip(weighed, seen or weighed, strict=True)]
        parties = sorted(range(len(both)), key=both.__getitem__, reverse=True)
        for place, party in enumerate(parties):
            if place < _PARTIES or keys[party] in named:
                rank = (nth, min(place, _PARTIES))
                marks = _likely(answer, kind, party, weighed[party], rank)
                if seen:
                    marks["seen/party"] = _log(seen[party])
                _as_framed(marks, kind, keys[party], read)
                yield Option(kind, party), marks


def _framed(scene: Scene, seen: Sighting) -> _Framed | None:
    """Give what a frame read, where the annotation has such a kind."""
    row = row_of(seen, seen.rule)
    if row is None or not row["gold"]:
        return None
    field, ref = told_party(seen, row)
    return _Framed(
        kind=str(row["gold"]),
        party=key_of(as_party(scene, ref)) if ref else None,
        field=field,
        rule=seen.rule,
        far=f"{seen.status}/{seen.hold}",
        is_here=ref is not None and scene.line.span.overlaps(ref.span),
    )


def _log(chance: float) -> float:
    return math.log(max(chance, _LEAST_CHANCE))


def _likely(
    answer: Answer, kind: str, party: int, share: float, rank: tuple[int, int]
) -> dict[str, float]:
    """Give how likely the parts of an option are.

    Parameters
    ----------
    share
        Of its party, if it is of its kind.
    rank
        Which its kind is among the kinds, and its party among the parties, by their chances.
    """
    one = answer.among[party]
    named = "nobody" if one.ref is None else "here" if one.is_here else "before"
    marks = {
        "holds": _log(answer.holds),
        "of": _log(answer.chances[kind]),
        "party": _log(share),
        f"kind:{kind}": 1.0,
        f"of:{rank[0]}": 1.0,
        f"party:{rank[1]}": 1.0,
        named: 1.0,
    }
    if answer.opinion:
        of = answer.opinion.chances.get(kind, 0.0)
        marks |= {"seen/holds": _log(answer.opinion.holds), "seen/of": _log(of)}
    return marks


def _as_framed(
    marks: dict[str, float], kind: str, party: str | None, read: Sequence[_Framed]
) -> None:
    """Add whether frames read the figure, as this kind and as of this party."""
    same = next((one for one in read if one.kind == kind), None)
    if not read:
        marks |= {"alone": 1.0, f"alone:{kind}": 1.0}
    elif same is None:
        marks["other"] = 1.0
        if any(one.party == party for one in read):
            marks["other/party"] = 1.0
    else:
        marks |= {"read": 1.0, f"read:{same.rule}": 1.0, f"read:{same.far}": 1.0}
        if same.party == party:
            by = (same.rule, same.field, f"here{same.is_here}")
            marks |= {"read/party": 1.0, **{f"read/party:{one}": 1.0 for one in by}}
        else:
            marks["read/other"] = 1.0


def _nothing(
    scene: Scene, answer: Answer, read: Sequence[_Framed], figures: int
) -> dict[str, float]:
    """Give the marks of no claim: what speaks against one, and how full the sentence is."""
    marks = {
        "none": 1.0,
        "none/holds": _log(1 - answer.holds),
        f"none/read{min(2, len(read))}": 1.0,
        f"none/unit:{answer.count.unit}": 1.0,
        f"none/part:{scene.line.sentence.part}": 1.0,
        f"none/figures{min(figures, 4)}": 1.0,
        f"none/seen{min(len(scene.seen), 4)}": 1.0,
        f"none/refuge{min(scene.state.refuge_words, 6)}": 1.0,
    }
    if read:
        marks[f"none/{read[0].rule}"] = 1.0
    if answer.opinion:
        marks["none/seen"] = _log(1 - answer.opinion.holds)
    return marks
