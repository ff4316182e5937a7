"""A plan carried on: what it had done by today is a fact, and the rest is planned anew.

The instance of today is laid over the days of the plan before: what left and what was begun until
today stays as it was (13), people, promises and offers from today on are today's. So nobody is
counted twice, who is on the way arrives, and whoever came to a hub first has to leave it first.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from panah.domain.figure import Figure, Origin, constant
from panah.domain.limit import Resource, ResourceKind, Use
from panah.domain.network import Lane, Passage, Period, Track
from panah.domain.plan import Plan
from panah.domain.plan_input import Arrival, Begun, Fact, Lock, PlanInput, Present
from panah.domain.plan_policy import Policy
from panah.errors import PlanError
from panah.plan.engine import Watch, quiet
from panah.plan.making import make_plan

if TYPE_CHECKING:
    import polars as pl

__all__ = ["PROMISED", "carried_on", "roll"]

PROMISED = 7
"""assumed: days for which people have been told that they leave; a week of lists and calls."""

_DONE = Origin(rule="plan before", text="what the plan before had carried out by then")
_GONE = Origin(rule="no longer there", text="what is no longer offered or open")

_T = TypeVar("_T")


def roll(
    before: Plan,
    today: PlanInput,
    policy: Policy | None = None,
    *,
    observed: Sequence[Fact] | None = None,
    promised: int = PROMISED,
    watch: Watch = quiet,
) -> Plan:
    """Carry a plan on from a later day; ``before.compare(after)`` says what changed and why.

    Parameters
    ----------
    today
        The instance of the later day, as if nothing had been planned before.
    observed
        Who left on which lane on which day, counted from the first day of the plan before, instead
        of who was planned to; None where the plan was carried out.
    promised
        Days from today on for which the plan before is kept as far as it costs nobody safety or
        days.

    Raises
    ------
    PlanError
        If today is not a day on which a period of the plan before begins, or what was observed
        cannot have been.
    """
    chosen = policy or before.manifest.policy
    if chosen.whole_days:
        raise PlanError("a plan is carried on in parts; plan whole flights from the day itself")
    instance = carried_on(before, today, observed=observed, promised=promised)
    return make_plan(instance, chosen, watch=watch)


def carried_on(
    before: Plan,
    today: PlanInput,
    *,
    observed: Sequence[Fact] | None = None,
    promised: int = PROMISED,
) -> PlanInput:
    """Give the instance of today over the days of a plan that was carried out until today.

    Raises
    ------
    PlanError
        As `roll`.
    """
    held = before.made_from
    now = _now(held, today)
    facts = _left(before, today, observed, now)
    old = _renamed(held, today, {one.lane for one in facts})
    lanes = _lanes(held, today, old, now)
    return attrs.evolve(
        today,
        start=held.start,
        now=now,
        periods=(
            *(one for one in held.periods if one.start < now),
            *(Period(one.start + now, one.days) for one in today.periods),
        ),
        groups=_both(held.groups, today.groups, _name),
        tracks=tuple(_tracks(before, held, today)),
        nodes=_both(held.nodes, today.nodes, _name),
        states=_both(held.states, today.states, _name),
        lanes=lanes,
        standards=_later(today.standards, now),
        resources=tuple(_resources(held, today, facts, now)),
        uses=tuple(_uses(held, today, old)),
        offers=tuple(_shifted(one, now) for one in today.offers),
        camps=_both(held.camps, _all_later(today.camps, now), lambda one: one.node),
        depots=_both(held.depots, _all_later(today.depots, now), _name),
        routes=_both(held.routes, _all_later(today.routes, now), lambda one: (one.depot, one.camp)),
        pots=_all_later(today.pots, now),
        arrivals=tuple(_arrivals(before, today, now)),
        present=held.present,
        facts=(
            *(attrs.evolve(one, lane=old.get(one.lane, one.lane)) for one in facts),
            *(attrs.evolve(one, day=one.day + now) for one in today.facts),
        ),
        begun=tuple(_begun(before.begun, held, today)),
        promised=tuple(_told(before, today, promised)),
        locks=tuple(_lock_later(one, now) for one in today.locks),
    )


def _now(held: PlanInput, today: PlanInput) -> int:
    now = (today.start - held.start).days
    if today.now:
        raise PlanError("the instance of today has a past of its own; give it as of its first day")
    if not 0 < now <= held.days:
        raise PlanError(
            f"a plan of {held.days} days from {held.start} cannot be carried on from "
            f"{today.start}; give a later day of it"
        )
    if now < held.days and now not in {one.start for one in held.periods}:
        raise PlanError(
            f"{today.start} lies within a period of the plan before, which knows only its middle; "
            f"carry it on from the first day of a period"
        )
    return now


def _left(
    before: Plan, today: PlanInput, observed: Sequence[Fact] | None, now: int
) -> tuple[Fact, ...]:
    """Give who left before today: as observed, else as planned."""
    for one in observed or ():
        if not 0 <= one.day < now:
            raise PlanError(
                f"{one.people:g} people on {one.lane!r} were observed on day {one.day}; what was "
                f"observed lies from day 0 to day {now - 1}"
            )
    if observed is not None:
        return tuple(observed)
    return tuple(
        Fact(
            lane=row["lane"],
            day=(row["leave"] - before.manifest.start).days,
            people=row["people"],
            origin=_DONE,
        )
        for row in before.flows.iter_rows(named=True)
        if row["leave"] < today.start
    )


def _renamed(held: PlanInput, today: PlanInput, taken: set[str]) -> dict[str, str]:
    """Give new names to lanes that were taken and that today has otherwise under their name."""
    was, now = ({one.name: _way(one) for one in of.lanes} for of in (held, today))
    return {
        name: f"{name} until {today.start}"
        for name in taken
        if name in was and name in now and was[name] != now[name]
    }


def _lanes(held: PlanInput, today: PlanInput, old: Mapping[str, str], now: int) -> tuple[Lane, ...]:
    """Give today's lanes from today on, and those that were; they lead on from what was only."""
    names, states = {one.name for one in today.lanes}, {one.name for one in today.states}
    was = (one for one in held.lanes if one.name in old or one.name not in names)
    return (
        *(_open_later(one, now) for one in today.lanes),
        *(
            _until(one, old.get(one.name, one.name), now) if one.source in states else one
            for one in was
        ),
    )


