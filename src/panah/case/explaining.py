"""What a plan is asked beyond itself: other orders, other counts, alternatives, asks, what now.

Each explanation is solved on its own and comes as a table. When somebody stops the work, what was
finished is kept and what was not is named: a solution that was cut short explains nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from panah.domain.claim import PlanningClass
from panah.domain.plan import Plan
from panah.errors import InputError, PlanError

if TYPE_CHECKING:
    import polars as pl

    from panah.domain.plan_policy import Policy
    from panah.plan.engine import Watch
    from panah.plan.instance.build import Built
    from panah.plan.instance.scheme import Scheme

__all__ = [
    "Ask",
    "Explained",
    "Explanation",
    "Wanted",
    "explain",
    "unseen",
    "wanted_of",
    "what_ifs",
]


class Explanation(StrEnum):
    """What can be explained besides; the words of ``--explain``."""

    ORDERS = "orders"
    COUNTING = "counting"
    FAILURES = "failures"
    ALTERNATIVES = "alternatives"
    MORE = "more"
    SIGNATURES = "signatures"


class Ask(NamedTuple):
    """A group, and the share of it that is to reach safety."""

    group: str
    share: float = 1.0


def _explanations(words: Iterable[str]) -> tuple[Explanation, ...]:
    said = _names(words)
    for word in said:
        if word not in list(Explanation):
            raise InputError(f"a plan has no explanation {word!r}; it has {', '.join(Explanation)}")
    return tuple(map(Explanation, said))


def _names(words: Iterable[str]) -> tuple[str, ...]:
    """Give several words; one alone is not taken for its letters."""
    if isinstance(words, str):
        raise InputError(f"{words!r} is one text where several may stand; write [{words!r}]")
    return tuple(words)


def _asks(pairs: Iterable[tuple[str, float]]) -> tuple[Ask, ...]:
    found = []
    for pair in pairs:
        if isinstance(pair, str) or len(pair) != len(Ask._fields):
            raise InputError(f"{pair!r} is not a group and a share of it as ('teachers', 0.95)")
        ask = Ask(*pair)
        if isinstance(ask.share, bool | str) or not 0 < ask.share <= 1:
            raise InputError(f"{ask.share!r} of {ask.group} is no share; write 0.95 for 95 %")
        found.append(ask)
    return tuple(found)


def _within(least: float, most: float) -> "Callable[[object, attrs.Attribute[Any], Any], None]":
    """Give a check that a number lies between two ends, and is whole where they are."""
    kind: type = int if isinstance(least, int) else float

    def check(_: object, field: "attrs.Attribute[Any]", number: object) -> None:
        is_number = isinstance(number, int | kind) and not isinstance(number, bool)
        if not is_number or not least <= number <= most:  # type: ignore[operator]
            what = "a whole number" if kind is int else "a number"
            raise InputError(f"{field.name} is {number!r}; {what} from {least:g} to {most:g}")

    return check


@attrs.frozen(kw_only=True)
class Wanted:
    """What is asked of a plan.

    Parameters
    ----------
    what
        Explanations by their words.
    asks
        (group, share of it): for whom the smallest request is sought.
    against
        Groups of whom the smallest set of limits that keeps one of them from safety is sought.
    draws, seed, days, caution
        Drawn scenarios that a decision of the first days is to hold in, and their chance; 0 draws
        for none. What the worst tenth of them weighs against the mean.
    """

    what: Sequence[Explanation] = attrs.field(default=(), converter=_explanations)
    asks: Sequence[Ask] = attrs.field(default=(), converter=_asks)
    against: Sequence[str] = attrs.field(default=(), converter=_names)
    draws: int = attrs.field(default=0, validator=_within(0, 50))
    seed: int = attrs.field(default=1, validator=_within(0, 2**63))
    days: int = attrs.field(default=14, validator=_within(1, 366))
    caution: float = attrs.field(default=0.0, validator=_within(0.0, 1.0))


def wanted_of(value: object) -> Wanted:
    """Give what is asked of a plan.

    Raises
    ------
    InputError
        If it is something else, such as the words alone.
    """
    if not isinstance(value, Wanted):
        raise InputError(
            f"wanted is {value!r}; write panah.case.explaining.Wanted(what=['orders'])"
        )
    return value


@attrs.frozen(kw_only=True)
class Explained:
    """The tables that were found, by name, and what was cut short.

    Parameters
    ----------
    prices
        Of drawn scenarios: what the decision reaches, what planning for the mean would and what
        one who knew would, in weighted people; empty without draws.
    notes
        What could not be answered, and why.
    cut
        What was not worked out, as somebody stopped it.
    """

    tables: "dict[str, pl.DataFrame]" = attrs.field(factory=dict)
    prices: dict[str, float | None] = attrs.field(factory=dict)
    notes: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


def unseen() -> "Watch":
    """Give a watch of nobody: nothing is told, nothing is stopped."""
    from panah.plan.engine import quiet  # noqa: PLC0415  (the solver loads on use)

    return quiet


def explain(scheme: "Scheme", plan: Plan, wanted: Wanted, watch: "Watch") -> Explained:
    """Explain a plan; ends early, with what was finished, when somebody stops it.

    Parameters
    ----------
    scheme
        Says how many fly on one flight, are vetted by one team, are fed from one depot.

    Raises
    ------
    InputError
        If it names a group that is not there.
    """
    prices: dict[str, float | None] = {}
    found: dict[str, pl.DataFrame] = {}
    cut: list[str] = []
    notes: list[str] = []
    _refuse_unknown(plan, [*(one.group for one in wanted.asks), *wanted.against])
    for name, work in _asked(scheme, plan, wanted, watch, prices):
        try:
            table = None if watch.stopped() else work()
        except PlanError as error:
            table = None
            if not watch.stopped():
                notes.append(f"{_NAMES[name]}: {error}")
                continue
        if table is None or watch.stopped():
            cut.append(_NAMES[name])
        elif name in found:
            found[name] = found[name].vstack(table)
        else:
            found[name] = table
    told = prices if "plan_decisions" in found else {}
    return Explained(tables=found, prices=told, notes=tuple(notes), cut=tuple(cut))


def _refuse_unknown(plan: Plan, groups: Sequence[str]) -> None:
    known = [group.name for group in plan.made_from.groups]
    if unknown := sorted(set(groups) - set(known)):
        raise InputError(f"the plan has no group {unknown[0]!r}; it has {', '.join(known)}")


_Work = Callable[[], "pl.DataFrame"]


def _asked(
    scheme: "Scheme",
    plan: Plan,
    wanted: Wanted,
    watch: "Watch",
    prices: dict[str, float | None],
) -> Iterator[tuple[str, _Work]]:
    """Give what is to be worked out, by the name of its table."""
    for one in dict.fromkeys(wanted.what):
        yield _TABLES[one], lambda one=one: _WORKS[one](scheme, plan, watch)  # type: ignore[misc]
    for ask in wanted.asks:
        yield "plan_asks", lambda ask=ask: _request(plan, ask, watch)  # type: ignore[misc]
    if wanted.against:
        yield "plan_conflicts", lambda: _against(plan, wanted.against)
    if wanted.draws:
        yield "plan_decisions", lambda: _now(plan, wanted, watch, prices)


_TABLES = {
    Explanation.ORDERS: "plan_frontier",
    Explanation.COUNTING: "plan_beside",
    Explanation.FAILURES: "plan_beside",
    Explanation.ALTERNATIVES: "plan_ranges",
    Explanation.MORE: "plan_more",
    Explanation.SIGNATURES: "plan_signatures",
}


_NAMES = {
    **{table: one.value for one, table in _TABLES.items()},
    "plan_beside": "plans side by side",
    "plan_asks": "what would have to be asked for",
    "plan_conflicts": "what keeps them from safety",
    "plan_decisions": "what to begin now",
}


def _orders(_: "Scheme", plan: Plan, watch: "Watch") -> "pl.DataFrame":
    from panah.plan.frontier import frontier  # noqa: PLC0415  (the solver loads on use)

    return frontier(plan.made_from, plan.manifest.policy, watch=watch)


def _counting(_: "Scheme", plan: Plan, watch: "Watch") -> "pl.DataFrame":
    from panah.plan.variants import side_by_side, variants  # noqa: PLC0415

    return side_by_side(variants(plan.made_from, plan.manifest.policy), watch=watch)


def _failures(_: "Scheme", plan: Plan, watch: "Watch") -> "pl.DataFrame":
    from panah.plan.spread import spread  # noqa: PLC0415
    from panah.plan.variants import failures, side_by_side  # noqa: PLC0415

    held, policy = plan.made_from, plan.manifest.policy
    alone = failures(held, policy)
    if not alone:
        raise PlanError("no offer counts, so that none can fail")
    worst_first = ["reached", "first_class", "weighted_days"]
    falling = [False, False, True]
    table = side_by_side(alone, watch=watch).sort(worst_first, descending=falling)
    return table if watch.stopped() else table.vstack(spread(held, policy).beside)


def what_ifs(
    built: "Built", policy: "Policy", others: "Mapping[str, Built]", watch: "Watch"
) -> "pl.DataFrame":
    """Lay plans under other numbers beside the plan of an instance, by the names of the others."""
    from panah.plan.variants import Variant, side_by_side  # noqa: PLC0415  (the solver loads on use)

    every = {"this plan": built, **{f"under {name}": other for name, other in others.items()}}
    chosen = [
        Variant(name=name, plan_input=one.instance, policy=policy) for name, one in every.items()
    ]
    return side_by_side(chosen, watch=watch)


def _alternatives(_: "Scheme", plan: Plan, watch: "Watch") -> "pl.DataFrame":
    from panah.plan.making import solve  # noqa: PLC0415
    from panah.plan.ranges import ranges  # noqa: PLC0415

    solved = solve(plan.made_from, plan.manifest.policy, watch=watch)
    hosts = [one.name for one in plan.made_from.nodes if one.kind in {"hub", "camp", "final"}]
    return ranges(solved, [] if watch.stopped() else hosts, watch=watch)


def _more(scheme: "Scheme", plan: Plan, watch: "Watch") -> "pl.DataFrame":
    from panah.plan.more import Unit, one_more  # noqa: PLC0415

    number = scheme.number
    flight, team = number("lift.people").value, number("vetting.team").value
    depot = number("depot.tonnes").value
    units = {
        "seats": Unit(f"one flight a day of {flight:,.0f} people", flight),
        "vetting": Unit(f"one team that vets {team:,.0f} a day", team),
        "depot": Unit(f"one depot of {depot:,.0f} tonnes", depot),
        "places": Unit("a hundred places", 100.0),
        "quota": Unit("a hundred people of the quota", 100.0),
        "crossing": Unit("a hundred people a day", 100.0),
        "road": Unit("a hundred people a day", 100.0),
    }
    return one_more(plan, units, watch)


def _signatures(_: "Scheme", plan: Plan, watch: "Watch") -> "pl.DataFrame":
    from panah.frames import frame  # noqa: PLC0415
    from panah.plan.signatures import signatures  # noqa: PLC0415

    return frame("plan_signatures", signatures(plan, watch))


_WORKS = {
    Explanation.ORDERS: _orders,
    Explanation.COUNTING: _counting,
    Explanation.FAILURES: _failures,
    Explanation.ALTERNATIVES: _alternatives,
    Explanation.MORE: _more,
    Explanation.SIGNATURES: _signatures,
}


def _request(plan: Plan, ask: Ask, watch: "Watch") -> "pl.DataFrame":
    from panah.plan.asking import smallest_request  # noqa: PLC0415

    policy = plan.manifest.policy
    return smallest_request(plan.made_from, policy, {ask.group}, share=ask.share, watch=watch)


def _against(plan: Plan, groups: Sequence[str]) -> "pl.DataFrame":
    from panah.plan.conflicts import conflicts  # noqa: PLC0415

    return conflicts(plan.made_from, plan.manifest.policy, cohort=set(groups))


def _now(
    plan: Plan, wanted: Wanted, watch: "Watch", prices: dict[str, float | None]
) -> "pl.DataFrame":
    """Give what to begin now over drawn scenarios; an offer that comes true counts in full."""
    from panah.chance import stream  # noqa: PLC0415  (numpy loads on use)
    from panah.plan.scenarios import Risk, drawn, here_and_now  # noqa: PLC0415

    luck = stream(wanted.seed, "offers that come true")
    scenarios = drawn(plan.made_from, luck.random, count=wanted.draws)
    policy = attrs.evolve(plan.manifest.policy, counts=PlanningClass.POSSIBLE, strict=False)
    risk = Risk(caution=wanted.caution)
    found = here_and_now(scenarios, policy, days=wanted.days, risk=risk, watch=watch)
    prices |= {
        "reached": found.value,
        "for the mean": found.on_the_mean,
        "knowing": found.knowing,
        "worst": found.worst,
        "begun": found.begun,
        "in vain": found.in_vain,
    }
    return found.decisions
