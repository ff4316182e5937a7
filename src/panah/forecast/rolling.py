"""The leak-free protocol: a forecast at every origin, scored on what was registered later.

At an origin only rows up to it, recounts made by then, conflict and closures begun by then are
known; no total and no final size. A window is one place from an origin over some days. Where people
were counted anew within a window its change is bookkeeping: the window is left out, and counted.
"""

from collections.abc import Mapping

import attrs
import numpy as np
import numpy.typing as npt

from panah.forecast.registers import Register

__all__ = ["HORIZONS", "STEP", "Origin", "origins", "outcome", "truth"]

Real = npt.NDArray[np.float64]

HORIZONS = (7, 14, 30, 60, 90)
"""Days ahead."""
STEP = 30
"""Days between origins; the first origin is on this day."""


@attrs.frozen(kw_only=True, eq=False)
class Origin:
    """What came after an origin.

    Parameters
    ----------
    day, ahead
        The origin and the days ahead.
    change, stock
        By place: what was registered more, and in all, on the day looked at.
    kept
        By place, whether its window counts.
    """

    day: int
    ahead: int
    change: Real
    stock: Real
    kept: npt.NDArray[np.bool_]


def origins(days: int, ahead: int) -> range:
    """Give the origins of a period that leave so many days."""
    return range(STEP, days - ahead, STEP)


def truth(registers: Mapping[str, Register], day: int, ahead: int) -> Origin:
    """Give what was registered after an origin, by all rows and without rescaling."""
    places = list(registers.values())
    both = np.array([place.rows().at([day, day + ahead]) for place in places])
    return Origin(
        day=day,
        ahead=ahead,
        change=both[:, 1] - both[:, 0],
        stock=both[:, 1],
        kept=np.array([not place.recounted(day, day + ahead) for place in places]),
    )


def outcome(
    registers: Mapping[str, Register], day: int, ahead: int, *, by: int
) -> tuple[Real, npt.NDArray[np.bool_]]:
    """Give the change after an earlier origin as known on a day, and where it is known by then.

    It is known where the last row is not before the end of the window and nobody was counted anew
    within it.
    """
    end = day + ahead
    lines = [register.rows(by).at([day, end]) for register in registers.values()]
    certain = [
        (last := register.last(by)) is not None and last >= end and not register.recounted(day, end)
        for register in registers.values()
    ]
    return np.array([late - early for early, late in lines]), np.array(certain)
