"""What it is worth that a family goes to a locality: a score, by one of three rules.

*given*: the user's own scores, a number a pair. *wishes*: from the families' wishes and kin.
*none*: every person placed counts one, and localities fill evenly.
"""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs
import numpy as np

from panah.domain.family import Family, Locality
from panah.errors import FamilyError
from panah.plan.parameters import shipped

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Scoring", "Weights", "scores", "scoring_of", "weights"]


class Scoring(StrEnum):
    """Where scores come from."""

    GIVEN = "given"
    WISHES = "wishes"
    NONE = "none"


@attrs.frozen(kw_only=True)
class Weights:
    """What wishes are worth, a person: the parameters ``wish`` of ``plan/data/families.toml``.

    Parameters
    ----------
    even
        What filling localities evenly is worth where nobody scored or wished, in people.
    """

    first_wish: float
    next_wish: float
    no_wish: float
    kin: float
    even: float


def weights() -> Weights:
    """Give the weights that panah ships."""
    held = shipped("families")
    first, next_, none, kin = (held[f"wish.{name}"].value for name in _WISHES)
    return Weights(
        first_wish=first, next_wish=next_, no_wish=none, kin=kin, even=held["even"].value
    )


_WISHES = ("first", "next", "none", "kin")


def scoring_of(families: Sequence[Family], given: Mapping[tuple[str, str], float]) -> Scoring:
    """Tell which rule fits what is known: scores before wishes before none."""
    if given:
        return Scoring.GIVEN
    return Scoring.WISHES if any(one.wishes or one.kin for one in families) else Scoring.NONE


def scores(
    families: Sequence[Family],
    localities: Sequence[Locality],
    given: Mapping[tuple[str, str], float],
    weights: Weights,
) -> "npt.NDArray[np.float64]":
    """Give the score of every family at every locality; shape (family, locality).

    Raises
    ------
    FamilyError
        If a score is about a family or locality that is not there.
    """
    scoring = scoring_of(families, given)
    if scoring is Scoring.GIVEN:
        return _given(families, localities, given)
    people = np.array([family.people for family in families], dtype=float)
    if scoring is Scoring.NONE:
        return np.repeat(people[:, None], len(localities), axis=1)
    shares = [[_wished(family, one.name, weights) for one in localities] for family in families]
    return np.asarray(people[:, None] * np.reshape(shares, (len(families), len(localities))))


def _given(
    families: Sequence[Family],
    localities: Sequence[Locality],
    given: Mapping[tuple[str, str], float],
) -> "npt.NDArray[np.float64]":
    row = {family.key: number for number, family in enumerate(families)}
    column = {locality.name: number for number, locality in enumerate(localities)}
    found = np.zeros((len(families), len(localities)))
    for (key, name), score in given.items():
        if key not in row or name not in column:
            missing = name if key in row else key
            raise FamilyError(f"a score is about {missing!r}, which is not in what was given")
        found[row[key], column[name]] = score
    return found


def _wished(family: Family, name: str, weights: Weights) -> float:
    """Give what a locality is worth to a person of a family, by its wishes and kin."""
    kin = weights.kin if name in family.kin else 0.0
    if name not in family.wishes:
        return weights.no_wish + kin
    return weights.first_wish * weights.next_wish ** family.wishes.index(name) + kin
