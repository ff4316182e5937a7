"""Columns of numbers laid out one behind the other, as the kernel takes them."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from panah.forecast.kernel_types import HEADER, REAL_HEADER, Run

__all__ = ["Columns", "column"]

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


class Columns:
    """Columns under construction; single numbers go into the headers."""

    def __init__(self) -> None:
        self._numbers = np.zeros(HEADER, dtype=np.int64)
        self._real_numbers = np.zeros(REAL_HEADER)
        self._whole: list[Whole] = [self._numbers]
        self._real: list[Real] = [self._real_numbers]
        self._ends = [HEADER, REAL_HEADER]

    def numbers(self, values: Mapping[int, int]) -> None:
        """Set single whole numbers."""
        for name, value in values.items():
            self._numbers[name] = value

    def real_numbers(self, values: Mapping[int, float]) -> None:
        """Set single real numbers."""
        for name, value in values.items():
            self._real_numbers[name] = value

    def whole(self, name: int, values: npt.ArrayLike) -> None:
        """Add a column of whole numbers."""
        column = np.asarray(values, dtype=np.int64).ravel()
        self._numbers[name], self._ends[0] = self._ends[0], self._ends[0] + column.size
        self._whole.append(column)

    def real(self, name: int, values: npt.ArrayLike) -> None:
        """Add a column of real numbers."""
        column = np.asarray(values, dtype=np.float64).ravel()
        self._numbers[name], self._ends[1] = self._ends[1], self._ends[1] + column.size
        self._real.append(column)

    def room(self, name: int, size: int, value: int = 0) -> None:
        """Add a column of so many equal whole numbers."""
        self.whole(name, np.full(size, value, dtype=np.int64))

    def again(self, luck: npt.NDArray[np.uint64]) -> Run:
        """Give all columns as a run that has not begun; they must not change any more."""
        if len(self._whole) > 1:
            self._whole, self._real = [np.concatenate(self._whole)], [np.concatenate(self._real)]
        return Run(self._whole[0].copy(), self._real[0].copy(), luck)


def column(run: Run, name: int, shape: tuple[int, ...]) -> Whole:
    """Give a column of whole numbers of a run."""
    begins = int(run.whole[name])
    return run.whole[begins : begins + int(np.prod(shape))].reshape(shape)
