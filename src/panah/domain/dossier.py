"""A line with its claims at hand: what a table, a total or a question needs to know of it.

Nothing here decides anything: which claims stand, lead and count was decided by reconciliation.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

import attrs

from panah.domain.claim import Claim, Mood
from panah.domain.line import Line, NumberCell
from panah.domain.naming import Names
from panah.domain.quantity import Hedge, Measure, Unit
from panah.domain.report import Report
from panah.domain.situation import Standing
from panah.domain.when import When

__all__ = ["PEOPLE", "PERSONS", "ROOM", "Dossier", "called", "dossiers", "hull"]

PEOPLE = frozenset({Unit.PERSON, Unit.PLACE_BED, Unit.HOUSEHOLD, Unit.FAMILY, Unit.CASE})
"""Units that count people, or room for them."""

ROOM = frozenset({Measure.CAPACITY, Measure.CEILING, None})
"""Measures that say how many could be hosted, not how many are."""

PERSONS = frozenset({Unit.PERSON, Unit.PLACE_BED})
"""Units of one person each: a bed is room for one, and a family is not."""


def called(standing: Mapping[str, Standing]) -> dict[str, str]:
    """Give what each claim is called outside: its label if no other has it, else its id."""
    times = Counter(one.claim.label for one in standing.values())
    return {
        key: label if (label := one.claim.label) and times[label] == 1 else key
        for key, one in standing.items()
    }


@attrs.frozen(kw_only=True, slots=False)
class Dossier:
    """One line, the claims it rests on, and the names of its places and parties."""

    line: Line
    standing: Mapping[str, Standing]
    names: Names
    calls: Mapping[str, str] = attrs.field(factory=dict, repr=False)

    def claim(self, key: str) -> Claim:
        """Give a claim of the line."""
        return self.standing[key].claim

    def report(self, key: str) -> Report:
        """Give the report a claim was published in."""
        return self.standing[key].report

    def speaker(self, key: str) -> str:
        """Give the name of a claim's first voice."""
        return self.names.of(self.claim(key).chain[0].actor)

    def publisher(self, key: str) -> str:
        """Give the name of who published a claim: the report's publisher, else the last hop."""
        return self.names.of(self.report(key).publisher or self.claim(key).chain[-1].actor)

    def called(self, keys: Collection[str]) -> tuple[str, ...]:
        """Give what claims are called outside the ledger."""
        return tuple(self.calls.get(key, key) for key in keys)

    @cached_property
    def lead(self) -> str:
        """The claim whose words stand for the line; of an outlook, the first that is open."""
        line = self.line
        stated = (line.lead,) if line.lead else ()
        happened = tuple(event.claim for event in line.happenings)
        ordered: tuple[str, ...] = (*stated, *happened, *line.outlook, *line.claims)
        return ordered[0]

    @cached_property
    def subject(self) -> str:
        """Who does, hosts, moves or offers."""
        return self.line.matter.subject or self.claim(self.lead).subject

    @cached_property
    def place(self) -> str | None:
        """Where, as the matter or the first claim that tells it says."""
        stated = (self.claim(key).place for key in self.line.claims)
        return self.line.matter.place or next(filter(None, stated), None)

    @cached_property
    def host(self) -> str | None:
        """The country that hosts: the subject's, else the place's; None when nobody can tell."""
        return self.names.country(self.subject) or self.names.country(self.place)

    def term(self, name: str) -> tuple[str, ...]:
        """Give the values of a term: mode, duration, onward destination, for whom, a condition."""
        return tuple(
            value for cell in self.line.terms if cell.term == name for value in cell.values
        )

    def numbers(
        self,
        *,
        units: Collection[Unit | None] | None = None,
        measures: Collection[Measure | None] | None = None,
        mood: Mood | None = Mood.IS,
    ) -> tuple[NumberCell, ...]:
        """Give the numbers of some units and measures; None asks for all."""
        return tuple(
            cell
            for cell in self.line.numbers
            if (units is None or cell.unit in units)
            and (measures is None or cell.measure in measures)
            and (mood is None or cell.mood is mood)
        )

    @cached_property
    def room(self) -> tuple[NumberCell, ...]:
        """The numbers of an offer that say how many people it has room for."""
        cells = self.numbers(units=PERSONS, measures=ROOM)
        return tuple(cell for cell in cells if self.is_figure(cell))

    def is_figure(self, cell: NumberCell) -> bool:
        """Tell whether a number names or bounds a figure: "a number of" does not."""
        return any(map(self._names_a_figure, cell.claims))

    def figures_of(self, cell: NumberCell) -> tuple[str, ...]:
        """Give the claims that name or bound the figure of a number, the one that leads first."""
        told = dict.fromkeys((cell.lead, *cell.claims))
        return tuple(filter(self._names_a_figure, told)) or (cell.lead,)

    def _names_a_figure(self, key: str) -> bool:
        qty = self.claim(key).qty
        return qty is not None and qty.hedge is not Hedge.VAGUE

    def worded(self, cell: NumberCell) -> str:
        """Give the amount as the claim that leads worded it."""
        qty = self.claim(cell.lead).qty
        return qty.worded if qty else ""

    def period(self, keys: Collection[str]) -> When | None:
        """Give the time from the first to the last day that claims are about; all must tell."""
        events = [self.claim(key).event for key in keys]
        return hull(event for event in events if event) if all(events) else None


def hull(times: Iterable[When]) -> When | None:
    """Give the time that holds all times; None for none, or when nothing bounds it."""
    held: When | None = None
    for when in times:
        held = when if held is None else _both(held, when)
        if held is None:
            return None
    return held


def _both(one: When, other: When) -> When | None:
    starts_open = one.start is None or other.start is None
    ends_open = one.end is None or other.end is None
    return None if starts_open and ends_open else one | other


def dossiers(
    lines: Iterable[Line], standing: Mapping[str, Standing], names: Names
) -> list[Dossier]:
    """Put each line beside its claims, in the order of the matters' ids."""
    calls = called(standing)
    return [
        Dossier(line=line, standing=standing, names=names, calls=calls)
        for line in sorted(lines, key=lambda line: line.matter.id)
    ]
