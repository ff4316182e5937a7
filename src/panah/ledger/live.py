"""The claims that are live in one view, each with what the rules compare it by.

R1 takes what was accepted, R2 what was so on the day, R4 tells fact from outlook, and R10 puts
claims in one order that depends on nothing but the claims: own voice before others, then grade,
later, firmer, recorded first.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from enum import IntEnum

import attrs

from panah.domain.actor import Actors
from panah.domain.claim import Claim, Hold, Hop, How, Kind, Mood, Status
from panah.domain.quantity import Measure, Unit
from panah.domain.report import Report
from panah.domain.situation import Standing, View
from panah.domain.when import When
from panah.ledger.decisions import State
from panah.ledger.grades import Grades, rank_of
from panah.ledger.known import Heard, Known
from panah.ledger.terms import terms_of

__all__ = ["Level", "Live", "NumberKey", "by_matter", "is_live", "live_claims"]


class Level(IntEnum):
    """Whose word a claim rests on, best first (R10)."""

    OWN_QUOTED = 0
    OWN = 1
    NAMED = 2
    OUTLET = 3
    UNNAMED = 4


_LEVELS = {
    How.SAID: Level.NAMED,
    How.WROTE: Level.NAMED,
    How.QUOTED: Level.OUTLET,
    How.REPORTED: Level.OUTLET,
    How.CAPTION: Level.OUTLET,
    How.UNNAMED: Level.UNNAMED,
}


@attrs.frozen
class NumberKey:
    """Which number facet an amount fills (R3). `conditional`: an if-condition hangs on it."""

    unit: Unit | None
    measure: Measure | None
    mood: Mood
    conditional: bool
    from_: str | None
    to: str | None
    subject: str | None
    start: date | None

    @property
    def kin(self) -> tuple[Unit | None, Measure | None, Mood]:
        """What an update shares with what it replaces, wherever either leads (R5)."""
        return (self.unit, self.measure, self.mood)

    def order(self) -> tuple[str, ...]:
        """Give what cells are sorted by."""
        values = (self.unit, self.measure, self.mood, self.from_, self.to, self.subject)
        return (*(str(one or "") for one in values), str(self.start or ""), str(self.conditional))


@attrs.frozen(kw_only=True)
class Live:
    """One live claim.

    Parameters
    ----------
    id, standing
        The claim and its place in the ledger.
    kind
        The kind of its matter: a claim of another kind is evidence.
    level
        Whose word it is.
    voice
        The first voice, resolved.
    mood
        The mood it counts under: a fact that hangs on an if-condition is a plan (R4).
    rank
        Sorts claims into the order of R10, best first.
    number
        The number facet it fills, if it gives an amount.
    terms
        The terms it states, with their words.
    """

    id: str
    standing: Standing
    kind: Kind
    level: Level
    voice: str
    mood: Mood
    rank: tuple[int, ...]
    number: NumberKey | None
    terms: Mapping[str, str]

    @property
    def claim(self) -> Claim:
        """What it says."""
        return self.standing.claim

    @property
    def status(self) -> Status | None:
        """The status it gives, if it states a fact."""
        return self.claim.status if self.is_fact else None

    @property
    def is_fact(self) -> bool:
        """Whether it makes the line; else it is outlook (R4)."""
        return self.mood is Mood.IS

    @property
    def is_own(self) -> bool:
        """Whether it is the subject's own voice."""
        return self.level <= Level.OWN

    @property
    def is_evidence(self) -> bool:
        """Whether it is of another kind than its matter."""
        return self.claim.kind is not self.kind

    @property
    def fills_status(self) -> bool:
        """Whether it says how far its matter has come, or what holds it (R3)."""
        says = self.claim.status is not None or self.claim.hold is not Hold.LIVE
        return says and self.is_fact and not self.is_evidence

    @property
    def said(self) -> When | None:
        """When it was said; else when it was published."""
        return self.claim.said or self.standing.report.published


def live_claims(known: Known, view: View, actors: Actors) -> dict[str, Live]:
    """Give the live claims by id, in the order in which they were recorded."""
    grades = Grades(known, actors)
    voices = _Voices(actors)
    return {
        key: _live(standing, voices, key=key, kind=_kind(known, standing))
        for key, standing in _standing(known, view, grades)
    }


