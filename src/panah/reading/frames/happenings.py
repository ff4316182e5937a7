"""The claims of figures: how each kind of happening is told, once its kind is known (`events`).

People come, flee, stay, go home, are carried, turned away, helped or expected; each has its places,
its doer and its stage from the words around the figure.
"""

from collections.abc import Callable, Mapping

import attrs

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.quantity import Measure
from panah.domain.reading import ActorRef, PlaceRef
from panah.reading.discourse import place_of
from panah.reading.frames.ends import WAYS, Ends, completed, ends_of
from panah.reading.frames.links import Link, Tie
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.places import Role, place_at
from panah.reading.stance import Stance, cue_left
from panah.reading.who import PartyKind

__all__ = ["HAPPENINGS"]


def _view(scene: Scene, link: Link) -> Stance:
    """Give how far it has come: by the verb, or by what governs the noun."""
    if link.pred:
        return scene.stance(link.pred)
    found = cue_left(scene.line, link.at, scene.same_clause(link.at)[0])
    if found and found.name in {"expected", "announced", "possible", "declined", "suspended"}:
        return found
    return Stance(name="past", first=link.at, status=Status.DONE)


_PLANS = frozenset({"announced", "future", "infinitive", "expected"})


def _moved(scene: Scene, link: Link, rule: str, ends: Ends, agent: ActorRef | None) -> Sighting:
    """Give a movement of the counted people."""
    count, view = link.count, _view(scene, link)
    planned = view.name in _PLANS
    mood = Mood.WILL if planned else view.mood
    status = Status.ANNOUNCED if planned else view.status
    if scene.line.has("RATEW") and mood is Mood.IS:
        status = Status.UNDER_WAY
    return Sighting(
        rule=rule,
        kind=Kind.MOVEMENT,
        first=link.at,
        end=link.at + 1,
        shows=scene.covers(count, link.pred.first if link.pred else link.at),
        status=None if mood is Mood.MAY or view.hold is Hold.DECLINED else status,
        hold=view.hold,
        mood=mood,
        subject=agent or scene.as_actor(count),
        from_=ends.from_,
        to=ends.to[0] if ends.to else None,
        via=ends.via,
        group=scene.people(count),
        amount=scene.amount(count, Measure.FLOW),
    )


_WAY = {way.rule: way for way in WAYS}


def _ends(scene: Scene, link: Link, rule: str, agent: ActorRef | None = None) -> Ends:
    way = _WAY[rule]
    if link.pred is None:
        return _ends_of_noun(scene, link, rule)
    ends = ends_of(scene, way, link.pred, (link.count,))
    return completed(scene, way, link.pred, ends, link.count, agent)


def _ends_of_noun(scene: Scene, link: Link, rule: str) -> Ends:
    """Give the places of a noun's movement: those around it, else where the report is."""
    found: dict[Role, PlaceRef | None] = {}
    first, end = scene.same_clause(link.at)
    for setting in scene.settings(first, end):
        found.setdefault(setting.role, place_at(scene.line, setting.index))
    origin = scene.origin(link.count)
    from_ = found.get(Role.FROM) or origin
    here = found.get(Role.TO) or found.get(Role.IN) or found.get(Role.OTHER)
    if rule == "movement.arrive":
        here = here or scene.refuge_setting(from_.code if from_ else None)
        return Ends(from_=from_, to=(here,) if here else ())
    return Ends(from_=from_ or here or scene.setting(), to=())


def _arrive(scene: Scene, link: Link) -> Sighting | None:
    ends = _ends(scene, link, "movement.arrive")
    if not ends.to:
        return None
    seen = _moved(scene, link, "movement.arrive", ends, None)
    if seen.mood is not Mood.IS:
        return attrs.evolve(seen, rule="movement.expected")
    return seen


def _go(scene: Scene, link: Link) -> Sighting | None:
    if link.pred is None:
        return None
    ends = ends_of(scene, _WAY["movement.proceed"], link.pred, (link.count,))
    return _moved(scene, link, "movement.proceed", ends, None) if ends.to else None


def _flee(scene: Scene, link: Link) -> Sighting | None:
    ends = _ends(scene, link, "movement.flee")
    return _moved(scene, link, "movement.flee" if ends.to else "movement.leave", ends, None)


def _leave(scene: Scene, link: Link) -> Sighting | None:
    ends = _ends(scene, link, "movement.leave")
    from_ = ends.from_ or scene.place_near(link.at, scene.same_clause(link.at)[1])
    from_ = from_ or scene.origin(link.count) or scene.setting()
    ends = attrs.evolve(ends, from_=from_, to=())
    return _moved(scene, link, "movement.leave", ends, None) if from_ else None


