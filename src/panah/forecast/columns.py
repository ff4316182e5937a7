"""Columns of numbers laid out one behind the other, as the kernel takes them."""

import numpy as np
import numpy.typing as npt

from panah.forecast.kernel_types import HEADER, TABLES, At, Rules, Run

__all__ = ["Columns", "column"]

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


class Columns:
    """Columns under construction, by their names in the kernel."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._header = np.zeros(HEADER, dtype=np.int64)
        self._whole: list[tuple[int, Whole]] = [(0, self._header)]
        self._real: list[tuple[int, Real]] = []
        self._ends = [HEADER, 0]
        self._slots = 0
        self._begins: dict[str, int] = {}

    def number(self, place: int, value: int) -> None:
        """Set a single number of the moment."""
        self._header[place] = value

    def whole(self, name: str, values: npt.ArrayLike) -> None:
        """Add a column of whole numbers."""
        column = np.asarray(values, dtype=np.int64).ravel()
        self._whole.append((self._begin(name, 0, column.size), column))

    def real(self, name: str, values: npt.ArrayLike) -> None:
        """Add a column of real numbers."""
        column = np.asarray(values, dtype=np.float64).ravel()
        self._real.append((self._begin(name, 1, column.size), column))

    def room(self, name: str, size: int) -> None:
        """Add a column of so many whole numbers that are 0 at first."""
        self._begin(name, 0, size)

    def _begin(self, name: str, row: int, size: int) -> int:
        """Take so many numbers for a column; give where it begins."""
        begins = self._begins[name] = self._ends[row]
        self._ends[row] += size
        return begins

    def slots(self, size: int) -> int:
        """Add so many slots of a table; give where they begin."""
        begins, self._slots = self._slots, self._slots + size
        return begins

    def again(self, luck: npt.NDArray[np.uint64]) -> Run:
        """Give all columns as a run that has not begun."""
        ruled = self._rules
        whole = np.zeros(self._ends[0], dtype=np.int64)
        real = np.zeros(self._ends[1], dtype=np.float64)
        for begins, numbers in self._whole:
            whole[begins : begins + numbers.size] = numbers
        for begins, values in self._real:
            real[begins : begins + values.size] = values
        tables = np.empty(4 * TABLES * ruled.entries, dtype=np.int64)
        slots = np.zeros(self._slots, dtype=np.int32)
        return Run(whole, real, tables, slots, luck, ruled, At(**self._begins))


def column(run: Run, begins: int, shape: tuple[int, ...]) -> Whole:
    """Give a column of whole numbers of a run."""
    return run.whole[begins : begins + int(np.prod(shape))].reshape(shape)
