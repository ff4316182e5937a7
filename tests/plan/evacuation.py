"""A made-up evacuation of any size; the same seed makes the same one.

It is no account of any crisis. People come to be at risk in provinces, reach an airport or a border
crossing, fly to hubs that hold few and vet slowly, go on to a haven and final hosts, or walk into
camps that are being built.
"""

import random

import attrs
from tests.plan.made import RULE, STANDARDS, START, claim, flow, quota, steps

from panah.domain.claim import PlanningClass
from panah.domain.figure import Figure, constant
from panah.domain.limit import (
    Camp,
    Depot,
    Layer,
    Offer,
    Resource,
    ResourceKind,
    Share,
    SupplyRoute,
    Use,
)
from panah.domain.network import (
    NONE,
    Group,
    Lane,
    Node,
    NodeKind,
    Passage,
    Stage,
    State,
    Track,
    grid,
)
from panah.domain.plan_input import Arrival, PlanInput


@attrs.frozen(kw_only=True)
class Size:
    """How large a made-up evacuation is; `sites` splits every host into so many."""

    origins: int = 7
    crossings: int = 5
    first_hubs: int = 5
    hubs: int = 13
    finals: int = 6
    groups: int = 10
    sites: int = 1
    days: int = 180
    daily: int = 45
    people: int = 791_000


FULL = Size()
"""30 hosts (19 hubs with the haven, 6 final, 5 camps) and 10 groups, as the method measures."""
SMALL = Size(origins=2, crossings=2, first_hubs=2, hubs=2, finals=2, groups=3, days=40, daily=10)


