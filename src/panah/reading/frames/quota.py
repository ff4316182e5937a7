"""Quotas: places, visas and ceilings that a programme sets, and people admitted under it."""

from collections.abc import Iterator

from panah.domain.claim import Kind, Mode, Mood, Status
from panah.domain.quantity import Measure
from panah.reading.discourse import Country
from panah.reading.frames.frame import woken_by
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.pattern import worded
from panah.reading.stance import Stance
from panah.reading.tokens import Found

__all__ = ["quota"]

_PLACES = worded("quota", "places")
_CEILING = worded("quota", "ceiling")
_GRANTED = worded("quota", "granted")
_ADMITTED = worded("quota", "admitted")


@woken_by(
    ("PLACEN", "QUOTAN", "HOSTV", "GIVEV", "sivs"),
    ways=(_PLACES, _CEILING, _ADMITTED, _GRANTED),
)
def quota(scene: Scene) -> Iterator[Sighting]:
    """Give the places and ceilings of programmes."""
    line = scene.line
    done: set[int] = set()
    for count, found in (*_counted(scene), *_granted(scene)):
        if line.low(count.head).startswith("bed"):
            continue
        if count.first in done or scene.is_vague(count) or not _is_of_refuge(scene):
            continue
        done.add(count.first)
        if sighting := _sighting(scene, count, found.first, found.end):
            yield sighting


def _counted(scene: Scene) -> Iterator[tuple[Count, Found]]:
    for found in scene.find(_PLACES, _CEILING, _ADMITTED):
        at = found.groups["q"][0]
        if count := next((one for one in scene.counts if one.first == at), None):
            yield count, found


def _granted(scene: Scene) -> Iterator[tuple[Count, Found]]:
    """Read "70,000 Afghans who have received visas": the people stand left of the verb."""
    for found in scene.line.find(_GRANTED):
        left = [one for one in scene.counts if 0 <= found.first + 1 - one.end < 6 and one.is_people]
        if left:
            yield left[-1], found


def _is_of_refuge(scene: Scene) -> bool:
    return scene.line.has("PEOPLE", "ASYLUMN", "DEM", "ADMN") or scene.state.refuge_words > 1


def _sighting(scene: Scene, count: Count, first: int, end: int) -> Sighting | None:
    own = scene.predicate(first)
    main = own or scene.main(first + 1) or next(scene.verbs("VBD", "VBZ"), None)
    view = (
        scene.stance(main) if main else Stance(name="present", first=first, status=Status.IN_PLACE)
    )
    if view.name == "asked":
        return None
    party = scene.party_left(main.first if main else first)
    here = scene.only_country()
    country = scene.country(party) or scene.state.home or scene.state.context()
    if party is None and here is not None and here.code is not None and len(here.code) == 3:
        country = Country(code=here.code, name=here.name, span=here.span, via=here.via)
    if country is None:
        return None
    amount = scene.amount(
        count, Measure.CEILING, decided=view.name in {"announced", "future", "past"}
    )
    return Sighting(
        rule="host.quota",
        kind=Kind.HOSTING,
        first=first,
        end=max(end, count.end),
        shows=scene.covers(count, view.first),
        status=Status.CONSIDERING if view.name == "modal" else view.status,
        hold=view.hold,
        mood=Mood.IS,
        subject=country.ref(),
        place=country.place(),
        group=scene.people(count),
        amount=amount,
        mode=Mode.RESETTLEMENT,
        from_=scene.origin(count),
    )
