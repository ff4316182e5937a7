"""From a ledger on disk to a situation: replaying, reconciling, composing.

Figures: ``pytest benchmarks``. With the tests each runs once, untimed: ``--benchmark-disable``.
The claims are made up: as many matters as a tenth of the claims, three hundred hosts and places,
every tenth claim replaced by an `updates` link.
"""

from datetime import UTC, date, datetime

import attrs
import pytest

from panah.case.case import Case
from panah.case.settings import Settings
from panah.domain.claim import Claim, Hop, How, Kind, Span, Status
from panah.domain.entry import Act, Assignment, Claims, Entry, Link, Relation
from panah.domain.quantity import Hedge, Measure, Qty, Unit
from panah.domain.report import Report
from panah.domain.when import When
from panah.store.sqlite import SqliteLedger

SIZES = (1_000, 10_000, 100_000)

SMALL = 200
"""Claims when nothing is timed: the suite only sees that it works."""

NOW = datetime(2021, 8, 16, tzinfo=UTC)
BATCH = 100


def a_claim(number):
    host = f"H{number % 300:03d}"
    quote = f"host {host} is ready to take {number} people"
    low = 10 + number % 1_000
    return Claim(
        report=f"{number // BATCH:064x}",
        kind=Kind.HOSTING,
        subject=host,
        counterpart=f"C{number % 7}",
        place=host,
        span=Span(0, len(quote)),
        quote=quote,
        qty=Qty(
            lo=low,
            hi=low + 200,
            hedge=Hedge.ABOUT,
            unit=Unit.PERSON,
            measure=Measure.CAPACITY,
            worded=str(number),
            stated=(float(number),),
        ),
        status=list(Status)[number % 9],
        event=When.on(date(2021, 7, 1 + number % 31)),
        said=When.on(date(2021, 7, 1 + number % 31)),
        chain=(
            Hop(actor=f"minister of {host}", how=How.SAID, of=host),
            Hop(actor=f"paper {number % 50}", how=How.REPORTED),
        ),
    )


def entries(claims):
    """A ledger as reading and reviewing leave it: batches of a report's claims, each accepted."""
    for first in range(0, claims, BATCH):
        some = [a_claim(number) for number in range(first, first + BATCH)]
        ids = tuple(claim.id for claim in some)
        report = some[0].report
        by = {"at": NOW, "by": "user:bench"}
        yield Entry(act=Act.IMPORT, on=(report,), value=Report(id=report, name=report[-6:]), **by)
        yield Entry(act=Act.READ, on=ids, value=Claims(claims=tuple(some)), **by)
        for number, key in enumerate(ids, start=first):
            yield Entry(act=Act.ACCEPT, on=(key,), **by)
            matter = Assignment(matter=f"matter-{number % (claims // 10)}")
            yield Entry(act=Act.ASSIGN, on=(key,), value=matter, **by)
        link = Link(relation=Relation.UPDATES)
        yield Entry(act=Act.LINK, on=(ids[0], ids[10]), value=link, **by)


ASKED = ("for the first time", "by a new process", "again")
"""How an answer is asked for: of a ledger that was never asked, from what it came to (from 2,000
entries on), and once more of a case that stays open."""


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("claims", SIZES)
def test_situation(benchmark, tmp_path, claims, asked):
    if benchmark.disabled:
        claims = SMALL
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    ledger.append(entries(claims))
    opened = Case(folder=tmp_path, settings=Settings(name="bench"), ledger=ledger)
    words = opened.words  # loading the world's places is measured apart
    opened.situation(date(2021, 8, 15))

    def case():
        if asked == "for the first time":
            (tmp_path / "ledger.known").unlink(missing_ok=True)
        made = opened if asked == "again" else attrs.evolve(opened)
        with_words(made, words)
        return (made, date(2021, 8, 15)), {}

    found = benchmark.pedantic(Case.situation, setup=case, rounds=3)
    assert len(found.standing) == claims


def with_words(case, words):
    """Give a case the words of another, so that only the answer is timed."""
    object.__setattr__(case, "words", words)


def test_loading_the_words_of_a_case(benchmark, tmp_path):
    def load():
        settings = Settings(name="bench")
        case = Case(folder=tmp_path, settings=settings, ledger=SqliteLedger(tmp_path / "x"))
        return case.words

    assert benchmark.pedantic(load, rounds=3).places.name("ALB") == "Albania"
