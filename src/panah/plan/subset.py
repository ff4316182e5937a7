"""A part of an instance: some groups with all they need, under the same limits.

Limits stay as they are, so that what the part cannot do the whole cannot do either.
"""

from collections.abc import Collection

import attrs

from panah.domain.plan_input import PlanInput
from panah.errors import PlanError

__all__ = ["only"]


def only(plan_input: PlanInput, groups: Collection[str]) -> PlanInput:
    """Give the part of an instance that is about some groups.

    Raises
    ------
    PlanError
        If none of them is in the instance.
    """
    kept = tuple(one for one in plan_input.groups if one.name in groups)
    if not kept:
        raise PlanError(
            f"the instance holds none of {', '.join(sorted(groups)) or 'no groups'}; "
            f"it holds {', '.join(one.name for one in plan_input.groups)}"
        )
    states = tuple(one for one in plan_input.states if one.group in groups)
    names = {one.name for one in states}
    lanes = tuple(one for one in plan_input.lanes if one.source in names)
    ways = {one.name for one in lanes}
    gone = {one.name for one in plan_input.states} | {one.name for one in plan_input.lanes}
    gone -= names | ways
    return attrs.evolve(
        plan_input,
        groups=kept,
        tracks=tuple(
            attrs.evolve(one, groups=tuple(g for g in one.groups if g in groups))
            for one in plan_input.tracks
        ),
        states=states,
        lanes=lanes,
        uses=tuple(one for one in plan_input.uses if one.on not in gone),
        pots=tuple(
            attrs.evolve(one, pays=tuple(p for p in one.pays if p.on not in gone))
            for one in plan_input.pots
        ),
        arrivals=tuple(one for one in plan_input.arrivals if one.state in names),
        present=tuple(one for one in plan_input.present if one.state in names),
        facts=tuple(one for one in plan_input.facts if one.lane in ways),
        locks=tuple(one for one in plan_input.locks if set(one.lanes) <= ways),
    )
