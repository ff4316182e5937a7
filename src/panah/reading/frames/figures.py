"""Figures that lean on what was told before them: growth to a total, and a series by year.

"The number is expected to grow *to* 3,500" is a total, never 3,500 more. "900 came in 2022, against
400 in 2021" counts the same thing twice.
"""

from collections.abc import Iterator

import attrs

from panah.domain.claim import Kind, Mood, Status
from panah.domain.quantity import Measure, Unit
from panah.domain.reading import ActorRef, Amount, PlaceRef
from panah.reading.frames.frame import woken_by
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.pattern import worded
from panah.reading.places import place_at
from panah.reading.stance import Stance
from panah.reading.tokens import Found

__all__ = ["growth", "listed", "series"]

_GROWS = worded("figures", "grows")
_TOTALS = worded("figures", "totals")
_TOTALS_FIRST = worded("figures", "totals_first")
_SUBJECT = (
    "number",
    "numbers",
    "total",
    "figure",
    "population",
    "toll",
    "arrivals",
    "count",
    "influx",
)
_LISTED = worded("figures", "listed")
_SERIES = worded("figures", "series")


@woken_by(ways=(_TOTALS_FIRST, _TOTALS, _GROWS))
def growth(scene: Scene) -> Iterator[Sighting]:
    """Give totals that a number grows to."""
    line = scene.line
    for found in scene.find(_TOTALS_FIRST, _TOTALS):
        count = next((one for one in scene.counts if one.first == found.groups["q"][0]), None)
        if count and count.is_people and (scene.seen or _is_of_refuge(scene)):
            view = Stance(name="past", first=found.first, status=Status.DONE)
            yield _total(scene, view, count, found.first, found.end)
            return
    for found in line.find(_GROWS):
        pred = scene.predicate(found.groups["v"][0])
        count = next((one for one in scene.counts if one.first == found.groups["q"][0]), None)
        if pred is None or count is None or not count.is_people:
            continue
        if not any(
            line.low(index).removeprefix("a_") in _SUBJECT
            for index in range(max(0, pred.first - 14), pred.first)
        ):
            continue
        if line.low(found.groups["q"][0] - 1) == "by":
            continue
        total = _total(scene, scene.stance(pred), count, pred.first, found.end)
        if total.place or total.from_ or total.to:
            yield total


def _is_of_refuge(scene: Scene) -> bool:
    return scene.line.has("PEOPLE") or scene.state.refuge_words > 2


def _total(scene: Scene, view: Stance, count: Count, first: int, end: int) -> Sighting:
    """Give the total as what was counted last: a movement of this sentence, else people there."""
    moved = next((one for one in reversed(scene.seen) if one.kind is Kind.MOVEMENT), None)
    amount = scene.amount(count, Measure.CUMULATIVE)
    mood = Mood.WILL if view.name in {"expected", "announced", "future"} else view.mood
    status = Status.ANNOUNCED if mood is Mood.WILL else Status.DONE
    shows = frozenset({view.first, *scene.covers(count)})
    if moved:
        return attrs.evolve(
            moved, first=first, end=end, shows=shows, amount=amount, status=status, mood=mood
        )
    if (arrived := _arrived(scene, count, first, end, shows)) is not None:
        return attrs.evolve(arrived, mood=mood, status=status)
    group = next(
        (one for one in reversed(scene.counts) if one.end <= first and one.is_people), None
    )
    origin = group.origin if group else None
    place = scene.place_near(first, len(scene.line)) or scene.refuge_setting(origin)
    displaced = group is not None and "displaced" in scene.line.words(group.first, first).lower()
    return Sighting(
        rule="population.displaced" if displaced else "population.grow",
        kind=Kind.POPULATION,
        first=first,
        end=end,
        shows=shows,
        status=Status.IN_PLACE if mood is Mood.IS else status,
        mood=mood,
        subject=scene.as_actor(group) if group else None,
        place=place,
        group=scene.people(count if group and group.quantity is not None else group or count),
        amount=amount,
    )


_COMING = ("arriv", "cross", "landed", "entries", "came")


def _arrived(
    scene: Scene, count: Count, first: int, end: int, shows: frozenset[int]
) -> Sighting | None:
    """Give a total of arrivals: by the words of its subject, or as the last figure counted them."""
    words = scene.line.words(0, first).lower() if first else ""
    coming = any(one in words for one in _COMING)
    last = scene.state.counted in {"movement.arrive", "movement.flee"}
    if not coming and (not last or "refugees" in words or "displaced" in words):
        return None
    to = scene.place_near(first, len(scene.line)) or scene.refuge_setting()
    if to is None:
        return None
    return Sighting(
        rule="movement.arrive",
        kind=Kind.MOVEMENT,
        first=first,
        end=end,
        shows=shows,
        to=to,
        group=scene.people(count),
        amount=scene.amount(count, Measure.CUMULATIVE),
    )


@woken_by(ways=(_SERIES,))
def series(scene: Scene) -> Iterator[Sighting]:
    """Give the further figures of a series: the same people in another year."""
    told = next((one for one in scene.seen if one.amount and one.amount.stated and one.group), None)
    if told is None or told.amount is None:
        return
    for found in scene.line.find(_SERIES):
        at = found.groups["q"][0]
        count = next((one for one in scene.counts if one.first == at and one.head < 0), None)
        amount = scene.amount(count, told.amount.measure)
        if count is None or amount is None or not amount.stated or at <= told.first:
            continue
        if any(one.amount and one.amount.worded == amount.worded for one in scene.seen):
            continue
        yield attrs.evolve(
            told,
            first=at,
            end=found.end,
            shows=frozenset(),
            amount=attrs.evolve(amount, unit=Unit.PERSON),
        )


@woken_by(ways=(_LISTED,))
def listed(scene: Scene) -> Iterator[Sighting]:
    """Read "Peru has received 900 people, Chile 700 and Cuba 40": the same for each country."""
    told = next((one for one in scene.seen if one.amount and one.amount.stated and one.group), None)
    if told is None or told.amount is None:
        return
    for found in scene.line.find(_LISTED, told.end):
        where, at = found.groups["p"][0], found.groups["q"][0]
        place = place_at(scene.line, where)
        count = next((one for one in scene.counts if one.first == at and one.is_people), None)
        amount = scene.amount(count, told.amount.measure)
        if place is None or count is None or amount is None or _is_told(scene, amount):
            continue
        yield _moved_to(told, found, place, attrs.evolve(amount, unit=told.amount.unit))


def _is_told(scene: Scene, amount: Amount) -> bool:
    return any(one.amount and one.amount.worded == amount.worded for one in scene.seen)


def _moved_to(told: Sighting, found: Found, place: PlaceRef, amount: Amount) -> Sighting:
    """Give what was told of one country as told of another."""
    host = ActorRef(key=place.code, name=place.name, span=place.span, via=place.via, of=place.code)
    same = attrs.evolve(
        told, first=found.first + 1, end=found.end, shows=frozenset(), amount=amount
    )
    if told.kind is Kind.MOVEMENT:
        return attrs.evolve(same, to=place) if told.to else attrs.evolve(same, from_=place)
    is_host = told.kind is Kind.HOSTING
    return attrs.evolve(same, place=place, subject=host if is_host else told.subject)
