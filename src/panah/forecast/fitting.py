"""The outflow of one crisis fitted to its own past, by nothing dated after the origin."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from panah.domain.forecast import World
from panah.forecast.outflow import MONTH, Fitted, Momentum, Onset, fitted
from panah.forecast.registers import Known, Register, known

__all__ = ["fit", "momentum", "onsets"]

SETS = 400
"""Sets of parameters drawn from the priors."""
LATEST = 6
"""Earlier origins that teach, a month apart; what is older is another crisis (assumed)."""
THREEFOLD = 3.0


def onsets(world: World, until: int) -> tuple[Onset, ...]:
    """Give the starts of conflict up to a day, by the calendar of the world."""
    people = {spot.name: spot.population for spot in world.spots}
    found = []
    for name, levels in world.conflict.items():
        for day, level in enumerate(levels[: until + 1]):
            if level > 0 and (day == 0 or levels[day - 1] == 0):
                found.append(Onset(day=day, people=people[name] * level))
    return tuple(sorted(found, key=lambda onset: onset.day))


def momentum(then: Known, starts: Sequence[Onset]) -> Momentum:
    """Give what was known of the outflow at an origin."""
    days = min(MONTH, then.origin)
    now, before, first = then.counts([then.origin, then.origin - days, 0]).sum(axis=1)
    return Momentum(
        origin=then.origin,
        rate=float(now - before) / max(days, 1),
        whole=float(now - first) / max(then.origin, 1),
        onsets=tuple(start for start in starts if start.day <= then.origin),
    )


def fit(
    registers: Mapping[str, Register],
    origin: int,
    *,
    starts: Sequence[Onset],
    rng: np.random.Generator,
) -> Fitted:
    """Fit the outflow to the months before an origin.

    Parameters
    ----------
    registers
        By place of arrival.
    starts
        Onsets; those after an origin are not used there.
    """
    now = known(registers, origin)
    ends = range(origin, MONTH - 1, -MONTH)
    totals = now.counts([day - MONTH for day in ends] + [origin]).sum(axis=1)
    by_end = now.counts(list(ends)).sum(axis=1) - totals[:-1]
    earlier = [
        (momentum(known(registers, end - MONTH), starts), float(grown))
        for end, grown in zip(ends, by_end, strict=True)
        if end - MONTH >= MONTH
    ]
    pairs = list(pairwise(by_end))
    tripled = sum(1 for later, before in pairs if before > 0 and later >= THREEFOLD * before)
    return fitted(earlier[:LATEST], draws=SETS, tripled=tripled, months=len(pairs), rng=rng)
