"""What each future of a case is run with: its own outflow, borders, room, conflict and rules.

Luck is the smallest part of the doubt, so futures differ in what goes in. Every draw comes from a
stream of its own name and the future's number: two scenarios with one seed share their luck, and
the first futures of many are those of a few.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from panah.chance import stream
from panah.domain.geography import PlaceKind
from panah.domain.quantity import Interval
from panah.forecast.groups import groups_of
from panah.forecast.inputs import Draw
from panah.forecast.priors import priors
from panah.forecast.setting_out import Outflow, outflow_of
from panah.forecast.unrest import unrest
from panah.forecast.world import CaseWorld

__all__ = ["members"]

Real = npt.NDArray[np.float64]


def members(case: CaseWorld, *, runs: int, seed: int) -> list[Draw]:
    """Give what each future is run with, shape of the outflow (day, place)."""
    model = outflow_of(case, seed)
    return [_member(case, model, seed, number) for number in range(runs)]


def _member(case: CaseWorld, model: Outflow, seed: int, number: int) -> Draw:
    conflict, started = unrest(case, stream(seed, "conflict", number))
    rules = stream(seed, "parameters", number)
    moves = priors("movement")
    pull = moves["attraction"].draw(rules, len(case.chart.posts))
    draws = (stream(seed, "outflow", number), stream(seed, "jump", number))
    return Draw(
        outflow=model.draw((conflict, started), rules, *draws),
        people=_people(case, stream(seed, "people", number)),
        attraction=np.where(_destinations(case), pull, 1.0),
        capacity=_capacity(case, stream(seed, "capacity", number)),
        permeability=_permeability(case, stream(seed, "borders", number)),
        seats=_seats(case, stream(seed, "seats", number)),
        conflict=conflict,
        returning=_returning(case, stream(seed, "returns", number)),
        settings={
            "default_movechance": float(moves["default_movechance"].draw(rules, 1)[0]),
            "max_move_speed": int(moves["max_move_speed"].draw(rules, 1)[0]),
        },
    )


def _destinations(case: CaseWorld) -> npt.NDArray[np.bool_]:
    kinds = {PlaceKind.CAMP, PlaceKind.COUNTRY}
    return np.array([post.kind in kinds for post in case.chart.posts])


def _people(case: CaseWorld, rng: np.random.Generator) -> list[int]:
    """Put people who are there when the run begins; two counts of one place are two voices."""
    there = dict.fromkeys((post.code for post in case.chart.posts), 0)
    for post in case.chart.posts:
        counted = [one for one in case.found.known_at(post.code) if one.on <= case.world.start]
        if post.kind is PlaceKind.CAMP and counted:
            there[post.code] = round(_within(counted[-1].amount, rng))
    for stock in case.found.stocks:
        place = stock.places[0]
        there[place] = max(there[place], round(_within(stock.amount, rng)))
    return list(there.values())


def _capacity(case: CaseWorld, rng: np.random.Generator) -> Real:
    """Give room by day and place; nan where nothing limits it."""
    codes = [post.code for post in case.chart.posts]
    room = np.full((case.world.days, len(codes)), np.nan)
    for one in case.found.rooms:
        if one.amount is None:
            continue
        since = 0 if one.since is None else max(0, case.day(one.since))
        column = room[since:, codes.index(one.place)]
        amount = max(1.0, _within(one.amount, rng))
        if one.is_size:
            amount *= float(priors("movement")["headroom"].draw(rng, 1)[0])
        if amount > 0:
            column[:] = np.where(np.isnan(column), 0.0, column) + amount
    return room


def _permeability(case: CaseWorld, rng: np.random.Generator) -> Real:
    """Give the chance of getting through each link while it is closed."""
    chances = np.ones(len(case.chart.links))
    for door in case.found.doors:
        open_ = door.disputed and rng.random() < 0.5
        for link, mean in zip(door.links, door.chance, strict=True):
            drawn = _within(mean, rng) if isinstance(mean, Interval) else _beta(mean, rng)
            chances[link] = min(chances[link], 1.0 if open_ else drawn)
    return chances


def _beta(mean: float, rng: np.random.Generator) -> float:
    if mean <= 0 or mean >= 1:
        return mean
    sureness = priors("world")["sureness"].value
    return float(rng.beta(sureness * mean, sureness * (1 - mean)))


def _returning(case: CaseWorld, rng: np.random.Generator) -> Real | None:
    """Give the chance of going home by day, group and place; None where nobody does."""
    if not case.found.returns:
        return None
    codes = [post.code for post in case.chart.posts]
    groups = groups_of(case.chart.shares)
    chance = np.zeros((case.world.days, max(len(groups), 1), len(codes)))
    for one in case.found.returns:
        first = case.spin_up if one.since is None else max(case.spin_up, case.day(one.since))
        last = case.world.days if one.until is None else max(0, case.day(one.until) + 1)
        whose = slice(None) if not one.group else groups.index(one.group)
        chance[first:last, whose, codes.index(one.place)] = _within(one.rate, rng)
    return chance


def _seats(case: CaseWorld, rng: np.random.Generator) -> dict[int, Sequence[int]]:
    seats: dict[int, Sequence[int]] = {}
    for one in case.found.seats:
        by_day = list(seats.get(one.link, [0] * case.world.days))
        first = 0 if one.since is None else max(0, case.day(one.since))
        last = case.world.days if one.until is None else case.day(one.until) + 1
        a_day = round(_within(one.amount, rng))
        for day in range(first, min(last, case.world.days)):
            by_day[day] += a_day
        seats[one.link] = by_day
    return seats


def _within(amount: Interval, rng: np.random.Generator) -> float:
    """Draw a number uniformly from what was stated; the least where it has no upper end."""
    u = rng.random()
    return amount.lo if amount.hi is None else amount.lo + u * (amount.hi - amount.lo)
