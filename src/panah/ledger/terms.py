"""The terms a claim states: as what, for how long, onward to where, for whom, on what condition."""

from collections.abc import Mapping
from types import MappingProxyType

from panah.domain.claim import Claim, Kind
from panah.domain.quantity import Measure

__all__ = ["DURATION", "FOR_WHOM", "MODE", "ONWARD", "terms_of"]

MODE, DURATION, ONWARD, FOR_WHOM = "mode", "duration", "onward destination", "for whom"
"""Names of the terms that are no condition; a condition's term is its type."""

_OFFERS = frozenset({Kind.HOSTING, Kind.SUPPORT, Kind.FACILITY})
"""Kinds whose group says for whom something is."""


_NONE: Mapping[str, str] = MappingProxyType({})
"""What most claims state."""


def terms_of(claim: Claim, *, is_fact: bool) -> Mapping[str, str]:
    """Give the terms a claim states, with their words.

    Conditions are terms of facts and of the outlook; all others are terms of facts alone.
    """
    qty = claim.qty
    is_long = qty is not None and qty.measure is Measure.DURATION
    if not (claim.conditions or claim.mode or claim.to or claim.group or is_long):
        return _NONE
    terms: dict[str, str] = {cond.type: cond.text for cond in claim.conditions}
    if not is_fact:
        return terms
    if claim.mode:
        terms[MODE] = claim.mode
    if qty and is_long and qty.is_given:
        terms[DURATION] = qty.worded or f"{qty.lo:g} {qty.unit or ''}".strip()
    if claim.to and claim.kind is Kind.HOSTING:
        terms[ONWARD] = claim.to
    if claim.group and claim.kind in _OFFERS:
        terms[FOR_WHOM] = claim.group.worded
    return terms
