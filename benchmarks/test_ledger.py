"""Keeping and reading a large ledger: what it costs, and that it grows no faster than the log.

An entry of a crisis is one third each a proposed claim of some twenty fields, its acceptance and
its assignment to a matter, as a reviewed case has them.
"""

import io
from datetime import timedelta
from itertools import islice

import pytest
from tests.make import claim, entry, hop, moment

from panah.domain.entry import Act, Assignment, Claims
from panah.domain.group import Group, Pop
from panah.ledger.chain import check
from panah.ledger.merge import union
from panah.store import jsonl
from panah.store.codec import from_json
from panah.store.sqlite import SqliteLedger

SIZES = {
    "append at once": (1_000, 10_000, 160_000),
    "append by hundreds": (1_000, 10_000, 160_000),
    "append one by one": (100, 1_000),
    "read": (1_000, 10_000, 100_000),
    "decode claims": (1_000, 30_000),
    "verify": (1_000, 10_000),
    "export and read back": (1_000, 10_000),
    "merge": (1_000, 10_000),
}
"""Entries, by what is timed."""

SMALL = 120
"""Entries when nothing is timed."""


def sizes(what):
    return pytest.mark.parametrize("size", SIZES[what])


@pytest.fixture
def crisis(size, benchmark):
    """Entries of a crisis, with their keys made, as a program that appends them has them."""
    made = list(islice(story(), SMALL if benchmark.disabled else size))
    assert len({one.key for one in made}) == len(made)
    return made


@pytest.fixture
def ledger(tmp_path, crisis):
    kept = SqliteLedger(tmp_path / "ledger.sqlite")
    kept.append(crisis)
    return kept


def story():
    for number in range(10**6):
        at = moment(10) + timedelta(seconds=number)
        said = offer(number)
        yield entry(Act.READ, said.id, at=at, by="reader:rules", value=proposed(said))
        yield entry(Act.ACCEPT, said.id, at=at)
        yield entry(Act.ASSIGN, said.id, at=at, value=Assignment(matter=f"TJK-offer-{number % 50}"))


def proposed(said):
    return Claims(claims=(said,), reader="rules", version="1")


def offer(number):
    return claim(
        start=number,
        counterpart="USA",
        group=Group(label="people who flee", origin="AFG", pop=Pop.REF),
        place="TJK-KT",
        from_="AFG",
        chain=(hop(), hop(actor="Harbour Post", of=None)),
        note="said at the border",
        label=f"K{number}",
    )


def rounds(size):
    return 1 if size > 20_000 else 5


@sizes("append at once")
def test_append_at_once(benchmark, tmp_path, crisis, size):
    ledgers = (SqliteLedger(tmp_path / f"{number}.sqlite") for number in range(100))
    benchmark.pedantic(
        lambda ledger: ledger.append(crisis),
        setup=lambda: ((next(ledgers),), {}),
        rounds=rounds(size),
    )

    kept = (tmp_path / "0.sqlite").stat().st_size
    benchmark.extra_info["bytes of an entry"] = kept / len(crisis)
    assert kept < 4_000 * len(crisis)


@sizes("append by hundreds")
def test_append_by_hundreds(benchmark, tmp_path, crisis, size):
    ledgers = (SqliteLedger(tmp_path / f"{number}.sqlite") for number in range(100))

    def append(ledger):
        return sum(
            ledger.append(crisis[start : start + 100]) for start in range(0, len(crisis), 100)
        )

    new = benchmark.pedantic(append, setup=lambda: ((next(ledgers),), {}), rounds=rounds(size))

    assert new == len(crisis)


@sizes("append one by one")
def test_append_one_by_one(benchmark, tmp_path, crisis):
    ledgers = (SqliteLedger(tmp_path / f"{number}.sqlite") for number in range(100))
    new = benchmark.pedantic(
        lambda ledger: sum(ledger.append([one]) for one in crisis),
        setup=lambda: ((next(ledgers),), {}),
        rounds=3,
    )

    assert new == len(crisis)


@sizes("read")
def test_read(benchmark, ledger, crisis, size):
    kept = benchmark.pedantic(lambda: sum(1 for _ in ledger.entries()), rounds=rounds(size))

    assert kept == len(crisis)


@sizes("decode claims")
def test_decode_claims(benchmark, size):
    number = SMALL if benchmark.disabled else size
    texts = [
        entry(Act.READ, value=proposed(offer(place)), at=moment(10)).body for place in range(number)
    ]
    read = benchmark.pedantic(
        lambda: sum(1 for text in texts if from_json(text)), rounds=rounds(size)
    )

    assert read == number


@sizes("verify")
def test_verify(benchmark, ledger):
    def verify():
        ledger.examine()
        return check(ledger.entries())

    assert benchmark.pedantic(verify, rounds=3)


@sizes("export and read back")
def test_export_and_read_back(benchmark, ledger, crisis):
    def round_trip():
        file = io.StringIO()
        jsonl.write(ledger.entries(), file)
        file.seek(0)
        return sum(1 for _ in jsonl.read(file))

    assert benchmark.pedantic(round_trip, rounds=3) == len(crisis)


@sizes("merge")
def test_merge(benchmark, ledger, crisis):
    log = list(ledger.entries())
    half = log[: len(log) // 2]
    lacking = benchmark.pedantic(lambda: union(half, log, at=moment(28), by="user:mina"), rounds=3)

    assert len(lacking) == len(crisis) - len(half) + 1
