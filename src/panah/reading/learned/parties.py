"""Whose claim it may be: every party, place and people a sentence names, and who was before.

Each is one candidate with the features it has by where it stands: left or right of the figure, its
preposition, subject or not, named here or carried from before. `None` is a candidate too: a text
often does not say who.
"""

from collections.abc import Collection, Sequence

import attrs

from panah.domain.reading import ActorRef
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.learned.cast import as_party, cast_of

__all__ = ["Candidate", "as_party", "candidates", "key_of"]


@attrs.define(kw_only=True)
class Candidate:
    """One who may be the party of a claim; `ref` is None where nobody is named.

    Not frozen, because a dozen are made for each figure and that takes twice as long.

    Parameters
    ----------
    has
        Its features, by which the classifier chooses.
    """

    ref: ActorRef | None
    has: Collection[str]


def candidates(scene: Scene, count: Count, own: Sequence[Sighting]) -> list[Candidate]:
    """Give those who may be the party of what a figure counts, or of a claim; each once.

    Parameters
    ----------
    count
        The figure; for a claim without one, its trigger.
    own
        What the frames saw that counts with it.
    """
    found: dict[str, tuple[ActorRef, set[str]]] = {}
    cast = cast_of(scene)
    for ref, has in cast.all(count, own):
        key = key_of(ref)
        if key in found:
            found[key][1].update(has)
        else:
            found[key] = ref, {*has, *cast.known(ref)}
    here = sum("here" in has for _, has in found.values())
    for ref, has in found.values():
        has.add(f"of/{min(here, 4)}/{'here' in has}")
        if cast.is_ours:
            has.update([f"we/{one}" for one in _OWN & has])
        if ref.key is not None and ref.key == count.origin:
            has.add("mine")
    nobody = Candidate(ref=None, has=(f"nobody/{min(here, 3)}",))
    return [nobody, *[Candidate(ref=ref, has=has) for ref, has in found.values()]]


_OWN = frozenset(
    {"was/publisher", "was/home", "was/speaker", "was/often0", "was/actor", "was/body", "voice0"}
)


def key_of(ref: ActorRef) -> str:
    """Give by what a candidate is told from the others."""
    return ref.key or ref.name.casefold()
