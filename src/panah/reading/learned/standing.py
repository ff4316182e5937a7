"""How a phrase is put, and where it stands towards a figure, as names of features."""

from bisect import bisect_left
from functools import lru_cache

import attrs

from panah.reading.learned.words import group
from panah.reading.tokens import Line

__all__ = ["Place", "Shape", "bucket", "of_area", "shape_of", "stands"]

_FAR = 80
"""How far from a figure its party may be named, in tokens; assumed: longer than most sentences."""
_KEPT = 16384
"""Names of features kept for each way of making them; assumed: they are short."""


@attrs.frozen(kw_only=True, cache_hash=True)
class Shape:
    """How a phrase is put, wherever the figure stands.

    Parameters
    ----------
    before
        The word before it and its article.
    is_led, is_after
        Whether a preposition stands before it; whether that, an article, or nothing does.
    is_owner
        Whether it owns what follows: "Chad's".
    tells
        What it is, as names of features.
    sides
        Those that tell more with the side on which it stands.
    """

    before: str
    is_led: bool
    is_after: bool
    opens: bool
    is_owner: bool
    tells: tuple[str, ...]
    sides: tuple[str, ...]


def shape_of(
    line: Line, first: int, end: int, tells: tuple[str, ...], sides: tuple[str, ...]
) -> Shape:
    """Give how a phrase of some tokens is put."""
    is_led, has_article = line.is_a(first - 1, "PREP"), line.is_a(first - 1, "DET")
    return Shape(
        before=line.low(first - 2 if has_article else first - 1),
        is_led=is_led,
        is_after=is_led or has_article or first == 0,
        opens=first == 0,
        is_owner=line.low(end) == "'s",
        tells=tells,
        sides=sides,
    )


_LIMITS = (0, 1, 2, 4, 7, 12, 20)


def bucket(apart: int) -> str:
    """Give how far apart two things are, in steps."""
    nth = bisect_left(_LIMITS, apart)
    return str(_LIMITS[nth]) if nth < len(_LIMITS) else "far"


@attrs.frozen
class Place:
    """Where a figure stands, and the clause around it."""

    first: int
    end: int
    clause: tuple[int, int]

    @property
    def near(self) -> range:
        """The tokens near enough to name its party; in a long list each figure has its own."""
        return range(self.first - _FAR, self.end + _FAR)

    def towards(self, first: int, end: int) -> tuple[str, bool, str]:
        """Give on which side of it a phrase stands, whether in its clause, and how far off."""
        side = "left" if end <= self.first else "right" if first >= self.end else "in"
        apart = self.first - end if side == "left" else first - self.end
        return side, self.clause[0] <= first < self.clause[1], bucket(apart)


@lru_cache(maxsize=_KEPT)
def stands(shape: Shape, where: tuple[str, bool, str], *marks: str) -> frozenset[str]:
    """Give the features of a phrase by how it is put and where it stands towards the figure."""
    side, is_near, apart = where
    return group(
        *(side, "here", f"{side}/{is_near}", f"{side}/{apart}"),
        f"after/{shape.before if shape.is_after else '-'}",
        f"after/{shape.before}/{side}" if shape.is_led else f"free/{side}",
        *(["opens"] if shape.opens else []),
        *([f"owner/{side}"] if shape.is_owner else []),
        *(shape.tells + shape.sides + marks),
        *(f"{one}/{side}" for one in shape.sides),
    )


@lru_cache(maxsize=_KEPT)
def of_area(place: str, has: frozenset[str]) -> frozenset[str]:
    """Give the features of a phrase for a town or region that it is, or whose official it names."""
    return group(*(f"{place}/{one}" for one in has), *(["here"] if place == "itself" else []))
