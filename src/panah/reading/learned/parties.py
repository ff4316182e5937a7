"""Whose claim it may be: every party, place and people a sentence names, and who was before.

Each is one candidate with the features it has by where it stands: left or right of the figure, its
preposition, subject or not, named here or carried from before. `None` is a candidate too: a text
often does not say who.
"""

from collections.abc import Iterable, Sequence
from functools import cache

import attrs

from panah.domain.reading import ActorRef
from panah.reading.frames.scene import Sighting
from panah.reading.group import Count
from panah.reading.learned.cast import Cast, Named, as_party, key_of
from panah.reading.learned.words import group

__all__ = ["Candidate", "as_party", "candidates", "key_of"]


@attrs.define(kw_only=True)
class Candidate:
    """One who may be the party of a claim; `ref` is None where nobody is named.

    Not frozen, because a dozen are made for each figure and that takes twice as long.

    Parameters
    ----------
    groups
        Its features, by which the classifier chooses, in groups that have none in common.
    is_here
        Whether the sentence names it.
    """

    ref: ActorRef | None
    groups: list[frozenset[str]]
    is_here: bool = False

    @property
    def has(self) -> frozenset[str]:
        """All its features."""
        return frozenset().union(*self.groups)

    def add(self, has: frozenset[str], *, is_here: bool) -> None:
        """Add features by another place where it is named."""
        apart = [one for one in self.groups if one.isdisjoint(has)]
        if len(apart) < len(self.groups):
            has = has.union(*[one for one in self.groups if not one.isdisjoint(has)])
        self.groups = [*apart, has]
        self.is_here |= is_here


def candidates(cast: Cast, count: Count, own: Sequence[Sighting]) -> list[Candidate]:
    """Give those who may be the party of what a figure counts, or of a claim; each once.

    Parameters
    ----------
    cast
        Those whom its sentence and the report before it name.
    count
        The figure; for a claim without one, its trigger.
    own
        What the frames saw that counts with it.
    """
    found: dict[str, Candidate] = {}
    place, subject = cast.place(count), cast.scene.party_left(count.first)
    _enter(found, cast, cast.here(place, subject))
    for key, earlier in cast.before.items():
        if key in found:
            found[key].groups += earlier.was
        else:
            found[key] = Candidate(ref=earlier.ref, groups=[*earlier.known, *earlier.was])
    _enter(found, cast, cast.beside(place, subject, count, own))
    here = sum(one.is_here for one in found.values())
    for key, one in found.items():
        one.groups.append(_among(min(here, 4), one.is_here))
        if cast.is_ours:
            one.groups.append(frozenset(f"we/{has}" for has in one.has & _OWN))
        if key == count.origin:
            one.groups.append(_MINE)
    return [Candidate(ref=None, groups=[_nobody(min(here, 3))]), *found.values()]


def _enter(found: dict[str, Candidate], cast: Cast, named: Iterable[Named]) -> None:
    """Add some who are named, each to what is known of it by its key."""
    for ref, has in named:
        key, is_here = key_of(ref), "here" in has
        if key in found:
            found[key].add(has, is_here=is_here)
        else:
            found[key] = Candidate(ref=ref, groups=[*cast.known(ref), has], is_here=is_here)


_OWN = frozenset(
    {"was/publisher", "was/home", "was/speaker", "was/often0", "was/actor", "was/body", "voice0"}
)
_MINE = group("mine")


@cache
def _among(here: int, is_here: bool) -> frozenset[str]:
    return group(f"of/{here}/{is_here}")


@cache
def _nobody(here: int) -> frozenset[str]:
    return group(f"nobody/{here}")
