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
        self._whole: list[Whole] = [np.zeros(HEADER, dtype=np.int64)]
        self._real: list[Real] = []
        self._ends = [HEADER, 0]
        self._slots = 0
        self._begins: dict[str, int] = {}

    def number(self, place: int, value: int) -> None:
        """Set a single number of the moment."""
        self._whole[0][place] = value

    def whole(self, name: str, values: npt.ArrayLike) -> None:
        """Add a column of whole numbers."""
        column = np.asarray(values, dtype=np.int64).ravel()
        self._begins[name], self._ends[0] = self._ends[0], self._ends[0] + column.size
        self._whole.append(column)

    def real(self, name: str, values: npt.ArrayLike) -> None:
        """Add a column of real numbers."""
        column = np.asarray(values, dtype=np.float64).ravel()
        self._begins[name], self._ends[1] = self._ends[1], self._ends[1] + column.size
        self._real.append(column)

    def room(self, name: str, size: int, value: int = 0) -> None:
        """Add a column of so many equal whole numbers."""
        self.whole(name, np.full(size, value, dtype=np.int64))

    def slots(self, size: int) -> int:
        """Add so many slots of a table; give where they begin."""
        begins, self._slots = self._slots, self._slots + size
        return begins

    def again(self, luck: npt.NDArray[np.uint64]) -> Run:
        """Give all columns as a run that has not begun; they must not change any more."""
        if len(self._whole) > 1:
            self._whole, self._real = [np.concatenate(self._whole)], [np.concatenate(self._real)]
        at = At(**self._begins)
        ruled = self._rules
        tables = np.empty(4 * TABLES * ruled.entries, dtype=np.int64)
        slots = np.zeros(self._slots, dtype=np.int32)
        whole, real = self._whole[0].copy(), self._real[0].copy()
        return Run(whole, real, tables, slots, luck, ruled, at)


def column(run: Run, begins: int, shape: tuple[int, ...]) -> Whole:
    """Give a column of whole numbers of a run."""
    return run.whole[begins : begins + int(np.prod(shape))].reshape(shape)
