"""What a forecast is made from: the plan of all members, and the draw of one.

Luck is the smallest part of the doubt, so members differ in what goes in: who sets out, what
attracts, what a place holds, how far a closed border lets people pass, by which rules they move.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import numpy as np
import numpy.typing as npt

from panah.domain.forecast import World
from panah.errors import InputError
from panah.forecast.settings import Flavour, Settings, settings_from

__all__ = ["PLAIN", "Draw", "Outflow", "Plan", "checked", "drawn"]

Outflow = Sequence[int] | Sequence[Sequence[int]] | npt.NDArray[np.int64]
"""Newly displaced by day, or by day and place."""


@attrs.frozen(kw_only=True)
class Plan:
    """What is to be run.

    Parameters
    ----------
    outflow
        Newly displaced of each day, drawn over the places in conflict; or of each day and place.
    people
        By place, who is there before day 0.
    expected
        Whether shares of people go where chance would send them: one run near the mean of many.
    apart
        Attributes of the world by whose values people are counted, beside those that a rule asks
        for.
    return_to
        By place, the number of the place in which those who return from it settle, -1 for none;
        empty where nobody returns. How many do is the member's.
    """

    world: World
    settings: Settings
    flavour: Flavour
    outflow: Outflow
    people: tuple[int, ...]
    expected: bool = False
    apart: tuple[str, ...] = ()
    return_to: tuple[int, ...] = ()


@attrs.frozen(kw_only=True, eq=False)
class Draw:
    """What one member is run with; what is None is as in the plan.

    Parameters
    ----------
    outflow
        Newly displaced by day, or by day and place.
    people
        By place, who is there before day 0.
    attraction
        By place, a factor on how strongly it attracts.
    capacity
        By place, or by day and place: people it holds; nan or below 1 where there is no limit.
        `Spot.capacity_per_day` is added to it, and `Settings.capacity_scaling` multiplies it.
    permeability
        By link of the world: the chance to pass while it is closed.
    seats
        Seats a day by the number of a link, in place of `Link.seats_per_day`.
    settings
        Rules by their names in `Settings`, in place of the plan's.
    conflict
        Intensities of each day by place, in place of those of the world.
    returning
        The chance to return home, by day, kind of people and place.
    """

    outflow: Outflow | None = None
    people: Sequence[int] | None = None
    attraction: npt.NDArray[np.float64] | Sequence[float] | None = None
    capacity: npt.NDArray[np.float64] | Sequence[float] | None = None
    permeability: npt.NDArray[np.float64] | Sequence[float] | None = None
    seats: Mapping[int, Sequence[int]] | None = None
    settings: Mapping[str, Any] | None = None
    conflict: Mapping[str, Sequence[float]] | None = None
    returning: npt.NDArray[np.float64] | None = None


PLAIN = Draw()
"""What a member is run with that differs from the plan in nothing but luck."""


def drawn(plan: Plan, draw: Draw) -> Plan:
    """Give the plan of one member, without its attraction and capacity.

    Raises
    ------
    InputError
        If a part of the draw has another length than the plan asks for.
    """
    changes: dict[str, Any] = {}
    if draw.outflow is not None:
        changes["outflow"] = draw.outflow
    if draw.people is not None:
        changes["people"] = tuple(int(people) for people in draw.people)
    if draw.settings is not None:
        changes["settings"] = _ruled(plan.settings, draw.settings)
    world = _world(plan.world, draw)
    if world is not plan.world:
        changes["world"] = world
    return checked(attrs.evolve(plan, **changes)) if changes else plan


def checked(plan: Plan) -> Plan:
    """Give the plan back if its parts fit its world.

    Raises
    ------
    InputError
        Saying which part does not, and its right length.
    """
    days, places = plan.world.days, len(plan.world.spots)
    people, outflow = np.asarray(plan.people), np.asarray(plan.outflow)
    if people.shape != (places,) or (people < 0).any():
        raise InputError(f"people must be {places} numbers from 0 up, one a place")
    if outflow.shape not in {(days,), (days, places)} or (outflow < 0).any():
        raise InputError(
            f"outflow must be numbers from 0 up, {days} (one a day) or {days} by {places} (one a "
            f"day and place), not of shape {outflow.shape}"
        )
    if len(plan.return_to) not in {0, places}:
        raise InputError(f"return_to must be {places} numbers of places, one a place")
    for name, values in plan.world.conflict.items():
        if len(values) < days:
            raise InputError(f"conflict in {name} has {len(values)} days of {days}")
    return plan


def _ruled(settings: Settings, changes: Mapping[str, Any]) -> Settings:
    """Change some rules; a list is a tuple to them."""
    known = attrs.fields_dict(Settings)
    sections: dict[str, dict[str, Any]] = {}
    for name, value in changes.items():
        section = known[name].metadata["section"] if name in known else "move_rules"
        plain = list(value) if isinstance(value, tuple) else value
        sections.setdefault(section, {})[name] = plain
    return settings_from(sections, "a draw", base=settings)[0]


def _world(world: World, draw: Draw) -> World:
    links = list(world.links)
    if draw.permeability is not None:
        if len(draw.permeability) != len(links):
            raise InputError(f"permeability must be {len(links)} chances, one a link")
        links = [
            attrs.evolve(link, permeability=float(chance))
            for link, chance in zip(links, draw.permeability, strict=True)
        ]
    for number, seats in (draw.seats or {}).items():
        if not 0 <= number < len(links):
            raise InputError(f"seats are drawn for link {number} of {len(links)}")
        links[number] = attrs.evolve(links[number], seats_per_day=tuple(int(n) for n in seats))
    if draw.permeability is not None or draw.seats:
        world = attrs.evolve(world, links=tuple(links))
    if draw.conflict is not None:
        conflict = {name: tuple(values) for name, values in draw.conflict.items()}
        world = attrs.evolve(world, conflict=world.conflict | conflict)
    return world
