"""The objectives in order, as sums over variables; all are brought down.

Levels and weights are data: ``plan/data/levels.toml``, each with its reason.
"""

import tomllib
from functools import cache
from importlib.resources import files

import attrs
import numpy as np

from panah.domain.network import Passage
from panah.domain.plan_policy import Order
from panah.errors import PlanError
from panah.plan.building import Building
from panah.plan.layout import Floats, Layout, Whole
from panah.plan.undivided import sited

__all__ = ["Goal", "asks", "goals", "weight"]

Terms = list[tuple[str, Whole | slice, Floats | float]]

EVERY = slice(None)


@attrs.frozen(kw_only=True, eq=False)
class Goal:
    """One objective: terms of (variable, which of it, number), and how it is kept.

    Parameters
    ----------
    unit
        What one of its value is, for reports.
    sign
        -1 where more is better: its value is shown times this.
    """

    name: str
    meaning: str
    why: str
    keep: str
    allowed: float
    terms: Terms
    sign: float = 1.0


@cache
def _shipped() -> dict[str, dict[str, object]]:
    text = (files("panah.plan") / "data" / "levels.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def weight(name: str) -> float:
    """Give a weight of the list."""
    entry = _shipped()["weights"][name]
    assert isinstance(entry, dict)  # noqa: S101  (our own file)
    return float(entry["value"])


def _goal(level: str, terms: Terms, *, name: str = "", meaning: str = "", sign: float = 1) -> Goal:
    entry = _shipped()[level]
    return Goal(
        name=name or level,
        meaning=meaning or str(entry["meaning"]),
        why=str(entry["why"]),
        keep=str(entry["keep"]),
        allowed=float(str(entry["allowed"])),
        terms=terms,
        sign=sign,
    )


def goals(b: Building) -> tuple[Goal, ...]:
    """Give the objectives of a policy in order; those without any term are left out."""
    found = [_goal("taken_away", _taken_away(b))]
    if b.policy.order is Order.FLOOR:
        found.append(_goal("common_share", [("phi", EVERY, -1.0)], sign=-1))
    found += _reached(b)
    waiting = _goal("waiting", _waiting(b))
    if "Z" in b.v:
        found += [waiting, _goal("fairness", [("Z", EVERY, 1.0)])]
    else:  # what a level gives up is given up for fairness, and for nothing else
        found.append(attrs.evolve(waiting, allowed=0.0))
    if "broken" in b.v:
        found.append(_goal("promised", [("broken", EVERY, 1.0)]))
    found.append(_goal("cost", _cost(b)))
    return tuple(one for one in found if one.terms)


def _taken_away(b: Building) -> Terms:
    days = b.layout.days.astype(float)
    terms: Terms = []
    for name in ("beyond", "roofless"):
        block = next((one for one in b.columns if one.name == name), None)
        if block is not None:
            terms.append((name, EVERY, days[block.period]))
    block = next((one for one in b.columns if one.name == "fewer"), None)
    if block is not None:  # sooner before later: whoever is there goes back on the day that is told
        left = 1.0 - b.layout.start[block.period] / b.layout.instance.days
        terms.append(("fewer", EVERY, weight("stayed") * (1.0 + left) / 2.0))
    return terms


def _reached(b: Building) -> list[Goal]:
    layout = b.layout
    lane, _ = layout.moves
    groups = layout.instance.groups
    of_lane = layout.group_of_state[layout.source[lane]]
    risk = np.array([one.risk_class for one in groups])[of_lane]
    adds = layout.reached_by[lane]
    classes = sorted({one.risk_class for one in groups})
    if b.policy.order is Order.WEIGHTS:
        given = dict(b.policy.weights)
        if missing := [str(one) for one in classes if one not in given]:
            raise PlanError(
                f"the policy gives no weight to risk class {', '.join(missing)}; each class of "
                f"the instance needs one"
            )
        weights = np.array([given.get(one, 0.0) for one in range(max(classes) + 1)])
        own = np.nonzero(adds)[0]
        terms: Terms = [("x", own, -adds[own] * weights[risk[own]])]
        named = "people who reach safety, each times the weight of the risk class"
        return [_goal("reached", terms, meaning=named, sign=-1)]
    found = []
    for one in classes:
        own = np.nonzero((risk == one) & (adds != 0))[0]
        if len(own):
            found.append(
                _goal(
                    "reached",
                    [("x", own, -adds[own])],
                    name=f"reached_{one}",
                    meaning=f"people of risk class {one} who reach safety",
                    sign=-1,
                )
            )
    return found


def _waiting(b: Building) -> Terms:
    layout = b.layout
    days = layout.days.astype(float)
    per_day = _per_day(layout)
    terms: Terms = [
        ("s", EVERY, (per_day[layout.counted][:, None] * days[None, :]).ravel()),
        ("x", EVERY, _under_way(layout, per_day)),
    ]
    columns = {one.name: one for one in b.columns}
    for name, of in (
        ("over", "overstay"),
        ("short", "unfed"),
        ("crowd", "below_standard"),
        ("dry", "below_standard"),
        ("queue", "below_standard"),
    ):
        if name in columns:
            terms.append((name, EVERY, weight(of) * days[columns[name].period]))
    return terms


def _per_day(layout: Layout) -> Floats:
    """Give what a person-day in each state weighs."""
    danger = np.array([one.danger_weight for one in layout.instance.groups])
    gate = np.array(
        [weight("gate") if one.stage == "gate" else 1.0 for one in layout.instance.states]
    )
    in_danger = danger[layout.group_of_state] * gate * layout.in_danger
    return np.asarray(in_danger + weight("limbo") * layout.in_transit)


def _under_way(layout: Layout, per_day: Floats) -> Floats:
    """Give what the days under way weigh for who leaves on each move that is not to safety.

    They weigh as in the state that was left, so that being on a road hides nobody's days.
    """
    lane, _ = layout.moves
    within = layout.taking(Passage.WITHIN)[lane]
    move, period = layout.between
    days = np.bincount(move, layout.days[period].astype(float), minlength=len(lane))
    return np.asarray(within * days * per_day[layout.source[lane]])


def _cost(b: Building) -> Terms:
    layout = b.layout
    lane, _ = layout.moves
    terms: Terms = [("x", EVERY, np.array([one.cost for one in layout.instance.lanes])[lane])]
    if "opened" in b.v:
        opening = [one.opening_cost for one in layout.instance.camps if sited(one)]
        terms.append(("opened", EVERY, np.array(opening)))
    if "K" in b.v:
        days = np.tile(layout.days.astype(float), len(layout.instance.camps))
        terms.append(("b", EVERY, weight("build")))
        terms.append(("K", EVERY, weight("keep_place") * days))
        terms.append(("ov", EVERY, weight("overflow") * days))
    return terms


def asks(b: Building) -> Goal:
    """Give the objective of asking for as little as possible, each ask with its weight."""
    block = next(one for one in b.columns if one.name == "e")
    weights = np.array([one.resource.ask_weight for one in b.capacities])
    return Goal(
        name="asks",
        meaning="what would have to be asked for, weighted",
        why="the smallest request that is enough",
        keep="face",
        allowed=0.0,
        terms=[("e", EVERY, weights[block.limit])],
    )
