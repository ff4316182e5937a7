"""The futures of a world made into the forecast of a case: what they say, and what they rest on.

The days before the forecast are cut off. People who were somewhere long before are added to the
stock and moved nowhere, because nobody told who of them would go.
"""

from collections.abc import Mapping

import attrs
import numpy as np
import numpy.typing as npt

from panah.domain.forecast import Forecast
from panah.domain.geography import PlaceKind
from panah.domain.outlook import CaseForecast, Use
from panah.forecast.arrays import arrays
from panah.forecast.groups import cut, with_those_before
from panah.forecast.risk import compared, passed
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
    delays = delays_of(case, seed=int(str(manifest["seed"])), members=run.members)
    said = "not weighed by counts: the case does not ask for it"
    if condition:
        case = _conditioning(case)
        weight, said = weights(case, run, delays)
        run = attrs.evolve(run, weight=weight)
    ahead = slice(case.spin_up, None)
    before = tuple(_before(case, post.code) for post in case.chart.posts)
    found = attrs.evolve(
        run,
        start=case.as_of.fromordinal(case.as_of.toordinal() + 1),
        **{name: getattr(run, name)[:, ahead] for name in _BY_DAY},
        by_group=cut(run, slice(None), ahead),
    )
    stock = _stock(case, found)
    triggers = [
        passed(one, values, found)
        for one in dict.fromkeys(case.found.triggers)
        if (values := compared(one, found, stock)) is not None
    ]
    settled = np.array(before, dtype=np.int32)
    groups, by_group = with_those_before(found, settled)
    grown = {"stock": found.stock + settled, "groups": groups, "by_group": by_group}
    fields = {one.name: getattr(found, one.name) for one in attrs.fields(Forecast)}
    return CaseForecast(
        **fields | grown,
        as_of=case.as_of,
        names={post.code: post.name for post in case.chart.posts},
        cited=dict(case.cited),
        countries_of=tuple(post.country for post in case.chart.posts),
        before=before,
        inputs=tuple(case.found.inputs),
        observations=tuple(case.found.observations),
        triggers=tuple(sorted(triggers, key=lambda one: (-one.chance, one.of, one.threshold))),
        scores=scores(case, run, delays),
        findings=tuple(case.found.findings),
        unknown=tuple(dict.fromkeys(case.found.unknown)),
        manifest={**manifest, "weighed": said, "members": run.members},
        table=table,
        arrays=arrays,
    )


_BY_DAY = ("stock", "arrivals", "departures", "outflow", "entries", "waiting")


def _conditioning(case: CaseWorld) -> CaseWorld:
    """Use the counts within the run to weigh futures; those do not score."""
    first = case.world.start
    used = [
        attrs.evolve(one, use=Use.CONDITION)
        if one.use is Use.START and one.on >= first and one.since is not None
        else one
        for one in case.found.observations
    ]
    return attrs.evolve(case, found=attrs.evolve(case.found, observations=used))


def _before(case: CaseWorld, code: str) -> int:
    there = case.found.before.get(code)
    return 0 if there is None else round(there.amount.lo)


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
