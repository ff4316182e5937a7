"""The wordings of hosting: the verb, whom it takes, and how far it has come.

The verb must have people on the side where it takes them: right of "host", left of "housed". What
a camp holds is no hosting by a country.
"""

from collections.abc import Iterator

import attrs

from panah.domain.claim import Mood, Status
from panah.reading.frames.scene import Scene
from panah.reading.group import Count
from panah.reading.pattern import worded
from panah.reading.predicate import Predicate, Tense
from panah.reading.stance import Stance, clause, cue_left
from panah.reading.text import Part
from panah.reading.who import Party

__all__ = ["Act", "acts", "adjoining", "how_far", "is_idle"]


@attrs.frozen(kw_only=True)
class Act:
    """A wording of hosting: its verb, its tokens, and the people it takes."""

    rule: str
    pred: Predicate
    first: int
    end: int
    people: Count | None
    is_passive: bool = False


_PHRASES = tuple(
    (name, worded("host", pattern))
    for name, pattern in (("refuge", "refuge"), ("transit", "serve"), ("burden", "burden"))
)


def acts(scene: Scene) -> Iterator[Act]:
    """Give the wordings of hosting in a sentence; a verb may come more than once."""
    yield from _by_verb(scene)
    yield from _by_taking(scene)
    yield from _by_holding(scene)
    for name, pattern in _PHRASES:
        for found in scene.line.find(pattern):
            pred = scene.predicate(found.first)
            if pred is None or (pred.is_reduced and pred.is_passive):
                continue
            taken = _taken(scene, pred) if pred.is_passive else _beneficiary(scene, found.end)
            yield Act(
                rule=f"host.{name}",
                pred=pred,
                first=found.first,
                end=found.end,
                people=taken,
                is_passive=pred.is_passive,
            )


def _by_verb(scene: Scene) -> Iterator[Act]:
    for pred in scene.verbs("HOSTV"):
        if _is_of_camp(scene, pred) or _is_of_quota(scene, pred):
            continue
        people = _taken(scene, pred)
        if people or _takes_pronoun(scene, pred):
            yield Act(
                rule="host.verb",
                pred=pred,
                first=pred.at,
                end=pred.end,
                people=people,
                is_passive=pred.is_passive,
            )


def _by_taking(scene: Scene) -> Iterator[Act]:
    for pred in scene.verbs("TAKEV"):
        people = scene.people_right(pred.end, 4)
        told = people and _is_taking(scene, people)
        more = people is None and _takes_more(scene, pred.end) and scene.state.refuge_words > 0
        if (told or more) and not pred.is_passive:
            yield Act(rule="host.take", pred=pred, first=pred.at, end=pred.end, people=people)


_AGREES = frozenset({"agreed", "offered", "ready", "near_final", "in_talks", "considering"})


def _by_holding(scene: Scene) -> Iterator[Act]:
    """Read "agreed to hold 3,000 migrants"; what merely holds people is a place."""
    for at in scene.line.places(words=frozenset({"hold"})):
        pred = scene.predicate(at)
        people = scene.people_right(pred.end, 4) if pred else None
        if pred is None or people is None or people.quantity is None:
            continue
        if pred.tense is Tense.INFINITIVE and scene.stance(pred).name in _AGREES:
            yield Act(rule="host.verb", pred=pred, first=pred.at, end=pred.end, people=people)


def _is_of_quota(scene: Scene, pred: Predicate) -> bool:
    return any(one.rule == "host.quota" and one.first <= pred.at < one.end for one in scene.seen)


def _is_of_camp(scene: Scene, pred: Predicate) -> bool:
    """Tell what a camp does from what a country does: "the camp hosting"."""
    line = scene.line
    party = scene.party_left(pred.first)
    near = range(max(0, pred.first - 16, party.end if party else 0), pred.first)
    camp = any(line.is_a(n, "CAMPN") and not line.is_a(n, "REFN") for n in near)
    return (camp and pred.is_finite and not pred.is_passive) or (
        pred.is_reduced
        and not pred.is_passive
        and not line.is_a(pred.at - 1, "GPE", "NAME", "GOVN")
    )


