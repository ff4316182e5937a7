"""Claims told by a verb and its noun: sites, supplies, doors, deals, terms, refusals, promises.

One table of classes gives the kind (`pairs`); who does it, where, and how far it has come are read
the same way for all. What is asked for is a request whatever it is that is asked.
"""

from collections.abc import Callable, Iterator

import attrs

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.quantity import Measure
from panah.domain.reading import ActorRef, PlaceRef
from panah.reading.conditions import conditions
from panah.reading.discourse import place_of
from panah.reading.frames.frame import woken_by
from panah.reading.frames.pairs import Pair, pairs
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.numbers import Quantity
from panah.reading.predicate import Tense
from panah.reading.stance import Stance
from panah.reading.who import PartyKind, country_at

__all__ = ["deeds"]

_PLANS = frozenset({"announced", "future", "infinitive", "expected"})
_OF_REFUGE = ("PEOPLE", "CAMPWORD", "FLEEV", "DISPV", "HOMES", "RETN", "EVACN", "ASYLUMN", "DEM")
_CLOSING = ("CLOSEV", "SUSPV", "BLOCKV")
_GOODS = ("TENTN", "GOODSN")


def _is_seen(scene: Scene, pair: Pair) -> bool:
    return any(
        one.first <= pair.pred.at < one.end or one.first <= pair.noun < one.end
        for one in scene.seen
    )


def _who(scene: Scene, pair: Pair) -> ActorRef | None:
    """Give who does it, in the words of the sentence or by what was said before."""
    party = scene.agent(pair.pred) if pair.is_object else None
    if party is None or party.kind in {PartyKind.ARMED, PartyKind.MEDIA}:
        return None
    if party.kind is PartyKind.BODY and party.key:
        return party.ref(scene.line)
    country = scene.country(party)
    if country:
        return country.ref()
    return None if party.kind is PartyKind.PRONOUN else party.ref(scene.line)


def _where(scene: Scene, pair: Pair, who: ActorRef | None) -> PlaceRef | None:
    end = scene.same_clause(pair.pred.at)[1]
    return scene.place_near(pair.first, end) or place_of(who) or scene.refuge_setting()


def _host(scene: Scene, pair: Pair) -> ActorRef | None:
    """Give the country that decides: who does it, else the country it happens in."""
    who = _who(scene, pair)
    if who is not None:
        return who
    end = scene.same_clause(pair.pred.at)[1]
    place = scene.place_near(pair.first, end)
    if here := scene.as_host(place):
        return here
    country = scene.state.context()
    return country.ref() if country else None


def _counted(scene: Scene, pair: Pair) -> Count | None:
    """Give what is counted by the noun."""
    return next(
        (
            one
            for one in scene.counts
            if one.quantity is not None and one.first <= pair.noun < one.end
        ),
        None,
    )


def _base(scene: Scene, pair: Pair, view: Stance, *, rule: str, kind: Kind) -> Sighting:
    """Give the sighting all kinds share: who, where, how far."""
    who = _who(scene, pair)
    count = _counted(scene, pair)
    view = _planning(scene, pair, view)
    planned = view.name in _PLANS
    return Sighting(
        rule=rule,
        kind=kind,
        first=pair.first,
        end=pair.end,
        shows=frozenset({view.first, *scene.covers(count)}),
        status=None if view.mood is Mood.MAY or view.is_denied else view.status,
        hold=view.hold,
        mood=Mood.WILL if planned else view.mood,
        subject=who,
        place=_where(scene, pair, who),
        amount=scene.amount(count, Measure.STOCK),
        conditions=conditions(scene.line, pair.pred.at),
    )


def _planning(scene: Scene, pair: Pair, view: Stance) -> Stance:
    """Read "plans two camps" as planned, and "weighs two camps" as weighed."""
    if view.name not in {"past", "present", "progressive", "participle"}:
        return view
    if scene.line.is_a(pair.pred.at, "ANNV"):
        return attrs.evolve(view, name="announced", status=Status.ANNOUNCED)
    if scene.line.is_a(pair.pred.at, "CONSV"):
        return attrs.evolve(view, name="considering", status=Status.CONSIDERING)
    return view


