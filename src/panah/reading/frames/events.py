"""What a figure tells: people who come, flee, stay, go home, are carried, turned away, let in.

The class of the word a figure hangs on (`links`) says what happened; the words around say where,
by whom and how far it has come. One table for all classes, so that a new verb in the lexicon is
read in the active, the passive, the participle and the noun at once.
"""

from collections.abc import Callable, Iterator, Mapping

import attrs

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.quantity import Measure, Unit
from panah.domain.reading import ActorRef, PlaceRef
from panah.reading.discourse import place_of
from panah.reading.frames.ends import WAYS, Ends, completed, ends_of
from panah.reading.frames.links import Link, Tie, links
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.places import Role, place_at
from panah.reading.stance import Stance, cue_left
from panah.reading.who import PartyKind

__all__ = ["events"]

_BY_VERB: tuple[tuple[str, str | None, str | None], ...] = (
    ("DISPV", None, "leave"),
    ("PUSHV", None, "refuse"),
    ("DEPORTV", None, "return"),
    ("RETV", "return", "return"),
    ("FLEEV", "flee", None),
    ("ENTERV", "arrive", "arrive"),
    ("EVACV", "carry", "carry"),
    ("ARRV", "arrive", "arrive"),
    ("STUCKV", "stay", "stay"),
    ("STAYV", "stay", "stay"),
    ("HOSTV", None, "stay"),
    ("PLACEV", None, "stay"),
    ("SEEV", None, "arrive"),
    ("REGV", None, "stay"),
    ("BLOCKV", None, "refuse"),
    ("LEAVEV", "leave", None),
    ("PROCV", "go", "carry"),
    ("EXPECTV", None, "expect"),
    ("HAVE", None, "stay"),
)
"""For each class of verbs: what its subject does, and what is done to its object."""

_BY_NOUN = (
    ("PUSHN", "refuse"),
    ("RETN", "return"),
    ("EVACN", "carry"),
    ("DEPARTN", "carry"),
    ("ARRN", "arrive"),
    ("MOVEN", "leave"),
    ("CAPACITYN", "hold"),
)
_PEOPLE = frozenset({Unit.PERSON, Unit.FAMILY, Unit.HOUSEHOLD, Unit.CASE})
_OF_REFUGE = ("PEOPLE", "CAMPWORD", "FLEEV", "DISPV", "HOMES", "RETN", "EVACN", "ASYLUMN", "PUSHV")


def events(scene: Scene) -> Iterator[Sighting]:
    """Give what each figure tells that no earlier claim of the sentence counts."""
    for count in scene.counts:
        if count.quantity is None or scene.is_vague(count) or _is_seen(scene, count):
            continue
        found = _event(scene, count)
        if found is None or scene.is_supposed(found[0].at):
            continue
        link, name = found
        if sighting := _BUILD[name](scene, link):
            yield sighting


def _is_seen(scene: Scene, count: Count) -> bool:
    span = scene.line.cover(count.quantity or 0, (count.quantity or 0) + 1)
    return any(one.amount and one.amount.worded.overlaps(span) for one in scene.seen)


def _event(scene: Scene, count: Count) -> tuple[Link, str] | None:
    """Give the closest word of a known class, and what it tells."""
    if not _is_of_refuge(scene, count):
        return None
    own = _own(scene, count)
    for link in links(scene, count):
        if name := _told(scene, link, own):
            return link, name
        if link.pred and link.pred.is_finite and scene.line.is_a(link.at, "ATTACKV", "DIEV"):
            return None
    return None


def _is_of_refuge(scene: Scene, count: Count) -> bool:
    line = scene.line
    near = range(count.first, min(count.end, len(line)))
    if any(line.is_a(n, "PEOPLE", "DEM") for n in near) or line.has(*_OF_REFUGE):
        return True
    return scene.state.refuge_words > 2


def _own(scene: Scene, count: Count) -> str | None:
    """Give what a figure tells by its own noun: 900 arrivals, 74 deportations."""
    if count.head < 0:
        return None
    return next((name for tag, name in _BY_NOUN if scene.line.is_a(count.head, tag)), None)