def _is_taking(scene: Scene, people: Count) -> bool:
    """Tell "take 500 refugees" from "take people to the airport" and "take time"."""
    low = scene.line.low(people.end)
    if low == "for" and people.quantity is not None:
        return True
    if low in {"to", "into", "back", "hostage", "out", "away", "across", "for", "off"}:
        return False
    return people.quantity is not None or scene.line.is_a(people.head, "PEOPLE", "DEM")


def _taken(scene: Scene, pred: Predicate) -> Count | None:
    """Give whom it takes: left of "were housed", right of "will host"."""
    if pred.is_passive:
        left = [one for one in scene.people_left(pred) if one.is_people]
        return left[-1] if left else None
    at = pred.end + 1 if scene.line.low(pred.end) in {"to", "for"} else pred.end
    return scene.people_right(at)


def _takes_more(scene: Scene, at: int) -> bool:
    """Read "declined to take more", where whom is left out."""
    low, after = scene.line.low(at), scene.line.low(at + 1)
    return low in {"more", "any"} and (after in {"", ".", ",", "\u201d", '"'} or after == "more")


def _takes_pronoun(scene: Scene, pred: Predicate) -> bool:
    if not pred.is_passive and _takes_more(scene, pred.end):
        return True
    low = scene.line.low(pred.first - 1) if pred.is_passive else scene.line.low(pred.end)
    return low in {"them", "everyone", "anyone", "those", "they", "who", "whom"}


def _beneficiary(scene: Scene, at: int) -> Count | None:
    """Give for whom: "refuge to fleeing Afghans", "shelter for genuine refugees"."""
    for index in range(at, min(at + 3, len(scene.line))):
        if scene.line.low(index) in {"to", "for"}:
            return scene.people_right(index + 1, 6)
    return next((one for one in scene.counts if at <= one.first <= at + 12 and one.is_people), None)


_PLANNED = frozenset({"future", "announced", "infinitive"})
_NOW = {"present": Status.IN_PLACE, "progressive": Status.UNDER_WAY, "gerund": Status.UNDER_WAY}


def is_idle(scene: Scene, act: Act, view: Stance) -> bool:
    """Tell a general saying: "a tradition of welcoming refugees", "can take everyone"."""
    counted = act.people is not None and not scene.is_vague(act.people)
    if view.name in {"gerund", "command"} or (act.pred.tense is Tense.GERUND and view.name in _NOW):
        return not counted
    return view.name in {"modal", "possible"} and not counted and not scene.line.has("READYA")


def how_far(scene: Scene, act: Act) -> Stance:
    """Give how far the offer has come, in the words of hosting.

    The promise of a host is itself the fact: "would take in" is announced, mood `is`; a passive
    ("will be housed") stays a plan.
    """
    found = scene.stance(act.pred)
    offers = act.rule == "host.refuge" and scene.line.is_a(act.pred.at, "OFFERV")
    if found.name == "past" and adjoining(scene, act):
        return attrs.evolve(found, status=Status.IN_PLACE, first=act.pred.first)
    if found.name == "past" or found.name in _NOW:
        status = Status.ANNOUNCED if offers else _NOW.get(found.name, Status.DONE)
        return attrs.evolve(found, status=status)
    if found.name == "modal":
        can = scene.line.low(act.pred.first) == "can"
        return attrs.evolve(found, status=Status.READY if can else Status.CONSIDERING)
    if found.name in _PLANNED and not act.is_passive:
        return attrs.evolve(found, status=Status.ANNOUNCED, mood=Mood.IS)
    if found.name == "command" and scene.line.sentence.part is not Part.BODY:
        return attrs.evolve(found, status=Status.ASKED)
    return found


def adjoining(scene: Scene, act: Act) -> Party | None:
    """Give the party right before an ungoverned infinitive: "efforts of the EU to host"."""
    if act.pred.tense is not Tense.INFINITIVE:
        return None
    if cue_left(scene.line, act.pred.first, clause(scene.line, act.pred.at)[0]):
        return None
    return next((one for one in scene.parties if one.end == act.pred.first), None)
