"""Reconciled lines become a situation: tables by subject, totals, refusals and questions.

Pure: the same lines give the same situation, whatever the order in which they come.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType

import attrs

from panah.domain.actor import Actors
from panah.domain.claim import Kind, Mood
from panah.domain.dossier import Dossier, dossiers
from panah.domain.finding import Finding
from panah.domain.line import Line
from panah.domain.naming import Names
from panah.domain.place import Places
from panah.domain.quantity import Factor, Unit
from panah.domain.situation import Linked, Situation, Standing, Total, View
from panah.errors import RefusedTotalError
from panah.frames import Row, frame, records
from panah.situation.capacity import capacity
from panah.situation.conflicts import conflicts
from panah.situation.gaps import gaps
from panah.situation.lines import lines as line_rows
from panah.situation.moves import displaced
from panah.situation.offers import offers
from panah.situation.persons import in_persons
from panah.situation.sites import access, camps, stocks
from panah.situation.tables import claims
from panah.situation.titles import title
from panah.situation.totals import Part, Ties, total

__all__ = ["compose"]


def compose(  # noqa: PLR0913  (one name for each part that is joined)
    *,
    view: View,
    head: str,
    lines: Sequence[Line],
    standing: Mapping[str, Standing],
    links: Sequence[Linked],
    findings: Sequence[Finding],
    places: Places,
    actors: Actors,
    factors: Mapping[Unit, Factor] = MappingProxyType({}),
    withheld: int = 0,
) -> Situation:
    """Group lines by subject, total what may be totalled, and list what nobody stated.

    Parameters
    ----------
    head
        Hash of the last ledger entry that was read.
    standing
        The claims the lines rest on, by id.
    factors
        How many persons a family, household or case is, where the case states it.
    withheld
        How many claims were left out because their reports are restricted.
    """
    names = Names(places, actors)
    counted = [in_persons(line, factors) for line in lines] if factors else lines
    told = [_titled(one) for one in dossiers(counted, standing, names)]
    pairs = {pair for line in lines for pair in line.conflicts}
    ties = Ties.of(links, pairs, standing)
    room = capacity(told, view=view, ties=ties)
    moved, refused = _moved(told, ties)
    asked = gaps(told)
    rows: Mapping[str, Callable[[], Iterable[Row]]] = {
        "lines": lambda: line_rows(told, view, ties),
        "offers": lambda: offers(told, ties, strict=view.strict),
        "capacity": room.rows,
        "displaced": lambda: displaced(told, links, ties),
        "camps": lambda: camps(told),
        "stocks": lambda: stocks(told),
        "access": lambda: access(told),
        "conflicts": lambda: conflicts(told),
        "claims": lambda: claims(standing, links, names),
    }
    return Situation(
        view=view,
        head=head,
        detail=tuple(one.line for one in told),
        standing=dict(standing),
        links=tuple(links),
        gaps=asked,
        totals=(*room.totals, *moved),
        refusals=(*room.refusals, *refused),
        findings=tuple(findings),
        withheld=withheld,
        table=lambda name: frame(name, rows[name]()),
        rows=cache(lambda name: records(name, rows[name]())),
    )


def _titled(dossier: Dossier) -> Dossier:
    line = dossier.line
    if (name := title(dossier)) == line.matter.title:
        return dossier
    matter = attrs.evolve(line.matter, title=name)
    return Dossier(
        line=attrs.evolve(line, matter=matter),
        standing=dossier.standing,
        names=dossier.names,
        calls=dossier.calls,
    )


def _moved(told: Collection[Dossier], ties: Ties) -> tuple[tuple[Total, ...], tuple[str, ...]]:
    """Total the people who moved or are somewhere, by kind and measure, where that may be done."""
    groups: dict[tuple[str, str], list[Part]] = {}
    for one in told:
        if one.line.kind in (Kind.MOVEMENT, Kind.POPULATION):
            for cell in one.numbers(units={Unit.PERSON}, mood=Mood.IS):
                if one.is_figure(cell):
                    key = (one.line.kind.value, cell.measure or "")
                    groups.setdefault(key, []).append(Part(dossier=one, cell=cell))
    totals: list[Total] = []
    refusals: list[str] = []
    for (kind, measure), parts in sorted(groups.items()):
        if len(parts) > 1:
            try:
                totals.append(total(parts, ties=ties))
            except RefusedTotalError as error:
                refusals.append(
                    f"No total of people in {kind} ({measure or 'kind unknown'}): {error}."
                )
    return tuple(totals), tuple(refusals)
