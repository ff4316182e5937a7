"""The reading policy: what interval an amount's words allow.

One table, ``data/amounts.toml``, read by one function and applied once, when a claim is recorded.
A case may change its values; the policy's hash goes into every claim, so that an amount can always
be traced to the rule that made it. No midpoint is made anywhere.
"""

import json
import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, TypedDict, Unpack

import attrs

from panah.domain.canonical import canonical, digest
from panah.domain.quantity import Hedge, Interval, Measure, Qty, Unit
from panah.errors import CaseError
from panah.reading.languages.letters import folded

__all__ = ["Policy", "load"]

Ends = tuple[float, float]
Table = dict[str, Any]


class Counted(TypedDict, total=False):
    """What is counted, and what kind of number it is, where the words tell."""

    unit: Unit | None
    measure: Measure | None


@attrs.frozen(kw_only=True)
class Policy:
    """What intervals wordings get.

    Parameters
    ----------
    name, hash
        What it is called, and the SHA-256 of all its values.
    bare_half, bare_share, bare_least
        How far a bare round count reaches: see ``amounts.toml``.
    about, almost
        Factors on the figure: below and above, and below.
    vague
        The least that "some" allows.
    magnitudes, worded
        Lowest and highest value by wording.
    same
        Wordings that stand for others.
    """

    name: str
    hash: str
    bare_half: float
    bare_share: float
    bare_least: float
    about: tuple[float, float]
    almost: float
    vague: float
    magnitudes: Mapping[str, Ends]
    worded: Mapping[str, Ends]
    same: Mapping[str, str]

    def qty(
        self,
        *,
        hedge: Hedge,
        stated: tuple[float, ...],
        worded: str,
        decided: bool = False,
        below: bool = False,
        **counted: Unpack[Counted],
    ) -> Qty:
        """Give the amount with its interval.

        Parameters
        ----------
        hedge, stated, worded
            As a reader found them: one figure, two for a range, none for a magnitude.
        decided
            Whether a decision sets the figure, which makes it exact.
        below
            Whether the figure itself is shut out: fewer than, less than, under, below.
        counted
            `unit` and `measure`. Shares are 0 to 1 and are not rounded to whole ones.
        """
        if not stated:
            span = self._unstated(hedge, worded)
        elif hedge is Hedge.EXACT and (decided or len(stated) > 1):
            span = Interval(min(stated), max(stated))
        else:
            step = 0 if counted.get("unit") is Unit.SHARE or max(stated) < 1 else 1
            span = self._hedged(hedge, stated, step=step, below=below)
        return Qty(
            lo=span.lo,
            hi=span.hi,
            hedge=hedge,
            worded=worded,
            stated=stated,
            decided=decided,
            **counted,
        )

    def _hedged(
        self, hedge: Hedge, stated: tuple[float, ...], *, step: int, below: bool
    ) -> Interval:
        """Give what a hedge allows around a figure; `step` is 0 for shares, 1 for whole ones."""
        low, high = min(stated), max(stated)
        if hedge in _ONE_SIDED:
            return _one_sided(hedge, low, high, step=step, below=below)
        if hedge is Hedge.ALMOST:
            return _ordered(_floor(self.almost * low, step), high - step)
        if hedge is Hedge.ABOUT:
            return Interval(_near(self.about[0] * low, step), _near(self.about[1] * high, step))
        return self._bare(low) if step else Interval(low, high)

    def _bare(self, count: float) -> Interval:
        """Give what a bare count allows: a round one was rounded."""
        place = _place(count)
        if count < self.bare_least or place <= 1:
            return Interval(count, count)
        reach = min(self.bare_half * place, self.bare_share * count)
        is_half = reach == place / 2
        return Interval(count - reach, count + reach - is_half)

    def _unstated(self, hedge: Hedge, worded: str) -> Interval:
        words = self._said_plainly(worded)
        table = self.magnitudes if hedge is Hedge.MAGNITUDE else self.worded
        for known in sorted(table, key=len, reverse=True):
            if known in words:
                return Interval(*table[known])
        return Interval(0 if hedge is Hedge.UNSPECIFIED else self.vague, None)

    def _said_plainly(self, worded: str) -> str:
        words = f" {' '.join(folded(worded).split())} "
        for other in sorted(self.same, key=len, reverse=True):
            for attached in ("", *_ATTACHED) if other[:1] in _ARABIC else ("",):
                words = words.replace(f" {attached}{other} ", f" {self.same[other]} ")
        return words


