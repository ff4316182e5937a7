"""The scheme of a case: who seeks to leave, by which gates, who flies where, and its numbers.

``plan.toml`` in the case folder. Tables named ``groups.NAME``, ``gates.NAME``, ``hosts.CODE``,
``lifts.NAME`` and ``matters.NAME`` say in words how the network lies; every number in them is a
parameter with unit and source. Keys that are not known are errors.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import attrs

from panah.domain.network import NONE
from panah.errors import PlanError
from panah.plan.instance.units import check_unit
from panah.plan.parameters import Parameter, parameters, shipped, split

__all__ = ["AIR", "LAND", "Gate", "GroupPlan", "Lift", "Scheme", "read_scheme"]

_WORDS: Mapping[str, tuple[str, ...]] = {
    "": ("home",),
    "groups": ("label", "risk_class", "tracks"),
    "gates": ("label", "kind", "host", "group", "direct", "run_by"),
    "hosts": (),
    "lifts": ("label", "from", "to"),
    "matters": ("groups", "leave_out"),
}
_NUMBERS: Mapping[str, tuple[str, ...]] = {
    "groups": ("people", "danger_weight"),
    "gates": ("seats", "reach", "lag", "admitted", "arrivals"),
    "hosts": (
        *("hub", "built", "vetting", "dwell", "stay", "quota", "share", "onward"),
        *("places", "build", "lead", "overflow", "area"),
    ),
    "lifts": ("seats",),
    "matters": (),
}
AIR, LAND = "air", "land"


@attrs.frozen(kw_only=True)
class GroupPlan:
    """People who share what matters for the plan; `tracks` are the countries that may take them."""

    name: str
    label: str
    risk_class: int
    tracks: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Gate:
    """A way out: an airport, or the crossings to one host by land, with who comes there.

    Parameters
    ----------
    host
        Whither a land gate leads; empty for an airport.
    group
        Who comes to a land gate by themselves, as the forecast has them.
    direct
        Tracks that fly from an airport without a hub.
    run_by
        Countries besides home whose word closes an airport.
    """

    name: str
    label: str
    kind: str
    host: str = ""
    group: str = ""
    direct: tuple[str, ...] = ()
    run_by: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Lift:
    """Flights from some hubs to some hubs or countries of stay."""

    name: str
    label: str
    start: tuple[str, ...]
    end: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Scheme:
    """How the network of a case lies, and its numbers by key."""

    home: str
    groups: tuple[GroupPlan, ...]
    gates: tuple[Gate, ...]
    lifts: tuple[Lift, ...]
    matters: Mapping[str, Mapping[str, Any]]
    numbers: Mapping[str, Parameter]

    def number(self, *keys: str) -> Parameter:
        """Give the first parameter that is known of some keys; the last is always known."""
        return next(self.numbers[key] for key in keys if key in self.numbers)

    def given(self, key: str) -> Parameter | None:
        """Give a parameter if the case has it."""
        return self.numbers.get(key)


def read_scheme(text: str, name: str = "plan.toml", *, override: str = "") -> Scheme:
    """Read a scheme.

    Parameters
    ----------
    override
        A file of parameters that replaces numbers of the scheme or of panah's assumptions.

    Raises
    ------
    PlanError
        If it is not TOML, or names what is not known; says which and where.
    """
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlanError(f"{name} is not TOML: {error}") from error
    own, words = split(written, name)
    assumed = shipped("assumptions")
    _refuse_unknown(own, words, assumed, name)
    given = parameters(override, "the parameters given")
    _refuse_unknown(given, {}, assumed, "the parameters given")
    for one in own.values():
        check_unit(one, name)
    for one in given.values():
        check_unit(one, "the parameters given")
    numbers = {**assumed, **own, **given}
    home = words.get("", {}).get("home")
    if not isinstance(home, str) or not _COUNTRY.fullmatch(home):
        raise PlanError(f'{name} says not whose people flee; write home = "AFG"')
    of = {kind: _named(words, kind, name) for kind in _NUMBERS}
    scheme = Scheme(
        home=home,
        groups=tuple(_group(key, said, name) for key, said in of["groups"].items()),
        gates=tuple(_gate(key, said, name) for key, said in of["gates"].items()),
        lifts=tuple(
            Lift(
                name=key,
                label=said.get("label", key),
                start=_codes(said, "from"),
                end=_codes(said, "to"),
            )
            for key, said in of["lifts"].items()
        ),
        matters=of["matters"],
        numbers=numbers,
    )
    _refuse_loose(scheme, name)
    _refuse_stray(scheme, name)
    return scheme


def _named(
    words: Mapping[str, Mapping[str, Any]], kind: str, name: str
) -> dict[str, Mapping[str, Any]]:
    """Give the tables of a kind by name, with words where words belong."""
    found = {
        key[len(kind) + 1 :]: said for key, said in words.items() if key.startswith(f"{kind}.")
    }
    for key, said in found.items():
        if kind != "matters" and not _NAME.fullmatch(key):
            raise PlanError(
                f"{name}: {kind}.{key} is no name; a name has letters, digits, _ and - only"
            )
        for word, held in said.items():
            if word in _LISTS and not _is_list(held, _LISTS[word][0]):
                raise PlanError(
                    f"{name}: {kind}.{key} has {word} = {held!r}; write {_LISTS[word][1]}"
                )
            if word == "host" and not (isinstance(held, str) and _COUNTRY.fullmatch(held)):
                raise PlanError(f'{name}: {kind}.{key} has host = {held!r}; write it as "PAK"')
            if word == "leave_out" and not isinstance(held, bool):
                raise PlanError(f"{name}: {kind}.{key} has leave_out = {held!r}; write true")
            if word == "label" and not isinstance(held, str):
                raise PlanError(f"{name}: {kind}.{key} has the label {held!r}; write it as text")
    return found


_NAME = re.compile(r"[A-Za-z0-9_-]+")
_COUNTRY = re.compile(r"[A-Z]{3}")
_COUNTRIES = (re.compile(rf"[A-Z]{{3}}|{NONE}"), 'a list of countries as ["CAN"]')
_LISTS = {
    **dict.fromkeys(("tracks", "direct", "run_by", "from", "to"), _COUNTRIES),
    "groups": (_NAME, 'a list of groups as ["teachers"]'),
}


def _is_list(held: object, form: "re.Pattern[str]") -> bool:
    return isinstance(held, list) and all(
        isinstance(one, str) and form.fullmatch(one) for one in held
    )


def _refuse_unknown(
    numbers: Mapping[str, Parameter],
    words: Mapping[str, Mapping[str, object]],
    assumed: Mapping[str, Parameter],
    name: str,
) -> None:
    for path, said in words.items():
        kind = path.partition(".")[0]
        right = _WORDS.get(kind)
        for key in said if right is None else [key for key in said if key not in right]:
            shown = ", ".join(right or [one for one in _WORDS if one])
            raise PlanError(f"{name}: {path or 'the file'} sets {key}; known are {shown}")
    for key in numbers:
        kind, _, rest = key.partition(".")
        if key not in assumed and rest.rpartition(".")[2] not in _NUMBERS.get(kind, ()):
            shown = ", ".join(_NUMBERS.get(kind, tuple(assumed)))
            raise PlanError(f"{name} sets {key}, which no plan reads; it reads {shown}")


def _refuse_loose(scheme: Scheme, name: str) -> None:
    """Refuse gates of people who are in no group, and lifts that end nowhere."""
    groups = {group.name for group in scheme.groups}
    for gate in scheme.gates:
        if gate.group and gate.group not in groups:
            raise PlanError(f"{name}: gates.{gate.name} names the group {gate.group}, not there")
    for matter, said in scheme.matters.items():
        for group in said.get("groups", ()):
            if group not in groups:
                raise PlanError(f"{name}: matters.{matter} names the group {group}, not there")


def _refuse_stray(scheme: Scheme, name: str) -> None:
    """Refuse numbers of what is not there, and people who flee to where they flee from."""
    known = {
        "groups": {group.name for group in scheme.groups},
        "gates": {gate.name for gate in scheme.gates},
        "lifts": {lift.name for lift in scheme.lifts},
    }
    for key in scheme.numbers:
        kind, _, rest = key.partition(".")
        of = rest.rpartition(".")[0]
        if kind in known and of not in known[kind]:
            raise PlanError(f"{name}: {key} is a number of {kind}.{of}, which is not there")
        if kind == "hosts" and not _COUNTRY.fullmatch(of):
            raise PlanError(f'{name}: {key} is of no country; write hosts.PAK for "PAK"')
    ends = {
        **{f"groups.{group.name}": group.tracks for group in scheme.groups},
        **{f"gates.{gate.name}": (gate.host,) for gate in scheme.gates},
    }
    for where, codes in ends.items():
        if scheme.home in codes:
            raise PlanError(f"{name}: {where} leads to {scheme.home}, which people flee")


def _group(key: str, said: Mapping[str, Any], name: str) -> GroupPlan:
    risk_class = said.get("risk_class")
    if type(risk_class) is not int or not 0 <= risk_class <= 2:
        raise PlanError(f"{name}: groups.{key} needs a risk_class, 0, 1 or 2")
    return GroupPlan(
        name=key,
        label=said.get("label", key),
        risk_class=risk_class,
        tracks=_codes(said, "tracks"),
    )


def _gate(key: str, said: Mapping[str, Any], name: str) -> Gate:
    kind, host = said.get("kind"), str(said.get("host", ""))
    if kind not in {AIR, LAND} or (kind == LAND) != bool(host):
        raise PlanError(
            f"{name}: gates.{key} needs kind air, or kind land with the host it leads to"
        )
    return Gate(
        name=key,
        label=said.get("label", key),
        kind=kind,
        host=host,
        group=str(said.get("group", "")),
        direct=_codes(said, "direct"),
        run_by=_codes(said, "run_by"),
    )


def _codes(said: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(one for one in said.get(key, ()) if one != NONE)
