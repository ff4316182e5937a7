"""What a ``plan.toml`` says that no plan would ever read: refused, with what would be right.

A key that is silently passed over is a number that somebody believes to count.
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from panah.domain.near import near
from panah.errors import PlanError
from panah.plan.instance.keys import keys
from panah.plan.parameters import Parameter

if TYPE_CHECKING:
    from panah.plan.instance.scheme import Gate, Scheme

__all__ = ["AIR", "LAND", "NUMBERS", "refuse_no_tables", "refuse_unknown", "refuse_unmeant"]

AIR, LAND = "air", "land"

_WORDS: Mapping[str, tuple[str, ...]] = {
    "": ("home", "key"),
    "groups": ("label", "risk_class", "tracks"),
    "gates": ("label", "kind", "host", "group", "direct", "run_by"),
    "hosts": (),
    "lifts": ("label", "from", "to"),
    "matters": ("groups", "leave_out", "whole", "one_of", "source", "date"),
}
_OF_CAMPS = (
    *("places", "build", "lead", "overflow", "area", "water", "latrines"),
    *("module", "fewest", "opening"),
)
_OF_KEYS = ("population", "gdp", "hosted", "unemployment")
_OF_STAYS = ("quota", "share", "onward", "papers", *_OF_KEYS)
_OF_HUBS = ("hub", "built", "vetting", "dwell", "stay")
NUMBERS: Mapping[str, tuple[str, ...]] = {
    "groups": ("people", "danger_weight"),
    "gates": ("seats", "reach", "lag", "admitted", "arrivals", "fewest"),
    "hosts": (*_OF_HUBS, *_OF_STAYS, *_OF_CAMPS),
    "lifts": ("seats", "fewest"),
    "matters": (),
}
"""The numbers that a table of a kind may hold."""

_OF_GATES = {
    AIR: ("direct", "run_by", "seats", "reach", "lag", "fewest"),
    LAND: ("host", "group", "admitted", "arrivals", "fewest"),
}
"""What a gate of a kind may say besides its label."""


def refuse_no_tables(written: Mapping[str, object], name: str) -> None:
    """Refuse a kind of tables that is written as something else."""
    for kind in NUMBERS:
        tables = written.get(kind, {})
        named = tables.items() if isinstance(tables, dict) else [("", tables)]
        for key, table in named:
            if not isinstance(table, dict):
                where = f"{kind}.{key}" if key else kind
                raise PlanError(f"{name}: {where} is {table!r}; write a table [{kind}.NAME]")
            if not table:
                raise PlanError(f"{name}: [{kind}.{key}] says nothing; fill it or take it out")


def refuse_unknown(
    numbers: Mapping[str, Parameter],
    words: Mapping[str, Mapping[str, object]],
    assumed: Mapping[str, Parameter],
    name: str,
) -> None:
    """Refuse keys that no plan reads, with those that are near."""
    for path, said in words.items():
        kind = path.partition(".")[0]
        right = _WORDS.get(kind)
        for key in said if right is None else [key for key in said if key not in right]:
            if right is None or kind == "":
                known: Collection[str] = (*filter(None, _WORDS), *_WORDS[""])
                unknown = kind or key
            else:
                known, unknown = (*right, *NUMBERS[kind]), key
            raise PlanError(
                f"{name}: {path or 'the file'} sets {key}, which no plan reads; "
                f"{near(unknown, known)}{_NUMBER if key in _KEYS else ''}"
            )
    for key in numbers:
        kind, _, rest = key.partition(".")
        of, _, last = rest.rpartition(".")
        if key not in assumed and not (of and last in NUMBERS.get(kind, ())):
            own = [f"{kind}.{of or 'NAME'}.{one}" for one in NUMBERS.get(kind, ())]
            raise PlanError(f"{name} sets {key}, which no plan reads; {near(key, own or assumed)}")


_KEYS = ("value", "by_day", "unit", "range", "source", "date", "note")
_NUMBER = "; a number needs a value or by_day"


def refuse_unmeant(scheme: "Scheme", name: str) -> None:
    """Refuse what names something that is not there, or what nothing there reads.

    Raises
    ------
    PlanError
        Names file and key, and what would be right.
    """
    for said in (*_loose(scheme), *_gates(scheme), *_groups(scheme), *_lifts(scheme)):
        raise PlanError(f"{name}: {said}")
    each = (_stray, _of_hosts, _of_fairness, _of_gates)  # those after _stray know that all is there
    for key, said in chain.from_iterable(one(scheme) for one in each):
        raise PlanError(f"{scheme.files.get(key, name)}: {key} {said}")


def _loose(scheme: "Scheme") -> Iterator[str]:
    """Give groups that are named and not there, and people who flee to where they flee from."""
    groups = {group.name for group in scheme.groups}
    named = {f"gates.{gate.name}": [gate.group] for gate in scheme.gates if gate.group}
    named |= {f"matters.{one}": said.get("groups", ()) for one, said in scheme.matters.items()}
    for where, some in named.items():
        for group in some:
            if group not in groups:
                yield f"{where} names the group {group}, which is not there; {near(group, groups)}"
    ends = {
        **{f"groups.{group.name}": group.tracks for group in scheme.groups},
        **{f"gates.{gate.name}": (gate.host,) for gate in scheme.gates},
    }
    for where, codes in ends.items():
        if scheme.home in codes:
            yield f"{where} leads to {scheme.home}, which people flee"


def _gates(scheme: "Scheme") -> Iterator[str]:
    """Give words of a gate that only one of another kind reads, and flights that carry nobody."""
    tracks = {track for group in scheme.groups for track in group.tracks}
    for gate in scheme.gates:
        for word in ("host", "group", "direct", "run_by"):
            if getattr(gate, word) and word not in _OF_GATES[gate.kind]:
                yield _not_of(gate, word)
        for track in gate.direct:
            if track not in tracks:
                yield (
                    f"gates.{gate.name} flies straight to {track}, where no group may stay; "
                    f"{near(track, tracks)}; write it into the tracks of [groups.NAME]"
                )


def _not_of(gate: "Gate", key: str) -> str:
    return (
        f"gates.{gate.name} has {key}, which nothing reads of a gate of kind {gate.kind}; "
        f"that has {', '.join(_OF_GATES[gate.kind])}"
    )


def _groups(scheme: "Scheme") -> Iterator[str]:
    """Give groups nobody of whom would be in a plan."""
    by_air = any(gate.kind == AIR for gate in scheme.gates)
    for group in scheme.groups:
        where, people = f"groups.{group.name}", f"groups.{group.name}.people" in scheme.numbers
        if people and not group.tracks:
            yield (
                f"{where} has people and no tracks, so that none of them has a way; name the "
                f"countries that may take them, or say who comes by land in gates.NAME.arrivals"
            )
        elif people and scheme.gates and not by_air:
            yield f"{where} has people, and no gate leads them out; write [gates.NAME] of kind air"


def _lifts(scheme: "Scheme") -> Iterator[str]:
    gates = {gate.name for gate in scheme.gates}
    for lift in scheme.lifts:
        if lift.name in gates:
            yield f"lifts.{lift.name} is called as a gate is; their seats would be one: rename it"
        for word, codes in (("from", lift.start), ("to", lift.end)):
            if not codes:
                yield f'lifts.{lift.name} says not {word} where it flies; write {word} = ["QAT"]'


def _stray(scheme: "Scheme") -> Iterator[tuple[str, str]]:
    """Give numbers of what is not there."""
    known = {
        "groups": {group.name for group in scheme.groups},
        "gates": {gate.name for gate in scheme.gates},
        "lifts": {lift.name for lift in scheme.lifts},
    }
    for key in scheme.files:
        kind, _, rest = key.partition(".")
        of = rest.rpartition(".")[0]
        if kind in known and of not in known[kind]:
            yield key, f"is a number of {kind}.{of}, which is not there; {near(of, known[kind])}"
        if kind == "hosts" and not (len(of) == _CODE and of.isascii() and of.isupper()):
            yield key, 'is of no country; write hosts.PAK for "PAK"'


_CODE = 3
"""Letters of a country's code (ISO 3166-1 alpha-3)."""