class _Made:
    """Collects an instance while it is made."""

    def __init__(self, size, seed):
        self.size, self.luck = size, random.Random(seed)  # noqa: S311  (no secret)
        self.nodes, self.states, self.lanes = {}, {}, {}
        self.resources, self.uses, self.offers = {}, {}, []
        self.arrivals, self.camps, self.depots, self.routes, self.shares = [], [], [], [], []
        classes = [0] * (size.groups * 6 // 10 or 1)
        classes += [1] * (size.groups - len(classes) - 1) + [2]
        self.groups = [
            Group(name=f"g{n}", risk_class=kind, danger_weight=(8.0, 4.0, 1.0)[kind], origin=RULE)
            for n, kind in enumerate(classes[: size.groups])
        ]
        finals = [f"F{n}" for n in range(size.finals)]
        self.eligible = {
            one.name: sorted(
                {finals[0], *self.luck.sample(finals, k=min(len(finals), 3 - one.risk_class))}
            )
            if one.risk_class < 2
            else []
            for one in self.groups
        }
        self.promises = {}
        self.tracks = [
            Track(name=f, groups=tuple(g for g, some in self.eligible.items() if f in some))
            for f in finals
        ]

    def travel(self, hub, group):
        """Promises under which a group may be at a hub."""
        return [f for f in self.eligible[group.name] if f in self.promises[hub.split("#")[0]]]

    def node(self, name, kind, **more):
        self.nodes[name] = Node(name=name, kind=kind, **more)

    def state(self, node, group, track, stage):
        made = State(node, group, track, stage)
        self.states[made.name] = made
        return made.name

    def lane(self, name, source, target, **more):
        self.lanes[name] = Lane(name=name, source=source, target=target, origin=RULE, **more)
        return name

    def need(self, resource, on):
        self.resources.setdefault(resource.name, resource)
        self.uses[resource.name, on] = Use(resource.name, on)


def an_evacuation(size=FULL, seed=7, **more):
    """Make an instance of a size; the same seed makes the same one."""
    made = _Made(size, seed)
    _origins(made)
    hubs = _hubs(made)
    _camps(made)
    _onward(made, *hubs)
    _finals(made)
    settings = {
        "name": f"made up, seed {seed}",
        "start": START,
        "periods": grid(size.days, daily=size.daily),
        "groups": tuple(made.groups),
        "tracks": tuple(made.tracks),
        "nodes": tuple(made.nodes.values()),
        "states": tuple(made.states.values()),
        "lanes": tuple(made.lanes.values()),
        "resources": tuple(made.resources.values()),
        "uses": tuple(made.uses.values()),
        "offers": tuple(made.offers),
        "camps": tuple(made.camps),
        "depots": tuple(made.depots),
        "routes": tuple(made.routes),
        "shares": tuple(made.shares),
        "standards": STANDARDS,
        "arrivals": tuple(made.arrivals),
    }
    return PlanInput(**{**settings, **more})


def _scale(made):
    return made.size.people / 791_000


def _origins(made):
    size, luck = made.size, made.luck
    made.node("airport", NodeKind.GATE)
    for c in range(size.crossings):
        made.node(f"X{c}", NodeKind.GATE)
    for o in range(size.origins):
        made.node(f"O{o}", NodeKind.ORIGIN)
    risk = sum(1 for one in made.groups if one.risk_class < 2)
    for group in made.groups:
        for gate in ("airport", *(f"X{c}" for c in range(size.crossings))):
            made.state(gate, group.name, NONE, Stage.GATE)
        for o in range(size.origins):
            state = made.state(f"O{o}", group.name, NONE, Stage.ORIGIN)
            total = (276_000 / max(1, risk) if group.risk_class < 2 else 515_000) * _scale(made)
            daily = total / size.origins * luck.uniform(0.5, 1.5)
            peak, width = (22, 12) if group.risk_class < 2 else (48, 40)
            shape = [(d, 0.3 + max(0.0, 1 - abs(d - peak) / width)) for d in range(0, size.days, 5)]
            whole = 5 * sum(height for _, height in shape)
            rate = Figure(tuple((d, daily * h / whole) for d, h in shape), RULE)
            made.arrivals.append(Arrival(state=state, people=rate))
            for gate in ("airport", f"X{o % size.crossings}", f"X{(o + 1) % size.crossings}"):
                _road(made, o, gate, group, state)


def _road(made, o, gate, group, state):
    name = f"O{o}>{gate}/{group.name}"
    if name in made.lanes:
        return
    target = f"{gate}/{group.name}/{NONE}/{Stage.GATE}"
    made.lane(name, state, target, lag_days=(o + len(gate)) % 3)
    made.need(flow(f"road:O{o}>{gate}", (800 + 700 * (o % 4)) * _scale(made)), name)


SEATS = ((7, 150), (22, 1_500), (26, 4_000), (31, 18_000), (36, 8_000), (40, 0), (48, 120))
"""Seats a day from the airport: a short peak, then almost none."""


PAUSE = ((0, 1.0), (49, 0.0), (78, 1.0))
"""Share of the onward seats that fly: none for a month, as in an outbreak."""


def _hubs(made):
    size, scale = made.size, _scale(made)
    first = [f"H{n}" for n in range(size.first_hubs)]
    second = [f"H{n}" for n in range(size.first_hubs, size.first_hubs + size.hubs)]
    luck = made.luck
    for n, name in enumerate((*first, *second, "haven")):
        holds, day = (luck.choice((2_000, 5_000, 8_000)), 20 + n % 6)
        vets = luck.choice((60, 500, 1_200))
        if name == "haven":
            holds, day, vets = 50_000, 30, 900
        elif n < size.first_hubs:
            vets = luck.choice((800, 1_200, 1_500))
        finals = [track.name for track in made.tracks]
        few = 2 if n < size.first_hubs or n % 4 == 0 else 1
        made.promises[name] = {finals[0], *luck.sample(finals[1:], k=min(len(finals), few) - 1)}
        for k in range(size.sites):
            part = scale / size.sites
            _hub(made, _site(made, name, k), holds * part, day, vets * part, 14 if n % 2 else 10)
    return first, second


def _site(made, name, k):
    return name if made.size.sites == 1 else f"{name}#{k}"


def _hub(made, name, holds, day, vets, stay):
    haven = name.startswith("haven")
    made.node(name, NodeKind.HUB, stay_days=None if haven else stay, origin=None if haven else RULE)
    made.resources[f"places:{name}"] = Resource(
        name=f"places:{name}", kind=ResourceKind.STOCK, layer=Layer.ANNOUNCED, unit="place"
    )
    made.offers.append(
        Offer(
            name=f"offer of {name}",
            resource=f"places:{name}",
            host=name,
            low=steps((day, holds), origin=claim(name)),
            mid=steps((day, 1.2 * holds), origin=claim(name)),
            high=steps((day, 1.5 * holds), origin=claim(name)),
            planning_class=PlanningClass.FIRM,
            formal=hash_of(name) % 3 > 0,
            probability=0.8,
        )
    )
    vetting = flow(f"vetting:{name}", vets, layer=Layer.SERVICED)
    for group in made.groups:
        for track in made.travel(name, group):
            new = made.state(name, group.name, track, Stage.NEW)
            ready = made.state(name, group.name, track, Stage.READY)
            lane = made.lane(f"{name}:vet/{group.name}/{track}", new, ready, lag_days=2)
            made.need(vetting, lane)
            made.need(made.resources[f"places:{name}"], new)
            made.need(made.resources[f"places:{name}"], ready)


def hash_of(name):
    return sum(map(ord, name))


def _camps(made):
    size, scale = made.size, _scale(made)
    for c in range(size.crossings):
        gate = f"X{c}"
        for k in range(size.sites):
            part = scale / size.sites
            name = _site(made, f"C{c}", k)
            made.node(name, NodeKind.CAMP)
            made.camps.append(
                Camp(
                    node=name,
                    built=steps((5 + 3 * c, 2_000 * part), origin=claim(name)),
                    build_per_day=constant((1_500, 1_200, 1_500, 150, 20)[c % 5] * part, RULE),
                    lead_days=10,
                    permit=constant((180, 120, 150, 100, 2)[c % 5] * 1_000 * part, claim(name)),
                    overflow=constant(30_000 * part, RULE),
                    overflow_body="an international body",
                )
            )
            made.depots.append(
                Depot(
                    name=f"depot of {name}",
                    holds=steps((40, 1_800 * part)),
                    delivered=constant(60 * part, RULE),
                )
            )
            made.routes.append(
                SupplyRoute(
                    depot=f"depot of {name}", camp=name, tonnes_day=constant(120 * part, RULE)
                )
            )
            for group in made.groups:
                state = made.state(name, group.name, NONE, Stage.CAMP)
                gate_state = f"{gate}/{group.name}/{NONE}/{Stage.GATE}"
                lane = made.lane(
                    f"{gate}>{name}/{group.name}",
                    gate_state,
                    state,
                    passage=Passage.TO_SAFETY,
                    opens=5 + 3 * c,
                    cost=0.02,
                )
                made.need(flow(f"crossing:{gate}", (1_500 + 500 * c) * scale), lane)
                if group.risk_class < 2:
                    watched = flow(f"watched crossing:{gate}", 40 * scale, ask_weight=3.0)
                    made.need(watched, lane)


def _onward(made, first, second):
    size, scale = made.size, _scale(made)
    first_leg = flow("seats:airport", steps(*((d, s * scale) for d, s in SEATS)), unit="seat")
    links = [(a, b, 4_000) for a in first for b in second]
    links += [(a, "haven", 1_200) for a in first] + [(b, "haven", 400) for b in second]
    legs = [("airport", hub, first_leg) for hub in first]
    for a, b, seats in links:
        figure = steps(*((d, seats * s * scale) for d, s in PAUSE))
        kind = "first" if a in first else "second"
        legs.append((a, b, flow(f"seats:{kind}>{'haven' if b == 'haven' else 'hub'}", figure)))
    for k in range(size.sites):
        for group in made.groups:
            for a, b, seats in legs:
                _fly(made, (a, b, k), group, seats)
            for hub in (*first, *second, "haven"):
                for track in made.travel(hub, group):
                    if track != "F0" or hub == "haven":
                        _settle(made, _site(made, hub, k), group, track)


def _finals(made):
    for n, track in enumerate(made.tracks):
        made.node(track.name, NodeKind.FINAL)
        made.shares.append(
            Share(node=track.name, part=1 / (n + 2), key="made up for tests", origin=RULE)
        )


def _fly(made, leg, group, seats):
    a, b, k = leg
    gate = a == "airport"
    start, end = a if gate else _site(made, a, k), _site(made, b, k)
    for track in made.travel(b, group):
        if not gate and track not in made.travel(a, group):
            continue
        before = f"{NONE}/{Stage.GATE}" if gate else f"{track}/{Stage.READY}"
        lane = made.lane(
            f"{start}>{end}/{group.name}/{track}",
            f"{start}/{group.name}/{before}",
            f"{end}/{group.name}/{track}/{Stage.NEW}",
            lag_days=0 if gate else 1,
            opens=20,
            passage=Passage.TO_SAFETY if gate else Passage.WITHIN,
            cost=0.5 if gate else 1.0,
        )
        made.need(seats, lane)


def _settle(made, hub, group, track):
    target = made.state(track, group.name, track, Stage.PLACED)
    source = f"{hub}/{group.name}/{track}/{Stage.READY}"
    lane = made.lane(f"{hub}>{track}/{group.name}/{track}", source, target, lag_days=1, cost=1.0)
    holds = (95_000, 20_000, 14_000, 10_000, 3_000, 12_000)[int(track[1:]) % 6]
    made.need(quota(f"quota:{track}", holds * _scale(made)), lane)
