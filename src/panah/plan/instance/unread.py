"""What ``plan.toml`` says and a plan of this day does not read: told beside the plan, never silent.

A number may be right and wait for an offer that does not stand yet, so that it is no error.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from panah.domain.finding import Finding
from panah.domain.naming import Names
from panah.domain.situation import Situation
from panah.plan.instance.laying import Laying
from panah.plan.instance.scheme import Lift

if TYPE_CHECKING:
    from panah.plan.parameters import Parameter

__all__ = ["unread"]

_TABLES = ("groups.", "gates.", "hosts.", "lifts.")


def unread(laying: Laying, situation: Situation, names: Names, *, days: int) -> Iterator[Finding]:
    """Give the numbers, flights and matters of a scheme that nothing in a plan reads, and why."""
    yield from _numbers(laying, names, laying.start + timedelta(days=days - 1))
    yield from _lifts(laying, names)
    yield from _groups(laying)
    name, standing = laying.scheme.name, {line.matter.id for line in situation.detail}
    for matter in laying.scheme.matters:
        if matter not in standing:
            said = f"{name}: [matters.{matter}] is not read: it has no line on {laying.start}"
            yield _told(matter, said)


def _numbers(laying: Laying, names: Names, end: date) -> Iterator[Finding]:
    for key, file in laying.scheme.files.items():
        if key not in laying.read:
            why = _why(laying, names, key) if key.startswith(_TABLES) else ""
        else:
            why = _late(laying.scheme.numbers[key], end)
        if why:
            yield _told(key, f"{file}: nothing in the plan reads {key}: {why}")


def _lifts(laying: Laying, names: Names) -> Iterator[Finding]:
    for lift in laying.scheme.lifts:
        if missing := _no_place(laying, lift):
            said, where = ", ".join(map(names.of, missing)), f"lifts.{lift.name}"
            yield _told(
                where,
                f"{laying.scheme.name}: nobody flies by {where} from or to {said}: no places there "
                f"are offered on {laying.start}",
            )


def _groups(laying: Laying) -> Iterator[Finding]:
    present = {state.group for state in laying.states.values()}
    for group in laying.scheme.groups:
        if group.name not in present:
            yield _told(
                group.name,
                f"{laying.scheme.name}: nobody of groups.{group.name} ({group.label}) is in the "
                f"plan: [groups.{group.name}.people] says not how many seek to leave",
            )


def _told(on: str, text: str) -> Finding:
    return Finding(what="not_read", on=(on,), text=text)


def _why(laying: Laying, names: Names, key: str) -> str:
    kind, _, rest = key.partition(".")
    of, _, last = rest.rpartition(".")
    if kind == "hosts" and last == "overflow":
        return f"nobody is asked to help {names.of(of)} above a number"
    if kind == "hosts":
        return f"no offer of places on the way in {names.of(of)} counts on {laying.start}"
    return f"no place that it leads to is offered on {laying.start}"


def _late(number: "Parameter", end: date) -> str:
    first = number.steps[0][0]
    return "" if first is None or first <= end else f"it begins on {first}, after the plan ends"


def _no_place(laying: Laying, lift: Lift) -> list[str]:
    """Give the ends of a lift where nobody has a place in this plan."""
    there = {node.country for node in laying.nodes.values()}
    return [code for code in (*lift.start, *lift.end) if code not in there]