def _way(lane: Lane) -> tuple[object, ...]:
    """Give what must not change of a lane on which people have left."""
    return (lane.source, lane.target, lane.lag_days, lane.survival, lane.passage)


def _until(lane: Lane, name: str, now: int) -> Lane:
    """Give a lane that nobody leaves on any more."""
    return attrs.evolve(lane, name=name, opens=0, closes=now - 1)


def _open_later(lane: Lane, now: int) -> Lane:
    closes = None if lane.closes is None else lane.closes + now
    return attrs.evolve(lane, opens=lane.opens + now, closes=closes)


def _lock_later(lock: Lock, now: int) -> Lock:
    last = None if lock.last is None else lock.last + now
    return attrs.evolve(lock, first=lock.first + now, last=last)


def _resources(
    held: PlanInput, today: PlanInput, facts: Sequence[Fact], now: int
) -> Iterator[Resource]:
    """Give today's limits from today on; of what is no longer there no place and no quota."""
    taken = _taken(held, facts)
    for one in today.resources:
        window = one.window and (one.window[0] + now, one.window[1] + now)
        is_whole = one.kind is ResourceKind.QUOTA and window is None
        used = taken.get(one.name, 0.0) if is_whole else 0.0
        yield attrs.evolve(_later(one, now), window=window, taken=used)
    known = {one.name for one in today.resources}
    for one in held.resources:
        if one.name not in known:
            lasts = one.kind is ResourceKind.FLOW and one.capacity is not None
            gone = attrs.evolve(one, capacity=constant(0, _GONE), window=None, least=None)
            yield one if lasts else attrs.evolve(gone, taken=taken.get(one.name, 0.0))


def _taken(held: PlanInput, facts: Sequence[Fact]) -> dict[str, float]:
    """Give what of each limit was used by who left before today."""
    left: dict[str, float] = {}
    for fact in facts:
        left[fact.lane] = left.get(fact.lane, 0.0) + fact.people
    found: dict[str, float] = {}
    for use in held.uses:
        used = use.amount * left.get(use.on, 0.0)
        found[use.resource] = found.get(use.resource, 0.0) + used
    return found


def _uses(held: PlanInput, today: PlanInput, old: Mapping[str, str]) -> Iterator[Use]:
    """Give what lanes and states use today, and what those used that only were."""
    known = {*(one.name for one in today.lanes), *(one.name for one in today.states)}
    yield from today.uses
    for use in held.uses:
        if use.on in old or use.on not in known:
            yield attrs.evolve(use, on=old.get(use.on, use.on))


