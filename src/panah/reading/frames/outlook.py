"""Outlook, policy and standing facts: waves that are feared, what states promise to do.

A wave that is feared or prevented is a movement in the mood `may`; one that is faced is under way.
"""

from collections.abc import Iterator

from panah.domain.claim import Kind, Mood, Status
from panah.domain.quantity import Measure
from panah.reading.frames.frame import woken_by
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.pattern import worded
from panah.reading.places import Role

__all__ = ["context", "policy", "wave"]

_WAVE = worded("outlook", "wave")
_POLICY = worded("outlook", "policy")
_BORDERS = worded("outlook", "borders")
_MEMBER = worded("outlook", "member")


@woken_by(ways=(_WAVE,))
def wave(scene: Scene) -> Iterator[Sighting]:
    """Give the waves of people that are faced, feared or prevented."""
    line = scene.line
    for found in line.find(_WAVE):
        verb, noun = found.groups["v"][0], found.groups["n"][0]
        if any(one.first <= noun < one.end for one in scene.seen):
            continue
        if not line.has("PEOPLE", "DEM", "GROUPN") and scene.state.refuge_words <= 2:
            continue
        pred = scene.predicate(verb)
        faced = line.low(verb) in {"facing", "faces", "faced"} or (
            line.is_a(verb, "FEARV")
            and line.low(verb) in {"triggered", "sparked", "caused", "prompted"}
        )
        count = next(
            (
                one
                for one in scene.counts
                if found.first <= one.first <= found.end + 3 and one.is_people
            ),
            None,
        )
        party = scene.party_left(pred.first if pred else verb)
        country = scene.country(party)
        to = scene.place(Role.TO, noun, len(line)) or (
            country.place() if country else scene.setting()
        )
        from_ = scene.place(Role.FROM, noun, len(line)) or scene.origin(count)
        yield Sighting(
            rule="outlook.wave",
            kind=Kind.MOVEMENT,
            first=found.first,
            end=found.end,
            shows=scene.covers(count),
            status=Status.UNDER_WAY if faced else None,
            mood=Mood.IS if faced else Mood.MAY,
            subject=scene.as_actor(count) if count else None,
            from_=from_,
            to=to if not from_ or not to or to.code != from_.code else None,
            group=scene.people(count),
            amount=scene.amount(count, Measure.FLOW),
        )


@woken_by(("WORKV", "CONTV", "POLICYV"), ways=(_POLICY,))
def policy(scene: Scene) -> Iterator[Sighting]:
    """Give what parties promise to do together, and guarantees."""
    line = scene.line
    for found in line.find(_POLICY):
        pred = scene.predicate(found.first)
        if pred is None or any(one.first <= found.first < one.end for one in scene.seen):
            continue
        party = scene.party_left(pred.first)
        country = scene.country(party)
        if country is None:
            continue
        view = scene.stance(pred)
        other = next(
            (scene.country(one) for one in scene.parties if found.first < one.first < found.end),
            None,
        )
        will = view.name in {"future", "announced", "infinitive"}
        yield Sighting(
            rule="outlook.policy",
            kind=Kind.POLICY,
            first=found.first,
            end=found.end,
            shows=frozenset({pred.first, party.first if party else pred.first}),
            status=Status.ANNOUNCED if will else view.status,
            hold=view.hold,
            mood=Mood.WILL if will else view.mood,
            subject=country.ref(),
            counterpart=other.ref() if other and other.code != country.code else None,
            place=scene.place_near(found.end, len(line)),
        )


@woken_by(ways=(_BORDERS, _MEMBER))
def context(scene: Scene) -> Iterator[Sighting]:
    """Give standing facts: who borders whom, who is a member of what."""
    line = scene.line
    for pattern, rule in ((_BORDERS, "context.border"), (_MEMBER, "context.member")):
        for found in line.find(pattern):
            party = next(
                (one for one in scene.parties if found.first <= one.first < found.end and one.of),
                None,
            )
            country = scene.country(party)
            if country is None:
                continue
            yield Sighting(
                rule=rule,
                kind=Kind.CONTEXT,
                first=found.first,
                end=found.end,
                status=Status.IN_PLACE,
                subject=country.ref(),
                place=None,
                counterpart=None,
            )
