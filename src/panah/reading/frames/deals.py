"""Deals and talks between parties on hosting, transit or return: sought, near, signed, broken off.

The noun tells that it is a deal; the words around it tell how far it has come; the first country or
body that takes part is its subject, the next its counterpart.
"""

from collections.abc import Iterator

from panah.domain.claim import Hold, Kind, Status
from panah.domain.reading import ActorRef
from panah.reading.discourse import place_of
from panah.reading.frames.frame import woken_by
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.who import Party, PartyKind

__all__ = ["deals"]

_REFUGE = ("PEOPLE", "ASYLUMN", "RETN", "RETV", "HOSTV", "ADMN", "REFN", "TRANSITN")
_STAGES: tuple[tuple[tuple[str, ...], Status | None, Hold], ...] = (
    (("BROKENA",), Status.IN_TALKS, Hold.SUSPENDED),
    (("CLOSETO",), Status.NEAR_FINAL, Hold.LIVE),
    (("NEGOV", "INTALKS", "CONSV", "WORKV", "TRYV"), Status.IN_TALKS, Hold.LIVE),
    (("AGREEV", "SIGNV", "FINV", "MADEN"), Status.AGREED, Hold.LIVE),
    (("SUSPV",), Status.AGREED, Hold.SUSPENDED),
    (("ANNV",), Status.ANNOUNCED, Hold.LIVE),
)
"""Classes of words by which a deal has come so far, and what holds it; the first met wins."""

_NO_PARTY = frozenset({PartyKind.MEDIA, PartyKind.ARMED, PartyKind.PRONOUN})
_NEAR = 12
"""How far from the noun the word that tells its stage may stand, in tokens."""


@woken_by(("DEALN", "TALKN", "NEGOV", "AGREEV"))
def deals(scene: Scene) -> Iterator[Sighting]:
    """Give the deals and talks a sentence tells, each once."""
    line = scene.line
    about = line.has(*_REFUGE)
    if not about and (scene.state.refuge_words <= 2 or not line.has("DEALN")):
        return
    if any(one.kind is Kind.HOSTING for one in scene.seen):
        return
    for noun in line.where("DEALN", "TALKN", "NEGOV", "AGREEV"):
        if (sighting := _deal(scene, noun)) is not None:
            yield sighting
            return


def _deal(scene: Scene, noun: int) -> Sighting | None:
    first, end = scene.same_clause(noun)
    stage = _stage(scene, noun, max(first, noun - _NEAR), min(end, noun + _NEAR))
    makers = _makers(scene, first, end)
    if stage is None or not makers:
        return None
    at, status, hold = stage
    if not scene.line.is_a(noun, "DEALN", "TALKN") and not _is_joint(scene, noun, makers):
        return None
    return Sighting(
        rule="ask.deal",
        kind=Kind.HOSTING,
        first=min(noun, at),
        end=max(noun, at) + 1,
        status=status,
        hold=hold,
        subject=makers[0],
        counterpart=makers[1] if len(makers) > 1 else None,
        place=place_of(makers[0]),
    )


def _is_joint(scene: Scene, verb: int, makers: list[ActorRef]) -> bool:
    """Tell "the two discussed" and "the two agreed" from what one party does alone."""
    talks = scene.line.low(verb).startswith(("negotiat", "discuss", "agree"))
    return talks and len(makers) > 1 and scene.predicate(verb) is not None


_Stage = tuple[int, Status | None, Hold]


def _stage(scene: Scene, noun: int, first: int, end: int) -> _Stage | None:
    """Give the word that tells how far it has come, and what it tells."""
    line = scene.line
    near = sorted(range(first, end), key=lambda index: abs(index - noun))
    for tags, status, hold in _STAGES:
        met = (_met(scene, at, status, hold) for at in near if line.is_a(at, *tags))
        if found := next((one for one in met if one), None):
            return found
    if line.is_a(noun, "TALKN"):
        return noun, Status.IN_TALKS, Hold.LIVE
    under = line.low(noun - 1) == "under" or line.low(noun - 2) == "under"
    return (
        (noun, Status.AGREED, Hold.LIVE)
        if under or line.low(noun + 1) in {"with", "between"}
        else None
    )


def _met(scene: Scene, at: int, status: Status | None, hold: Hold) -> _Stage | None:
    """Give the stage a word tells, or its denial; nothing where it is no verb there."""
    pred = scene.predicate(at)
    if pred is None:
        is_verb = scene.line.is_a(at, "VB", "VBD", "VBN", "VBG", "VBZ")
        return None if is_verb else (at, status, hold)
    if pred.is_negated:
        return (at, None, Hold.DECLINED) if hold is Hold.LIVE else None
    if status is Status.AGREED and scene.stance(pred).name == "declined":
        return at, None, Hold.DECLINED
    return at, status, hold


def _makers(scene: Scene, first: int, end: int) -> list[ActorRef]:
    """Give the parties of the clause that can make a deal, in order; none twice."""
    found: dict[str, ActorRef] = {}
    for party in scene.parties:
        if party.kind in _NO_PARTY or not first <= party.first < end:
            continue
        ref = _maker(scene, party)
        found.setdefault(ref.key or ref.of or ref.name, ref)
    if not found and (context := scene.state.context()):
        return [context.ref()]
    return list(found.values())


def _maker(scene: Scene, party: Party) -> ActorRef:
    if party.kind is PartyKind.BODY and party.key:
        return party.ref(scene.line)
    country = scene.country(party)
    return country.ref() if country else party.ref(scene.line)
