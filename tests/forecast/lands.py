"""A small land to forecast: two provinces, a crossing, a camp, a country beyond."""

from datetime import UTC, date, datetime

import attrs
from tests.make import claim, people, story, when
from tests.memory import MemoryLedger

from panah.domain.actor import Actors
from panah.domain.claim import Kind, Status
from panah.domain.geography import Connection, Count, Counted, Ground, PlaceKind, Post, Travel
from panah.domain.place import Level, Place, Places
from panah.domain.quantity import Hedge, Measure
from panah.domain.situation import View
from panah.forecast.world import case_world
from panah.ledger.reconcile import reconcile
from panah.ledger.replay import replay
from panah.situation.compose import compose

HOME, AWAY = "XAA", "XBB"
TODAY = date(2021, 8, 16)


def post(code, kind, country, lat, lon, **more):
    named = {"code": code, "name": code, "kind": kind, "country": country, "where": "places"}
    return Post(**named, lat=lat, lon=lon, **more)


def link(start, end, **more):
    return Connection(start=start, end=end, where="links", **more)


POSTS = (
    post("XA-UP", PlaceKind.PROVINCE, HOME, 44.0, 21.0, population=400_000),
    post("XA-LO", PlaceKind.PROVINCE, HOME, 44.5, 21.2, population=200_000),
    post("bridge", PlaceKind.CROSSING, HOME, 44.9, 21.4),
    post("field", PlaceKind.CAMP, AWAY, 45.0, 21.4),
    post(AWAY, PlaceKind.COUNTRY, AWAY, 45.4, 21.6),
    post("port", PlaceKind.AIRPORT, HOME, 44.5, 21.2),
    post("OUT", PlaceKind.COUNTRY, "OUT", 25.0, 51.0),
)
LINKS = (
    link("XA-UP", "XA-LO", km=60.0),
    link("XA-LO", "bridge", km=40.0),
    link("bridge", AWAY),
    link("bridge", "field", km=20.0),
    link("XA-LO", AWAY, mode=Travel.WALK),
    link("XA-LO", "port", km=5.0),
    link("port", "OUT", mode=Travel.AIR, two_way=False),
)
ON_FOOT, BY_ROAD, TO_FIELD, BY_AIR = 4, 2, 3, 6
PLACES = Places(
    [
        Place(code=HOME, name="Home", level=Level.COUNTRY),
        Place(code=AWAY, name="Away", level=Level.COUNTRY),
        Place(code="XA-UP", name="Upper Land", level=Level.ADMIN1, parent=HOME),
        Place(code="XA-LO", name="Lower Land", level=Level.ADMIN1, parent=HOME),
    ]
)


def count(total, on, published=None, **more):
    said = {
        "places": (AWAY,),
        "measure": Counted.CUMULATIVE,
        "on": date.fromisoformat(on),
        "people": total,
        "published": date.fromisoformat(published or on),
        "since": date(2021, 7, 1),
        "source": "register of Away",
        "where": "geography/series.csv, line 2",
    }
    return Count(**(said | more))


COUNTS = (count(900, "2021-08-10"), count(4_000, "2021-09-05"))
GROUND = Ground(posts=POSTS, connections=LINKS, counts=COUNTS)


def said(kind, **changes):
    """A claim of the land, said and true on 10 August 2021 unless told otherwise."""
    plain = {
        "kind": kind,
        "subject": AWAY,
        "place": AWAY,
        "qty": None,
        "status": Status.IN_PLACE,
        "event": when("2021-08-10"),
        "said": when("2021-08-10"),
        "quote": "it is so",
    }
    return claim(**(plain | changes))


def offer(lo, hi, **changes):
    room = people(lo, hi, Hedge.ABOUT, Measure.CAPACITY)
    return said(Kind.HOSTING, **({"status": Status.AGREED, "qty": room} | changes))


def situation(*claims, as_of=TODAY, strict=False):
    entries = [
        entry for number, one in enumerate(claims) for entry in story(one, matter=f"M{number}")
    ]
    ledger = MemoryLedger()
    ledger.append(entries)
    known = replay(ledger.entries())
    view = View(as_of=as_of, as_known=datetime(2021, 8, 31, tzinfo=UTC), strict=strict)
    found = reconcile(known, view, Actors([]))
    return compose(
        view=view,
        head=known.head,
        lines=found.lines,
        standing=found.standing,
        links=found.links,
        findings=found.findings,
        places=PLACES,
        actors=Actors([]),
    )


def world(*claims, ground=GROUND, days=20, scenario=None, **view):
    return case_world(
        situation(*claims, **view), ground, PLACES, home=HOME, days=days, scenario=scenario
    )


def without_counts():
    return attrs.evolve(GROUND, counts=())