_ARABIC = frozenset(map(chr, range(0x0620, 0x06D3)))
_ATTACHED = ("\u0628", "\u0641", "\u0643", "\u0644", "\u0648")
"""Letters of Arabic that are written with the word behind them: by, so, as, for, and."""
_ONE_SIDED = frozenset({Hedge.MORE_THAN, Hedge.AT_LEAST, Hedge.UP_TO})


def _one_sided(hedge: Hedge, low: float, high: float, *, step: int, below: bool) -> Interval:
    top = None if step or low > 1 else 1.0
    if hedge is Hedge.MORE_THAN:
        return _ordered(low + step, top)
    if hedge is Hedge.AT_LEAST:
        return _ordered(low, top)
    return _ordered(0, high - step if below else high)


def _ordered(low: float, high: float | None) -> Interval:
    """Give an interval from ends that rounding may have crossed: below 1 there is only 0."""
    if high is None:
        return Interval(low, None)
    high = max(high, 0)
    return Interval(min(low, high), high)


def _near(value: float, step: int) -> float:
    return float(round(value)) if step else round(value, 6)


def _floor(value: float, step: int) -> float:
    """Round down to a whole one; 0.9 times 350 is 315, whatever binary fractions say."""
    return float(math.floor(round(value, 6))) if step else round(value, 6)


def _place(count: float) -> float:
    """Give the place of the last figure that is not zero: 100 for 1,600."""
    if not count.is_integer() or count == 0:
        return 1
    place = 1
    whole = int(count)
    while whole % 10 == 0:
        whole //= 10
        place *= 10
    return place


def load(changes: Mapping[str, object] | None = None) -> Policy:
    """Give the shipped policy, changed as a case says.

    Parameters
    ----------
    changes
        Values by the names of ``amounts.toml``: ``{"about": {"low": 0.8}}``; None for none.

    Raises
    ------
    CaseError
        If a name is not in ``amounts.toml``, or a value is not of its kind.
    """
    try:
        written = canonical(dict(changes or {}))
    except (TypeError, ValueError) as error:
        raise CaseError(f"[amounts] holds a value that is not a plain one: {error}") from error
    return _changed(written)


@cache
def _changed(changes: str) -> Policy:
    table = _shipped()
    for section, values in json.loads(changes).items():
        _change(table, section, values)
    return _policy(table)


def _shipped() -> Table:
    file = files("panah.reading") / "data" / "amounts.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _change(table: Table, section: str, values: object) -> None:
    known = table.get(section)
    if known is None:
        raise _unknown(section, table)
    if isinstance(known, str):
        if not isinstance(values, str):
            raise CaseError(f"[amounts] {section} is a word, got {values!r}")
        table[section] = values
        return
    if not isinstance(values, dict):
        raise CaseError(f"[amounts.{section}] is a table, got {values!r}")
    for name, value in values.items():
        if name not in known:
            raise _unknown(f"{section}.{name}", known)
        known[name] = _checked(f"{section}.{name}", value, known[name])


def _unknown(wrong: str, known: Mapping[str, object]) -> CaseError:
    return CaseError(
        f"[amounts] sets {wrong}, which the reading policy does not know; "
        f"it knows {', '.join(sorted(known))}"
    )


def _checked(name: str, value: object, shipped: object) -> object:
    """Take a value of the kind that is shipped: a number, a word, or two ends that are ordered."""
    if isinstance(shipped, list):
        return _two_ends(name, value)
    kind = str if isinstance(shipped, str) else (int, float)
    is_wrong = isinstance(value, bool) or not isinstance(value, kind)
    if is_wrong or (isinstance(value, (int, float)) and not 0 <= value < math.inf):
        wanted = "a word" if kind is str else "a number from 0 up"
        raise CaseError(f"[amounts] {name} is {wanted}, got {value!r}")
    return value


def _two_ends(name: str, value: object) -> list[float]:
    match value:
        case [int() | float() as low, int() | float() as high] if 0 <= low <= high < math.inf:
            return [low, high]
    raise CaseError(
        f"[amounts] {name} is the lowest and the highest value, lower first, got {value!r}"
    )


def _policy(table: Table) -> Policy:
    bare, about = table["bare"], table["about"]
    return Policy(
        name=table["name"],
        hash=digest(canonical(table)),
        bare_half=bare["half"],
        bare_share=bare["share"],
        bare_least=bare["least"],
        about=(about["low"], about["high"]),
        almost=table["almost"]["low"],
        vague=table["vague"]["low"],
        magnitudes=_ends(table["magnitude"]),
        worded=_ends(table["worded"]),
        same={folded(other): word for other, word in table["same"].items()},
    )


def _ends(rows: Mapping[str, tuple[float, float]]) -> dict[str, Ends]:
    return {name: (float(low), float(high)) for name, (low, high) in rows.items()}
