from datetime import timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.make import claim, entry, moment, story
from tests.memory import MemoryLedger

from panah.domain.entry import GENESIS, Act, Note, Topic
from panah.errors import ChainError
from panah.ledger.chain import check
from panah.ledger.merge import union

NOW = moment(28)
STOCK = tuple(
    entry(Act.NOTE, at=moment(1) + timedelta(hours=hour), by=by, value=Note(text=f"note {hour}"))
    for hour in range(6)
    for by in ("user:mina", "user:idris")
)
ledgers = st.lists(st.sampled_from(STOCK), max_size=8, unique_by=lambda one: one.key)


def opened(entries):
    ledger = MemoryLedger()
    for one in entries:
        ledger.append([one])
    return ledger


def log(ledger):
    return list(ledger.entries())


def merge(mine, other, at=NOW, by="user:mina"):
    return mine.append(union(log(mine), log(other), at=at, by=by), received=at)


def keys(ledger):
    """The keys of what was said, without the records of merges."""
    return {kept.key for kept in ledger.entries() if not is_record(kept)}


def is_record(kept):
    return isinstance(kept.entry.value, Note) and kept.entry.value.topic is Topic.MERGED


def test_a_merge_takes_what_is_lacking_in_the_order_of_the_other_and_says_so():
    mine, other = opened(STOCK[:2]), opened(story(claim()))
    merged = union(log(mine), log(other), at=NOW, by="user:mina")

    assert merged[:-1] == tuple(story(claim()))
    assert merged[-1] == entry(
        Act.NOTE,
        at=NOW,
        value=Note(topic=Topic.MERGED, head=check(log(other)), count=4),
    )


def test_merging_an_empty_ledger_writes_no_note():
    assert union(log(opened(STOCK)), [], at=NOW, by="user:mina") == ()


def test_merging_into_an_empty_ledger_takes_all():
    mine, other = opened([]), opened(STOCK)
    merge(mine, other)

    assert keys(mine) == keys(other)
    assert log(mine)[-1].entry.value == Note(
        topic=Topic.MERGED, head=check(log(other)), count=len(STOCK)
    )


@pytest.mark.parametrize("side", ["mine", "other"])
def test_a_log_that_is_not_sound_is_not_merged(side):
    sound, broken = log(opened(STOCK[:3])), log(opened(STOCK[3:6]))
    broken[1] = attrs.evolve(broken[1], hash="e" * 64)
    sides = (broken, sound) if side == "mine" else (sound, broken)

    with pytest.raises(ChainError, match="breaks at entry 2"):
        union(*sides, at=NOW, by="user:mina")


@given(ledgers, ledgers)
def test_nothing_of_either_is_lost(a, b):
    mine, other = opened(a), opened(b)
    merge(mine, other)

    assert keys(mine) == {one.key for one in (*a, *b)}
    assert check(log(mine))


@given(ledgers, ledgers)
def test_merging_twice_adds_nothing(a, b):
    mine, other = opened(a), opened(b)
    merge(mine, other)
    before = log(mine)

    assert merge(mine, other, at=NOW + timedelta(days=1)) == 0
    assert log(mine) == before


@given(ledgers, ledgers)
def test_it_does_not_matter_who_merges_whom(a, b):
    one, other = opened(a), opened(b)
    first, second = log(one), log(other)
    one.append(union(first, second, at=NOW, by="user:mina"), received=NOW)
    other.append(union(second, first, at=NOW, by="user:idris"), received=NOW)

    assert keys(one) == keys(other)


@given(st.permutations(range(3)), st.tuples(ledgers, ledgers, ledgers))
def test_three_ledgers_meet_in_any_order(order, contents):
    straight, shuffled = opened([]), opened([])
    for number in range(3):
        merge(straight, opened(contents[number]))
    for number in order:
        merge(shuffled, opened(contents[number]))

    assert keys(straight) == keys(shuffled)


@given(ledgers, ledgers, st.sampled_from([one.at for one in STOCK]))
def test_what_was_known_before_the_merge_stays_as_it_was(a, b, moment_before):
    mine, other = opened(a), opened(b)

    def known(ledger):
        return [kept for kept in log(ledger) if kept.received <= moment_before]

    before = known(mine), known(other)
    merge(mine, other)
    merge(other, mine, by="user:idris")

    assert (known(mine), known(other)) == before


@given(ledgers, ledgers)
def test_the_log_before_the_merge_is_the_beginning_of_the_log_after_it(a, b):
    mine = opened(a)
    before = log(mine)
    merge(mine, opened(b))

    assert log(mine)[: len(before)] == before


@given(ledgers, ledgers)
def test_an_entry_never_comes_before_one_it_followed(a, b):
    mine, other = opened(a), opened(b)
    merge(mine, other)
    taken = [kept.key for kept in log(mine)[len(a) :] if not is_record(kept)]

    assert taken == [kept.key for kept in log(other) if kept.key in taken]


@given(ledgers, ledgers)
@settings(max_examples=50)
def test_two_ledgers_that_merge_each_other_in_turn_come_to_rest(a, b):
    mine, other = opened(a), opened(b)
    for turn in range(2):
        merge(mine, other, at=NOW + timedelta(hours=turn))
        merge(other, mine, at=NOW + timedelta(hours=turn), by="user:idris")

    assert merge(mine, other, at=NOW + timedelta(days=1)) == 0
    assert merge(other, mine, at=NOW + timedelta(days=1), by="user:idris") == 0
    assert keys(mine) == keys(other)


def test_a_merge_takes_along_the_record_of_an_earlier_merge():
    mine, other, third = opened(STOCK[:2]), opened(STOCK[2:4]), opened(STOCK[4:6])
    merge(other, third, by="user:idris")
    merge(mine, other)
    records = [kept.entry.value for kept in mine.entries() if is_record(kept)]

    assert [(record.head, record.count) for record in records] == [
        (check(log(third)), 2),
        (check(log(other)), 5),
    ]


def test_what_is_merged_is_received_now_and_was_made_when_it_was_made():
    mine = opened([])
    merge(mine, opened(STOCK[:1]))

    assert [(kept.entry.at, kept.received) for kept in mine.entries()] == [
        (STOCK[0].at, NOW),
        (NOW, NOW),
    ]


def test_a_head_kept_elsewhere_shows_a_tail_that_was_cut_off():
    whole = log(opened(STOCK))
    head = check(whole)

    assert check(whole[:-1]) not in (head, GENESIS)
