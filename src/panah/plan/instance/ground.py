"""Who comes by land: gates of a border, camps that are built, depots that feed them, returns."""

import re
from collections.abc import Sequence

import attrs

from panah.domain.figure import Figure, Origin, constant
from panah.domain.limit import Camp, Depot, Layer, ResourceKind, SupplyRoute
from panah.domain.network import NodeKind, Passage, Stage
from panah.domain.plan_input import MIDDLE, Arrival, Fact
from panah.domain.quantity import Unit
from panah.plan.instance.access import Door, Doorway
from panah.plan.instance.coming import Coming
from panah.plan.instance.hosts import CAMP, Hosting, overflow_of, sites_of
from panah.plan.instance.laying import Laying
from panah.plan.instance.numbers import origin_of
from panah.plan.instance.scheme import LAND, Gate

__all__ = ["lay_ground"]


def lay_ground(laying: Laying, hostings: Sequence[Hosting], coming: Coming, *, days: int) -> None:
    """Lay the gates of a border with their hosts' camps and depots, and who goes back."""
    for gate in laying.scheme.gates:
        if gate.kind == LAND:
            _camp(laying, gate, hostings)
            ends = _crossing(laying, gate, coming)
            _returns(laying, gate, ends, _expected(laying, gate, ends[0], coming, days))


def _camp(laying: Laying, gate: Gate, hostings: Sequence[Hosting]) -> None:
    """Lay the camp of a host: what stands, what can be built, what is permitted, and beyond."""
    name, key = _name(gate), f"hosts.{gate.host}"
    if name in laying.nodes:
        return
    laying.node(name, NodeKind.CAMP, country=gate.host)
    mine = [one for one in hostings if one.host == gate.host and one.role == CAMP]
    above, body, said = overflow_of(laying.dossiers, gate.host)
    ceilings = [one.ceiling for one in mine if one.ceiling is not None]
    if not ceilings and above is not None and said is not None:
        ceilings = [Figure(((0, above),), said)]
    extra = laying.figure(f"{key}.overflow", "camp.overflow") if body else None
    units = [laying.known(f"{key}.{one}") for one in ("module", "fewest", "opening")]
    module, fewest, opening = (None if one is None else one.value for one in units)
    laying.camps.append(
        Camp(
            node=name,
            built=laying.figure(f"{key}.places", "camp.built"),
            build_per_day=laying.figure(f"{key}.build", "camp.build"),
            lead_days=laying.days(f"{key}.lead", "camp.lead"),
            permit=ceilings[0] if ceilings else None,
            overflow=extra,
            overflow_body=body,
            overflow_last=extra is not None,  # they are asked for help above the number
            module=module,
            fewest=fewest,
            opening_cost=opening or 0.0,
            units_by=tuple(origin_of(one) for one in units if one is not None),
            area_m2=laying.given(f"{key}.area"),
            water_l_day=laying.given(f"{key}.water"),
            latrines=laying.given(f"{key}.latrines"),
        )
    )
    _permit(laying, name, mine, ceilings)
    _depots(laying, gate)


def _name(gate: Gate) -> str:
    return f"camps {gate.host}"


def _permit(laying: Laying, camp: str, mine: Sequence[Hosting], ceilings: Sequence[Figure]) -> None:
    """Have what the host offered count by its status, so that a signature has a price.

    An offer that names no number and no ceiling is of unknown size. A host that offered nothing has
    no places until it does.
    """
    none = constant(0, Origin(rule="no offer", text="no offer of this host is known"))
    capacity = None if mine else none
    name = laying.limit(f"places:{camp}", ResourceKind.STOCK, Layer.ANNOUNCED, "place", capacity)
    for one in mine:
        for offer in one.offers(name, laying.start):
            most = ceilings[0] if ceilings else None
            laying.offers.append(
                attrs.evolve(offer, low=most or offer.low, high=most or offer.high)
            )


def _depots(laying: Laying, gate: Gate) -> None:
    """Lay the depots that stand or are built, each as large as is assumed."""
    number, origin = sites_of(laying.dossiers, gate.host, Unit.DEPOT)
    if origin is None:
        return
    opens = laying.days("depot.opens")
    tonnes = laying.number("depot.tonnes").value
    per_day = laying.number("depot.delivered").value
    both = attrs.evolve(origin, assumption="depot.tonnes")
    name = f"depots {gate.host}"
    laying.depots.append(
        Depot(
            name=name,
            holds=Figure(((opens, number * tonnes),), both),
            delivered=Figure(((opens, number * per_day),), both),
        )
    )
    laying.routes.append(
        SupplyRoute(depot=name, camp=_name(gate), tonnes_day=laying.figure("depot.road"))
    )


