"""Small worlds of invented places."""

from datetime import date

from panah.domain.forecast import Link, Site, Spot, World
from panah.forecast.ensemble import Plan
from panah.forecast.settings import Flavour, Settings


def spot(name, site=Site.TOWN, **more):
    more.setdefault("country", "Ostria")
    return Spot(name=name, site=site, **more)


def camp(name, **more):
    return spot(name, Site.CAMP, country=more.pop("country", "Lydd"), **more)


def world(spots, links, days, **more):
    ways = [Link(ends=(start, end), km=km) for start, end, km in links]
    links = more.pop("more_links", ())
    return World(
        start=date(2031, 3, 1),
        days=days,
        home="Ostria",
        spots=tuple(spots),
        links=(*ways, *links),
        **more,
    )


def plan(made, *, flavour=Flavour.FLEE, outflow=(), people=None, **settings):
    """A plan in which people are there by name, or set out from day 0 on."""
    there = people or {}
    return Plan(
        world=made,
        settings=Settings(**settings),
        flavour=flavour,
        outflow=(*outflow, *(0,) * (made.days - len(outflow))),
        people=tuple(there.get(one.name, 0) for one in made.spots),
    )
