"""Lines: what the ledger says was so on a day, one line for each matter.

Pure, deterministic and explained. It never averages and never sums claims; a newer claim replaces
an older one facet by facet, not whole.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

import attrs
import msgspec

from panah.domain.actor import Actors
from panah.domain.claim import Kind
from panah.domain.entry import Relation
from panah.domain.finding import Finding
from panah.domain.line import (
    BorneOut,
    Closing,
    Happening,
    Held,
    Line,
    NumberCell,
    Retired,
    StatusCell,
    TermCell,
    Voice,
)
from panah.domain.matter import Matter, within
from panah.domain.situation import Linked, Standing, View
from panah.ledger.cells import StatusFacet, number_cells, status_facet, term_cells
from panah.ledger.closing import COUNTED, borne_out, closing, due, expired, holds
from panah.ledger.facets import Updates
from panah.ledger.fits import misfits
from panah.ledger.known import Known
from panah.ledger.links import Links
from panah.ledger.live import Live, by_matter, in_view, takeable
from panah.ledger.matters import matter_of
from panah.ledger.voices import count

__all__ = ["Reconciled", "reconcile"]

_RANGED = frozenset({Kind.HOSTING, Kind.SUPPORT, Kind.FACILITY, Kind.ACCESS})
"""Kinds whose status is a course that things take; those of other kinds are events (R9)."""


@attrs.frozen(kw_only=True)
class Reconciled:
    """The lines of one view, with everything they rest on.

    Parameters
    ----------
    lines
        By matter id.
    standing
        Every live claim, by id, in the order in which they were recorded.
    links
        Those of which both claims are live.
    findings
        What looks wrong, in the ledger and in the lines.
    """

    lines: tuple[Line, ...]
    standing: dict[str, Standing]
    links: tuple[Linked, ...]
    findings: tuple[Finding, ...]


@attrs.frozen(kw_only=True)
class _Scene:
    """What all lines of one view share."""

    live: Mapping[str, Live]
    links: Links
    updates: Updates
    borne_out: Mapping[str, BorneOut]
    matters: Mapping[str, Matter]
    day: date


def reconcile(
    known: Known, view: View, actors: Actors, *, claims: Mapping[str, Live] | None = None
) -> Reconciled:
    """Give what stood on a day.

    Parameters
    ----------
    known
        What the ledger knew: only what is in it is taken, so leave out beforehand what the reader
        may not see (`Known.showing`).
    view
        The day, and the switches.
    actors
        Who is who: tells own voices from others and one agency from two.
    claims
        What `takeable` gave of the same ledger and actors, if it was asked before.
    """
    live = in_view(takeable(known, actors) if claims is None else claims, view)
    links = Links(known.links, live, known.apart())
    scene = _Scene(
        live=live,
        links=links,
        updates=Updates(links, live),
        borne_out=borne_out(links, live),
        matters=known.matters,
        day=view.as_of,
    )
    dossiers = [
        _dossier(known.matters.get(key) or matter_of(key, claims[0].claim), claims, scene)
        for key, claims in sorted(by_matter(live).items())
    ]
    standing = frozenset(key for one in dossiers for key in one.standing())
    lines = tuple(_line(one, scene, standing) for one in dossiers)
    loose = (_loose(one) for one in live.values() if one.id not in known.assigned)
    found = (finding for line in lines for finding in line.findings)
    return Reconciled(
        lines=lines,
        standing={key: one.standing for key, one in live.items()},
        links=links.all,
        findings=(*known.findings, *loose, *found),
    )


def _loose(one: Live) -> Finding:
    return Finding(
        what="no_matter",
        on=(one.id,),
        text=f"{one.claim.name} is gathered under no matter and makes a line of its own; "
        f"assign it to the matter it is about",
    )


class _Dossier(msgspec.Struct, frozen=True):
    """The live claims of one matter, and the facets they fill."""

    matter: Matter
    claims: Sequence[Live]
    facts: Sequence[Live]
    outlook: Sequence[Live]
    status: StatusFacet
    numbers: tuple[NumberCell, ...]
    terms: tuple[TermCell, ...]

    def standing(self) -> Iterator[str]:
        """Give the claims that stand in its status, a number or the outlook."""
        yield from (one.id for one in self.status.standing)
        yield from (key for cell in self.numbers for key in cell.claims)
        yield from (one.id for one in self.outlook)


def _dossier(matter: Matter, claims: Sequence[Live], scene: _Scene) -> _Dossier:
    facts = [one for one in claims if one.is_fact]
    outlook = [one for one in claims if not one.is_fact and one.id not in scene.borne_out]
    both = [*facts, *outlook]
    return _Dossier(
        matter,
        claims,
        facts,
        outlook,
        status_facet(facts, scene.updates, scene.links),
        number_cells(both, scene.updates, scene.links),
        term_cells(both, scene.updates),
    )


def _line(dossier: _Dossier, scene: _Scene, standing: frozenset[str]) -> Line:
    matter, claims, facet = dossier.matter, dossier.claims, dossier.status
    low = facet.statuses[:1] if matter.kind in COUNTED else ()
    held, closed = _end(dossier, scene)
    is_stopped = any(hold.by is Voice.OWN for hold in held)
    plans = due(dossier.outlook, scene.day)
    voices = count(claims, scene.links, marked=_marked(dossier))
    status = facet.cell() if matter.kind in _RANGED or len(facet.statuses) == 1 else None
    return Line(
        matter=matter,
        claims=_ids(claims),
        status=status,
        planning_class=low[0].planning_class if low else None,
        voices=voices.most,
        voices_least=voices.least,
        within=within(matter.id, scene.matters),
        happenings=_happenings(dossier),
        counted=bool(low) and closed is None and not is_stopped,
        holds=held,
        numbers=dossier.numbers,
        terms=dossier.terms,
        outlook=_ids(dossier.outlook),
        borne_out=tuple(scene.borne_out[one.id] for one in claims if one.id in scene.borne_out),
        conflicts=_conflicts(claims, scene.links, standing),
        read_with=_read_with(claims, scene.links),
        lead=facet.lead,
        history=_ids(one for one in claims if scene.updates.retires(one)),
        older=facet.older,
        retired=_unshown(dossier, status, scene.updates),
        closing=closed or (plans[0] if plans else None),
        evidence=_ids(one for one in claims if one.is_evidence),
        unreviewed=_ids(one for one in claims if not one.standing.accepted),
        findings=(*misfits(dossier.numbers, scene.live, scene.links), *_due(plans, scene)),
    )


def _ids(claims: Iterable[Live]) -> tuple[str, ...]:
    """Give the ids of claims of one matter, which stand in the order they were recorded in."""
    return tuple([one.id for one in claims])


def _end(dossier: _Dossier, scene: _Scene) -> tuple[tuple[Held, ...], Closing | None]:
    """Give what holds a matter, and why it is closed, if it is."""
    kind = dossier.matter.kind
    held = holds(dossier.status)
    ended = expired(dossier.facts, scene.updates, kind, scene.day)
    closed = closing(dossier.status, held, ended[1] if ended else None, kind)
    return (*held, *([ended[0]] if ended else [])), closed


def _happenings(dossier: _Dossier) -> tuple[Happening, ...]:
    """Give the events of a matter that is no course of one thing, newest first (R9)."""
    kind = dossier.matter.kind
    is_one = len(dossier.status.statuses) == 1 and kind is not Kind.SECURITY
    if kind in _RANGED or is_one:
        return ()
    return tuple(
        Happening(claim=one.id, status=one.status)
        for one in sorted(dossier.status.standing, key=_day, reverse=True)
        if one.status
    )


def _day(one: Live) -> tuple[date, date, list[int]]:
    when = one.claim.event or one.said
    latest = when.latest if when else None
    earliest = (when and when.earliest) or date.min
    return (latest or earliest, earliest, [-part for part in one.rank])


def _marked(dossier: _Dossier) -> Iterator[tuple[str, str]]:
    yield from dossier.status.voices.possibly_one
    for cell in dossier.numbers:
        yield from cell.possibly_one


def _conflicts(
    claims: Sequence[Live], links: Links, standing: frozenset[str]
) -> tuple[tuple[str, str], ...]:
    """Give the linked conflicts that start in this line, while both claims stand in some facet."""
    own = dict.fromkeys(one.id for one in claims)  # in their order: an answer stays the same
    return tuple(
        (link.source, link.target)
        for link in links.touching(own, Relation.CONFLICTS)
        if link.source in own and {link.source, link.target} <= standing
    )


def _read_with(claims: Sequence[Live], links: Links) -> tuple[tuple[str, str], ...]:
    found = links.touching((one.id for one in claims), Relation.QUALIFIES)
    return tuple((link.source, link.target) for link in found)


def _unshown(dossier: _Dossier, status: StatusCell | None, updates: Updates) -> tuple[Retired, ...]:
    """Give what was retired where no cell is left to show it."""
    every = [*(() if status else dossier.status.retired), *updates.traces(dossier.claims)]
    if not every:
        return ()
    shown = set(status.retired) if status else set()
    shown |= {one for number in dossier.numbers for one in number.retired}
    shown |= {one for term in dossier.terms for one in term.retired}
    return tuple(one for one in dict.fromkeys(every) if one not in shown)


def _due(plans: Iterable[Closing], scene: _Scene) -> Iterator[Finding]:
    for plan in plans:
        name = scene.live[plan.claim].claim.name
        yield Finding(
            what="plan_due",
            on=(plan.claim,),
            text=f"{name} was planned to be done before {plan.on}; ask whether it "
            f"happened, and record the answer as a claim",
        )
