"""Who flies: from an airport to hubs where papers are made, and on to countries of stay.

Announced, built, vetted and carried are rows of their own, so that the plan says which one binds.
"""

from collections.abc import Iterator, Sequence

from panah.domain.figure import Figure
from panah.domain.limit import Layer, ResourceKind
from panah.domain.network import NodeKind, Passage, Stage
from panah.plan.instance.access import Door, Doorway
from panah.plan.instance.hosts import FINAL, HUB, Hosting
from panah.plan.instance.laying import Laying
from panah.plan.instance.scheme import AIR, Gate, GroupPlan
from panah.plan.instance.shares import fair_shares

__all__ = ["lay_air", "tracks_of"]


def tracks_of(laying: Laying) -> tuple[str, ...]:
    """Give the countries that take people for good, in the order of the groups."""
    named = (track for group in laying.scheme.groups for track in group.tracks)
    return tuple(dict.fromkeys(named))


def lay_air(laying: Laying, hostings: Sequence[Hosting]) -> None:
    """Lay airports, hubs, lifts and countries of stay."""
    gates = [gate for gate in laying.scheme.gates if gate.kind == AIR]
    if not gates:
        return
    standing = (key.split(".") for key in laying.scheme.numbers if key.endswith(".hub"))
    hubs = sorted({one.host for one in hostings if one.role == HUB} | {key[1] for key in standing})
    for track in tracks_of(laying):
        _final(laying, track, [one for one in hostings if one.role == FINAL])
    laying.shares += fair_shares(laying, tracks_of(laying))
    for host in hubs:
        _hub(laying, host, [one for one in hostings if one.role == HUB and one.host == host])
    for gate in gates:
        _seats(laying, gate)
        _gate(laying, gate, hubs)
    for host in hubs:
        _onward(laying, host)


def _final(laying: Laying, track: str, offers: Sequence[Hosting]) -> None:
    """Lay a country of stay with what it permits."""
    laying.node(track, NodeKind.FINAL, country=track)
    mine = [one for one in offers if one.host == track]
    stated = f"hosts.{track}.quota"
    is_offered = bool(mine) and laying.given(stated) is None
    quota = None if is_offered else laying.figure(stated, "stay.quota")
    name = laying.limit(f"quota:{track}", ResourceKind.QUOTA, Layer.PERMITTED, "person", quota)
    if is_offered:
        laying.offers += [offer for one in mine for offer in one.offers(name, laying.start)]


def _at(laying: Laying, host: str) -> str:
    """Give the node of a hub; a country that also takes people for good has two."""
    return f"hub {host}" if host in tracks_of(laying) else host


def _hub(laying: Laying, host: str, offers: Sequence[Hosting]) -> None:
    """Lay a hub: its places as offered and as built, its vetting and its stay limit."""
    hub = _at(laying, host)
    stay = laying.given(f"hosts.{host}.stay") or _stay(offers)
    terms = {} if stay is None else {"stay_days": round(stay.most), "origin": stay.origin}
    laying.node(hub, NodeKind.HUB, country=host, **terms)
    stand = laying.given(f"hosts.{host}.hub")
    places = laying.limit(f"places:{hub}", ResourceKind.STOCK, Layer.ANNOUNCED, "place", stand)
    laying.offers += [offer for one in offers for offer in one.offers(places, laying.start)]
    limits = [places]
    built = laying.given(f"hosts.{host}.built")
    if built is not None:
        limits.append(laying.limit(f"built:{hub}", ResourceKind.STOCK, Layer.BUILT, "place", built))
    vetting = laying.flow(
        f"vetting:{hub}",
        laying.figure(f"hosts.{host}.vetting", "hub.vetting"),
        Layer.SERVICED,
        "person vetted",
    )
    dwell = laying.number(f"hosts.{host}.dwell", "hub.dwell")
    for group, track in _travellers(laying, offers):
        new = laying.state(hub, group.name, Stage.NEW, track)
        ready = laying.state(hub, group.name, Stage.READY, track)
        lane = laying.lane(
            f"{hub}: papers for {track}/{group.name}",
            (new, ready),
            lag=round(dwell.value),
            origin=laying.figure(f"hosts.{host}.dwell", "hub.dwell").origin,
        )
        laying.use([vetting], lane)
        laying.use(limits, new)
        laying.use(limits, ready)


def _stay(offers: Sequence[Hosting]) -> Figure | None:
    """Give the stay limit of a hub: the shortest of those that its offers name."""
    named = [one.stay for one in offers if one.stay is not None]
    return min(named, key=lambda one: one.most, default=None)


def _travellers(laying: Laying, offers: Sequence[Hosting]) -> Iterator[tuple[GroupPlan, str]]:
    """Give who may be at a hub for which country: as some offer of it is for them."""
    for group in laying.scheme.groups:
        for track in group.tracks:
            if not offers or any(_is_for(offer, group, track) for offer in offers):
                yield group, track


def _is_for(offer: Hosting, group: GroupPlan, track: str) -> bool:
    return (offer.groups is None or group.name in offer.groups) and offer.track in {"", track}