def _tracks(before: Plan, held: PlanInput, today: PlanInput) -> Iterator[Track]:
    """Give the promises; a quota holds at least those who travel under it already."""
    under: dict[str, float] = {}
    for row in before.flows.iter_rows(named=True):
        if row["leave"] < today.start and row["passage"] == Passage.TO_SAFETY:
            under[row["track"]] = under.get(row["track"], 0.0) + row["people"]
    for one in _both(held.tracks, today.tracks, _name):
        quota = one.quota
        if quota is not None:
            most = max(quota.most, under.get(one.name, 0.0))
            quota = constant(most, quota.origin)
        yield attrs.evolve(one, quota=quota)


def _arrivals(before: Plan, today: PlanInput, now: int) -> Iterator[Arrival]:
    """Give who comes: until today as the plan before had it, from today on as today says."""
    held, future = before.made_from, before.manifest.policy.future
    was = {one.state: one.people for one in held.arrivals if one.future == future}
    comes = {(one.state, one.future): one.people for one in today.arrivals}
    stood = {one.state: one.people for one in held.present}
    more = {one.state: one for one in today.present if one.people > stood.get(one.state, 0.0)}
    for of in today.futures:
        for state in dict.fromkeys((*was, *more, *(name for name, _ in comes))):
            figure = _spliced(was.get(state), comes.get((state, of)), now)
            if state in more:
                figure = _once_more(figure, more[state], stood.get(state, 0.0), now)
            yield Arrival(state=state, people=figure, future=of)


def _spliced(was: Figure | None, comes: Figure | None, now: int) -> Figure:
    """Give a figure that changes today; days count from the plan before."""
    steps = [step for step in (was.steps if was else ()) if step[0] < now]
    steps.append((now, comes.on(0) if comes else 0.0))
    steps += [(day + now, value) for day, value in (comes.steps if comes else ()) if day > 0]
    origin = comes.origin if comes else was.origin if was else _DONE
    return Figure(tuple(steps), origin)


def _once_more(figure: Figure, there: Present, stood: float, now: int) -> Figure:
    """Give a figure with people who are said to be there today beyond those there before."""
    steps = {day: value for day, value in figure.steps if day not in {now, now + 1}}
    steps[now] = figure.on(now) + there.people - stood
    steps[now + 1] = figure.on(now + 1)
    return Figure(tuple(sorted(steps.items())), there.origin)


def _begun(table: "pl.DataFrame", held: PlanInput, today: PlanInput) -> Iterator[Begun]:
    for row in table.iter_rows(named=True):
        if row["what"] == "places" and row["day"] < today.start:
            yield Begun(camp=row["at"], day=(row["day"] - held.start).days, places=row["places"])


def _told(before: Plan, today: PlanInput, promised: int) -> Iterator[Fact]:
    """Give who was told to leave in the days from today on, on lanes that are still there."""
    lanes, last = {one.name for one in today.lanes}, min(promised, today.days)
    for row in before.flows.iter_rows(named=True):
        ahead = (row["leave"] - today.start).days
        if 0 <= ahead < last and row["lane"] in lanes and row["passage"] != Passage.RETURN:
            day = (row["leave"] - before.manifest.start).days
            yield Fact(lane=row["lane"], day=day, people=row["people"], origin=_DONE)


def _both(was: Iterable[_T], today: Iterable[_T], key: Callable[[_T], object]) -> tuple[_T, ...]:
    """Give what is there today, then what only was."""
    now = {key(one): one for one in today}
    return (*now.values(), *(one for one in was if key(one) not in now))


def _name(one: Any) -> object:  # noqa: ANN401  (anything that has a name)
    return one.name


def _shift(figure: Figure, now: int) -> Figure:
    """Give a figure counted from an earlier day; before today it is as today."""
    later = tuple((day + now, value) for day, value in figure.steps if day > 0)
    return Figure(((0, figure.on(0)), *later), figure.origin)


def _later(one: Any, now: int) -> Any:  # noqa: ANN401  (anything that holds figures)
    """Give something with all its figures counted from an earlier day."""
    fields = {field.name: getattr(one, field.name) for field in attrs.fields(type(one))}
    figures = {name: held for name, held in fields.items() if isinstance(held, Figure)}
    return attrs.evolve(one, **{name: _shift(held, now) for name, held in figures.items()})


def _all_later(some: Iterable[_T], now: int) -> tuple[_T, ...]:
    return tuple(_later(one, now) for one in some)


def _shifted(offer: Any, now: int) -> Any:  # noqa: ANN401  (an offer)
    """Give an offer that holds from the same days on, counted from an earlier one."""
    end = None if offer.end is None else offer.end + now
    start = offer.start + now if offer.start else 0
    return attrs.evolve(_later(offer, now), start=start, end=end)
