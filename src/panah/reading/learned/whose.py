"""Whose a frame's claim is: another party, where the weights are far surer of it.

A frame takes the nearest subject or place. The weights know all that a sentence names and who was
named before, so they choose for the frames too; nobody is no choice, and a place is never set where
another field of the claim names it already.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from panah.domain.reading import ActorRef, PlaceRef, Via
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.learned.judge import Judge
from panah.reading.learned.parties import Candidate, as_party, key_of
from panah.reading.places import is_area

__all__ = ["of_surer_party", "told_party", "trigger_of", "with_party"]

_SURER = 0.6
"""By how much another party must be likelier before a claim is taken as its: assumed, and measured
in docs/method/weights.md."""
_PLACES = {"place": "place", "from": "from_", "to": "to"}
_FIELDS = ("subject", "counterpart", "place", "from", "to")
_WAYS = frozenset({"from", "to", "counterpart"})
"""Fields that the words beside them tell, "from Chad", "to Kenya", "two charities asked": what is
named there stays."""
_NAMED = frozenset({Via.NAME, Via.ALIAS, Via.DEMONYM, Via.CAPITAL})


def trigger_of(seen: Sighting) -> Count:
    """Give the words that told a claim without a figure, to look for its party from there."""
    return Count(first=seen.first, end=seen.end, head=-1, unit=None)


def of_surer_party(
    scene: Scene,
    seen: Sighting,
    row: Mapping[str, Any],
    judge: Judge,
    among: Sequence[Candidate],
) -> Sighting:
    """Give a frame's claim with the party that the weights are far surer of, if there is one.

    Parameters
    ----------
    row
        Its row of ``data/annotation.toml``.
    among
        Those who may be its party.
    """
    field, ref = told_party(seen, row)
    if field in _WAYS and ref is not None and _is_named(scene, ref):
        return seen
    shares = judge.parties(scene.line, trigger_of(seen), str(row["gold"]), among)
    best = max(range(len(shares)), key=shares.__getitem__)
    own = key_of(as_party(scene, ref)) if ref else None
    now = sum(share for one, share in zip(among, shares, strict=True) if _key(one) == own)
    return with_party(scene, seen, row, among[best]) if shares[best] - now > _SURER else seen


def with_party(scene: Scene, seen: Sighting, row: Mapping[str, Any], one: Candidate) -> Sighting:
    """Give a frame's claim as of a party; as it is, if that is nobody or whose it is already."""
    field, ref = told_party(seen, row)
    own = key_of(as_party(scene, ref)) if ref else None
    if one.ref is None or _key(one) == own:
        return seen
    may_act = "subject" in row["actor"] and seen.group is None
    return _set(seen, field, _as_found(scene, one.ref), may_act=may_act)


def _key(one: Candidate) -> str | None:
    return key_of(one.ref) if one.ref else None


def told_party(seen: Sighting, row: Mapping[str, Any]) -> tuple[str, ActorRef | PlaceRef | None]:
    """Give the field that names the party of a claim, and what it holds.

    Parameters
    ----------
    row
        The claim's row of ``data/annotation.toml``.
    """
    fields: list[str] = row["actor"]
    for field in fields:
        ref: ActorRef | PlaceRef | None = getattr(seen, _PLACES.get(field, field))
        moves = field == "subject" and ref and seen.group and ref.span == seen.group.span
        if ref is not None and not (moves and isinstance(ref, ActorRef) and ref.key is None):
            return field, ref
    return fields[0], None


def _as_found(scene: Scene, actor: ActorRef) -> ActorRef:
    """Say of a party that another sentence names that it is carried over."""
    if actor.via in _NAMED and not _is_named(scene, actor):
        return attrs.evolve(actor, via=Via.ANTECEDENT)
    return actor


def _is_named(scene: Scene, ref: ActorRef | PlaceRef) -> bool:
    """Tell whether a party or place is named in the sentence."""
    return ref.via in _NAMED and scene.line.span.overlaps(ref.span)


def _set(seen: Sighting, field: str, actor: ActorRef, *, may_act: bool) -> Sighting:
    """Set the party of a claim, in each field that names the one it had.

    It stays where another field names the new one, or where a place is meant and it is none. A town
    or province acts beside the country or place that the claim names.

    Parameters
    ----------
    may_act
        Whether who acts is told by the claim's subject.
    """
    if is_area(actor) and may_act:
        return attrs.evolve(seen, subject=actor)
    had = _code(seen, field)
    fields = [one for one in _FIELDS if one == field or (had and _code(seen, one) == had)]
    if any(_code(seen, one) in {actor.key, actor.of} for one in _FIELDS if _code(seen, one)):
        return seen
    change: dict[str, Any] = {one: actor for one in fields if one not in _PLACES}
    if places := [_PLACES[one] for one in fields if one in _PLACES]:
        if actor.of is None or actor.role is not None:
            return seen
        code = actor.key or actor.of
        place = PlaceRef(code=code, name=actor.name, span=actor.span, via=actor.via)
        change |= dict.fromkeys(places, place)
    return attrs.evolve(seen, **change)


def _code(seen: Sighting, field: str) -> str | None:
    ref: ActorRef | PlaceRef | None = getattr(seen, _PLACES.get(field, field))
    return ref.key if isinstance(ref, ActorRef) else ref.code if ref else None
