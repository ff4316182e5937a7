"""The workshop in which a model is put together: sums over variables, rows with names.

A row belongs to a *limit* and mostly to a period. Both are kept beside the model, so that a price
or a conflict found later can say which limit it is about, and when. Everything that touches linopy
is here and in `panah.plan.model`.
"""

from collections.abc import Sequence
from typing import Literal, Self

import attrs
import linopy
import numpy as np
import pandas as pd
import xarray as xr

from panah.domain.plan_policy import Policy
from panah.plan.counting import capacities
from panah.plan.layout import Floats, Layout, Whole

__all__ = ["Block", "Building", "Sum"]

Sign = Literal["<=", "=", ">="]

linopy.options["semantics"] = "v1"


@attrs.frozen(kw_only=True, eq=False)
class Block:
    """Rows of one constraint, or columns of one variable, and the limit each belongs to.

    Parameters
    ----------
    limits
        Names of the limits; a row or column with key k belongs to limit k // periods, period
        k % periods.
    keys
        The key of each row or column, in their order.
    periods
        Periods to a limit; 1 where the limit is one number for the whole plan.
    """

    name: str
    limits: tuple[str, ...]
    keys: Whole
    periods: int

    @property
    def limit(self) -> Whole:
        """Number of the limit of each row or column."""
        return self.keys // self.periods

    @property
    def period(self) -> Whole:
        """Period of each; 0 where the limit is one number for the whole plan."""
        return self.keys % self.periods


class Sum:
    """A sum of variables by row: picks of a variable times numbers, each put into a row."""

    def __init__(self) -> None:
        self._parts: list[tuple[Whole, Whole, Floats]] = []

    def add(
        self,
        variable: linopy.Variable,
        picks: Whole,
        *,
        into: Whole | int,
        times: Floats | float = 1.0,
    ) -> Self:
        """Add `times` of some of a variable into rows.

        Parameters
        ----------
        picks
            Which of it, by number; of any shape.
        into
            The row of each pick; of the shape of the picks, or one that broadcasts to it.
        """
        if picks.size:
            rows = np.broadcast_to(np.asarray(into), picks.shape).ravel()
            numbers = np.broadcast_to(np.asarray(times, dtype=float), picks.shape).ravel()
            self._parts.append((variable.labels.values[picks.ravel()], rows, numbers))
        return self

    def expression(self, model: linopy.Model) -> linopy.LinearExpression | None:
        """Give the sum; None when nothing was added."""
        if not self._parts:
            return None
        labels, rows, numbers = (np.concatenate(some) for some in zip(*self._parts, strict=True))
        use = pd.RangeIndex(len(rows), name="use")
        terms = {
            "coeffs": (("use", "_term"), numbers[:, None]),
            "vars": (("use", "_term"), labels[:, None]),
            "const": ("use", np.zeros(len(rows))),
        }
        every = linopy.LinearExpression(xr.Dataset(terms, coords={"use": use}), model)
        return every.groupby(pd.Series(rows, index=use, name="row")).sum()


class Building:
    """A model on the way: its variables by the letters of the method, its rows, what is counted."""

    def __init__(
        self,
        layout: Layout,
        policy: Policy,
        *,
        asking: bool,
        alike: bool,
        whole: bool = False,
    ) -> None:
        self.layout = layout
        self.policy = policy
        self.capacities = capacities(layout, policy)
        self.asking = asking
        self.alike = alike
        self.whole = whole
        self.model = linopy.Model(sparse=True)
        self.v: dict[str, linopy.Variable] = {}
        self.rows: list[Block] = []
        self.columns: list[Block] = []

    def variable(
        self,
        name: str,
        limits: Sequence[str],
        *,
        keys: Whole | None = None,
        periods: int = 1,
        lower: Floats | float = 0.0,
        upper: Floats | float = np.inf,
    ) -> linopy.Variable:
        """Add a variable, one column for each key of its limits; all keys if none are given."""
        if keys is None:
            keys = np.arange(len(limits) * periods)
        index = pd.RangeIndex(len(keys), name=name)
        made = self.model.add_variables(
            lower=_along(lower, index), upper=_along(upper, index), coords=[index], name=name
        )
        self.v[name] = made
        self.columns.append(
            Block(name=name, limits=tuple(limits), keys=np.asarray(keys), periods=periods)
        )
        return made

    def constrain(
        self,
        name: str,
        left: Sum,
        sign: Sign,
        right: Floats | Sequence[float] | float,
        *,
        limits: Sequence[str],
        periods: int = 1,
    ) -> None:
        """Add the rows of a sum; `right` has a number for every key, infinite for no limit."""
        expression = left.expression(self.model)
        every = np.broadcast_to(np.asarray(right, dtype=float), (len(limits) * periods,))
        if expression is not None and not np.isfinite(every).all():
            finite = np.isfinite(every[np.asarray(expression.indexes["row"], dtype=int)])
            expression = expression.isel(row=np.nonzero(finite)[0]) if finite.any() else None
        if expression is None:
            return
        index = expression.indexes["row"]
        keys = np.asarray(index, dtype=int)
        side = xr.DataArray(every[keys], coords=[index])
        self.model.add_constraints(expression, sign, side, name=name)
        self.rows.append(Block(name=name, limits=tuple(limits), keys=keys, periods=periods))


def _along(bound: Floats | float, index: pd.RangeIndex) -> xr.DataArray:
    return xr.DataArray(
        np.broadcast_to(np.asarray(bound, dtype=float), (len(index),)), coords=[index]
    )