def _of_hosts(scheme: "Scheme") -> Iterator[tuple[str, str]]:
    """Give numbers of a role that a host cannot have: camps without a gate by land, and so on."""
    hosts = {gate.host for gate in scheme.gates if gate.kind == LAND}
    tracks = {track for group in scheme.groups for track in group.tracks}
    by_air = any(gate.kind == AIR for gate in scheme.gates)
    straight = {track for gate in scheme.gates for track in gate.direct}
    for key in scheme.files:
        kind, _, rest = key.partition(".")
        host, _, last = rest.rpartition(".")
        if kind != "hosts" or not scheme.gates:
            continue
        if last in _OF_CAMPS and host not in hosts:
            yield key, f"is of camps, and no gate by land leads to {host}; {near(host, hosts)}"
        if last in _OF_STAYS and host not in tracks:
            yield key, f"is of a country of stay, and {host} is in no tracks; {near(host, tracks)}"
        if last == "papers" and host not in straight:
            yield (
                key,
                f"is of an embassy, and no gate flies straight to {host}; write it into direct",
            )
        if last in _OF_HUBS and not by_air:
            yield key, "is of a hub, and no gate is of kind air"


def _of_fairness(scheme: "Scheme") -> Iterator[tuple[str, str]]:
    """Give figures that the key of fairness does not read, and shares beside a key."""
    reads = keys()[scheme.key].figures if scheme.key else {}
    for key in (one for one in scheme.files if one.startswith("hosts.")):
        last = key.rpartition(".")[2]
        if last in _OF_KEYS and last not in reads:
            of = " and ".join(one.name for one in keys().values() if last in one.figures)
            yield key, f"is read by a key of fairness only; write key at the top: {of} read it"
        if last == "share" and scheme.key:
            yield key, f"is named by the case, and key = {scheme.key!r} gives it; take one out"


def _of_gates(scheme: "Scheme") -> Iterator[tuple[str, str]]:
    """Give numbers that nothing reads of a gate of its kind."""
    gates = {gate.name: gate for gate in scheme.gates}
    for key in scheme.files:
        kind, _, rest = key.partition(".")
        name, _, last = rest.rpartition(".")
        if kind == "gates" and last not in _OF_GATES[gates[name].kind]:
            right = ", ".join(_OF_GATES[gates[name].kind])
            yield (
                key,
                f"is read by no plan, as the gate is of kind {gates[name].kind}; it has {right}",
            )