def _site(scene: Scene, pair: Pair, view: Stance) -> Sighting | None:
    """Read "plans two more camps", "the hall is used as a shelter"."""
    if view.name == "asked":
        return _asked(scene, pair, view)
    if not scene.line.is_a(pair.noun, "CAMPWORD") and _is_other_site(scene, pair.noun):
        return None
    seen = _base(scene, pair, view, rule="facility.build", kind=Kind.FACILITY)
    if seen.status is Status.DONE:
        seen = attrs.evolve(seen, status=Status.IN_PLACE)
    return seen if seen.place or seen.subject else None


_OTHER_SITES = frozenset(
    {"treatment", "health", "medical", "training", "logistics", "distribution", "trauma", "call"}
    | {"new_schools", "school", "schools", "health-care", "nutrition", "learning", "cultural"}
)


def _is_other_site(scene: Scene, noun: int) -> bool:
    """Tell a treatment centre or a school from a site where people stay."""
    line = scene.line
    near = {line.low(n) for n in range(max(0, noun - 2), noun + 1)}
    as_site = any(line.low(n) in {"as", "into"} for n in range(noun, min(noun + 8, len(line))))
    return bool(near & _OTHER_SITES) and not as_site


def _shut_site(scene: Scene, pair: Pair, view: Stance) -> Sighting | None:
    if view.is_denied or view.name in {"asked", "modal", "possible", "considering"}:
        return None
    seen = _base(scene, pair, view, rule="facility.build", kind=Kind.FACILITY)
    return attrs.evolve(seen, status=Status.IN_PLACE, hold=Hold.SUSPENDED, mood=Mood.IS)


def _give(scene: Scene, pair: Pair, view: Stance) -> Sighting | None:
    """Read "handed out blankets", "meals are served"."""
    if view.mood is Mood.MAY or view.name in {"asked", "must", "considering"}:
        return None
    if not pair.is_object or not (pair.pred.is_finite or _counted(scene, pair)):
        return None
    if _is_money(scene, pair):
        return None
    seen = _base(scene, pair, view, rule="support.give", kind=Kind.SUPPORT)
    return seen if seen.subject or seen.place else None


def _get(scene: Scene, pair: Pair, view: Stance) -> Sighting | None:
    """Read "refugees receive half a ration": help as those who are helped get it."""
    people = [one for one in scene.people_left(pair.pred) if one.is_people]
    if not people or not pair.pred.is_finite or view.mood is Mood.MAY:
        return None
    seen = _base(scene, pair, view, rule="support.give", kind=Kind.SUPPORT)
    return attrs.evolve(seen, subject=None) if seen.place else None


def _is_money(scene: Scene, pair: Pair) -> bool:
    line = scene.line
    for index in range(min(pair.pred.end, pair.noun), max(pair.pred.end, pair.noun)):
        value = line.tokens[index].value
        if (isinstance(value, Quantity) and value.money) or line.low(index) in {"funding", "funds"}:
            return True
    return False


def _lack(scene: Scene, pair: Pair, view: Stance) -> Sighting | None:
    """Read "there are no tents", "lacks medicine", "ran out of food"."""
    if view.is_denied or view.mood is Mood.MAY:
        return None
    seen = _base(scene, pair, view, rule="support.lack", kind=Kind.SUPPORT)
    who = seen.subject if seen.subject and seen.subject.key is None else None
    return attrs.evolve(
        seen, status=Status.ASKED, mood=Mood.IS, subject=None if who else seen.subject
    )


def _stop_goods(scene: Scene, pair: Pair, view: Stance) -> Sighting | None:
    if view.is_denied or view.name in {"asked", "modal", "possible"}:
        return None
    seen = _base(scene, pair, view, rule="support.give", kind=Kind.SUPPORT)
    return attrs.evolve(seen, status=Status.IN_PLACE, hold=Hold.SUSPENDED, mood=Mood.IS)