def _agent(scene: Scene, link: Link) -> ActorRef | None:
    """Give who does it to them, in the words of the sentence."""
    if link.pred is None or (link.tie is Tie.DOER):
        return None
    party = scene.agent(link.pred)
    if party is None or party.kind is PartyKind.ARMED:
        return None
    country = scene.country(party)
    if country:
        return country.ref()
    return None if party.kind is PartyKind.PRONOUN else party.ref(scene.line)


def _return(scene: Scene, link: Link) -> Sighting | None:
    agent = _agent(scene, link)
    ends = _ends(scene, link, "movement.return", agent)
    from_ = ends.from_ or scene.refuge_setting(*(one.code for one in ends.to))
    return _moved(scene, link, "movement.return", attrs.evolve(ends, from_=from_), agent)


def _carry(scene: Scene, link: Link) -> Sighting | None:
    agent = _agent(scene, link)
    ends = _ends(scene, link, "movement.evacuate", agent)
    if agent is None and not ends.to and ends.from_ is None:
        ends = attrs.evolve(ends, from_=scene.setting())
    return _moved(scene, link, "movement.evacuate", ends, agent)


def _refuse(scene: Scene, link: Link) -> Sighting | None:
    agent = _agent(scene, link) or _here(scene, link)
    view = _view(scene, link)
    if agent is None or view.is_denied:
        return None
    counted = view.name == "past"
    rate = scene.line.has("RATEW")
    return Sighting(
        rule="host.refuse",
        kind=Kind.HOSTING,
        first=link.at,
        end=link.at + 1,
        shows=scene.covers(link.count, link.pred.first if link.pred else link.at),
        status=Status.DONE if counted and not rate else Status.UNDER_WAY,
        hold=Hold.DECLINED,
        subject=agent,
        place=place_of(agent),
        group=scene.people(link.count),
        amount=scene.amount(link.count, Measure.FLOW),
        from_=scene.origin(link.count),
    )


def _here(scene: Scene, link: Link) -> ActorRef | None:
    place = scene.place_near(link.at, scene.same_clause(link.at)[1])
    if here := scene.as_host(place):
        return here
    country = scene.state.setting()
    return country.ref() if country else None


def _stay(scene: Scene, link: Link) -> Sighting | None:
    line, count = scene.line, link.count
    view = _view(scene, link)
    if view.hold is not Hold.LIVE:
        return None
    end = scene.same_clause(link.at)[1]
    place = scene.place_near(count.end, end) or _subject_place(scene, link)
    place = place or scene.refuge_setting(count.origin)
    if place is None:
        return None
    near = range(count.first, min(count.end + 2, len(line)))
    driven = any(
        "displaced" in line.low(n) or line.low(n) == "idps" or line.is_a(n, "DISPV") for n in near
    )
    planned = view.name in _PLANS or view.name == "modal"
    return Sighting(
        rule="population.displaced" if driven and not line.has("CAMPN") else "population.at",
        kind=Kind.POPULATION,
        first=link.at,
        end=link.at + 1,
        shows=scene.covers(count, link.pred.first if link.pred else link.at),
        status=view.status if planned else Status.IN_PLACE,
        mood=Mood.WILL if planned else view.mood,
        subject=scene.as_actor(count),
        place=place,
        group=scene.people(count),
        amount=scene.amount(count, Measure.STOCK),
    )


def _subject_place(scene: Scene, link: Link) -> PlaceRef | None:
    """Give the place that holds them as its verb's subject: "Peru hosts", "the camp in Kilis"."""
    before = link.pred.first if link.pred else link.at
    country = scene.country(party) if (party := scene.party_left(before)) else None
    if country:
        return country.place()
    where = [one for one in scene.settings(0, before) if one.where]
    return place_at(scene.line, where[-1].index) if where else None


def _hold(scene: Scene, link: Link) -> Sighting | None:
    """Give what a site has room for."""
    place = scene.place_near(link.at, len(scene.line)) or scene.refuge_setting(link.count.origin)
    if place is None:
        return None
    return Sighting(
        rule="facility.capacity",
        kind=Kind.FACILITY,
        first=link.at,
        end=link.at + 1,
        shows=scene.covers(link.count),
        status=Status.IN_PLACE,
        place=place,
        group=scene.people(link.count),
        amount=scene.amount(link.count, Measure.CAPACITY),
    )


