"""Why a family is where it is: its best three places, why not the others, what a ruling changed.

What another place costs is found by solving with it, where other parties may be parted: the total
loses at least that much. What a ruling changed is found by solving without it.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import attrs
import numpy as np

from panah.domain.family import Count, Ruling, Stand
from panah.frames import Row
from panah.plan.families.assign import Assignment, assign, ceilings, prices_of
from panah.plan.families.batch import COUNTS, Batch, place
from panah.plan.families.parties import Party
from panah.plan.families.prices import Futures
from panah.plan.families.stream import first_come
from panah.plan.families.worth import Scoring

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = ["Told", "effects", "placements", "rooms", "told", "totals"]

_BEST = 3
"""Places shown of a family. Source: officers of resettlement asked for a few, not a list
(Ahani et al. 2021, Annie MOORE, section 7)."""

_SAME = 1e-6
"""Differences of score below this are none."""

_DIGITS = 6
"""Digits of a score behind the point; what lies below is the solver's noise."""


@attrs.frozen(kw_only=True, eq=False)
class Told:
    """A batch with what explains it.

    Parameters
    ----------
    binding
        Shape (locality, count): what one more place is worth to this batch.
    best
        By party: its best places, and what the total loses at least by each.
    default
        First come, first served, with the same rulings and the same places.
    """

    batch: Batch
    binding: "npt.NDArray[np.float64]"
    best: "tuple[dict[int, float], ...]"
    default: Assignment


def told(batch: Batch) -> Told:
    """Explain a batch."""
    best = [_ranked(batch, number)[:_BEST] for number in range(len(batch.parties))]
    choices = [(number, column) for number, columns in enumerate(best) for column in columns]
    most = dict(zip(choices, ceilings(batch.problem, choices), strict=True))
    value = batch.found.value
    return Told(
        batch=batch,
        binding=prices_of(batch.problem),
        best=tuple(
            {column: max(value - most[number, column], 0.0) for column in columns}
            for number, columns in enumerate(best)
        ),
        default=first_come(attrs.evolve(batch.problem, worth=batch.score)),
    )


def effects(batch: Batch, progress: Callable[[int, int], None] = lambda *_: None) -> Iterator[Row]:
    """Give what each ruling changed, by solving the batch without it at the same prices."""
    rulings = batch.request.rulings
    for number, ruling in enumerate(rulings):
        others = rulings[:number] + rulings[number + 1 :]
        without = _again(batch, others)
        before, after = _where(without), _where(batch)
        yield {
            **attrs.asdict(ruling),
            "total": round(batch.found.worth - without.found.worth, _DIGITS),
            "people": batch.found.people - without.found.people,
            "moved": sum(before[key] != after[key] for key in after),
        }
        progress(number + 1, len(rulings))


def _again(batch: Batch, rulings: tuple[Ruling, ...]) -> Batch:
    """Give the batch solved with other rulings at the same prices."""
    request = attrs.evolve(batch.request, rulings=rulings)
    nothing = Futures(count=0, families=0, chance=np.random.default_rng(0))
    plain = place(request, nothing)
    problem = attrs.evolve(plain.problem, worth=plain.score - plain.problem.needs @ batch.prices.T)
    return attrs.evolve(plain, problem=problem, prices=batch.prices, found=assign(problem))


def _where(batch: Batch) -> dict[str, int]:
    return {
        family.key: column
        for party, column in zip(batch.parties, batch.found.chosen.tolist(), strict=True)
        for family in party.families
    }


def placements(told: Told) -> Iterator[Row]:
    """Give a row a family: where it is placed and why, its best three places, why not the rest."""
    batch = told.batch
    for family in batch.request.families:
        if family.placed:
            yield {
                "key": family.key,
                "people": family.people,
                "stand": Stand.EARLIER,
                "locality": family.placed,
                "why": "placed earlier",
                "not_others": (),
                "worse_off": False,
            }
    for number, party in enumerate(batch.parties):
        row = _party(told, number)
        for family in party.families:
            yield {"key": family.key, "people": family.people, **row}


def _party(told: Told, number: int) -> dict[str, object]:
    """Give what is told of every family of a party; scores are those of the whole party."""
    batch, column = told.batch, int(told.batch.found.chosen[number])
    names = [one.name for one in batch.request.localities]
    by_default = int(told.default.chosen[number])
    is_placed = column >= 0
    needs = batch.problem.needs[number]
    return {
        "stand": Stand.PLACED if is_placed else Stand.WAITS,
        "locality": names[column] if is_placed else None,
        "score": round(float(batch.score[number, column]), _DIGITS) if is_placed else None,
        "price": round(float(needs @ batch.prices[column]), _DIGITS) if is_placed else None,
        "why": _why(told, number, column),
        **_best(told, number, column),
        "not_others": tuple(_against(told, number, column)),
        "by_default": names[by_default] if by_default >= 0 else None,
        "worse_off": _value(batch, number, column) < _value(batch, number, by_default) - _SAME,
    }


def _value(batch: Batch, number: int, column: int) -> float:
    return float(batch.score[number, column]) if column >= 0 else -np.inf


def _why(told: Told, number: int, column: int) -> str:
    batch = told.batch
    held = [
        batch.rules.held[family.key]
        for family in batch.parties[number].families
        if family.key in batch.rules.held
    ]
    if held:
        return f"{held[0].decree.value} by {held[0].by}: {held[0].why}"
    if column < 0:
        return _waits(told, number)
    if np.sum(batch.problem.roomy[number]) == 1:
        return "the only locality that fits and has room"
    ranked = _ranked(batch, number)
    if ranked[0] == column:
        return _FIRST[batch.scoring]
    return (
        f"{batch.request.localities[ranked[0]].name} would be better for them, and its places are "
        f"worth more to others of the batch"
    )


