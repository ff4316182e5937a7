"""Hosting: a place for people, asked for, offered, agreed, given, refused.

How far it has come is told by cues to the left of the verb (`stance`). One sentence about five
hosts is five claims.
"""

from collections.abc import Iterator

import attrs

from panah.domain.claim import Hold, Kind, Mode, Status
from panah.domain.quantity import Hedge, Measure
from panah.domain.reading import ActorRef, Amount, Flag, PlaceRef
from panah.reading.conditions import conditions
from panah.reading.discourse import place_of
from panah.reading.frames.frame import woken_by
from panah.reading.frames.hosting_acts import Act, acts, how_far, is_idle
from panah.reading.frames.hosting_parties import hosts_and_asker
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.pattern import worded
from panah.reading.places import place_at
from panah.reading.predicate import Tense
from panah.reading.stance import Stance, clause

__all__ = ["host"]

_MOST_HOSTS = 12


@woken_by(("HOSTV", "TAKEV", "REFN", "TRANSITN", "BURDENN", "hold"))
def host(scene: Scene) -> Iterator[Sighting]:
    """Give the hosting claims of a sentence."""
    done: set[int] = set()
    for act in acts(scene):
        if act.pred.at in done or _is_site(scene, act):
            continue
        done.update(range(act.first, act.end))
        yield from _sightings(scene, act)


def _is_site(scene: Scene, act: Act) -> bool:
    """Tell what a site was built to host, which its capacity tells already."""
    amount = scene.amount(act.people)
    return amount is not None and any(
        one.kind is Kind.FACILITY and one.amount and one.amount.worded == amount.worded
        for one in scene.seen
    )


def _sightings(scene: Scene, act: Act) -> Iterator[Sighting]:
    view = how_far(scene, act)
    if scene.is_supposed(act.pred.at) or is_idle(scene, act, view):
        return
    hosts, asker = hosts_and_asker(scene, act, view)
    if not hosts and (view.name in {"past", "present", "progressive"} or act.is_passive):
        return
    told: list[ActorRef | None] = list(hosts[:_MOST_HOSTS])
    for one in told or [None]:
        if one is not None or asker is not None or act.people is not None:
            yield _sighting(scene, act, view, one, asker if asker != one else None)


def _sighting(
    scene: Scene, act: Act, view: Stance, host_: ActorRef | None, asker: ActorRef | None
) -> Sighting:
    line = scene.line
    amount = _amount(scene, act, view)
    onward = _onward(scene, act.end)
    shows = {view.first, *scene.covers(act.people)}
    party = scene.party_left(view.first)
    if party and party.first >= clause(line, act.pred.at)[0]:
        shows.add(party.first)
    inferred = host_ is not None and host_.via not in _NAMED
    return Sighting(
        rule="host.expected" if view.name == "expected" else act.rule,
        kind=Kind.HOSTING,
        first=min(act.first, view.first),
        end=act.end,
        shows=frozenset(shows),
        status=view.status,
        hold=view.hold,
        mood=view.mood,
        subject=host_,
        counterpart=asker,
        place=place_of(host_),
        to=onward,
        from_=scene.origin(act.people),
        group=scene.people(act.people),
        amount=amount,
        mode=_mode(scene, act, onward),
        conditions=conditions(line, act.end),
        flags=frozenset({Flag.SUBJECT_INFERRED}) if inferred else frozenset(),
    )


_NAMED = frozenset({"name", "alias", "demonym", "capital", "role", "pronoun"})


def _amount(scene: Scene, act: Act, view: Stance) -> Amount | None:
    decided = view.name in {"announced", "future"} and view.hold is Hold.LIVE
    amount = scene.amount(act.people, decided=decided)
    if amount is None:
        return None
    is_ceiling = amount.hedge is Hedge.UP_TO or amount.decided
    stocked = view.status in {Status.IN_PLACE, Status.UNDER_WAY, Status.DONE}
    measure = Measure.CEILING if is_ceiling else Measure.STOCK if stocked else Measure.CAPACITY
    return attrs.evolve(amount, measure=measure)


_ONWARD = worded("host", "onward")


def _onward(scene: Scene, at: int) -> PlaceRef | None:
    for found in scene.line.find(_ONWARD, at):
        return place_at(scene.line, found.end - 1)
    return None


def _mode(scene: Scene, act: Act, onward: PlaceRef | None) -> Mode | None:
    line = scene.line
    if line.has("TRANSITN"):
        return Mode.TRANSIT
    near = range(max(0, act.first - 6), min(act.end + 6, len(line)))
    if any(line.is_a(index, "TEMP") for index in near):
        return Mode.TEMPORARY
    words = {line.low(index) for index in near}
    if words & {
        "resettle",
        "resettled",
        "resettling",
        "resettlement",
        "permanently",
        "quota",
        "visas",
    }:
        return Mode.RESETTLEMENT
    if (
        act.pred.tense is Tense.PRESENT
        and onward is None
        and words & {"neighbouring", "neighboring"}
    ):
        return Mode.ASYLUM
    return Mode.ASYLUM if words & {"neighboring", "neighbouring", "arriving"} else None
