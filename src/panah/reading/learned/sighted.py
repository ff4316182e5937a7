"""From what the weights say of a figure or a word to a claim as a frame would give it."""

from collections.abc import Iterator, Sequence

import attrs

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.reading import ActorRef, Flag, PlaceRef
from panah.reading.frames.links import links
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.learned.classifier import status_features
from panah.reading.learned.features import Traits
from panah.reading.learned.judge import Judge, Opinion
from panah.reading.learned.parties import Candidate
from panah.reading.learned.words import DOUBT, LACK, REFUSAL, Words
from panah.reading.predicate import Tense

__all__ = ["KIND_OF", "OPENS", "RULE", "STATUS_OF", "Answer", "is_beside_doubt", "sighting"]

RULE = "learned."
"""What the rule of a claim that the weights read begins with; its kind follows."""


@attrs.frozen(kw_only=True)
class Answer:
    """What the weights say of one figure, or of one word that may tell a claim without any.

    Parameters
    ----------
    count
        The figure; of a word only where it stands.
    kind
        The likeliest.
    opinion
        What a second says of it, that has seen the whole report.
    """

    count: Count
    kind: str
    holds: float
    has: Traits
    chances: dict[str, float]
    among: Sequence[Candidate]
    opinion: Opinion | None = None

    def of(self, kind: str) -> float:
        """Give the chance that it is of a kind, if it tells a claim: the mean of all who say."""
        own = self.chances[kind]
        return (own + self.opinion.chances.get(kind, 0.0)) / 2 if self.opinion else own

    @property
    def is_figure(self) -> bool:
        """Whether it is of a figure."""
        return self.count.quantity is not None


KIND_OF = {
    "offer": Kind.HOSTING,
    "request": Kind.HOSTING,
    "refusal_or_limit": Kind.HOSTING,
    "resettlement_quota": Kind.HOSTING,
    "agreement_talks": Kind.HOSTING,
    "displaced_count": Kind.POPULATION,
    "hosted_count": Kind.POPULATION,
    "arrivals_count": Kind.MOVEMENT,
    "evacuation_flight": Kind.MOVEMENT,
    "return_repatriation": Kind.MOVEMENT,
    "forecast": Kind.MOVEMENT,
    "camp": Kind.FACILITY,
    "closure_or_suspension": Kind.ACCESS,
    "supply": Kind.SUPPORT,
    "condition": Kind.POLICY,
}
"""The domain's kind of each kind of the annotation."""
_PLACED = {
    "displaced_count": "place",
    "hosted_count": "place",
    "arrivals_count": "to",
    "forecast": "place",
}
"""Kinds whose party is a place that people leave, reach or live in, and the field it fills."""
STATUS_OF: dict[str, tuple[Status | None, Hold, Mood]] = {
    "asked": (Status.ASKED, Hold.LIVE, Mood.IS),
    "considering": (Status.CONSIDERING, Hold.LIVE, Mood.MAY),
    "in_talks": (Status.IN_TALKS, Hold.LIVE, Mood.IS),
    "near_final": (Status.NEAR_FINAL, Hold.LIVE, Mood.IS),
    "agreed": (Status.AGREED, Hold.LIVE, Mood.IS),
    "ready": (Status.READY, Hold.LIVE, Mood.IS),
    "announced": (Status.ANNOUNCED, Hold.LIVE, Mood.WILL),
    "under_way": (Status.UNDER_WAY, Hold.LIVE, Mood.IS),
    "completed": (Status.DONE, Hold.LIVE, Mood.IS),
    "suspended": (None, Hold.SUSPENDED, Mood.IS),
    "declined": (None, Hold.DECLINED, Mood.IS),
}
"""The domain's status, hold and mood of each status of the annotation."""
OPENS = ("REOPENV", "OPENV")


def sighting(
    scene: Scene, words: Words, answer: Answer, actor: ActorRef | None, judge: Judge
) -> Sighting:
    """Give what a figure or word tells as a frame would.

    Parameters
    ----------
    actor
        Its party.
    """
    count, kind = answer.count, answer.kind
    status, hold, mood = _how_far(scene, answer, judge)
    seen = Sighting(
        rule=f"{RULE}{kind}",
        kind=KIND_OF[kind],
        first=count.first,
        end=count.end,
        shows=frozenset((_shows if answer.is_figure else _tells)(scene, count)),
        status=status,
        hold=hold,
        mood=mood,
        group=scene.people(count if count.is_people else None),
        amount=scene.amount(count),
        flags=_flags(words, answer, hold),
    )
    return _placed(scene, count, _with_party(seen, kind, actor))


def is_beside_doubt(words: Words) -> bool:
    """Tell whether a sentence has a word of no, of undoing or of hearsay."""
    return any(DOUBT in one.classes for one in words.all)


