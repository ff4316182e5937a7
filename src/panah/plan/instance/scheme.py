"""The scheme of a case: who seeks to leave, by which gates, who flies where, and its numbers.

``plan.toml`` in the case folder. Tables named ``groups.NAME``, ``gates.NAME``, ``hosts.CODE``,
``lifts.NAME`` and ``matters.NAME`` say in words how the network lies; every number in them is a
parameter with unit and source. Keys that are not known are errors.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import attrs

from panah.domain.near import near
from panah.domain.network import NONE
from panah.errors import PlanError
from panah.plan.instance.choices import choices
from panah.plan.instance.keys import keys
from panah.plan.instance.units import check_unit
from panah.plan.instance.unmeant import (
    AIR,
    LAND,
    NUMBERS,
    refuse_no_tables,
    refuse_unknown,
    refuse_unmeant,
)
from panah.plan.parameters import Parameter, parameters, shipped, split

__all__ = ["AIR", "LAND", "Gate", "GroupPlan", "Lift", "Scheme", "read_scheme"]


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
    """How the network of a case lies, and its numbers by key.

    Parameters
    ----------
    name
        Of its file.
    key
        By which countries of stay share; empty where the case names shares, or none.
    files
        The file that states a number, by key; what panah assumes stands in none.
    """

    name: str
    home: str
    groups: tuple[GroupPlan, ...]
    gates: tuple[Gate, ...]
    lifts: tuple[Lift, ...]
    matters: Mapping[str, Mapping[str, Any]]
    numbers: Mapping[str, Parameter]
    files: Mapping[str, str] = attrs.field(factory=dict)
    key: str = ""

    def number(self, *keys: str) -> Parameter:
        """Give the first parameter that is known of some keys; the last is always known."""
        return next(self.numbers[key] for key in keys if key in self.numbers)

    def given(self, key: str) -> Parameter | None:
        """Give a parameter if the case has it."""
        return self.numbers.get(key)

    def countries(self) -> Iterator[tuple[str, str]]:
        """Give every country that is named: (where, code)."""
        named: dict[str, tuple[str, ...]] = {
            "home": (self.home,),
            **{f"groups.{one.name}": one.tracks for one in self.groups},
            **{f"gates.{one.name}": (*one.direct, *one.run_by, one.host) for one in self.gates},
            **{f"lifts.{one.name}": (*one.start, *one.end) for one in self.lifts},
        }
        for where, codes in named.items():
            yield from ((f"{self.name}: {where}", code) for code in codes if code)
        for key, file in self.files.items():
            if key.startswith("hosts."):
                yield f"{file}: {key}", key.split(".")[1]


def read_scheme(
    text: str,
    name: str = "plan.toml",
    *,
    override: str = "",
    override_name: str = "the parameters given",
) -> Scheme:
    """Read a scheme.

    Parameters
    ----------
    override, override_name
        A file of parameters that replaces numbers of the scheme or of panah's assumptions, and
        what it is called.

    Raises
    ------
    PlanError
        If it is not TOML, or names what is not known; says which and where.
    """
    try:
        written = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PlanError(f"{name} is not TOML: {error}") from error
    refuse_no_tables(written, name)
    own, words = split(written, name)
    assumed = shipped("assumptions")
    refuse_unknown(own, words, assumed, name)
    given = parameters(override, override_name)
    refuse_unknown(given, {}, assumed, override_name)
    for file, numbers in ((name, own), (override_name, given)):
        for one in numbers.values():
            check_unit(one, file)
    home = words.get("", {}).get("home")
    if not isinstance(home, str) or not _COUNTRY.fullmatch(home):
        raise PlanError(f'{name} says not whose people flee; write home = "AFG"')
    chosen = choices(words, name)
    of = {kind: _named(words, kind, name) for kind in NUMBERS}
    scheme = Scheme(
        name=name,
        home=home,
        groups=tuple(_group(key, said, name) for key, said in of["groups"].items()),
        gates=tuple(_gate(key, said, name, of["groups"]) for key, said in of["gates"].items()),
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
        numbers={**assumed, **own, **given, **chosen},
        key=_key(words.get("", {}).get("key", ""), name),
        files={**dict.fromkeys((*own, *chosen), name), **dict.fromkeys(given, override_name)},
    )
    refuse_unmeant(scheme, name)
    return scheme


def _key(named: object, name: str) -> str:
    """Refuse a key of fairness that nobody knows."""
    if named == "" or (isinstance(named, str) and named in keys()):
        return str(named)
    raise PlanError(f"{name} sets key = {named!r}; {near(str(named), keys())}")


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
            if wrong := _wrong(word, held):
                raise PlanError(f"{name}: {kind}.{key} {wrong}")
    return found


def _wrong(word: str, held: object) -> str:
    """Say what is wrong with a word of a table, and what would be right; empty if nothing is."""
    if word in _LISTS and not _is_list(held, _LISTS[word][0]):
        return f"has {word} = {held!r}; write {_LISTS[word][1]}"
    if word == "host" and not (isinstance(held, str) and _COUNTRY.fullmatch(held)):
        return f'has host = {held!r}; write it as "PAK"'
    if word in {"leave_out", "whole"} and not isinstance(held, bool):
        return f"has {word} = {held!r}; write true"
    if word == "groups" and not held:
        return "is for no group; write leave_out = true to leave it out"
    if word == "label" and not isinstance(held, str):
        return f"has the label {held!r}; write it as text"
    return ""


_NAME = re.compile(r"[A-Za-z0-9_-]+")
_COUNTRY = re.compile(r"[A-Z]{3}")
_COUNTRIES = (re.compile(rf"[A-Z]{{3}}|{NONE}"), 'a list of countries as ["CAN"], each once')
_LISTS = {
    **dict.fromkeys(("tracks", "direct", "run_by", "from", "to"), _COUNTRIES),
    "groups": (_NAME, 'a list of groups as ["teachers"], each once'),
}


def _is_list(held: object, form: "re.Pattern[str]") -> bool:
    return (
        isinstance(held, list)
        and all(isinstance(one, str) and form.fullmatch(one) for one in held)
        and len(set(held)) == len(held)
    )


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


def _gate(key: str, said: Mapping[str, Any], name: str, groups: Collection[str]) -> Gate:
    kind, host, group = said.get("kind"), said.get("host", ""), said.get("group", "")
    if kind not in {AIR, LAND} or (kind == LAND) != bool(host):
        raise PlanError(
            f"{name}: gates.{key} needs kind air, or kind land with the host it leads to"
        )
    if not isinstance(group, str):
        raise PlanError(f"{name}: gates.{key} has the group {group!r}; write its name as text")
    if kind == LAND and not group and len(groups) != 1:
        raise PlanError(
            f"{name}: gates.{key} says not who comes there; write group, one of "
            f"{', '.join(groups) or '[groups.NAME], of which there is none'}"
        )
    return Gate(
        name=key,
        label=said.get("label", key),
        kind=kind,
        host=host,
        group=group or ("" if kind == AIR else next(iter(groups))),
        direct=_codes(said, "direct"),
        run_by=_codes(said, "run_by"),
    )


def _codes(said: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(one for one in said.get(key, ()) if one != NONE)
