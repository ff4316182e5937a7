"""Families, households and cases as persons, where the case states how many each is.

Without a stated factor they stay what they are, and join no sum of people. With one the number of
a line is of persons, and the factor is kept beside it.
"""

from collections.abc import Mapping

import attrs

from panah.domain.line import Line, NumberCell
from panah.domain.quantity import Factor, Unit

__all__ = ["in_persons"]


def in_persons(line: Line, factors: Mapping[Unit, Factor]) -> Line:
    """Give a line with its numbers in persons, as far as factors are stated."""
    return attrs.evolve(line, numbers=tuple(_cell(cell, factors) for cell in line.numbers))


def _cell(cell: NumberCell, factors: Mapping[Unit, Factor]) -> NumberCell:
    factor = factors.get(cell.unit) if cell.unit else None
    if factor is None:
        return cell
    persons = factor.persons(cell.amount)
    return attrs.evolve(cell, unit=Unit.PERSON, amount=persons, factor=factor)
