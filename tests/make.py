"""Makers of small test things: say only what matters to the test."""

from datetime import UTC, date, datetime

from panah.domain.claim import Claim, Hop, How, Kind, Span, Status
from panah.domain.entry import Act, Assignment, Claims, Entry
from panah.domain.quantity import Hedge, Measure, Qty, Unit
from panah.domain.report import Report
from panah.domain.when import When

REPORT = "a" * 64


def day(text):
    return date.fromisoformat(text)


def moment(day, hour=12, month=8):
    return datetime(2021, month, day, hour, tzinfo=UTC)


def when(text):
    return When.parse(text)


def people(lo, hi=None, hedge=Hedge.EXACT, measure=Measure.CAPACITY, **more):
    return Qty(lo=lo, hi=hi, hedge=hedge, unit=Unit.PERSON, measure=measure, **more)


def hop(actor="Imomali Ibrohimzoda", how=How.SAID, of="TJK", **more):
    return Hop(actor=actor, how=how, of=of, **more)


def claim(**changes):
    """Tajikistan's offer of 23 July 2021, said by an official; change what the test is about."""
    quote = changes.pop("quote", "ready to shelter up to 100,000 refugees")
    start = changes.pop("start", 0)
    said = {
        "report": REPORT,
        "kind": Kind.HOSTING,
        "subject": "TJK",
        "chain": (hop(), Hop(actor="RFE/RL", how=How.REPORTED)),
        "span": Span(start, start + len(quote)) if quote else None,
        "quote": quote,
        "qty": people(0, 100_000, Hedge.UP_TO, Measure.CEILING),
        "status": Status.READY,
        "event": when("2021-07-23"),
        "said": when("2021-07-23"),
    }
    return Claim(**(said | changes))


def report(**changes):
    said = {
        "id": REPORT,
        "name": "report.txt",
        "publisher": "RFE/RL",
        "published": when("2021-07-23"),
        "extractor": "text 1",
    }
    return Report(**(said | changes))


def entry(act, *on, at=None, by="user:mina", **more):
    return Entry(at=at or moment(10), by=by, act=act, on=on, **more)


def story(*claims, at=None, matter="M"):
    """The entries by which claims enter a ledger, count, and are gathered under one matter."""
    at = at or moment(10)
    ids = tuple(one.id for one in claims)
    reports = {one.report for one in claims}
    return [
        *(entry(Act.IMPORT, key, at=at, value=report(id=key)) for key in sorted(reports)),
        entry(Act.READ, *ids, at=at, by="reader:rules", value=Claims(claims=claims)),
        entry(Act.ACCEPT, *ids, at=at),
        entry(Act.ASSIGN, *ids, at=at, value=Assignment(matter=matter)),
    ]
