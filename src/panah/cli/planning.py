"""The command that plans who can be sheltered where: plan."""

import os
import sys
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, TypeGuard

import attrs
import click

from panah.brief.plan.page import PlanPage
from panah.brief.plan.text import plan_text
from panah.case import Case
from panah.case.clock import last_of
from panah.case.explaining import Explained, explain, what_ifs
from panah.case.plan_paging import labels_of
from panah.case.plan_saving import check_plan_form
from panah.case.plan_scheme import scheme_of
from panah.case.planning import (
    TRIED,
    ahead,
    carried_on,
    daily,
    differing,
    instance_of,
    keep_plan,
    make,
    under_rulings,
    weights,
    worse_off,
)
from panah.case.roles import Role, allow
from panah.cli.options import case_argument, progress, tell_level, write
from panah.cli.plan_files import write_plan
from panah.cli.plan_options import Question, Taught, plan_options
from panah.cli.stopping import end_stopped, interruptible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panah.domain.forecast import Forecast
    from panah.domain.plan import Plan
    from panah.domain.plan_policy import Policy
    from panah.domain.situation import Situation
    from panah.plan.engine import Watch
    from panah.plan.instance.build import Built

__all__ = ["plan", "plan_page"]


@click.command(cls=Taught)
@case_argument
@plan_options
def plan(case: Case, **asked: Any) -> None:  # noqa: ANN401  (one field of Question an option)
    """Plan who can be sheltered where, who is left, which limits bind and what one more changes.

    The case's plan.toml says who seeks to leave and by which gates. Offers, camps and borders come
    from what was reported; what nobody reported is assumed and marked so. Ctrl-C stops the solver;
    the best plan found until then is shown, with exit code 130. What was chosen, by whom and why is
    kept in the case's folder results.
    """
    question = Question(**asked)
    by = case.hand(question.by).by
    allow(case.settings.roles, by, Role.PLANNER)
    for file in question.output:
        check_plan_form(file, hxl=question.hxl)
    _refuse_unmeant(question)
    for numbers in (question.parameters, *question.beside):
        scheme_of(case, numbers)  # a slip is told before anything is forecast
    policy = question.policy(by)
    situation, coming = _stood(case, question)
    base = instance_of(case, situation, coming, question.built)
    with _watched() as watch, _printed_aside(question.solver):
        before = _before(case, question, policy, watch)
        built = carried_on(before, under_rulings(base, question.rulings))
        made = make(built, policy, watch, solver=question.solver, confirm=TRIED)
        cut = ("what more or less would change",) if watch.stopped() else ()
        explained = explain(built.scheme, made, question.wanted, watch)
        hand = _AtHand(
            situation=situation, coming=coming, base=base, built=built, made=made, before=before
        )
        explained = _beside(case, question, hand, explained, watch)
        explained = attrs.evolve(explained, cut=(*cut, *explained.cut))
    page = plan_page(case, situation, built, made, explained)
    tell_level(situation)
    for file in question.output:
        for written in write_plan(case, page, built, file, hxl=question.hxl):
            click.echo(f"written: {written}", err=True)
    write(plan_text(page), None)
    kept = keep_plan(case, situation, built, made, question.ahead)
    click.echo(f"kept: {kept}", err=True)
    if watch.stopped() or _is_short(coming, question):
        end_stopped("stopped: the plan is the best found by then; run it again for the whole")


@attrs.frozen(kw_only=True)
class _AtHand:
    """What a plan was made from, and the plan.

    `base` is what it would be made from without rulings, `before` the plan that it carries on.
    """

    situation: "Situation"
    coming: "Forecast | None"
    base: "Built"
    built: "Built"
    made: "Plan"
    before: "Plan | None" = None


def _refuse_unmeant(asked: Question) -> None:
    """Refuse days that are not before the plan's, and what cannot be asked or told together."""
    for option, days in (("--since", (asked.since,)), ("--carry-on", asked.carry_on)):
        for day in filter(None, days):
            if day >= asked.as_of:
                raise click.UsageError(f"{option} {day} is not before {asked.as_of}")
    stems = [file.stem for file in asked.beside]
    if twins := sorted({one for one in stems if stems.count(one) > 1}):
        raise click.UsageError(
            f"--beside names two files {twins[0]}; a plan laid beside goes by its file's name, "
            f"so give each its own"
        )
    if asked.carry_on and (asked.since or asked.whole_days):
        raise click.UsageError(
            "a plan that is carried on is compared with the one before, and in parts: leave "
            "--since and --whole-days out"
        )


def _before(case: Case, asked: Question, policy: "Policy", watch: "Watch") -> "Plan | None":
    """Plan the earlier days, each as known then and after the one before; rulings are today's."""
    before = None
    for day in sorted(set(asked.carry_on)):
        click.echo(f"planning as of {day}, as known then", err=True)
        then = _then(case, asked, day)
        before = make(carried_on(before, then), policy, watch)
    return before


def _then(case: Case, asked: Question, day: date) -> "Built":
    """Give the instance of an earlier day as it was known then."""
    then = attrs.evolve(asked, as_of=day, as_known=last_of(day, case.settings.zone))
    situation, coming = _stood(case, then)
    if not situation.standing:
        click.echo(
            f"nothing of what the ledger had learned by {day} stood then, so that no offer counts "
            f"in the plan of that day; what is kept with --at counts from its own day",
            err=True,
        )
    return instance_of(case, situation, coming, asked.built)


