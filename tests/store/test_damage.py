"""Whatever is changed in a stored ledger is found and said where, or changes nothing it gives."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panah.domain.canonical import digest
from panah.domain.entry import link_hash
from panah.errors import ChainError, LedgerError, PanahError
from panah.ledger.chain import check
from panah.store.sqlite import SCHEMA, SqliteLedger
from panah.testing import every_act

COLUMNS = ("received", "key", "body", "prev_hash", "hash")
TRIGGERS = tuple(name for name in SCHEMA if name != "entry")


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    ledger = SqliteLedger(tmp_path_factory.mktemp("sound") / "ledger.sqlite")
    ledger.append(every_act())
    return ledger.path.read_bytes()


def verified(ledger):
    ledger.examine()
    return check(ledger.entries())


def forge(path, *statements):
    """Change the log as somebody would who knows SQLite: guards off, change, guards on."""
    with closing(sqlite3.connect(path)) as db, db:
        for trigger in TRIGGERS:
            db.execute(f"drop trigger {trigger}")
        for statement, values in statements:
            db.execute(statement, values)
        for trigger in TRIGGERS:
            db.execute(SCHEMA[trigger])


def flipped(text, place, bit):
    """Flip one bit of a text that stays a text."""
    raw = bytearray(text.encode())
    raw[place % len(raw)] ^= 1 << bit
    return raw.decode(errors="replace")


@given(
    seq=st.integers(1, 11),
    column=st.sampled_from(COLUMNS),
    place=st.integers(0, 2000),
    bit=st.integers(0, 6),
)
@settings(max_examples=150)
def test_one_bit_of_any_stored_column_is_found_and_its_entry_named(
    sound, tmp_path_factory, seq, column, place, bit
):
    path = tmp_path_factory.mktemp("flipped") / "ledger.sqlite"
    path.write_bytes(sound)
    with closing(sqlite3.connect(path)) as db:
        (text,) = db.execute(f"select {column} from entry where seq = ?", (seq,)).fetchone()  # noqa: S608  # one of COLUMNS
    changed = flipped(text, place, bit)
    forge(path, (f"update entry set {column} = ? where seq = ?", (changed, seq)))  # noqa: S608  # one of COLUMNS

    with pytest.raises(PanahError, match=f"entry {seq}: "):
        verified(SqliteLedger(path))


FORGERIES = {
    "a number": ("update entry set seq = 40 where seq = 11", "entry 40: entry 11 should stand"),
    "a number below the first": (
        "update entry set seq = -seq where seq = 4",
        "entry 5: entry 4 should",
    ),
    "an entry dropped": ("delete from entry where seq = 4", "entry 5: entry 4 should stand here"),
    "the first dropped": ("delete from entry where seq = 1", "entry 2: entry 1 should stand here"),
    "not UTF-8": (
        "update entry set body = cast(x'ff' || body as text) where seq = 7",
        "entry 7: a column is not the text that was kept",
    ),
    "an earlier receipt": (
        "update entry set received = '2019-03-01T12:00:00Z' where seq = 3",
        "entry 3: it was received before the entry before it",
    ),
    "receipt in other words": (
        "update entry set received = replace(received, 'T', ' ') where seq = 3",
        "entry 3: the moment it was received: expected a moment",
    ),
}


@pytest.mark.parametrize("what", FORGERIES)
def test_a_forgery_is_found_and_named(sound, tmp_path, what):
    statement, reason = FORGERIES[what]
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(sound)
    forge(path, (statement, ()))

    with pytest.raises(ChainError, match=reason):
        verified(SqliteLedger(path))


def test_a_forger_who_mends_key_and_hash_is_found_at_the_next_entry(sound, tmp_path):
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(sound)
    ledger = SqliteLedger(path)
    old = list(ledger.entries())[4]
    (new,) = [entry for entry in every_act() if entry.key == old.key]
    body = new.body.replace("duplicate", "not_said")
    forge(
        path,
        (
            "update entry set body = ?1, key = ?2, hash = ?3 where seq = 5",
            (body, digest(body), link_hash(old.prev_hash, body, old.received)),
        ),
    )

    with pytest.raises(ChainError, match="entry 6: the previous hash it names is not the hash of"):
        verified(ledger)


@given(place=st.integers(0, 10**6), bit=st.integers(0, 7))
@settings(max_examples=300)
def test_a_flipped_bit_of_the_file_is_found_or_changes_nothing_that_is_given(
    sound, tmp_path_factory, place, bit
):
    path = tmp_path_factory.mktemp("damaged") / "ledger.sqlite"
    damaged = bytearray(sound)
    damaged[place % len(sound)] ^= 1 << bit
    path.write_bytes(damaged)
    ledger = SqliteLedger(path)

    try:
        verified(ledger)
    except LedgerError:
        return
    assert [kept.entry for kept in ledger.entries()] == list(every_act())


def test_a_flipped_byte_in_the_words_of_an_entry_is_found_and_its_entry_named(sound, tmp_path):
    path = tmp_path / "ledger.sqlite"
    place = sound.index(b"room for at least forty")
    path.write_bytes(sound[:place] + b"R" + sound[place + 1 :])

    with pytest.raises(ChainError, match=r"entry [24]: its content is not what its key was made"):
        verified(SqliteLedger(path))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (('"v":1', '"v":2'), "entry 5: the content has layout 2 and this panah reads layout 1"),
        (("duplicate", "a hunch"), "entry 5: the content is not an entry: value.reason: expected"),
    ],
)
def test_content_that_this_panah_cannot_read_is_told_with_its_entry(
    sound, tmp_path, change, reason
):
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(sound)
    body = every_act()[4].body.replace(*change)
    forge(path, ("update entry set body = ?1, key = ?2 where seq = 5", (body, digest(body))))

    with pytest.raises(LedgerError, match=rf"ledger.sqlite, {reason}"):
        verified(SqliteLedger(path))
