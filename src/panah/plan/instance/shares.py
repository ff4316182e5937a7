"""What part of those placed each country of stay should take: by a key, or as the case says."""

from collections.abc import Iterator, Mapping, Sequence

from panah.domain.figure import Origin
from panah.domain.limit import Share
from panah.errors import PlanError
from panah.plan.instance.keys import Key, keys, parts
from panah.plan.instance.laying import Laying
from panah.plan.parameters import Parameter

__all__ = ["fair_shares"]


def fair_shares(laying: Laying, hosts: Sequence[str]) -> Iterator[Share]:
    """Give the share of each country of stay: by the key of the case, or as the case states it.

    Raises
    ------
    PlanError
        If a host lacks a figure that the key reads, or figures are not in one unit.
    """
    if not laying.scheme.key:
        for host in hosts:
            stated = laying.given(f"hosts.{host}.share")
            if stated is not None:
                yield Share(
                    node=host, part=stated.most, key="named by the case", origin=stated.origin
                )
        return
    key = keys()[laying.scheme.key]
    figures = {name: _figures(laying, key, name, hosts) for name in key.figures}
    found = parts(key, {name: _numbers(name, held, figures) for name, held in figures.items()})
    for n, host in enumerate(hosts):
        told = _origin(key, [some[n] for some in figures.values()])
        yield Share(node=host, part=found[n], key=key.name, origin=told)


def _figures(laying: Laying, key: Key, name: str, hosts: Sequence[str]) -> list[Parameter]:
    """Give one figure of every host."""
    found = []
    for host in hosts:
        held = laying.known(f"hosts.{host}.{name}")
        if held is None:
            raise PlanError(
                f"{laying.scheme.name}: the key {key.name} needs hosts.{host}.{name}; it reads "
                f"{', '.join(key.figures)} of every country of stay"
            )
        found.append(held)
    units = sorted({one.unit for one in found})
    if len(units) > 1:
        raise PlanError(
            f"{laying.scheme.name}: the key {key.name} reads hosts.CODE.{name} in one unit, and "
            f"it stands in {' and in '.join(map(repr, units))}"
        )
    return found


def _numbers(
    name: str, held: Sequence[Parameter], figures: Mapping[str, Sequence[Parameter]]
) -> list[float]:
    """Give the numbers of a figure; of those hosted already by inhabitant."""
    if name != "hosted":
        return [one.value for one in held]
    people = figures["population"]
    return [one.value / all_.value for one, all_ in zip(held, people, strict=True)]


def _origin(key: Key, figures: Sequence[Parameter]) -> Origin:
    """Give what a share rests on: the key, and every figure in it."""
    sourced = (one.key for one in figures if not one.assumed)
    return Origin(
        rule=", ".join((f"key {key.name}", *sourced)),
        assumption=", ".join(one.key for one in figures if one.assumed),
        text=f"{key.meaning} ({key.source})",
    )
