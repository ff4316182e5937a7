"""What each number of ``plan.toml`` counts, so that seats a week are never read as seats a day.

Every number that a plan reads stands here once, with the words its unit must have, whether it is
read by the day, and between which ends it can be meant.
"""

import re
from collections.abc import Mapping

import attrs

from panah.errors import PlanError
from panah.plan.parameters import Parameter

__all__ = ["check_unit"]


@attrs.frozen(kw_only=True)
class _Read:
    """How a number is read.

    Parameters
    ----------
    what, words
        What it counts, and the pattern of the words for it.
    a_day
        Whether it is so many a day; None where its unit may say either.
    above
        Whether it must be above 0.
    most
        The most that can be meant.
    whole
        Whether it is a whole number.
    steps
        Whether it may change from day to day.
    """

    what: str
    words: str
    a_day: bool | None = False
    above: bool = False
    most: float | None = None
    whole: bool = False
    steps: bool = False


_YEAR = 366
"""Days of the longest plan: the option --days ends there."""

_RATION = 5.0
"""assumed: kilograms of food a day; ten times what anybody eats is a slip of the unit."""

_PEOPLE = _Read(what="people", words=r"people|persons?", steps=True)
_FLOW = attrs.evolve(_PEOPLE, a_day=True)
_SEATS = _Read(what="seats", words=r"seats?|people|persons?", a_day=True, steps=True)
_PLACES = _Read(what="places", words=r"places?|beds?", steps=True)
_STARTED = attrs.evolve(_PLACES, a_day=True)
_WHOLES = attrs.evolve(_PLACES, steps=False, above=True)
_BATCH = _Read(what="people who go together", words=r"seats?|people|persons?", above=True)
_QUOTA = _Read(what="people", words=r"people|persons?|places?", steps=True)
_DAYS = _Read(what="days", words=r"days?", most=_YEAR, whole=True)
_M2 = _Read(what="m2", words=r"m2|m²|square met(?:er|re)s?", steps=True)
_LITRES = _Read(what="litres", words=r"lit(?:er|re)s?|l", a_day=True, steps=True)
_TONNES = _Read(what="tonnes", words=r"tonnes?|t")
_SHARE = _Read(what="a share from 0 to 1", words=r"shares?|parts?|chance", most=1.0)
_WEIGHT = _Read(what="a weight", words=r"weights?", a_day=None, above=True)

