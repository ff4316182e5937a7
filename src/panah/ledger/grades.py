"""Grades of claims and of those who say them, after the Admiralty code: ranks only, no weights."""

from collections import defaultdict

from panah.domain.actor import Actors
from panah.domain.claim import Claim
from panah.domain.entry import Grade
from panah.ledger.known import Known

__all__ = ["Grades", "rank_of"]

_UNGRADED = Grade()
_SOURCES = "ABCFDE"
_INFORMATION = (1, 2, 3, 6, 4, 5)
"""Grades from best to worst. F and 6, "cannot be judged", is what nobody graded: a grade of doubt
must not lift a claim above it."""

_RANK_OF_UNGRADED = (_SOURCES.index(_UNGRADED.source), _INFORMATION.index(_UNGRADED.information))

_JUDGED = frozenset({"A", "B", "C", "D", "E", 1, 2, 3, 4, 5})


def rank_of(grade: Grade) -> tuple[int, int]:
    """Give the rank of a grade, best first."""
    if grade is _UNGRADED:
        return _RANK_OF_UNGRADED
    return (_SOURCES.index(grade.source), _INFORMATION.index(grade.information))


class Grades:
    """The grades given to claims and to actors; the last one given counts."""

    def __init__(self, known: Known, actors: Actors) -> None:
        self._actors = actors
        self._claims: dict[str, Grade] = {}
        self._voices: dict[str, list[Grade]] = defaultdict(list)
        for key, grade in known.graded:
            if key in known.claims:
                self._claims[known.current(key)] = grade
            else:
                self._voices[actors.resolve(key)].append(grade)

    def of(self, key: str, claim: Claim) -> Grade:
        """Give the better of the grades given to a claim and to its first voice, half by half."""
        if not self._claims and not self._voices:
            return _UNGRADED
        given = [self._claims[key]] if key in self._claims else []
        if self._voices:
            voice = self._voices.get(self._actors.resolve(claim.chain[0].actor), [])
            given += [one for one in voice if not one.scope or claim.kind in one.scope][-1:]
        if not given:
            return _UNGRADED
        sources = [one.source for one in given if one.source in _JUDGED]
        digits = [one.information for one in given if one.information in _JUDGED]
        return Grade(
            source=min(sources, key=_SOURCES.index, default=_UNGRADED.source),
            information=min(digits, key=_INFORMATION.index, default=_UNGRADED.information),
        )
