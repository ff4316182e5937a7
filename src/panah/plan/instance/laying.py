"""The network of an instance while it is laid: nodes, states, lanes, resources and their uses."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from panah.domain.dossier import Dossier
from panah.domain.figure import Figure, Origin
from panah.domain.limit import Camp, Depot, Layer, Offer, Resource, ResourceKind, SupplyRoute, Use
from panah.domain.limit import Share as HostShare
from panah.domain.network import NONE, Lane, Node, NodeKind, Passage, Stage, State
from panah.plan.instance.access import Door, Doorway, sayings
from panah.plan.instance.numbers import figure_of
from panah.plan.instance.scheme import Scheme
from panah.plan.instance.turns import passing
from panah.plan.parameters import Parameter

if TYPE_CHECKING:
    from panah.domain.plan_input import Arrival, Fact, Present

__all__ = ["Laying"]


_CLOSED = {Door.BORDER: "land", Door.AIRPORT: "air", Door.EMBASSY: "embassy"}
"""Where the share that a closed door lets through stands among the assumptions."""


class Laying:
    """Collects an instance; whatever is laid twice is there once."""

    def __init__(
        self, scheme: Scheme, dossiers: Sequence[Dossier], start: date, *, days: int
    ) -> None:
        self.scheme, self.dossiers = scheme, dossiers
        self.start, self.last = start, start + timedelta(days=days - 1)
        self.nodes: dict[str, Node] = {}
        self.states: dict[str, State] = {}
        self.lanes: dict[str, Lane] = {}
        self.resources: dict[str, Resource] = {}
        self.origins: dict[str, Origin] = {}
        self.uses: dict[tuple[str, str], Use] = {}
        self.offers: list[Offer] = []
        self.doors: list[Doorway] = []
        self.heard: set[str] = set()
        self.camps: list[Camp] = []
        self.depots: list[Depot] = []
        self.routes: list[SupplyRoute] = []
        self.shares: list[HostShare] = []
        self.arrivals: list[Arrival] = []
        self.present: list[Present] = []
        self.facts: list[Fact] = []
        self.read: dict[str, None] = {}

    def number(self, *keys: str) -> Parameter:
        """Give the first parameter that is known of some keys, and note that it was read."""
        found = self.scheme.number(*keys)
        self.read[found.key] = None
        return found

    def known(self, key: str) -> Parameter | None:
        """Give a parameter if the case has it, and note that it was read."""
        self.read[key] = None
        return self.scheme.given(key)

    def figure(self, *keys: str, times: float = 1.0) -> Figure:
        """Give the first number that is known of some keys, as a figure."""
        return figure_of(self.number(*keys), self.start, times=times)

    def given(self, key: str) -> Figure | None:
        """Give a number of the case as a figure; None if the case has none."""
        held = self.known(key)
        return None if held is None else figure_of(held, self.start)

    def days(self, *keys: str) -> int:
        """Give a number of days."""
        return round(self.number(*keys).value)

    def node(self, name: str, kind: NodeKind, **terms: object) -> None:
        """Lay a node."""
        self.nodes.setdefault(name, Node(name=name, kind=kind, **terms))  # type: ignore[arg-type]

    def state(self, node: str, group: str, stage: Stage, track: str = NONE) -> str:
        """Lay a state and give its name."""
        made = State(node, group, track, stage)
        self.states.setdefault(made.name, made)
        return made.name

    def lane(
        self,
        name: str,
        ends: tuple[str, str],
        *,
        lag: int,
        passage: Passage = Passage.WITHIN,
        origin: Origin,
    ) -> str:
        """Lay a lane and give its name."""
        source, target = ends
        made = Lane(
            name=name,
            source=source,
            target=target,
            lag_days=lag,
            passage=passage,
            cost=1.0 if passage is Passage.WITHIN else 0.5,
            origin=origin,
        )
        self.lanes.setdefault(name, made)
        return name

    def limit(
        self, name: str, kind: ResourceKind, layer: Layer, unit: str, capacity: Figure | None
    ) -> str:
        """Lay a resource and give its name."""
        made = Resource(name=name, kind=kind, layer=layer, unit=unit, capacity=capacity)
        self.resources.setdefault(name, made)
        return name

    def flow(self, name: str, capacity: Figure, layer: Layer, unit: str) -> str:
        """Lay a limit of people a day, and keep what it rests on."""
        self.origins[name] = capacity.origin
        return self.limit(name, ResourceKind.FLOW, layer, unit, capacity)

    def door(self, name: str, door: Doorway) -> None:
        """Have a limit let pass what claims leave of it, and keep what is said to be closed."""
        key = f"{_CLOSED[door.door]}.closed"
        share, span = self.scheme.number(key), (self.start, self.last)
        left, keys = passing(sayings(self.dossiers, door), share, span)
        if left is not None:
            self.read[key] = None
        self.resources[name] = attrs.evolve(self.resources[name], passing=left)
        self.doors.append(door)
        self.heard.update(keys)

    def use(self, resources: Iterable[str], on: str) -> None:
        """Have a lane or state use one of each resource a person."""
        for resource in resources:
            self.uses.setdefault((resource, on), Use(resource, on))