_READ: Mapping[str, _Read] = {
    "groups.people": attrs.evolve(_PEOPLE, steps=False),
    "groups.danger_weight": _WEIGHT,
    "gates.seats": _SEATS,
    **dict.fromkeys(("gates.reach", "gates.admitted", "gates.arrivals"), _FLOW),
    "gates.lag": _DAYS,
    **dict.fromkeys(("hosts.hub", "hosts.built", "hosts.places", "hosts.overflow"), _PLACES),
    **dict.fromkeys(("hosts.vetting", "hosts.papers"), _FLOW),
    **dict.fromkeys(("hosts.dwell", "hosts.onward", "hosts.lead"), _DAYS),
    "hosts.stay": attrs.evolve(_DAYS, above=True),
    "hosts.quota": _QUOTA,
    "hosts.share": attrs.evolve(_SHARE, above=True),
    "hosts.population": attrs.evolve(_PEOPLE, steps=False, above=True),
    "hosts.hosted": attrs.evolve(_PEOPLE, steps=False, above=True),
    "hosts.gdp": _Read(what="money", words=r"dollars?|usd|euros?|eur|\$|€", a_day=None, above=True),
    "hosts.unemployment": attrs.evolve(_SHARE, above=True),
    "hosts.build": _STARTED,
    "hosts.area": _M2,
    "hosts.water": _LITRES,
    "hosts.latrines": _Read(what="latrines", words=r"latrines?|toilets?", steps=True),
    **dict.fromkeys(("hosts.module", "hosts.fewest"), _WHOLES),
    "hosts.opening": _Read(what="moves of one person", words=r"moves?", a_day=None),
    **dict.fromkeys(("gates.fewest", "lifts.fewest"), _BATCH),
    "lifts.seats": _SEATS,
    "standard.area": attrs.evolve(_M2, above=True),
    "standard.water": attrs.evolve(_LITRES, above=True),
    "standard.latrine": attrs.evolve(_PEOPLE, above=True),
    "standard.ration": _Read(what="kg", words="kg", a_day=True, above=True, most=_RATION),
    **{f"danger.class{risk_class}": _WEIGHT for risk_class in range(3)},
    **dict.fromkeys(("hub.dwell", "hub.onward", "gate.lag", "camp.lead"), _DAYS),
    **dict.fromkeys(("delay.offer", "depot.opens"), _DAYS),
    **dict.fromkeys(("hub.vetting", "gate.reach", "land.admitted", "land.arrivals"), _FLOW),
    "vetting.team": attrs.evolve(_FLOW, steps=False, above=True),
    "lift.people": attrs.evolve(_PEOPLE, steps=False, above=True),
    "lift.seats": _SEATS,
    "stay.quota": _QUOTA,
    **{f"chance.{planned}": _SHARE for planned in ("firm", "ready", "possible")},
    **dict.fromkeys(("land.closed", "air.closed", "embassy.closed", "returns.share"), _SHARE),
    **dict.fromkeys(("camp.built", "camp.overflow"), _PLACES),
    "camp.build": _STARTED,
    "depot.tonnes": _TONNES,
    "depot.delivered": attrs.evolve(_TONNES, a_day=True),
    "depot.road": attrs.evolve(_TONNES, a_day=True, steps=True),
}

_A_DAY = re.compile(r"\b(?:a|per|each|every) (?:\w+ and )?day\b|/ ?d(?:ay)?\b|\bdaily\b")
_OTHER = re.compile(
    r"\b(?:an?|per|each|every) (?:\d+ )?(?:hour|week|fortnight|month|quarter|year)|"
    r"/ ?(?:h|hour|wk|week|month|year)\b|\bper \d+ days|\b(?:hour|week|fortnight|month|year)ly\b"
)
_TIMES = re.compile(r"\b(?:dozens?|hundreds?|thousands?|millions?|per ?cent)\b|%|‰")


def check_unit(one: Parameter, name: str) -> None:
    """Refuse a number whose unit is not the one it is read in, or that cannot be meant.

    Parameters
    ----------
    name
        Of the file.

    Raises
    ------
    PlanError
        Says in which unit it is read, or between which ends.
    """
    kind, _, rest = one.key.partition(".")
    read = _READ.get(one.key) or _READ[f"{kind}.{rest.rpartition('.')[2]}"]
    where, unit = f"{name}: {one.key}", one.unit.casefold()
    told = f"{read.what} a day" if read.a_day else read.what
    named = re.search(rf"(?<![a-z])(?:{read.words})(?![a-z])", unit)
    daily = bool(_A_DAY.search(unit))
    other = _OTHER.search(unit) or _TIMES.search(unit)
    if not named or other or read.a_day not in {None, daily}:
        raise PlanError(f"{where} is in {one.unit!r}; it is read as {told}")
    _check_size(one, read, where)


def _check_size(one: Parameter, read: _Read, where: str) -> None:
    if not read.steps and any(day is not None for day, _ in one.steps):
        raise PlanError(f"{where} has steps by_day; it is one number for the whole plan: value")
    for _, number in one.steps:
        if read.whole and number != round(number):
            raise PlanError(f"{where} is {number:g}, not a whole number of {read.what}; round it")
        if read.above and not number > 0:
            raise PlanError(f"{where} is {number:g} {one.unit}; say above 0")
        if read.most is not None and number > read.most:
            raise PlanError(
                f"{where} is {number:g} {one.unit}; it is read as {read.what}, at most "
                f"{read.most:g}"
            )