_FIRST = {
    Scoring.GIVEN: "best by score less what later families lose",
    Scoring.WISHES: "best by wishes less what later families lose",
    Scoring.NONE: "fills the localities most evenly",
}


WORTH_MORE = "the places that fit are worth more to others, of this batch or later"
"""Why a family waits although there is room for it."""


def _waits(told: Told, number: int) -> str:
    problem = told.batch.problem
    if not problem.fits[number].any():
        return "no locality fits; see why for each"
    if not problem.roomy[number].any():
        return "no locality that fits has room for them"
    if told.batch.request.people_first:
        return "the places that fit went to others, so that as many people as can be are placed"
    return WORTH_MORE


def _ranked(batch: Batch, number: int) -> list[int]:
    """Give the localities that fit, best first by score less price; ties by the order given."""
    worth = np.where(batch.problem.fits[number], batch.problem.worth[number], -np.inf)
    order = np.argsort(-worth, kind="stable").tolist()
    return [column for column in order if batch.problem.fits[number, column]]


def _best(told: Told, number: int, chosen: int) -> dict[str, object]:
    row = dict[str, object]()
    for name, (column, cost) in zip(_NTH, told.best[number].items(), strict=False):
        row[name] = told.batch.request.localities[column].name
        is_open = column != chosen and np.isfinite(cost)
        row[f"{name}_costs"] = round(cost, _DIGITS) if is_open else None
    return row


_NTH = ("first", "second", "third")


def _against(told: Told, number: int, chosen: int) -> Iterator[str]:
    """Say of every locality but the chosen one why it is not chosen."""
    batch = told.batch
    party = batch.parties[number]
    for column, locality in enumerate(batch.request.localities):
        if column != chosen:
            why = party.refusal(locality, batch.rules) or _short(batch, party, (number, column))
            yield f"{locality.name}: {why or _dearer(told, number, column, chosen)}"


def _short(batch: Batch, party: Party, at: tuple[int, int]) -> str | None:
    """Say which count has no room left even for the party alone; None if there is room."""
    left = batch.problem.left[at[1]]
    for count, number in zip(COUNTS, left.tolist(), strict=True):
        if (needed := party.needs(count)) > number:
            return f"{number} {_NAMES[count]} left, they need {needed}"
    return None


_NAMES = {
    Count.BEDS: "beds",
    Count.ACCESSIBLE: "accessible units",
    Count.SCHOOL: "places at school",
    Count.INTERPRETERS: "interpreters",
    Count.MEDICAL: "places of treatment",
}


def _dearer(told: Told, number: int, column: int, chosen: int) -> str:
    if chosen < 0:
        return "its room went to others of the batch"
    cost = told.best[number].get(column)
    if cost is None:
        worth = told.batch.problem.worth[number]
        return f"counts {worth[chosen] - worth[column]:.2f} less than where they are"
    if told.batch.request.people_first and cost >= told.batch.problem.bonus:
        return "fewer people would be placed, or several for much less"
    if cost > _SAME:
        return f"the total would lose at least {cost:.2f}"
    return "as good for the total, as far as can be told"


def rooms(told: Told) -> Iterator[Row]:
    """Give a row a locality: who came, what is left, what binds and what a bed is worth."""
    batch = told.batch
    at = batch.found.chosen
    used = np.zeros(batch.problem.left.shape, dtype=np.int64)
    for number in np.flatnonzero(at >= 0).tolist():
        used[at[number]] += batch.problem.needs[number]
    left = batch.problem.left - used
    families = [len(party.families) for party in batch.parties]
    for column, locality in enumerate(batch.request.localities):
        here = np.flatnonzero(at == column).tolist()
        yield {
            "locality": locality.name,
            "country": locality.country,
            "families": sum(families[number] for number in here),
            "people": sum(batch.parties[number].people for number in here),
            **{
                f"{count.value}_left": int(number)
                for count, number in zip(COUNTS, left[column], strict=True)
            },
            "bed_price": round(float(batch.prices[column, 0]), _DIGITS),
            "binding": tuple(_binding(told.binding[column])),
        }


def _binding(prices: "npt.NDArray[np.float64]") -> Iterator[str]:
    for count, price in zip(COUNTS, prices.tolist(), strict=True):
        if price > _SAME:
            yield f"{_NAMES[count]}: one more is worth at most {price:.2f}"


def totals(told: Told) -> Iterator[dict[str, object]]:
    """Give a row a country and stand: families and people, nothing about any of them."""
    batch = told.batch
    country = {one.name: one.country for one in batch.request.localities}
    names = [one.name for one in batch.request.localities]
    counted: dict[tuple[str, Stand], list[int]] = {}
    for family in batch.request.families:
        if family.placed:
            counted.setdefault((country[family.placed], Stand.EARLIER), []).append(family.people)
    for party, column in zip(batch.parties, batch.found.chosen.tolist(), strict=True):
        placed = (country[names[column]], Stand.PLACED) if column >= 0 else ("", Stand.WAITS)
        counted.setdefault(placed, []).extend(one.people for one in party.families)
    for (where, stand), people in sorted(counted.items()):
        yield {
            "country": where or None,
            "stand": stand,
            "families": len(people),
            "people": sum(people),
            "withheld": False,
        }