def _stood(case: Case, asked: Question) -> "tuple[Situation, Forecast | None]":
    """Give what stood and who will come by land."""
    situation = case.situation(
        asked.as_of,
        asked.as_known,
        as_public=asked.as_public,
        strict=asked.strict,
        level=asked.level,
    )
    return situation, _coming(case, situation, asked) if asked.runs else None


def _coming(case: Case, situation: "Situation", asked: Question) -> "Forecast | None":
    """Forecast who comes; Ctrl-C leaves the futures that are finished."""
    try:
        with progress("forecasting") as step:
            coming = ahead(case, situation, asked.ahead, step)
    except KeyboardInterrupt:
        end_stopped(
            "stopped before a block of futures was finished, so that there is no forecast to plan "
            "with; run it again, or with --runs 0 for a plan without one"
        )
    if _is_short(coming, asked):
        click.echo(
            f"cut short: planned with {coming.members} of {asked.runs} futures; they are kept, and "
            f"the next run goes on from them",
            err=True,
        )
    return coming


def _is_short(coming: "Forecast | None", asked: Question) -> "TypeGuard[Forecast]":
    """Whether Ctrl-C left fewer futures than were asked for."""
    return coming is not None and coming.members < asked.runs


def _beside(
    case: Case, asked: Question, hand: _AtHand, explained: Explained, watch: "Watch"
) -> Explained:
    """Add what differs from other plans, and the what-ifs that are laid beside it."""
    found, policy = {}, hand.made.manifest.policy
    other = None if watch.stopped() else _other(case, asked, hand)
    if hand.before is not None:
        found["plan_differences"] = differing(hand.before, hand.made)
    elif other is not None:
        found["plan_differences"] = differing(make(other, policy, watch), hand.made)
    default = worse_off(hand.built, hand.made, watch)
    if default is not None:
        found["plan_worse_off"] = default
    if asked.beside and not watch.stopped():
        beside = what_ifs(hand.built, policy, _what_ifs(case, asked, hand), watch)
        counted = explained.tables.get("plan_beside")
        found["plan_beside"] = beside if counted is None else beside.vstack(counted)
    if watch.stopped():
        cut = (*explained.cut, *("what differs from other plans" for _ in found))
        return attrs.evolve(explained, cut=cut)
    return attrs.evolve(explained, tables={**found, **explained.tables, **found})


def _other(case: Case, asked: Question, hand: _AtHand) -> "Built | None":
    """Give what a plan is compared with: an earlier day, no rulings, the case's own numbers."""
    if asked.since is not None:
        click.echo(f"planning as of {asked.since}, as known then", err=True)
        return _then(case, asked, asked.since)
    if asked.rulings is not None:
        return hand.base
    if asked.parameters is not None:
        own = attrs.evolve(asked.built, parameters=None)
        return instance_of(case, hand.situation, hand.coming, own)
    return None


def _what_ifs(case: Case, asked: Question, hand: _AtHand) -> "dict[str, Built]":
    """Give the instance under each file of numbers, by the name of the file."""
    found = {}
    for file in asked.beside:
        numbers = attrs.evolve(asked.built, parameters=file)
        built = instance_of(case, hand.situation, hand.coming, numbers)
        found[file.stem] = carried_on(hand.before, under_rulings(built, asked.rulings))
    return found


def plan_page(
    case: Case, situation: "Situation", built: "Built", made: "Plan", explained: Explained
) -> PlanPage:
    """Put a plan beside what its page needs to call things by their names."""
    scheme = built.scheme
    return PlanPage(
        plan=made,
        situation=situation,
        labels=labels_of(scheme),
        name_of=case.words.names.of,
        numbers={
            **{key: one.told for key, one in scheme.numbers.items()},
            **{f"key {one.key}": one.origin.text for one in made.made_from.shares},
            **{f"override by {one.by}": f"{one.told}: {one.why}" for one in built.rulings},
        },
        assumed={key: one.source for key, one in built.assumed.items()},
        left_out=[one.text for one in built.findings],
        explained={name: table.to_dicts() for name, table in explained.tables.items()},
        prices=explained.prices,
        notes=explained.notes,
        cut=explained.cut,
        sheets={name: table.to_dicts() for name, table in daily(built, made).items()},
        rulings=[(one.told, one.by, one.why) for one in built.rulings],
        weights=weights(),
    )


@contextmanager
def _printed_aside(solver: str) -> "Iterator[None]":
    """Send what another solver prints by itself to standard error, so that the page stays alone."""
    if solver == "highs":
        yield
        return
    sys.stdout.flush()
    page = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        os.dup2(page, 1)
        os.close(page)


@contextmanager
def _watched() -> "Iterator[Watch]":
    """Show what the solver does on standard error, and let Ctrl-C stop it with the best found."""
    from panah.plan.engine import Watch  # noqa: PLC0415  (the solver loads on use)

    told = "planning: stopping with the best found; once more ends at once"
    with interruptible(told) as stopped:
        yield Watch(tell=lambda line: click.echo(f"planning {line}", err=True), stopped=stopped)