def _crossing(laying: Laying, gate: Gate, coming: Coming) -> tuple[str, str]:
    """Lay a gate by land: who comes and how many are let in; give the states on both sides."""
    laying.node(gate.name, NodeKind.GATE, country=laying.scheme.home)
    key = f"gates.{gate.name}"
    admitted = laying.figure(f"{key}.admitted", "land.admitted")
    crossing = laying.flow(f"crossing:{gate.name}", admitted, Layer.PERMITTED, "person")
    laying.door(crossing, _doorway(laying, gate))
    places = f"places:{_name(gate)}"
    here = laying.state(gate.name, gate.group, Stage.GATE)
    there = laying.state(_name(gate), gate.group, Stage.CAMP)
    lane = laying.lane(
        f"{gate.name}>{_name(gate)}/{gate.group}",
        (here, there),
        lag=0,
        passage=Passage.TO_SAFETY,
        origin=admitted.origin,
    )
    laying.use([crossing], lane)
    laying.use([places], there)
    _arrivals(laying, gate, here, coming)
    return here, there


def _doorway(laying: Laying, gate: Gate) -> Doorway:
    """Give a crossing with the words by which its label tells it from the others of its host."""
    of = {
        one.name: set(_WORD.findall(f"{one.name} {one.label}".casefold()))
        for one in laying.scheme.gates
        if one.kind == LAND and one.host == gate.host
    }
    others = set().union(*(words for name, words in of.items() if name != gate.name))
    return Doorway(
        door=Door.BORDER,
        home=laying.scheme.home,
        voices=frozenset({gate.host}),
        own=frozenset(of[gate.name] - others),
        others=frozenset(others - of[gate.name]),
    )


_WORD = re.compile(r"[^\W\d_]{4,}")
"""assumed: words of four letters or more, so that no article or preposition tells gates apart."""


def _arrivals(laying: Laying, gate: Gate, here: str, coming: Coming) -> None:
    futures = coming.enter.get(gate.host)
    stated = laying.given(f"gates.{gate.name}.arrivals")
    if futures is None or stated is not None:
        figure = stated or laying.figure("land.arrivals")
        laying.arrivals.append(Arrival(state=here, people=figure, future=MIDDLE))
        return
    gates = sum(one.kind == LAND and one.host == gate.host for one in laying.scheme.gates)
    told = Origin(rule="forecast", text="the case's forecast of who comes to the host")
    for future, people in futures.items():
        steps = tuple((day, number / gates) for day, number in enumerate(people))
        laying.arrivals.append(Arrival(state=here, people=Figure(steps, told), future=future))


def _expected(
    laying: Laying, gate: Gate, here: str, coming: Coming, days: int
) -> tuple[Figure, ...]:
    """Give who is expected to go back on each day: a share of who comes, or as forecast."""
    share = laying.figure("returns.share")
    middle = [one for one in laying.arrivals if one.state == here and one.future == MIDDLE]
    if share.most and middle:
        return tuple(
            constant(middle[0].people.on(day) * share.most, share.origin) for day in range(days)
        )
    gates = sum(one.kind == LAND and one.host == gate.host for one in laying.scheme.gates)
    told = Origin(rule="forecast", text="the case's forecast of who goes home from the host")
    return tuple(constant(people / gates, told) for people in coming.back.get(gate.host, ())[:days])


def _returns(laying: Laying, gate: Gate, ends: tuple[str, str], expected: Sequence[Figure]) -> None:
    """Lay people who go back of their own will, day by day, as many as are expected."""
    if not expected:
        return
    here, there = ends
    name = laying.lane(
        f"{_name(gate)}>{gate.name} back/{here.split('/')[1]}",
        (there, here),
        lag=0,
        passage=Passage.RETURN,
        origin=expected[0].origin,
    )
    for day, figure in enumerate(expected):
        fact = Fact(lane=name, day=day, people=figure.most, origin=figure.origin)
        laying.facts.append(fact)