def _kind(known: Known, standing: Standing) -> Kind:
    matter = known.matters.get(standing.matter)
    return matter.kind if matter else standing.claim.kind


def _standing(known: Known, view: View, grades: Grades) -> Iterator[tuple[str, Standing]]:
    for key, heard in known.claims.items():
        claim = heard.claim
        report = known.reports.get(claim.report) or Report(id=claim.report, name=claim.report[:8])
        if _is_taken(heard, view) and is_live(claim, view.as_of) and _is_public(report, view):
            standing = Standing(
                claim=claim,
                report=report,
                matter=known.assigned.get(key) or f"{claim.kind}.{key[:12]}",
                seq=heard.seq,
                accepted=heard.is_accepted,
                grade=grades.of(key, claim),
            )
            yield key, standing


def _is_taken(heard: Heard, view: View) -> bool:
    return heard.is_accepted or (view.drafts and heard.state is State.PROPOSED)


def _is_public(report: Report, view: View) -> bool:
    if view.as_public is None:
        return True
    return report.published is not None and report.published.ends_by(view.as_public.date())


def is_live(claim: Claim, day: date) -> bool:
    """Tell whether a claim is about the world as it was on a day (R2).

    A fact must have begun, and have been said by then or be dated to then. A plan or a fear is
    live from the day it is voiced, whatever its event. A time nobody gave is open.
    """
    said = claim.time_said
    is_said = said is None or said.begins_by(day)
    if claim.mood is not Mood.IS:
        return is_said
    if claim.event is None:
        return is_said
    return claim.event.begins_by(day) and (is_said or claim.event.ends_by(day))


class _Voices:
    """Whose word a claim is; remembered, because few voices say most claims."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._own: dict[tuple[str, str | None, str], bool] = {}

    def level(self, claim: Claim) -> Level:
        hop = claim.chain[0]
        asked = (hop.actor, hop.of, claim.subject)
        if asked not in self._own:
            self._own[asked] = self._actors.speaks_for(*asked)
        if self._own[asked]:
            return Level.OWN_QUOTED if claim.verbatim else Level.OWN
        return _LEVELS[hop.how]

    def of(self, hop: Hop) -> str:
        return self._actors.resolve(hop.actor)

    def subject(self, claim: Claim) -> str:
        return self._actors.resolve(claim.subject)


def _live(standing: Standing, voices: _Voices, *, key: str, kind: Kind) -> Live:
    claim = standing.claim
    level = voices.level(claim)
    is_plan = claim.mood is Mood.IS and claim.is_conditional
    mood = Mood.WILL if is_plan else claim.mood
    return Live(
        id=key,
        standing=standing,
        kind=kind,
        level=level,
        voice=voices.of(claim.chain[0]),
        mood=mood,
        rank=_rank(standing, level),
        number=_number_key(claim, mood, voices.subject(claim)),
        terms=terms_of(claim, is_fact=mood is Mood.IS),
    )


def _rank(standing: Standing, level: Level) -> tuple[int, ...]:
    claim, grade = standing.claim, standing.grade
    said = claim.time_said
    return (
        level,
        *rank_of(grade),
        -said.earliest.toordinal() if said and said.earliest else 0,
        -claim.status.rank if claim.status else 1,
        standing.seq,
    )


def _number_key(claim: Claim, mood: Mood, subject: str) -> NumberKey | None:
    qty = claim.qty
    if qty is None or not qty.is_given:
        return None
    is_hosting = claim.kind is Kind.HOSTING
    is_total = qty.measure is Measure.CUMULATIVE and mood is Mood.IS
    return NumberKey(
        qty.unit,
        qty.measure,
        mood,
        claim.is_conditional,
        None if is_hosting else claim.from_,
        None if is_hosting else claim.to,
        subject if claim.kind is Kind.MOVEMENT else None,
        claim.event.earliest if is_total and claim.event else None,
    )


def by_matter(live: Mapping[str, Live]) -> dict[str, list[Live]]:
    """Group live claims by matter."""
    groups: dict[str, list[Live]] = defaultdict(list)
    for one in live.values():
        groups[one.standing.matter].append(one)
    return groups
