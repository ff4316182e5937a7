import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.make import claim, moment, story
from tests.memory import MemoryLedger

from panah.domain.entry import GENESIS
from panah.errors import ChainError
from panah.ledger.chain import check
from panah.testing import every_act


def kept(*entries):
    ledger = MemoryLedger()
    ledger.append(entries or every_act())
    return list(ledger.entries())


def with_changed(log, seq, /, **changes):
    return [attrs.evolve(one, **changes) if one.seq == seq else one for one in log]


def test_the_head_of_a_sound_log_is_its_last_hash():
    log = kept(*story(claim()))

    assert check(log) == log[-1].hash


def test_an_empty_log_has_the_head_from_which_every_log_begins():
    assert check([]) == GENESIS


def test_every_prefix_of_a_sound_log_is_sound():
    log = kept()

    assert [check(log[:end]) for end in range(1, len(log) + 1)] == [one.hash for one in log]


CHANGES = {
    "a number": ({"seq": 40}, "entry 5 should stand here"),
    "a previous hash": ({"prev_hash": "f" * 64}, "previous hash it names is not the hash of the"),
    "a hash": ({"hash": "f" * 64}, "its hash is not that of its content and the moment"),
    "a later moment": ({"received": moment(30)}, "its hash is not that of its content and the"),
    "an earlier moment": (
        {"received": moment(1).replace(year=2018)},
        "received before the entry before",
    ),
    "other content": ({"entry": story(claim())[2]}, "its hash is not that of its content and"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_entry_is_found_and_named(what):
    change, reason = CHANGES[what]
    seq = change.get("seq", 5)

    with pytest.raises(ChainError, match=f"the log breaks at entry {seq}: .*{reason}"):
        check(with_changed(kept(), 5, **change))


def test_content_in_another_form_than_the_canonical_is_found_though_key_and_hash_fit():
    log = kept()[:1]
    spaced = attrs.evolve(log[0].entry)
    spaced.as_stored(log[0].entry.body.replace(":", ": ", 1), log[0].key)

    with pytest.raises(ChainError, match="entry 1: its content is not in the canonical form"):
        check([attrs.evolve(log[0], entry=spaced)])


def test_a_chain_forged_from_some_entry_on_shows_where_its_old_hash_is_named():
    log, forged = kept(), kept(*every_act()[:4], every_act()[0], *story(claim()))

    with pytest.raises(ChainError, match="the log breaks at entry 6: the previous hash"):
        check([*forged[:5], *log[5:]])


@given(st.data())
def test_dropping_or_swapping_entries_inside_the_log_is_always_found(data):
    log = kept()
    first, second = sorted(
        data.draw(
            st.lists(st.sampled_from(range(len(log) - 1)), min_size=2, max_size=2, unique=True)
        )
    )
    dropped = log[:first] + log[first + 1 :]
    swapped = list(log)
    swapped[first], swapped[second] = log[second], log[first]

    for broken in (dropped, swapped):
        with pytest.raises(ChainError, match="should stand here"):
            check(broken)


def test_a_log_that_begins_with_another_entry_is_found():
    with pytest.raises(ChainError, match="breaks at entry 2: entry 1 should stand here"):
        check(kept()[1:])


def test_the_moment_of_receipt_is_part_of_the_hash():
    early, late = MemoryLedger(), MemoryLedger()
    early.append(every_act(), received=moment(20))
    late.append(every_act(), received=moment(21))

    assert check(early.entries()) != check(late.entries())
