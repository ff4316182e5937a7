"""Deals between parties on hosting, transit or return: sought, or signed."""

from collections.abc import Iterator

from panah.domain.claim import Kind, Status
from panah.reading.discourse import Country
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.pattern import worded
from panah.reading.tokens import Found
from panah.reading.who import PartyKind

__all__ = ["deals"]

_SIGNED = worded("deals", "signed")
_SOUGHT = worded("deals", "sought")


def deals(scene: Scene) -> Iterator[Sighting]:
    """Give the deals a sentence tells, one for each party that makes them."""
    if not scene.line.has("DEALN"):
        return
    for status, pattern in ((Status.IN_TALKS, _SOUGHT), (Status.AGREED, _SIGNED)):
        for found in scene.line.find(pattern):
            if any(one.first < found.end and found.first < one.end for one in scene.seen):
                return
            yield from _deal(scene, found, status)
            return


def _deal(scene: Scene, found: Found, status: Status) -> Iterator[Sighting]:
    verb = scene.predicate(found.first)
    if verb is not None and (verb.is_negated or not verb.is_finite):
        return
    makers = [
        country
        for one in scene.parties
        if one.end <= found.first and one.kind is not PartyKind.MEDIA
        if (country := scene.country(one))
    ][-2:]
    others = [
        country
        for one in scene.parties
        if one.first > found.first and one.first < found.end + 6
        if (country := scene.country(one))
    ]
    if not makers:
        return
    other = next((one for one in others if one.code != makers[-1].code), None)
    if other is None and len(makers) == 2 and makers[0].code != makers[1].code:
        other = makers[1]
        makers = makers[:1]
    yield _sighting(scene, found, status, makers[-1], other)


def _sighting(
    scene: Scene, found: Found, status: Status, maker: Country, other: Country | None
) -> Sighting:
    return Sighting(
        rule="ask.deal",
        kind=Kind.HOSTING,
        first=found.first,
        end=found.end,
        status=status,
        subject=maker.ref(),
        counterpart=other.ref() if other else None,
        place=maker.place(),
    )
