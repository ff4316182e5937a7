"""The review queue: what nobody has decided yet, in the order in which it is best looked at.

Claims whose words hold a denial come first, since they can be wrong in the worst way; then those
of the rules that people have accepted most often, so that the sure ones are done in seconds.
"""

from typing import TYPE_CHECKING

import attrs

from panah.domain.claim import Claim
from panah.domain.reading import Flag
from panah.ledger.acceptance import PRIOR, Acceptance, acceptance
from panah.ledger.decisions import State

if TYPE_CHECKING:
    from panah.case.case import Case
    from panah.domain.reading import Draft

__all__ = ["Waiting", "ordered", "queue"]


@attrs.frozen(kw_only=True)
class Waiting:
    """A claim that waits for a decision.

    Parameters
    ----------
    order
        The acceptance rate of the rule that made it, between 0 and 1.
    is_doubtful
        Whether its words hold a denial, so that it is never accepted in bulk.
    """

    claim: Claim
    order: float
    is_doubtful: bool


def queue(case: "Case") -> tuple[Waiting, ...]:
    """Give the claims that wait, those to look at first at the front."""
    known = case.known()
    past = acceptance(known.claims.values())
    open_ = [
        Waiting(
            claim=one.claim,
            order=past.rate(one.claim.made_by),
            is_doubtful=Flag.POLARITY.value in one.claim.note,
        )
        for one in known.claims.values()
        if one.state is State.PROPOSED
    ]
    return tuple(sorted(open_, key=lambda one: (not one.is_doubtful, -one.order)))


def ordered(draft: "Draft", past: Acceptance) -> "Draft":
    """Give a draft its place in the queue: its rule's rate, raised where two readers agree."""
    rate = past.rate(draft.made_by)
    agreed = (draft.order - PRIOR) / (1 - PRIOR)
    return attrs.evolve(draft, order=rate + agreed * (1 - rate))
