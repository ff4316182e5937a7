"""What one more signature changes: each offer that does not count now, solved as if it were agreed.

An offer does not count while it is not firm enough for the policy, or while its own host holds it
back. It is taken as signed on the first day, at the low end of its interval, and at the high end if
the low end is 0. One whose size nobody knows cannot be solved with; it stays without a number.
"""

from collections.abc import Callable, Iterator

import attrs

from panah.domain.claim import PlanningClass
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
        size = offer.low if offer.low is not None and offer.low.most else offer.high
        signed = attrs.evolve(
            offer, planning_class=PlanningClass.FIRM, formal=True, live=True, low=size
        )
        offers = tuple(signed if one is offer else one for one in instance.offers)
        gain = None
        if size is not None:
            other = make_plan(attrs.evolve(instance, offers=offers), policy)
            gain = round(other.reached - plan.reached, 3)
        progress(number + 1, len(waiting))
        yield {
            "offer": offer.name,
            "host": offer.host,
            "class": offer.planning_class,
            "held": not offer.live,
            "size": size.most if size is not None else None,
            "reached": gain,
            "claims": size.origin.claims if size is not None else (),
        }
