"""The checks that an instance of the plan passes before anything is computed."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from panah.domain.limit import ResourceKind
from panah.domain.network import NONE, Lane, NodeKind, Stage, State
from panah.errors import PlanError

if TYPE_CHECKING:
    from panah.domain.plan_input import PlanInput

__all__ = ["check"]


def check(plan_input: "PlanInput") -> None:
    """Refuse an instance that no plan can be made from.

    Raises
    ------
    PlanError
        If it is empty, names what it does not hold, holds something twice, or has a lane that
        ends nowhere, a period out of turn or fewer than no people.
    """
    for look in (_not_empty, _periods, _once, _tracks, _states, _lanes, _resources):
        look(plan_input)
    for look in (_money, _camps, _shares, _people, _locks):
        look(plan_input)


def _not_empty(plan_input: "PlanInput") -> None:
    for what in ("periods", "groups", "nodes", "states"):
        if not getattr(plan_input, what):
            raise PlanError(
                f"the instance {plan_input.name!r} has no {what}; a plan needs at least one"
            )
    if not plan_input.arrivals and not plan_input.present:
        raise PlanError(
            f"the instance {plan_input.name!r} has no people: nobody is there and nobody comes; "
            f"give arrivals or people who are present"
        )


def _periods(plan_input: "PlanInput") -> None:
    day = 0
    for period in plan_input.periods:
        if period.start != day or period.days < 1:
            raise PlanError(
                f"a period of {period.days} days begins on day {period.start}; the next one "
                f"begins on day {day} and has at least one day"
            )
        day += period.days
    if not 0 <= plan_input.now <= day:
        raise PlanError(f"now is day {plan_input.now}; the plan runs from day 0 to day {day - 1}")


def _once(plan_input: "PlanInput") -> None:
    named: dict[str, Callable[[Any], object]] = {
        "groups": _name,
        "tracks": _name,
        "nodes": _name,
        "states": _name,
        "lanes": _name,
        "resources": _name,
        "offers": _name,
        "depots": _name,
        "pots": _name,
        "ties": _name,
        "locks": _name,
        "camps": lambda one: one.node,
        "shares": lambda one: one.node,
        "uses": lambda one: (one.resource, one.on),
        "arrivals": lambda one: (one.state, one.future),
        "present": lambda one: one.state,
        "facts": lambda one: (one.lane, one.day),
        "routes": lambda one: (one.depot, one.camp),
    }
    for what, key in named.items():
        seen: set[object] = set()
        for one in getattr(plan_input, what):
            if key(one) in seen:
                raise PlanError(f"{what} of the instance hold {key(one)!r} twice; keep one")
            seen.add(key(one))


def _name(one: Any) -> object:  # noqa: ANN401  (anything that has a name)
    return one.name


def _known(name: str, among: Collection[str], *, what: str, where: str) -> None:
    if name not in among:
        first = sorted(among)[:5]
        shown = ", ".join(first) + (", …" if len(among) > len(first) else "")
        raise PlanError(
            f"{where} names the {what} {name!r}, which the instance does not hold; "
            f"it holds {shown or 'none'}"
        )


def _tracks(plan_input: "PlanInput") -> None:
    groups = {one.name for one in plan_input.groups}
    for track in plan_input.tracks:
        for group in track.groups:
            _known(group, groups, what="group", where=f"track {track.name!r}")


def _states(plan_input: "PlanInput") -> None:
    groups = {one.name for one in plan_input.groups}
    nodes = {one.name: one for one in plan_input.nodes}
    eligible = {one.name: set(one.groups) for one in plan_input.tracks}
    for state in plan_input.states:
        where = f"state {state.name!r}"
        _known(state.node, nodes, what="node", where=where)
        _known(state.group, groups, what="group", where=where)
        if not state.fits(nodes[state.node].kind):
            raise PlanError(f"{where} stands at a node of kind {nodes[state.node].kind}")
        if state.track == NONE:
            continue
        _known(state.track, eligible, what="track", where=where)
        if state.group not in eligible[state.track]:
            raise PlanError(
                f"{where} gives {state.group!r} the track {state.track!r}, for which the group "
                f"is not eligible; it is for {', '.join(sorted(eligible[state.track])) or 'nobody'}"
            )


def _lanes(plan_input: "PlanInput") -> None:
    states = {one.name: one for one in plan_input.states}
    for lane in plan_input.lanes:
        for end, name in (("begins", lane.source), ("ends", lane.target)):
            if name not in states:
                raise PlanError(
                    f"lane {lane.name!r} {end} nowhere: there is no state {name!r}; "
                    f"add the state or leave the lane out"
                )
        _one_lane(lane, states[lane.source], states[lane.target], plan_input.days)


def _one_lane(lane: Lane, source: State, target: State, days: int) -> None:
    if source.name == target.name or source.group != target.group:
        raise PlanError(
            f"lane {lane.name!r} leads from {source.name!r} to {target.name!r}; a lane leads on, "
            f"and people stay in their group"
        )
    if source.track not in (NONE, target.track) and target.track != NONE:
        raise PlanError(
            f"lane {lane.name!r} changes the promise {source.track!r} to {target.track!r}; "
            f"a promise is given once"
        )
    if source.stage is Stage.PLACED:
        raise PlanError(f"lane {lane.name!r} leads away from {source.name!r}, who are placed")
    if lane.opens >= days:
        raise PlanError(
            f"lane {lane.name!r} never opens: its first day {lane.opens} comes after the last day "
            f"of the plan, {days - 1}; plan longer or leave the lane out"
        )


def _resources(plan_input: "PlanInput") -> None:
    resources = {one.name: one for one in plan_input.resources}
    offered = {one.resource for one in plan_input.offers}
    for offer in plan_input.offers:
        _known(offer.resource, resources, what="resource", where=f"offer {offer.name!r}")
    for resource in plan_input.resources:
        if resource.capacity is None and resource.name not in offered:
            raise PlanError(
                f"resource {resource.name!r} has neither a capacity nor an offer; "
                f"leave it out where there is no limit"
            )
    carriers = _carriers(plan_input)
    for use in plan_input.uses:
        where = f"the use of {use.resource!r} by {use.on!r}"
        _known(use.resource, resources, what="resource", where=where)
        kind = resources[use.resource].kind
        what, names = carriers[kind]
        _known(use.on, names, what=what, where=where)
    for tie in plan_input.ties:
        for name in (tie.resource, tie.of):
            _known(name, resources, what="resource", where=f"link {tie.name!r}")
        kinds = {resources[tie.resource].kind, resources[tie.of].kind}
        if len(kinds) > 1 or ResourceKind.MATERIAL in kinds:
            raise PlanError(
                f"link {tie.name!r} ties {' and '.join(sorted(kinds))}; both must be flows, "
                f"stocks or quotas"
            )


def _carriers(plan_input: "PlanInput") -> dict[ResourceKind, tuple[str, set[str]]]:
    lanes = {one.name for one in plan_input.lanes}
    camps = {one.node for one in plan_input.camps}
    return {
        ResourceKind.FLOW: ("lane or camp", lanes | camps),
        ResourceKind.QUOTA: ("lane", lanes),
        ResourceKind.STOCK: ("state", {one.name for one in plan_input.states}),
        ResourceKind.MATERIAL: ("camp", camps),
    }


def _money(plan_input: "PlanInput") -> None:
    pots = {one.name for one in plan_input.pots}
    payable = {one.name for one in plan_input.lanes} | {one.node for one in plan_input.camps}
    for pot in plan_input.pots:
        for spend in pot.pays:
            _known(spend.on, payable, what="lane or camp", where=f"pot {pot.name!r}")
            if not spend.price > 0:
                raise PlanError(
                    f"pot {pot.name!r} pays {spend.price} for {spend.on!r}; say above 0"
                )
    for offer in plan_input.offers:
        if offer.pot:
            _known(offer.pot, pots, what="pot", where=f"offer {offer.name!r}")


def _camps(plan_input: "PlanInput") -> None:
    kinds = {one.name: one.kind for one in plan_input.nodes}
    camps = {one.node for one in plan_input.camps}
    for camp in plan_input.camps:
        if kinds.get(camp.node) is not NodeKind.CAMP:
            raise PlanError(f"camp {camp.node!r} is not a node of kind camp; add the node")
    for node, kind in kinds.items():
        if kind is NodeKind.CAMP and node not in camps:
            raise PlanError(f"node {node!r} is a camp without places; say what is built there")
    depots = {one.name for one in plan_input.depots}
    for route in plan_input.routes:
        where = f"the supply route from {route.depot!r} to {route.camp!r}"
        _known(route.depot, depots, what="depot", where=where)
        _known(route.camp, camps, what="camp", where=where)
        if route.lag_days < 0:
            raise PlanError(f"{where} takes {route.lag_days} days; say 0 or more")


def _shares(plan_input: "PlanInput") -> None:
    kinds = {one.name: one.kind for one in plan_input.nodes}
    for share in plan_input.shares:
        if kinds.get(share.node) is not NodeKind.FINAL:
            raise PlanError(f"the share of {share.node!r} is of no final host; give it to one")


def _people(plan_input: "PlanInput") -> None:
    states = {one.name: one for one in plan_input.states}
    lanes = {one.name for one in plan_input.lanes}
    for arrival in plan_input.arrivals:
        _known(arrival.state, states, what="state", where="an arrival")
    for present in plan_input.present:
        _known(present.state, states, what="state", where="a count of people present")
        _not_negative(present.people, f"people present in {present.state!r}")
    for one in plan_input.begun:
        camps = {camp.node for camp in plan_input.camps}
        _known(one.camp, camps, what="camp", where=f"what was begun on day {one.day}")
        _not_negative(one.places, f"places begun at {one.camp!r} on day {one.day}")
    for fact in (*plan_input.facts, *plan_input.promised):
        where = f"a fact of day {fact.day}"
        _known(fact.lane, lanes, what="lane", where=where)
        _not_negative(fact.people, f"people on {fact.lane!r} on day {fact.day}")
        if not 0 <= fact.day < plan_input.days:
            raise PlanError(f"{where} lies outside the plan of {plan_input.days} days")


def _not_negative(people: float, what: str) -> None:
    if not 0 <= people < float("inf"):
        raise PlanError(f"{what} are {people}; give a number from 0 up")


def _locks(plan_input: "PlanInput") -> None:
    lanes = {one.name for one in plan_input.lanes}
    for lock in plan_input.locks:
        for lane in lock.lanes:
            _known(lane, lanes, what="lane", where=f"lock {lock.name!r}")
        last = plan_input.days - 1 if lock.last is None else lock.last
        if not 0 <= lock.first <= last < plan_input.days:
            raise PlanError(
                f"lock {lock.name!r} holds from day {lock.first} to day {last}; the plan runs "
                f"from day 0 to day {plan_input.days - 1}"
            )