def _flags(words: Words, answer: Answer, hold: Hold) -> frozenset[Flag]:
    """Doubt every claim beside a word of no or of undoing, but a refusal that only says no.

    A refusal says no itself, and is doubted where another word does: "has turned away no vessel",
    "denied that it held boats back".
    A closure is doubted wherever something opens, a supply wherever something is lacking.
    """
    doubts = [one.classes for one in words.all if DOUBT in one.classes]
    if answer.kind == "refusal_or_limit":
        refusals = sum(REFUSAL in one.classes for one in words.all)
        denied = any(REFUSAL not in classes or refusals > 1 for classes in doubts)
    else:
        denied = hold is Hold.DECLINED or bool(doubts)
    opened = answer.kind == "closure_or_suspension" and hold is Hold.LIVE
    lacks = answer.kind == "supply" and any(LACK in one.classes for one in words.all)
    return frozenset({Flag.POLARITY}) if denied or opened or lacks else frozenset()


def _how_far(scene: Scene, answer: Answer, judge: Judge) -> tuple[Status | None, Hold, Mood]:
    kind = answer.kind
    if kind in {"displaced_count", "hosted_count"}:
        return Status.IN_PLACE, Hold.LIVE, Mood.IS
    if kind == "forecast":
        return None, Hold.LIVE, Mood.MAY
    status, hold, mood = STATUS_OF[_likeliest_far(answer, judge)]
    begun = status is Status.ANNOUNCED and _is_begun(scene, answer.count.first)
    if begun or (status is Status.DONE and _goes_on(scene, answer.count)):
        status, mood = Status.UNDER_WAY, Mood.IS
    if kind == "refusal_or_limit":
        hold = Hold.DECLINED
    elif kind == "closure_or_suspension":
        hold = Hold.LIVE if scene.line.has(*OPENS) else Hold.SUSPENDED
    return status, hold, mood


def _likeliest_far(answer: Answer, judge: Judge) -> str:
    """Give how far a claim has likely come: by weights and second alike, if there are both."""
    sums = judge.known.status if answer.is_figure else judge.known.told_status
    chances = sums.chances(status_features(answer.kind, answer.has.all))
    far = answer.opinion.far if answer.opinion else chances
    return max(chances, key=lambda one: chances[one] + far.get(one, 0.0))


_BEGUN = frozenset({"begun", "began", "started"})


def _is_begun(scene: Scene, at: int) -> bool:
    """Tell what the clause says has begun: "has begun work on a second camp"."""
    first, end = scene.same_clause(at)
    return any(first <= each < end for each in scene.line.places(words=_BEGUN))


def _goes_on(scene: Scene, count: Count) -> bool:
    """Tell what its verb says is going on: "the army is sending back 4,000 of them"."""
    link = None if count.quantity is None else next(iter(links(scene, count)), None)
    pred = link.pred if link else scene.predicate(count.first)
    return pred is not None and pred.tense is Tense.PROGRESSIVE


def _with_party(seen: Sighting, kind: str, actor: ActorRef | None) -> Sighting:
    """Set whose claim it is: as a place where people are or come, else as who acts."""
    if actor is None:
        return seen
    field = _PLACED.get(kind)
    if field is not None and actor.of is not None and actor.role is None:
        place = PlaceRef(
            code=actor.key or actor.of, name=actor.name, span=actor.span, via=actor.via
        )
        return attrs.evolve(seen, place=place) if field == "place" else attrs.evolve(seen, to=place)
    if kind == "request":
        return attrs.evolve(seen, counterpart=actor)
    return attrs.evolve(seen, subject=actor)


def _placed(scene: Scene, count: Count, seen: Sighting) -> Sighting:
    """Add where it happens, and where people come from."""
    origin = scene.origin(count)
    if seen.kind is Kind.MOVEMENT and seen.from_ is None and origin is not None:
        seen = attrs.evolve(seen, from_=origin)
    known = (seen.subject, seen.counterpart)
    if seen.place or seen.to or seen.from_ or any(one is not None and one.of for one in known):
        return seen
    place = scene.place_near(count.first, len(scene.line)) or scene.setting()
    return attrs.evolve(seen, place=place)


def _shows(scene: Scene, count: Count) -> Iterator[int]:
    """Give the tokens the quote must cover in its clause: the figure, its verb, and who does it."""
    at = count.quantity or count.first
    yield at
    first, end = scene.same_clause(at)
    pred = scene.main(count.first)
    if pred is not None and first <= pred.first:
        yield pred.first
        yield pred.at
        party = scene.party_left(pred.first, first)
        if party is not None:
            yield party.first
        people = scene.people_right(pred.end)
        if people is not None and people.end <= end:
            yield people.end - 1


_BEFORE, _BEHIND = 14, 16
"""Tokens before and behind a word that the quote of what it tells may reach; assumed."""


def _tells(scene: Scene, count: Count) -> Iterator[int]:
    """Give the tokens the quote of a word must cover: who does it, its verb, the words behind."""
    line, at = scene.line, count.first
    first, end = scene.same_clause(at)
    yield at
    for pred in (scene.predicate(at), scene.main(at)):
        if pred is None or pred.first < max(first, at - _BEFORE):
            continue
        yield pred.first
        party = scene.party_left(pred.first, first)
        if party is not None and at - party.first <= _BEFORE:
            yield party.first
    behind = at + 1
    while behind < min(end, at + _BEHIND) and line.low(behind) not in {",", ".", ":", "(", ")"}:
        behind += 1
    yield behind - 1