def _grant(scene: Scene, pair: Pair, view: Stance) -> Sighting | None:
    """Read "granted temporary protection", "keeps its border open"."""
    if view.name == "asked":
        return _asked(scene, pair, view)
    if view.is_denied or (view.mood is Mood.MAY and view.name != "modal"):
        return None
    host = _host(scene, pair)
    if host is None or (pair.pred.tense is Tense.GERUND and scene.main(pair.pred.first) is None):
        return None
    planned = view.name in _PLANS
    status = Status.ANNOUNCED if planned else view.status or Status.UNDER_WAY
    return Sighting(
        rule="host.grant",
        kind=Kind.HOSTING,
        first=pair.first,
        end=pair.end,
        shows=frozenset({view.first}),
        status=_granted(scene, pair, status),
        hold=view.hold,
        subject=host,
        place=place_of(host),
    )


def _granted(scene: Scene, pair: Pair, status: Status) -> Status:
    """Give how far a grant has come: what is given is in force, what is offered is promised."""
    if status is not Status.DONE:
        return status
    is_offer = scene.line.is_a(pair.pred.at, "OFFERV")
    return Status.ANNOUNCED if is_offer else Status.UNDER_WAY


def _asked(scene: Scene, pair: Pair, view: Stance) -> Sighting | None:
    party = scene.party_left(view.first)
    asker = scene.country(party) if party else None
    if party is None:
        return None
    ref = (
        party.ref(scene.line)
        if party.kind in {PartyKind.BODY, PartyKind.PERSON} and not party.of
        else asker.ref()
        if asker
        else party.ref(scene.line)
    )
    return Sighting(
        rule="ask.request",
        kind=Kind.HOSTING,
        first=view.first,
        end=pair.end,
        status=Status.ASKED,
        subject=None,
        counterpart=ref,
        place=_where(scene, pair, None),
    )


def _term(scene: Scene, pair: Pair, view: Stance) -> Sighting | None:
    """Read "need a visa", "must show a passport", "waived the passport rule"."""
    line = scene.line
    if view.is_denied or not line.has("GROUPN", "DEM", "ENTERV", "BORDERN"):
        return None
    obliged = view.name == "must" or line.is_a(pair.pred.at, "NEEDV", "WAIVEV")
    if not obliged or line.low(pair.pred.first - 1) in {"she", "he", "i"}:
        return None
    sets = scene.line.is_a(pair.pred.at, "WAIVEV")
    host = _host(scene, pair if sets else attrs.evolve(pair, is_object=False))
    if host is None:
        return None
    planned = view.name in {"announced", "future", "infinitive"}
    return Sighting(
        rule="policy.terms",
        kind=Kind.POLICY,
        first=pair.first,
        end=pair.end,
        shows=frozenset({view.first}),
        status=Status.ANNOUNCED if planned else Status.IN_PLACE,
        mood=Mood.WILL if planned else Mood.IS,
        subject=host,
        place=place_of(host),
    )


def _stop_quota(scene: Scene, pair: Pair, view: Stance) -> Sighting | None:
    """Read "froze its quota"."""
    who = _host(scene, pair)
    if view.is_denied or who is None or view.name == "asked":
        return None
    return Sighting(
        rule="host.quota",
        kind=Kind.HOSTING,
        first=pair.first,
        end=pair.end,
        shows=frozenset({view.first}),
        status=Status.IN_PLACE,
        hold=Hold.SUSPENDED,
        subject=who,
        place=place_of(who),
    )


def _bar(scene: Scene, pair: Pair, view: Stance) -> Sighting | None:
    """Read "barred newcomers", "refused entry", "asylum seekers were turned away"."""
    if view.is_denied or view.name in {"asked", "must"} or not _is_direct(scene, pair):
        return None
    host = _host(scene, pair)
    if host is None:
        return None
    weighed = view.name in {"considering", "modal", "possible"}
    refuses = scene.line.is_a(pair.pred.at, "REFUSEV")
    ongoing = view.name in {"present", "progressive", "participle"} and not refuses
    return Sighting(
        rule="host.refuse",
        kind=Kind.HOSTING,
        first=pair.first,
        end=pair.end,
        shows=frozenset({view.first}),
        status=Status.CONSIDERING if weighed else Status.UNDER_WAY if ongoing else None,
        hold=Hold.RELUCTANT if weighed else Hold.DECLINED,
        subject=host,
        place=place_of(host),
    )


