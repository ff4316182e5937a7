"""Weights learnt from annotated reports: of what kind a claim is, how far it has come, and whose.

Linear classifiers and one conditional logit, as sums over named features: no
library is needed to apply them, and every answer can be taken apart into its weights. They are
learnt by ``scripts/weights`` and shipped in ``data/weights.json.gz``; nothing is learnt when a
report is read.
"""

import gzip
import json
import math
import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from importlib import resources
from itertools import repeat
from sys import intern
from typing import Any

import attrs

from panah.reading.learned.features import forms
from panah.reading.learned.kept import Kept, sums
from panah.reading.learned.parties import Candidate
from panah.reading.learned.words import Word

__all__ = [
    "Choice",
    "Holding",
    "Joined",
    "Last",
    "Linear",
    "Valued",
    "Weights",
    "packed",
    "party_features",
    "status_features",
    "weights",
    "weights_of",
]

_TIMED = ("tense:", "held:", "cue:", "passive:", "stance:", "denied:")

_PARTS = 1000.0
"""Weights are kept as whole thousandths, so that their sums are the same in any order."""


_LANE = 32
"""Bits for the sum of one class: thousandths of some hundred weights fit in far fewer."""


def packed(row: Sequence[int]) -> int:
    """Give the weights of a feature for all classes as one number, whose sums are those of each.

    Examples
    --------
    >>> packed([3, 0]) + packed([-1, 2]) == packed([2, 2])
    True
    """
    return sum(part << (_LANE * nth) for nth, part in enumerate(row))


def _unpacked(whole: int, size: int) -> list[int]:
    """Give the sums that stand in one number; each is lifted above zero and let down again."""
    plain = (whole + _lift(size)).to_bytes(4 * size, "little")
    return [one - _HALF for one in struct.unpack(f"<{size}I", plain)]


_WORDS = 16384
"""Words of which the most that their form can add is kept; assumed, as in `words`."""
_HALF = 1 << (_LANE - 1)


@cache
def _lift(size: int) -> int:
    return packed([_HALF] * size)


