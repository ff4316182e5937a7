"""The terms a claim states: as what, for how long, onward to where, for whom, on what condition."""

from panah.domain.claim import Claim, Kind
from panah.domain.quantity import Measure

__all__ = ["DURATION", "FOR_WHOM", "MODE", "ONWARD", "terms_of"]

MODE, DURATION, ONWARD, FOR_WHOM = "mode", "duration", "onward destination", "for whom"
"""Names of the terms that are no condition; a condition's term is its type."""

_OFFERS = frozenset({Kind.HOSTING, Kind.SUPPORT, Kind.FACILITY})
"""Kinds whose group says for whom something is."""


def terms_of(claim: Claim, *, is_fact: bool) -> dict[str, str]:
    """Give the terms a claim states, with their words.

    Conditions are terms of facts and of the outlook; all others are terms of facts alone.
    """
    terms: dict[str, str] = {cond.type: cond.text for cond in claim.conditions}
    if not is_fact:
        return terms
    if claim.mode:
        terms[MODE] = claim.mode
    if claim.qty and claim.qty.is_given and claim.qty.measure is Measure.DURATION:
        terms[DURATION] = claim.qty.worded or f"{claim.qty.lo:g} {claim.qty.unit or ''}".strip()
    if claim.to and claim.kind is Kind.HOSTING:
        terms[ONWARD] = claim.to
    if claim.group and claim.kind in _OFFERS:
        terms[FOR_WHOM] = claim.group.worded
    return terms