def _told(scene: Scene, link: Link, own: str | None) -> str | None:
    """Give what a figure tells by one of its ties."""
    if link.count.unit not in _PEOPLE:
        return None
    if link.tie is Tie.PLACE:
        return own or ("stay" if _stands_in(scene, link.count) else None)
    if link.tie is Tie.LABEL:
        return own or _labelled(scene, link)
    if link.tie is Tie.OF:
        return _counted_by(scene, link)
    return _by_verb(scene, link, own)


def _counted_by(scene: Scene, link: Link) -> str | None:
    """Read "the arrival of 900", "a camp for 900", "camps with 900"."""
    line = scene.line
    if link.count.first - link.at > 4 or not link.by:
        return None
    if line.is_a(link.at, "CAMPN") and link.by in {"for", "of"}:
        return "hold"
    if link.by in {"of", "for"}:
        return next((name for tag, name in _BY_NOUN if line.is_a(link.at, tag)), None)
    return None


_DRIVEN = frozenset({"from", "out"})


def _by_verb(scene: Scene, link: Link, own: str | None) -> str | None:
    line, done_to = scene.line, link.tie is Tie.DONE_TO
    if own and line.is_a(link.at, "REGV", "SEEV", "HAVE", "BE", "GROWV", "SETUPV"):
        return own
    if done_to and line.is_a(link.at, "DRIVEV") and _is_driven(scene, link):
        return "leave"
    if done_to and link.by and not line.is_a(link.at, "ARRV", "EXPECTV"):
        return None
    for tag, doer, done in _BY_VERB:
        if line.is_a(link.at, tag):
            return done if done_to else doer
    return None


def _is_driven(scene: Scene, link: Link) -> bool:
    """Read "pushed 900 people from their homes", "were forced to leave"."""
    line = scene.line
    at = max(link.count.end, link.at + 1)
    if line.low(at) in _DRIVEN:
        return any(line.is_a(n, "HOMES", "GPE") for n in range(at, min(at + 6, len(line))))
    return line.low(at) == "to" and line.is_a(at + 1, "FLEEV", "LEAVEV", "PROCV", "DISPV", "EVACV")


_THERE = frozenset({"in", "at", "inside", "across", "on", "near", "within", "throughout"})
_STILL = frozenset({"are", "were", "is", "currently", "now", "still", "already", "there", "remain"})


def _stands_in(scene: Scene, count: Count) -> bool:
    """Read "2,000 refugees (are now) in the camp"."""
    line, at = scene.line, count.end
    while line.is_a(at, "ADV") or line.low(at) in _STILL:
        at += 1
    if line.low(at) not in _THERE or line.is_a(at + 1, "DATE"):
        return False
    near = range(at + 1, min(at + 6, len(line)))
    return any(line.is_a(n, "GPE", "CAMPN") for n in near) and any(
        line.is_a(n, "PEOPLE", "DEM") for n in range(count.first, count.end)
    )


_LABELS = (
    ("arrive", ("arriv", "cross", "landed", "newcomer", "entries")),
    ("return", ("return", "deport", "repatriat")),
    ("carry", ("evacuat", "relocat", "transfer")),
    ("leave", ("displaced", "idp", "left their homes", "uprooted", "fled")),
    ("refuse", ("turned back", "pushed back", "refused", "intercept")),
    ("stay", ("refugee", "asylum", "hosted", "living in", "in camps", "sheltered", "registered")),
)


def _labelled(scene: Scene, link: Link) -> str | None:
    words = scene.line.words(0, link.at).lower()
    return next((name for name, stems in _LABELS if any(one in words for one in stems)), None)


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
        return completed_noun(scene, link, rule)
    ends = ends_of(scene, way, link.pred, (link.count,))
    return completed(scene, way, link.pred, ends, link.count, agent)


def completed_noun(scene: Scene, link: Link, rule: str) -> Ends:
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
    if place and place.code:
        return ActorRef(key=None, name=place.name, span=place.span, via=place.via, of=place.code)
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
    driven = any(line.low(n) in {"displaced", "idps"} or line.is_a(n, "DISPV") for n in near)
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
    line, count = scene.line, link.count
    if link.by not in {"", "for", "with", "on"}:
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


_BUILD: Mapping[str, Callable[[Scene, Link], Sighting | None]] = {
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
}
