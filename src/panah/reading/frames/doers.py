"""Organisations that act: by name, or as "the agency" that was named before."""

import attrs

from panah.domain.reading import ActorRef, Via
from panah.reading.frames.scene import Scene
from panah.reading.who import Party, PartyKind

__all__ = ["as_body", "is_doer"]

_AGENCY = frozenset({"agency", "organisation", "organization", "charity", "fund"})
"""Words that stand for the organisation named last."""


def is_doer(party: Party) -> bool:
    """Tell an organisation, or an armed group that is known by name and governs: it runs camps."""
    return party.kind is PartyKind.BODY or (party.kind is PartyKind.ARMED and party.key is not None)


def as_body(scene: Scene, party: Party) -> ActorRef:
    """Give an organisation as who acts; "the agency" is the one named last."""
    last = scene.state.heard.body
    line = scene.line
    if party.key is None and last is not None and line.low(party.end - 1) in _AGENCY:
        words = {line.low(n) for n in range(party.first, party.end - 1)}
        if words <= {"the", "this", "refugee", "aid", "un"}:
            span = line.cover(party.first, party.end)
            return attrs.evolve(last, span=span, via=Via.ANTECEDENT)
    return party.ref(line)