def _seats(laying: Laying, gate: Gate) -> None:
    """Lay the seats of an airport; few or none while who runs it says that it is closed."""
    seats = laying.figure(f"gates.{gate.name}.seats", "lift.seats")
    name = laying.flow(f"seats:{gate.name}", seats, Layer.CARRIED, "seat")
    home = laying.scheme.home
    voices = frozenset({home, *gate.run_by})
    laying.door(name, Doorway(door=Door.AIRPORT, home=home, voices=voices))


def _papers(laying: Laying, track: str) -> tuple[str, ...]:
    """Lay the papers that an embassy gives, where the case says that people need them to fly."""
    papers = laying.given(f"hosts.{track}.papers")
    if papers is None:
        return ()
    name = laying.flow(f"papers:{track}", papers, Layer.SERVICED, "person with papers")
    home = laying.scheme.home
    laying.door(name, Doorway(door=Door.EMBASSY, home=home, voices=frozenset({track})))
    return (name,)


def _gate(laying: Laying, gate: Gate, hubs: Sequence[str]) -> None:
    """Lay an airport: who seeks to leave reaches it, and flies to hubs or straight on."""
    scheme = laying.scheme
    laying.node(scheme.home, NodeKind.ORIGIN, country=scheme.home)
    laying.node(gate.name, NodeKind.GATE, country=scheme.home)
    key = f"gates.{gate.name}"
    reach = laying.figure(f"{key}.reach", "gate.reach")
    road = laying.flow(f"road:{gate.name}", reach, Layer.CARRIED, "person")
    for group in scheme.groups:
        people = laying.known(f"groups.{group.name}.people")
        if people is None or not group.tracks:
            continue
        home = laying.state(scheme.home, group.name, Stage.ORIGIN)
        here = laying.state(gate.name, group.name, Stage.GATE)
        lag = laying.days(f"{key}.lag", "gate.lag")
        on = laying.lane(f"to {gate.name}/{group.name}", (home, here), lag=lag, origin=reach.origin)
        laying.use([road], on)
        for host in hubs:
            for track in group.tracks:
                target = f"{_at(laying, host)}/{group.name}/{track}/{Stage.NEW}"
                if target in laying.states:
                    _fly(laying, gate, (here, target), (), lag=0)
        for track in group.tracks:
            if track in gate.direct:
                target = laying.state(track, group.name, Stage.PLACED, track)
                needs = (f"quota:{track}", *_papers(laying, track))
                _fly(laying, gate, (here, target), needs, lag=_days_on(laying, track))


def _fly(
    laying: Laying, gate: Gate, ends: tuple[str, str], quotas: Sequence[str], *, lag: int
) -> None:
    """Lay the first flight of a group."""
    seats = f"seats:{gate.name}"
    node, group, track, _ = ends[1].split("/")
    lane = laying.lane(
        f"{gate.name}>{node}/{group}/{track}",
        ends,
        lag=lag,
        passage=Passage.TO_SAFETY,
        origin=laying.origins[seats],
    )
    laying.use([seats, *quotas], lane)


def _days_on(laying: Laying, track: str) -> int:
    return laying.days(f"hosts.{track}.onward", "hub.onward")


def _onward(laying: Laying, host: str) -> None:
    """Lay the flights from a hub to countries of stay and to other hubs."""
    lifts = [lift for lift in laying.scheme.lifts if host in lift.start]
    hub = _at(laying, host)
    for state in [one for one in laying.states.values() if one.node == hub]:
        if state.stage is not Stage.READY:
            continue
        _leave(laying, state.name, (host, state.track), state.group)
        for lift in lifts:
            for other in lift.end:
                target = f"{_at(laying, other)}/{state.group}/{state.track}/{Stage.NEW}"
                if target in laying.states:
                    seats = _lift(laying, host, other)
                    lane = laying.lane(
                        f"{host}>{other}/{state.group}/{state.track}",
                        (state.name, target),
                        lag=laying.days("hub.onward"),
                        origin=laying.origins[seats],
                    )
                    laying.use([seats], lane)


def _leave(laying: Laying, ready: str, leg: tuple[str, str], group: str) -> None:
    host, track = leg
    seats = _lift(laying, host, track)
    placed = laying.state(track, group, Stage.PLACED, track)
    lane = laying.lane(
        f"{_at(laying, host)}>{track}/{group}",
        (ready, placed),
        lag=_days_on(laying, track),
        origin=laying.origins[seats],
    )
    laying.use([seats, f"quota:{track}"], lane)


def _lift(laying: Laying, host: str, end: str) -> str:
    """Give the seats that lead from a hub to a place: those of a lift, or the hub's own."""
    for lift in laying.scheme.lifts:
        if host in lift.start and end in lift.end:
            key = f"lifts.{lift.name}.seats"
            return laying.flow(
                f"seats:{lift.name}", laying.figure(key, "lift.seats"), Layer.CARRIED, "seat"
            )
    return laying.flow(f"seats:{host} onward", laying.figure("lift.seats"), Layer.CARRIED, "seat")
