"""What one more signature changes: each offer that does not count now, solved as if it were agreed.

An offer does not count while it is not firm enough for the policy, or while its own host holds it
back. It is taken as signed on the first day, at the low end of its interval, and at the high end if
the low end is 0. One whose size nobody knows cannot be solved with; it stays without a number.
"""

from collections.abc import Iterator

import attrs

from panah.domain.claim import PlanningClass
from panah.domain.plan import Plan
from panah.frames import Row
from panah.plan.counting import counts
from panah.plan.engine import Watch, quiet
from panah.plan.making import make_plan

__all__ = ["signatures", "spared"]


def signatures(plan: Plan, watch: Watch = quiet) -> Iterator[Row]:
    """Give a row an offer that does not count under the policy of a plan; fewer when stopped."""
    instance, policy = plan.made_from, plan.manifest.policy
    waiting = [offer for offer in instance.offers if not counts(offer, policy)]
    for offer in waiting:
        watch.tell(f"signature: {offer.name}")
        size = offer.low if offer.low is not None and offer.low.most else offer.high
        signed = attrs.evolve(
            offer, planning_class=PlanningClass.FIRM, formal=True, live=True, low=size
        )
        offers = tuple(signed if one is offer else one for one in instance.offers)
        origin, gain, days = offer.origin if size is None else size.origin, None, None
        if size is not None:
            other = make_plan(attrs.evolve(instance, offers=offers), policy, watch=watch)
            if watch.stopped():
                return
            gain = round(other.reached - plan.reached, 3)
            days = spared(plan, other)
        yield {
            "offer": offer.name,
            "host": offer.host,
            "class": offer.planning_class,
            "held": not offer.live,
            "size": size.most if size is not None else None,
            "reached": gain,
            "weighted_days": days,
            "claims": origin.claims if origin is not None else (),
        }


def spared(plan: Plan, other: Plan) -> float:
    """Give the weighted days of waiting that another plan spares.

    By the level that counts them, before fairness between hosts is bought with some of them.
    """
    days = [
        next((one.value for one in made.manifest.levels if one.level == "waiting"), 0.0)
        for made in (plan, other)
    ]
    return round(days[0] - days[1], 3)
