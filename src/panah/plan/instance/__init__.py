"""From a situation and a forecast to an instance of the plan, without retyping.

Offers, camps, depots and access come from the lines of the situation; who will come by land comes
from the forecast; what nobody reported comes from the case's ``plan.toml`` and from panah's own
assumptions, and is marked as assumed wherever it shows.
"""
