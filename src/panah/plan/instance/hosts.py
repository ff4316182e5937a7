"""What the lines of a situation offer: who hosts whom in which role, as intervals with status.

Nothing is guessed: an offer whose host or status nobody can tell is left out and said so. A number
nobody stated stays unknown and is never 0.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from panah.domain.claim import Cond, CondType, Kind, PlanningClass, Status
from panah.domain.dossier import Dossier
from panah.domain.figure import Figure, Origin, constant
from panah.domain.finding import Finding
from panah.domain.limit import Offer
from panah.domain.matter import Way
from panah.domain.quantity import Measure, Unit
from panah.domain.when import When
from panah.errors import DateError
from panah.plan.instance.scheme import AIR, Scheme

__all__ = ["Hosting", "Role", "hostings", "left_out"]

Role = str
HUB, CAMP, FINAL = "hub", "camp", "final"

_FORMAL = tuple(Status).index(Status.AGREED)


@attrs.frozen(kw_only=True)
class Hosting:
    """One offer of a place to people.

    Parameters
    ----------
    host
        ISO 3166-1 alpha-3 of the host.
    track
        The country people are taken for; empty for whoever comes.
    groups
        Groups it is for, where the scheme says so; None for all.
    cells
        (resource suffix, low, high, is a ceiling) of each number; one without numbers if unsized.
    """

    dossier: Dossier
    host: str
    role: Role
    track: str
    groups: tuple[str, ...] | None

    @property
    def origin(self) -> Origin:
        """The claims it rests on."""
        line = self.dossier.line
        terms = [value for name in CondType for value in self.dossier.term(name)]
        return Origin(claims=line.claims, text="; ".join([line.matter.title, *terms]))

    @property
    def ceiling(self) -> Figure | None:
        """The most it permits: a stated ceiling, or the number above which others are asked."""
        stated = [
            cell.amount.hi if cell.amount.hi is not None else cell.amount.lo
            for cell in self.dossier.room
            if cell.measure is Measure.CEILING
        ]
        most = max([one for one in stated if one], default=None)
        return None if most is None else constant(most, self.origin)

    @property
    def stay(self) -> Figure | None:
        """The longest stay that its words allow, in days; None where they name none."""
        cells = self.dossier.numbers(units=(Unit.DAY,), measures=(Measure.DURATION,))
        stated = [
            (cell.amount.lo if cell.amount.hi is None else cell.amount.hi, cell.lead)
            for cell in cells
        ]
        days, claim = min(stated, default=(0.0, ""))
        return constant(days, Origin(claims=(claim,))) if days >= 1 else None

    def last_day(self, start: date) -> int | None:
        """Give the day of a plan until which it holds by its words; None where they name none."""
        named = (cond.operand for _, cond in _conditions(self.dossier) if cond.type is _UNTIL)
        days = [(when.latest - start).days for when in map(_when, named) if when and when.latest]
        return min((day for day in days if day >= 0), default=None)

    def offers(self, resource: str, start: date) -> Iterator[Offer]:
        """Give the offer as it waits to be counted; one row a number, one if it has none.

        Parameters
        ----------
        start
            The first day of the plan.
        """
        dossier, line = self.dossier, self.dossier.line
        rank = tuple(Status).index(line.status.low) if line.status else 0
        for number, cell in enumerate(dossier.room or (None,)):
            amount = cell.amount if cell else None
            known = amount is not None and (amount.lo or amount.hi is not None)
            told = dossier.figures_of(cell) if cell else line.claims
            origin = attrs.evolve(self.origin, claims=told)
            yield Offer(
                name=line.matter.id if number == 0 else f"{line.matter.id} {number + 1}",
                resource=resource,
                host=self.host,
                low=constant(amount.lo, origin) if amount and known else None,
                high=_high(amount, origin),
                planning_class=line.planning_class or PlanningClass.POSSIBLE,
                formal=rank >= _FORMAL,
                live=line.counted,
                end=self.last_day(start),
                origin=origin,
            )


_UNTIL = CondType.UNTIL_DATE


def _when(operand: str | float | None) -> When | None:
    try:
        return When.parse(operand) if isinstance(operand, str) else None
    except DateError:
        return None


def _high(amount: Any, origin: Origin) -> Figure | None:  # noqa: ANN401  (an interval or None)
    return None if amount is None or amount.hi is None else constant(amount.hi, origin)


def hostings(
    dossiers: Sequence[Dossier],
    camps: frozenset[str],
    matters: Mapping[str, Mapping[str, Any]],
) -> tuple[Hosting, ...]:
    """Give the offers that a plan can use.

    Parameters
    ----------
    camps
        Hosts to which a land gate leads: who comes there by themselves is sheltered in camps.
    matters
        What the scheme says about single matters.
    """
    found = []
    for dossier in dossiers:
        if dossier.line.kind is Kind.HOSTING and _why_not(dossier, matters) is None:
            track = _track(dossier)
            said = matters.get(dossier.line.matter.id, {})
            groups = said.get("groups")
            found.append(
                Hosting(
                    dossier=dossier,
                    host=str(dossier.host),
                    role=_role(dossier, track, camps),
                    track=track,
                    groups=tuple(groups) if groups is not None else None,
                )
            )
    return tuple(found)


def _track(dossier: Dossier) -> str:
    """Give the country people are taken for: who asked, or whither they are bound."""
    return dossier.names.country(dossier.line.matter.counterpart) or _bound(dossier) or ""


def _bound(dossier: Dossier) -> str | None:
    """Give the country other than the host that the words of an offer name as the end."""
    ends = (dossier.names.country(dossier.claim(key).to) for key in dossier.line.claims)
    return next((end for end in ends if end not in {None, dossier.host}), None)


def _role(dossier: Dossier, track: str, camps: frozenset[str]) -> Role:
    """Give the role of a host; whoever takes people who are bound for elsewhere is on the way."""
    way = dossier.line.matter.way
    if way is Way.RESETTLEMENT and _bound(dossier) is None:
        return FINAL
    at_border = way is Way.ASYLUM or (not track and dossier.host in camps)
    return CAMP if at_border else HUB


def _why_not(dossier: Dossier, matters: Mapping[str, Mapping[str, Any]]) -> str | None:
    line = dossier.line
    if matters.get(line.matter.id, {}).get("leave_out"):
        return "the scheme of the case leaves it out"
    if line.planning_class is PlanningClass.CLOSED:
        return "it is closed: history, no capacity"
    if line.status is None:
        return "no status is known, so nobody can say how far to count on it"
    if dossier.host is None or dossier.names.places.get(dossier.host) is None:
        who = dossier.names.of(dossier.subject)
        return f"no one country hosts ({who}), so no place can be planned for it"
    return None


def left_out(
    dossiers: Sequence[Dossier], offered: Sequence[Hosting], scheme: Scheme
) -> Iterator[Finding]:
    """Say which offers the plan does not use, and why."""
    used = {one.dossier.line.matter.id: one for one in offered}
    for dossier in dossiers:
        if dossier.line.kind is not Kind.HOSTING:
            continue
        matter = dossier.line.matter
        mine = used.get(matter.id)
        why = _nobody_gets_there(mine, scheme) if mine else _why_not(dossier, scheme.matters)
        if why:
            yield Finding(
                what="not_planned",
                on=(matter.id,),
                text=f"the plan leaves out {matter.id} ({matter.title}): {why}",
            )


def _nobody_gets_there(offered: Hosting, scheme: Scheme) -> str | None:
    """Say what plan.toml lacks so that nobody can use an offer; None if somebody can."""
    kinds = {gate.kind for gate in scheme.gates}
    tracks = {track for group in scheme.groups for track in group.tracks}
    names = offered.dossier.names
    if offered.role == CAMP:
        led = any(gate.host == offered.host for gate in scheme.gates)
        there = f"{names.of(offered.host)}; write [gates.NAME] with host {offered.host}"
        return None if led else f"no gate by land leads to {there}"
    if AIR not in kinds:
        return f"no airport leads to {names.of(offered.host)}; write [gates.NAME] with kind air"
    end = offered.host if offered.role == FINAL else offered.track
    if end and end not in tracks:
        return f"no group may stay in {names.of(end)}; write {end} into the tracks of [groups.NAME]"
    return None


def overflow_of(dossiers: Sequence[Dossier], host: str) -> tuple[float | None, str, Origin | None]:
    """Give above how many people others are asked to help a host, who, and where it was said."""
    for dossier in dossiers:
        line = dossier.line
        if dossier.names.country(line.matter.counterpart) == host:
            for key, cond in _conditions(dossier):
                if cond.type is CondType.IF_EXCEEDS and isinstance(cond.operand, int | float):
                    body = dossier.names.of(dossier.subject)
                    return float(cond.operand), body, Origin(claims=(key,))
    return None, "", None


def _conditions(dossier: Dossier) -> Iterator[tuple[str, Cond]]:
    return ((key, cond) for key in dossier.line.claims for cond in dossier.claim(key).conditions)


def sites_of(dossiers: Sequence[Dossier], host: str, unit: Unit) -> tuple[float, Origin | None]:
    """Give how many sites of a kind a host has or builds, in the fewest the words allow."""
    for dossier in dossiers:
        if dossier.line.kind is Kind.FACILITY and dossier.host == host:
            for cell in dossier.numbers(units=(unit,)):
                return cell.amount.lo, Origin(claims=cell.claims, text=dossier.line.matter.title)
    return 0.0, None
