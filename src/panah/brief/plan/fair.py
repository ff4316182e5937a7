"""Fairness between hosts: the key, the share of each, who is placed, and how much each carries."""

from collections.abc import Iterator

import attrs

from panah.brief.plan.page import PlanPage, node, rows
from panah.domain.figure import Origin

__all__ = ["Carries", "carried", "named"]


@attrs.frozen(kw_only=True)
class Carries:
    """What one host carries of its share.

    Parameters
    ----------
    share
        Part of those placed that it should take.
    placed
        People who are placed there.
    load
        1 where it takes just its share of all who are placed by shares.
    origin
        What the share rests on.
    """

    node: str
    share: float
    placed: float
    load: float
    origin: Origin


def named(page: PlanPage) -> str:
    """Give by which key hosts share."""
    shares = page.plan.made_from.shares
    if not shares or not shares[0].origin.rule.startswith("key "):
        return "Shares as the case names them."
    return f"Shares by the key {shares[0].key}: {shares[0].origin.text}."


def carried(page: PlanPage) -> Iterator[Carries]:
    """Give the hosts that have a share, who carries most of it first."""
    placed: dict[str, float] = {}
    for row in rows(page.plan.placed):
        placed[row["node"]] = placed.get(row["node"], 0.0) + row["people"]
    shares = page.plan.made_from.shares
    whole = sum(one.part for one in shares)
    every = sum(placed.get(one.node, 0.0) for one in shares)
    found = []
    for one in shares:
        mine = placed.get(one.node, 0.0)
        load = mine / (every * one.part / whole) if every else 0.0
        found.append(
            Carries(
                node=node(page, one.node),
                share=one.part / whole,
                placed=mine,
                load=load,
                origin=one.origin,
            )
        )
    yield from sorted(found, key=lambda one: -one.load)
