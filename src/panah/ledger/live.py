"""The claims that are live in one view, each with what the rules compare it by.

R1 takes what was accepted, R2 what was so on the day, R4 tells fact from outlook, and R10 puts
claims in one order that depends on nothing but the claims: own voice before others, then grade,
later, firmer, recorded first. One is made of every claim of a ledger at every first question, so
it is a struct of msgspec, which is made in a tenth of the time that attrs takes.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from enum import IntEnum
from functools import cache

import msgspec

from panah.domain.actor import Actors
from panah.domain.claim import Claim, Hold, How, Kind, Mood, Status
from panah.domain.quantity import Measure, Unit
from panah.domain.report import Report
from panah.domain.situation import Standing, View
from panah.domain.when import When
from panah.ledger.decisions import State
from panah.ledger.grades import Grades, rank_of
from panah.ledger.known import Known
from panah.ledger.terms import terms_of

__all__ = ["Level", "Live", "NumberKey", "by_matter", "in_view", "takeable"]


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


class NumberKey(msgspec.Struct, frozen=True):
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


class Live(msgspec.Struct, frozen=True, eq=False):
    """One claim, with what the rules compare it by; nothing in it hangs on the day.

    Parameters
    ----------
    id, seq, claim, standing
        The claim, what it says, and its place in the ledger.
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
    is_fact
        Whether it makes the line; else it is outlook (R4).
    status
        The status it gives, if it states a fact.
    fills_status
        Whether it says how far its matter has come, or what holds it (R3).
    said_first, said_last
        The earliest and the latest day on which it can have been said.
    began, ended
        The earliest and the latest day of what it says.
    """

    id: str
    seq: int
    claim: Claim
    standing: Standing
    kind: Kind
    level: Level
    voice: str
    mood: Mood
    rank: tuple[int, ...]
    number: NumberKey | None
    terms: Mapping[str, str]
    is_fact: bool
    status: Status | None
    fills_status: bool
    said_first: date
    said_last: date
    began: date
    ended: date

    @property
    def is_own(self) -> bool:
        """Whether it is the subject's own voice."""
        return self.level <= Level.OWN

    @property
    def is_evidence(self) -> bool:
        """Whether it is of another kind than its matter."""
        return self.claim.kind is not self.kind

    @property
    def said(self) -> When | None:
        """When it was said; else when it was published."""
        return self.claim.said or self.standing.report.published


def takeable(known: Known, actors: Actors) -> dict[str, Live]:
    """Give what may be live in some view, by id, in the order in which it was recorded (R1)."""
    voices = _Voices(actors)
    grade, assigned, reports = Grades(known, actors).of, known.assigned, known.reports
    kinds = {key: matter.kind for key, matter in known.matters.items()}
    found: dict[str, Live] = {}
    for key, heard in known.claims.items():
        if heard.state in _TAKEN:
            claim = heard.claim
            report = reports.get(claim.report) or Report(id=claim.report, name=claim.report[:8])
            matter = assigned.get(key) or f"{claim.kind}.{key[:12]}"
            is_accepted = heard.state is State.ACCEPTED
            standing = Standing(claim, report, matter, heard.seq, is_accepted, grade(key, claim))
            found[key] = _live(standing, voices, key, kinds.get(matter, claim.kind))
    return found


_TAKEN = frozenset({State.ACCEPTED, State.PROPOSED})


def in_view(takeable: Mapping[str, Live], view: View) -> dict[str, Live]:
    """Give the claims that are live in a view, in the same order."""
    return {
        key: one
        for key, one in takeable.items()
        if (view.drafts or one.standing.accepted)
        and _is_live(one, view.as_of)
        and (view.as_public is None or _is_public(one.standing.report, view.as_public))
    }


def _is_public(report: Report, by: datetime) -> bool:
    return report.published is not None and report.published.ends_by(by.date())


def _is_live(one: Live, day: date) -> bool:
    """Tell whether a claim is about the world as it was on a day (R2).

    A fact must have begun, and have been said by then or be dated to then. A plan or a fear is
    live from the day it is voiced, whatever its event. A time nobody gave is open.
    """
    is_said, event = one.said_first <= day, one.claim.event
    if event is None or one.claim.mood is not Mood.IS:
        return is_said
    return one.began <= day and (is_said or event.ends_by(day))


class _Voices:
    """Whose word a claim is; remembered, because few voices say most claims."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._own: dict[tuple[str, str | None, str], bool] = {}
        self.resolve = cache(actors.resolve)
        self.number = cache(NumberKey)

    def level(self, claim: Claim) -> Level:
        hop = claim.chain[0]
        asked = (hop.actor, hop.of, claim.subject)
        if asked not in self._own:
            self._own[asked] = self._actors.speaks_for(*asked)
        if self._own[asked]:
            return Level.OWN_QUOTED if claim.verbatim else Level.OWN
        return _LEVELS[hop.how]


def _live(standing: Standing, voices: _Voices, key: str, kind: Kind) -> Live:
    claim = standing.claim
    level = voices.level(claim)
    mood = Mood.WILL if claim.mood is Mood.IS and claim.is_conditional else claim.mood
    is_fact = mood is Mood.IS
    says_status = claim.status is not None or claim.hold is not Hold.LIVE
    event = claim.event
    said = claim.said or event
    return Live(
        key,
        standing.seq,
        claim,
        standing,
        kind,
        level,
        voices.resolve(claim.chain[0].actor),
        mood,
        _rank(standing, level, said),
        _number_key(claim, mood, voices) if claim.qty else None,
        terms_of(claim, is_fact=is_fact),
        is_fact,
        claim.status if is_fact else None,
        says_status and is_fact and claim.kind is kind,
        (said and said.earliest) or date.min,
        (said and said.latest) or date.max,
        (event and event.earliest) or date.min,
        (event and event.latest) or date.max,
    )


def _rank(standing: Standing, level: Level, said: When | None) -> tuple[int, ...]:
    status, first = standing.claim.status, said.earliest if said else None
    return (
        level,
        *rank_of(standing.grade),
        -first.toordinal() if first else 0,
        -status.rank if status else 1,
        standing.seq,
    )


def _number_key(claim: Claim, mood: Mood, voices: _Voices) -> NumberKey | None:
    qty = claim.qty
    if qty is None or not qty.is_given:
        return None
    is_hosting = claim.kind is Kind.HOSTING
    is_total = qty.measure is Measure.CUMULATIVE and mood is Mood.IS
    return voices.number(
        qty.unit,
        qty.measure,
        mood,
        claim.is_conditional,
        None if is_hosting else claim.from_,
        None if is_hosting else claim.to,
        voices.resolve(claim.subject) if claim.kind is Kind.MOVEMENT else None,
        claim.event.earliest if is_total and claim.event else None,
    )


def by_matter(live: Mapping[str, Live]) -> dict[str, list[Live]]:
    """Group live claims by matter."""
    groups: dict[str, list[Live]] = defaultdict(list)
    for one in live.values():
        groups[one.standing.matter].append(one)
    return groups