def _is_direct(scene: Scene, pair: Pair) -> bool:
    """Tell "barred refugees" from "barred reporters from the camp"."""
    line = scene.line
    between = range(min(pair.pred.end, pair.noun), max(pair.pred.first, pair.noun))
    return len(between) <= 5 and not any(line.is_a(n, "PREP", "GROUPN") for n in between)


def _send_away(scene: Scene, pair: Pair, view: Stance) -> Sighting | None:
    """Read "will send asylum seekers to Rwanda": people not kept, and sent to a third country."""
    line, at = scene.line, pair.noun + 1
    if line.low(at) != "to" or not pair.is_object or view.is_denied:
        return None
    goal = next((country_at(line, n) for n in range(at + 1, at + 4) if line.is_a(n, "GPE")), None)
    host = _host(scene, pair)
    origins = {one.origin for one in scene.counts} | scene.state.origins
    if goal is None or host is None or goal in origins or goal in {host.key, host.of}:
        return None
    weighed = view.name in {*_PLANS, "considering", "modal", "possible"}
    return Sighting(
        rule="host.refuse",
        kind=Kind.HOSTING,
        first=pair.first,
        end=at + 2,
        shows=frozenset({view.first}),
        status=Status.CONSIDERING if weighed else Status.UNDER_WAY,
        hold=Hold.RELUCTANT if weighed else Hold.DECLINED,
        subject=host,
        place=place_of(host),
    )


_Build = Callable[[Scene, Pair, Stance], Sighting | None]
_TABLE: tuple[tuple[tuple[str, ...], tuple[str, ...], _Build], ...] = (
    (("SENDV",), ("PEOPLE",), _send_away),
    (_CLOSING, ("CAMPWORD",), _shut_site),
    (("SETUPV", "ANNV", "CONSV"), ("CAMPWORD", "CAMPN"), _site),
    (("SUPPLYV", "GIVEV"), _GOODS, _give),
    (("EVACV", "TAKEV"), (*_GOODS, "RATIONN"), _give),
    (("GETV",), (*_GOODS, "RATIONN"), _get),
    (("NEEDV",), _GOODS, _lack),
    (("SUSPV", "CUTV"), (*_GOODS, "RATIONN"), _stop_goods),
    (("SUSPV", "CUTV"), ("QUOTAN",), _stop_quota),
    (("GIVEV", "OFFERV", "KEEPV"), ("REFN", "OPENNESSN"), _grant),
    (("GIVEV", "OFFERV"), ("LODGEN", "PLACEN"), _grant),
    (("NEEDV", "SHOWV", "WAIVEV"), ("PAPERN",), _term),
    (("REFUSEV", "BLOCKV", "PUSHV"), ("PEOPLE", "ENTRYN"), _bar),
)
"""Classes of verbs, classes of nouns, and what they tell together; the first that fits is told."""


@woken_by(ways=[(frozenset(verbs), frozenset(nouns)) for verbs, nouns, _ in _TABLE])
def deeds(scene: Scene) -> Iterator[Sighting]:
    """Give the claims that verbs and their nouns tell."""
    if not (scene.line.has(*_OF_REFUGE) or scene.state.refuge_words > 2):
        return
    done: set[int] = set()
    keys = scene.line.keys
    for verbs, nouns, build in _TABLE:
        if keys.isdisjoint(verbs) or keys.isdisjoint(nouns):
            continue
        for pair in pairs(scene, verbs, nouns):
            if pair.pred.at in done or _is_seen(scene, pair) or scene.is_supposed(pair.pred.at):
                continue
            sighting = build(scene, pair, scene.stance(pair.pred))
            if sighting:
                done.add(pair.pred.at)
                yield sighting
