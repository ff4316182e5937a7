"""The futures of a world made into the forecast of a case: what they say, and what they rest on.

The days before the forecast are cut off. People who were somewhere long before are added to the
stock and moved nowhere, because nobody told who of them would go.
"""

from collections.abc import Iterable, Iterator, Mapping

import attrs
import numpy as np
import numpy.typing as npt

from panah.domain.forecast import Forecast
from panah.domain.geography import PlaceKind
from panah.domain.outlook import CaseForecast, Trigger, Use
from panah.forecast.arrays import arrays
from panah.forecast.groups import cut, with_those_before
from panah.forecast.outflow import FEWEST
from panah.forecast.risk import compared, passed
from panah.forecast.setting_out import fitted_to
from panah.forecast.tables import table
from panah.forecast.weighing import delays_of, scores, weights
from panah.forecast.world import CaseWorld

__all__ = ["answer"]

Real = npt.NDArray[np.float64]


def answer(
    case: CaseWorld, run: Forecast, manifest: Mapping[str, object], *, condition: bool
) -> CaseForecast:
    """Give the forecast of a case.

    Parameters
    ----------
    run
        All days of the world.
    condition
        Weigh the futures by counts known on the day of the forecast.
    """
    seed = int(str(manifest["seed"]))
    delays = delays_of(case, seed=seed, members=run.members)
    said = "not weighed by counts: the case does not ask for it"
    if condition:
        case = _conditioning(case)
        weight, said = weights(case, run, delays)
        run = attrs.evolve(run, weight=weight)
    ahead = slice(case.spin_up, None)
    before = tuple(_before(case, post.code, run) for post in case.chart.posts)
    found = attrs.evolve(
        run,
        start=case.as_of.fromordinal(case.as_of.toordinal() + 1),
        **{name: getattr(run, name)[:, ahead] for name in _BY_DAY},
        by_group=cut(run, slice(None), ahead),
    )
    stock = _stock(case, found)
    triggers = [
        passed(one, values, found)
        for one in _merged(case.found.triggers)
        if (values := compared(one, found, stock)) is not None
    ]
    settled = np.array(before, dtype=np.int32)
    groups, by_group = with_those_before(found, settled)
    grown = {"stock": found.stock + settled, "groups": groups, "by_group": by_group}
    fields = {one.name: getattr(found, one.name) for one in attrs.fields(Forecast)}
    return CaseForecast(
        **fields | grown,
        as_of=case.as_of,
        names=_names(case),
        cited=dict(case.cited),
        countries_of=tuple(post.country for post in case.chart.posts),
        before=before,
        inputs=tuple(case.found.inputs),
        observations=tuple(case.found.observations),
        triggers=tuple(sorted(triggers, key=lambda one: (-one.chance, one.of, one.threshold))),
        scores=scores(case, run, delays),
        findings=tuple(case.found.findings),
        unknown=tuple(dict.fromkeys(case.found.unknown)),
        manifest={
            **manifest,
            "weighed": said,
            "outflow": _outflow(case, seed),
            "members": found.members,
        },
        table=table,
        arrays=arrays,
    )


def _names(case: CaseWorld) -> dict[str, str]:
    """Give what places and their countries are called, by code."""
    posts = case.chart.posts
    countries = {post.country: case.chart.places.name(post.country) for post in posts}
    return countries | {post.code: post.name for post in posts}


def _merged(triggers: Iterable[Trigger]) -> Iterator[Trigger]:
    """Give each threshold once, with all that it was called and all that it rests on."""
    same: dict[tuple[str, str, int], list[Trigger]] = {}
    for one in dict.fromkeys(triggers):
        same.setdefault((one.of, one.quantity, one.threshold), []).append(one)
    for first, *others in same.values():
        every = (first, *others)
        rests = attrs.evolve(
            first.origin,
            claims=tuple(dict.fromkeys(key for one in every for key in one.origin.claims)),
            file="; ".join(dict.fromkeys(one.origin.file for one in every if one.origin.file)),
        )
        what = "; ".join(dict.fromkeys(one.what for one in every))
        yield attrs.evolve(first, what=what, origin=rests)


def _outflow(case: CaseWorld, seed: int) -> str:
    """Say what the number of people who set out rests on."""
    if case.scenario is not None and case.scenario.by_conflict is not None:
        return "who sets out is driven by conflict, as the scenario says"
    fitted = fitted_to(case, seed)
    if fitted is None:
        return "nobody counted who came before: only onsets and scenarios let people set out"
    if fitted.by_priors:
        return (
            f"who sets out follows assumed parameters: {fitted.origins} earlier months were "
            f"counted, {FEWEST} are needed to fit them"
        )
    return f"who sets out is fitted to {fitted.origins} earlier months of this crisis"


_BY_DAY = ("stock", "arrivals", "departures", "outflow", "entries", "waiting")


def _conditioning(case: CaseWorld) -> CaseWorld:
    """Use the counts within the run to weigh futures; those do not score.

    A count of people who are there weighs by how it changed, so the first of a place does not.
    """
    first = case.world.start
    used = []
    seen = set()
    for one in sorted(case.found.observations, key=lambda one: one.on):
        weighs = one.use is Use.START and one.on >= first
        if weighs and (one.since is not None or one.places in seen):
            one = attrs.evolve(one, use=Use.CONDITION)  # noqa: PLW2901  (the same count)
        seen.add(one.places)
        used.append(one)
    return attrs.evolve(case, found=attrs.evolve(case.found, observations=used))


def _before(case: CaseWorld, code: str, run: Forecast) -> int:
    """Give who was at a place long before: as told, or what a count has beyond the futures."""
    there = case.found.before.get(code)
    if there is not None:
        return round(there.amount.lo)
    counted = [one for one in case.found.known_at(code) if 0 <= case.day(one.on) < case.world.days]
    if not counted:
        return 0
    last = counted[-1]
    modelled = run.stock[:, case.day(last.on), run.places.index(code)] @ run.weight
    return max(0, round(last.amount.lo - float(modelled)))


def _stock(case: CaseWorld, found: Forecast) -> dict[str, Real]:
    """Give who came, by place, and by country over all its places, by (member, day)."""
    posts = case.chart.posts
    stock: dict[str, Real] = {
        post.code: found.stock[:, :, number].astype(np.float64) for number, post in enumerate(posts)
    }
    for post in posts:
        if post.kind is PlaceKind.COUNTRY:
            inside = [one.code for one in posts if one.country == post.country]
            stock[post.code] = np.sum(
                [found.stock[:, :, found.places.index(code)] for code in inside],
                axis=0,
                dtype=np.float64,
            )
    return stock