def _expect(scene: Scene, link: Link) -> Sighting | None:
    """Read "the agency expects 900 people": they are to come where the sentence is about."""
    count = link.count
    if link.by not in {"", "for", "with", "on"}:
        return None
    if link.by != "for" and scene.line.is_a(link.at, "ANNV"):
        return None
    place = scene.place_near(count.end, scene.same_clause(link.at)[1])
    party = scene.party_left(link.pred.first if link.pred else link.at)
    country = scene.country(party) if party and party.kind is PartyKind.COUNTRY else None
    to = place or (country.place() if country else None) or scene.refuge_setting(count.origin)
    return Sighting(
        rule="movement.expected",
        kind=Kind.MOVEMENT,
        first=link.at,
        end=link.at + 1,
        shows=scene.covers(count),
        status=Status.ANNOUNCED,
        mood=Mood.WILL,
        subject=scene.as_actor(count),
        from_=scene.origin(count),
        to=to,
        group=scene.people(count),
        amount=scene.amount(count, Measure.FLOW),
    )


def _aid(scene: Scene, link: Link) -> Sighting | None:
    """Read "reached 900 people with food": people who are helped."""
    if not scene.line.has("SUPPLYN", "GOODSN") or link.pred is None:
        return None
    view = _view(scene, link)
    if view.hold is not Hold.LIVE or view.mood is Mood.MAY or view.name == "asked":
        return None
    who = _agent(scene, link)
    place = scene.place_near(link.at, len(scene.line)) or scene.refuge_setting()
    planned = view.name in _PLANS
    return Sighting(
        rule="support.reach",
        kind=Kind.SUPPORT,
        first=link.at,
        end=link.at + 1,
        shows=scene.covers(link.count, link.pred.first),
        status=Status.ANNOUNCED if planned else view.status,
        mood=Mood.WILL if planned else view.mood,
        subject=who,
        place=place,
        group=scene.people(link.count),
        amount=scene.amount(link.count, Measure.FLOW),
    )


def _admit(scene: Scene, link: Link) -> Sighting | None:
    """Read "900 people have been granted leave to remain": places used under a programme."""
    view = _view(scene, link)
    who = _agent(scene, link) or _here(scene, link)
    if who is None or view.name in {"asked", "must"} or view.mood is Mood.MAY:
        return None
    planned = view.name in _PLANS
    return Sighting(
        rule="host.quota",
        kind=Kind.HOSTING,
        first=link.at,
        end=link.at + 1,
        shows=scene.covers(link.count, link.pred.first if link.pred else link.at),
        status=Status.ANNOUNCED if planned else view.status,
        hold=view.hold,
        subject=who,
        place=place_of(who),
        group=scene.people(link.count),
        amount=scene.amount(link.count, Measure.CEILING),
        from_=scene.origin(link.count),
    )


def _standing(scene: Scene, link: Link, rule: str, kind: Kind) -> Sighting | None:
    """Give counted things that are there."""
    place = scene.place_near(link.at, len(scene.line)) or scene.refuge_setting()
    if place is None:
        return None
    return Sighting(
        rule=rule,
        kind=kind,
        first=link.at,
        end=link.at + 1,
        shows=scene.covers(link.count),
        status=Status.IN_PLACE,
        place=place,
        amount=scene.amount(link.count, Measure.STOCK),
    )


def _site(scene: Scene, link: Link) -> Sighting | None:
    """Read "live in seven settlements": sites that are there."""
    return _standing(scene, link, "facility.inside", Kind.FACILITY)


def _goods(scene: Scene, link: Link) -> Sighting | None:
    """Read "there are 60 latrines": what is there for people, and is counted as too little."""
    return _standing(scene, link, "support.lack", Kind.SUPPORT)


def _given(scene: Scene, link: Link) -> Sighting | None:
    """Read "300 tents have arrived": goods that came, or are on their way."""
    view = _view(scene, link)
    seen = _standing(scene, link, "support.give", Kind.SUPPORT)
    if seen is None or view.is_denied or view.mood is Mood.MAY:
        return None
    planned = view.name in _PLANS
    return attrs.evolve(
        seen,
        status=Status.ANNOUNCED if planned else view.status,
        mood=Mood.WILL if planned else Mood.IS,
    )


HAPPENINGS: Mapping[str, Callable[[Scene, Link], Sighting | None]] = {
    "arrive": _arrive,
    "go": _go,
    "flee": _flee,
    "leave": _leave,
    "return": _return,
    "carry": _carry,
    "refuse": _refuse,
    "stay": _stay,
    "hold": _hold,
    "expect": _expect,
    "admit": _admit,
    "site": _site,
    "goods": _goods,
    "given": _given,
    "aid": _aid,
}
"""By what a figure tells, the reader of its claim."""
