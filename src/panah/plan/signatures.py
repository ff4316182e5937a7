"""What one more signature changes: each offer that does not count now, solved as if it were agreed.

An offer does not count while it is not firm enough for the policy, or while its own host holds it
back. It is taken as signed on the first day, at the end of its interval that the policy counts. One
whose size nobody knows cannot be solved with; it stays in the list without a number.
"""

from collections.abc import Callable, Iterator

import attrs

from panah.domain.claim import PlanningClass
from panah.domain.limit import Offer
from panah.domain.plan import Plan
from panah.frames import Row
from panah.plan.counting import counts
from panah.plan.making import make_plan

__all__ = ["signatures"]


def signatures(plan: Plan, progress: Callable[[int, int], None] = lambda *_: None) -> Iterator[Row]:
    """Give a row an offer that does not count under the policy of a plan."""
    instance, policy = plan.made_from, plan.manifest.policy
    waiting = [offer for offer in instance.offers if not counts(offer, policy)]
    for number, offer in enumerate(waiting):
        signed = attrs.evolve(offer, planning_class=PlanningClass.FIRM, formal=True, live=True)
        offers = tuple(signed if one is offer else one for one in instance.offers)
        gain = None
        if offer.sized:
            other = make_plan(attrs.evolve(instance, offers=offers), policy)
            gain = round(other.reached - plan.reached, 3)
        progress(number + 1, len(waiting))
        yield {
            "offer": offer.name,
            "host": offer.host,
            "class": offer.planning_class,
            "held": not offer.live,
            "size": _size(offer),
            "reached": gain,
            "claims": _claims(offer),
        }


def _size(offer: Offer) -> float | None:
    return offer.low.most if offer.low is not None else None


def _claims(offer: Offer) -> tuple[str, ...]:
    return offer.low.origin.claims if offer.low is not None else ()