@attrs.frozen(kw_only=True, slots=False)
class Summed:
    """Weights of named features, to be added up.

    Parameters
    ----------
    bias
        What stands without any feature, in thousandths.
    of
        What each feature adds.
    """

    bias: int
    of: Mapping[str, int]

    def sum(self, features: Iterable[str], groups: Iterable[frozenset[str]] = ()) -> int:
        """Give the sum of the weights of some features.

        Parameters
        ----------
        groups
            Further features, in groups that come together again and again: each group is added up
            once.
        """
        return self.bias + self.more(groups) + sum(map(self.of.get, features, repeat(0)))

    def more(self, groups: Iterable[frozenset[str]]) -> int:
        """Give what some groups of features add."""
        return sum(map(self._groups.__getitem__, groups))

    @cached_property
    def _groups(self) -> Kept[frozenset[str], int]:
        return sums(self.of)

    def most(self, kinds: Iterable[str]) -> int:
        """Give what features can add at most, one of each of some kinds (`features.forms`)."""
        return sum(map(self._most.get, kinds, repeat(0)))

    @cached_property
    def _most(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for feature, part in self.of.items():
            kind = feature.rpartition(":")[0] or feature
            found[kind] = max(found.get(kind, 0), part)
        return found


@attrs.frozen(kw_only=True, slots=False)
class Linear(Summed):
    """A linear classifier over named features, whose raised sums are the shares of the classes.

    The weights of a feature for or against each class are one number (`packed`).
    """

    classes: tuple[str, ...]

    def chances(
        self, features: Iterable[str], groups: Iterable[frozenset[str]] = ()
    ) -> dict[str, float]:
        """Give the probability of each class."""
        return self.shares(self.sum(features, groups))

    def shares(self, whole: int) -> dict[str, float]:
        """Give the probability of each class by the sums of all, in one number (`packed`)."""
        parts = [one / _PARTS for one in _unpacked(whole, len(self.classes))]
        return dict(zip(self.classes, softmax(parts), strict=True))


@attrs.frozen(kw_only=True, slots=False)
class Holding(Summed):
    """A logistic regression of whether something is so: a figure holds a claim, one is right."""

    def chance(self, features: Iterable[str], groups: Iterable[frozenset[str]] = ()) -> float:
        """Give the probability that it is so."""
        return self.by(self.sum(features, groups))

    def by(self, whole: int) -> float:
        """Give the probability that it is so by the sum of all weights."""
        return _chance(whole)


def _chance(whole: int) -> float:
    return 1.0 / (1.0 + math.exp(-whole / _PARTS))


@attrs.frozen(kw_only=True, slots=False)
class Joined(Summed):
    """Whether something holds a claim and of what kind, both by looking each feature up once.

    The weight of a feature is how much it speaks for a claim, and above that for each kind
    (`packed`).
    """

    kind: Linear

    @classmethod
    def of_both(cls, holds: Holding, kind: Linear) -> "Joined":
        """Put the weights of both together."""
        of = {
            feature: holds.of.get(feature, 0) + (kind.of.get(feature, 0) << _LANE)
            for feature in holds.of.keys() | kind.of.keys()
        }
        return cls(bias=holds.bias + (kind.bias << _LANE), of=of, kind=kind)

    def holds(self, whole: int) -> float:
        """Give the probability that it holds a claim, by the sum of all weights."""
        return _chance(_lowest(whole))

    def kinds(self, whole: int) -> dict[str, float]:
        """Give the probability of each kind, if it does."""
        return self.kind.shares((whole - _lowest(whole)) >> _LANE)


def _lowest(whole: int) -> int:
    """Give the first of the sums that stand in one number."""
    return ((whole + _HALF) & (2 * _HALF - 1)) - _HALF


@attrs.frozen(kw_only=True, slots=False)
class Choice:
    """A conditional logit: which of some candidates a claim is of.

    Parameters
    ----------
    of
        The weight of each feature of a candidate, in thousandths.
    for_kind
        The same for a claim of a kind.
    """

    of: Mapping[str, int]
    for_kind: Mapping[str, Mapping[str, int]] = attrs.field(factory=dict)

    @classmethod
    def parted(cls, weights: Mapping[str, int]) -> "Choice":
        """Make one from weights by the names that `party_features` gives."""
        of = {intern(name): part for name, part in weights.items() if "|" not in name}
        for_kind: dict[str, dict[str, int]] = {}
        for name, part in weights.items():
            kind, parts, feature = name.partition("|")
            if parts:
                own = for_kind.setdefault(kind, dict(of))
                own[intern(feature)] = own.get(feature, 0) + part
        return cls(of=of, for_kind=for_kind)

    def chances(self, among: Sequence[Candidate], kind: str) -> list[float]:
        """Give the chance of each candidate that a claim of a kind is of it."""
        of = self._sums.get(kind, self._plain).__getitem__
        return softmax([sum(map(of, each.groups)) / _PARTS for each in among])

    @cached_property
    def _sums(self) -> Mapping[str, Kept[frozenset[str], int]]:
        return {kind: sums(of) for kind, of in self.for_kind.items()}

    @cached_property
    def _plain(self) -> Kept[frozenset[str], int]:
        return sums(self.of)


@attrs.frozen
class Valued:
    """A sum over named marks, of each as much as there is of it; weights in thousandths."""

    of: Mapping[str, int]

    def sum(self, marks: Mapping[str, float]) -> float:
        """Give the sum of the weights of some marks."""
        of = self.of
        return sum(of.get(name, 0) * value for name, value in marks.items()) / _PARTS


def softmax(sums: Sequence[float]) -> list[float]:
    """Give probabilities that sum to one."""
    most = max(sums)
    raised = [math.exp(one - most) for one in sums]
    whole = sum(raised)
    return [one / whole for one in raised]


@attrs.frozen
class Last:
    """By what all that was said of a claim is weighed in the end.

    Parameters
    ----------
    joint
        Which reading of a figure is right, of kind and party together.
    right
        Whether a claim without a figure that was read is right, by its marks.
    """

    joint: Valued
    right: Holding


@attrs.frozen(kw_only=True, slots=False)
class Weights:
    """All that was learnt.

    Parameters
    ----------
    holds, kind
        Whether a figure holds a claim, and of what kind.
    status
        How far it has come, in the annotation's words.
    told, told_kind, told_status
        The same three of a word that may tell a claim without a figure.
    party
        Whose it is.
    last, seen
        By what it is weighed in the end: without a second that saw the report, and with one.
    learnt_from
        The hash of the annotated reports it was learnt from.
    """

    holds: Holding
    kind: Linear
    status: Linear
    told: Holding
    told_kind: Linear
    told_status: Linear
    party: Choice
    last: Last
    seen: Last
    learnt_from: str

    @cached_property
    def figure(self) -> Joined:
        """Whether a figure holds a claim, and of what kind.

        Nearly each figure is asked both. Two words of three are asked only whether they tell one,
        for which small numbers are added sooner.
        """
        return Joined.of_both(self.holds, self.kind)

    @cached_property
    def form(self) -> Kept[Word, int]:
        """The most that the form of a word can add to whether it tells a claim."""
        return Kept(lambda word: max(map(self.told.most, forms(word))), _WORDS)


def party_features(kind: str, has: Iterable[str]) -> list[str]:
    """Give a candidate's features, alone and with the kind."""
    own = tuple(has)
    return [*own, *(f"{kind}|{one}" for one in own)]


def status_features(kind: str, features: Iterable[str]) -> list[str]:
    """Give a figure's features with the kind, alone and together with its tense and cues."""
    timed = (one for one in features if one.startswith(_TIMED))
    return [*features, f"kind:{kind}", *(f"kind:{kind}/{one}" for one in timed)]


@cache
def weights() -> Weights:
    """Give the shipped weights."""
    plain = (resources.files("panah.reading") / "data" / "weights.json.gz").read_bytes()
    return weights_of(json.loads(gzip.decompress(plain)))


def weights_of(found: Mapping[str, Any]) -> Weights:
    """Give weights as they are written in the shipped file."""
    return Weights(
        holds=_holding(found["holds"]),
        kind=_linear(found["kind"]),
        status=_linear(found["status"]),
        told=_holding(found["told"]),
        told_kind=_linear(found["told_kind"]),
        told_status=_linear(found["told_status"]),
        party=Choice.parted(found["party"]),
        last=_last(found["last"]),
        seen=_last(found["seen"]),
        learnt_from=found["learnt_from"],
    )


def _last(found: Mapping[str, Any]) -> Last:
    return Last(joint=Valued(found["joint"]), right=_holding(found["right"]))


def _holding(found: Mapping[str, Any]) -> Holding:
    return Holding(
        bias=found["bias"], of={intern(feature): part for feature, part in found["of"].items()}
    )


def _linear(found: Mapping[str, Any]) -> Linear:
    of = {
        intern(feature): sum(part << (_LANE * nth) for nth, part in parts)
        for feature, parts in found["of"].items()
    }
    return Linear(classes=tuple(found["classes"]), bias=packed(found["bias"]), of=of)
