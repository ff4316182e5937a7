"""What may come at each place, seen in several ways that disagree; none of them needs a map.

Each opinion is an ensemble of changes over the days ahead. A member is the same story at every
place, the same days of the past or the same rate, so that places of one member may be added.
"""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from panah.forecast.naive import NAIVE, lasting, past_changes
from panah.forecast.priors import priors
from panah.forecast.registers import Known, Line

__all__ = ["opinions"]

Real = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

MEMBERS = 40
"""Of an opinion that looks into the past."""
RATES = (15, 30, 60)
"""Days over which a rate is taken, one member each (assumed: a fortnight to two months)."""
RULES = ("none", "damped30", "max-share", "equal")
"""Rules without a model that take part as they are. `rate30` and `stock-share` are left out: they
say nearly the same as `damped30` and `max-share`."""


def opinions(
    known: Known, ahead: int, fades: Real, *, since_rows: bool = False
) -> Mapping[str, Real]:
    """Give changes over so many days by opinion, shape (member, place).

    Parameters
    ----------
    fades
        Days in which a rate falls to 1/e, one for each member of `momentum` by rate.
    since_rows
        Whether those opinions that see one also give the change from the last row of a place to
        the origin: the last known number is not that of the origin.
    """
    silent = known.origin - np.array(known.last)
    before = silent if since_rows else np.zeros_like(silent)
    recent = _recent(known, ahead + before)
    return {rule: NAIVE[rule](known, ahead) for rule in RULES} | {
        "past": _thinned(past_changes(known, ahead)),
        "momentum": _momentum(known, silent - before, silent + ahead, fades),
        "recent": recent,
        "anywhere": _anywhere(recent),
    }


def _thinned(values: Real) -> Real:
    """Give evenly spread members."""
    count = min(MEMBERS, len(values))
    return np.asarray(values[np.linspace(0, len(values) - 1, count).round().astype(int)])


def _momentum(known: Known, start: Whole, end: Whole, fades: Real) -> Real:
    """Let the rate up to the last row go on from there, and fade.

    Start and end are days since the last row of each place. A first number may be flow, or a first
    count of people who were there: half the members each.
    """
    worth = np.array([lasting(end, fade) - lasting(start, fade) for fade in np.atleast_1d(fades)])
    members = []
    for lines in (known.lines, [_grown(line) for line in known.lines]):
        for days in RATES:
            ends = [
                line.at([last, last - days]) for line, last in zip(lines, known.last, strict=True)
            ]
            rate = np.array([(end - start) / days for end, start in ends])
            members.append(rate * worth)
    return np.concatenate(members)


def _recent(known: Known, over: Whole) -> Real:
    """Give changes of the recent past up to the last row, the more members the later.

    Over so many days at each place.
    """
    reach = priors("pool")["recent"].value
    half = priors("pool")["recent_half_life"].value
    steps = (np.arange(MEMBERS) + 0.5) / MEMBERS
    ages = (-half * np.log2(1 - steps * (1 - 0.5 ** (reach / half)))).round().astype(int)
    changes = []
    for line, last, days in zip(known.lines, known.last, over, strict=True):
        grown = _grown(line)
        ends = last - ages
        changes.append(grown.at(ends) - grown.at(ends - days))
    return np.stack(changes, axis=-1)


def _anywhere(recent: Real) -> Real:
    """Give each place what any place saw: member by member another, in turn."""
    places = recent.shape[1]
    turns = (np.arange(places) + np.arange(len(recent))[:, np.newaxis]) % places
    return np.take_along_axis(recent, turns, axis=1)


def _grown(line: Line) -> Line:
    """Take the step of the first number out of a line that begins with nobody."""
    some = np.flatnonzero(line.values > 0)
    if not len(some) or some[0] == 0:
        return line
    values = line.values.copy()
    values[: some[0]] = values[some[0]]
    return Line(line.days, values)
