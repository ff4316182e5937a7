"""Made-up instances of the plan, small enough to reason about, and shorthands to make more."""

from datetime import date

from panah.domain.figure import Figure, Origin, constant
from panah.domain.limit import (
    Layer,
    Resource,
    ResourceKind,
    Standards,
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

RULE = Origin(rule="made up for tests")
STANDARDS = Standards(
    ration_kg_day=constant(0.555, RULE),
    area_m2=constant(45, RULE),
    water_l_day=constant(15, RULE),
    people_per_latrine=constant(20, RULE),
)
START = date(2031, 3, 1)


def claim(number):
    return Origin(claims=(f"claim-{number}",))


def steps(*pairs, origin=RULE):
    return Figure(pairs, origin)


def flow(name, per_day, *, layer=Layer.CARRIED, unit="person", **more):
    figure = per_day if isinstance(per_day, Figure) else constant(per_day, RULE)
    return Resource(
        name=name, kind=ResourceKind.FLOW, layer=layer, unit=unit, capacity=figure, **more
    )


def places(name, number, *, layer=Layer.BUILT, **more):
    figure = number if isinstance(number, Figure) else constant(number, RULE)
    return Resource(
        name=name, kind=ResourceKind.STOCK, layer=layer, unit="place", capacity=figure, **more
    )


def quota(name, number, **more):
    figure = number if isinstance(number, Figure) else constant(number, RULE)
    return Resource(
        name=name,
        kind=ResourceKind.QUOTA,
        layer=Layer.PERMITTED,
        unit="person",
        capacity=figure,
        **more,
    )


def a_line(  # noqa: PLR0913  (each names one thing a test may vary)
    *,
    people=100.0,
    seats=10.0,
    beds=1_000.0,
    vetting=1_000.0,
    days=10,
    dwell=1,
    stay=None,
    groups=None,
    **more,
):
    """One origin, one gate, one hub and one final host, in a row."""
    groups = groups or (Group(name="all", risk_class=0, danger_weight=1.0, origin=RULE),)
    names = [one.name for one in groups]
    hub = Node(name="hub", kind=NodeKind.HUB, stay_days=stay, origin=RULE if stay else None)
    states, lanes, uses, arrivals = [], [], [], []
    for name in names:
        origin, gate = (
            State("town", name, NONE, Stage.ORIGIN),
            State("gate", name, NONE, Stage.GATE),
        )
        new, ready = (State("hub", name, "T", stage) for stage in (Stage.NEW, Stage.READY))
        placed = State("host", name, "T", Stage.PLACED)
        states += [origin, gate, new, ready, placed]
        rows = [
            (f"road/{name}", origin, gate, 0, Passage.WITHIN),
            (f"flight/{name}", gate, new, 0, Passage.TO_SAFETY),
            (f"vetting/{name}", new, ready, dwell, Passage.WITHIN),
            (f"onward/{name}", ready, placed, 1, Passage.WITHIN),
        ]
        lanes += [
            Lane(name=n, source=a.name, target=b.name, lag_days=lag, passage=p, origin=RULE)
            for n, a, b, lag, p in rows
        ]
        uses += [
            Use("seats", f"flight/{name}"),
            Use("vetting", f"vetting/{name}"),
            Use("beds", new.name),
            Use("beds", ready.name),
        ]
        arrivals.append(
            Arrival(state=origin.name, people=steps((0, people / len(names)), (1, 0.0)))
        )
    settings = {
        "name": "a line",
        "start": START,
        "periods": grid(days),
        "groups": groups,
        "tracks": (Track(name="T", groups=tuple(names)),),
        "nodes": (
            Node(name="town", kind=NodeKind.ORIGIN),
            Node(name="gate", kind=NodeKind.GATE),
            hub,
            Node(name="host", kind=NodeKind.FINAL),
        ),
        "states": tuple(states),
        "lanes": tuple(lanes),
        "uses": tuple(uses),
        "resources": (
            flow("seats", seats, unit="seat"),
            places("beds", beds),
            flow("vetting", vetting, layer=Layer.SERVICED),
        ),
        "standards": STANDARDS,
        "arrivals": tuple(arrivals),
    }
    return PlanInput(**{**settings, **more})
