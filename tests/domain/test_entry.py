import attrs
from hypothesis import given
from tests.ledger.keep import keep
from tests.make import claim, entry, moment, story
from tests.strategies import entries

from panah.domain.entry import GENESIS, Act, Link, Relation, flaw, link_hash


@given(entries())
def test_the_same_thing_done_twice_has_one_key(one):
    assert attrs.evolve(one).key == one.key


def test_who_when_and_why_are_part_of_what_was_done():
    one = entry(Act.ACCEPT, "c")

    others = [
        entry(Act.ACCEPT, "c", by="user:omar"),
        entry(Act.ACCEPT, "c", at=moment(11)),
        entry(Act.ACCEPT, "c", why="she signed"),
        entry(Act.ACCEPT, "d"),
        entry(Act.REJECT, "c"),
        entry(Act.ACCEPT, "c", reconstructed=True),
    ]

    assert len({other.key for other in (one, *others)}) == 7


def test_the_chain_depends_on_what_came_before_and_on_when_it_was_received():
    body = entry(Act.LINK, "a", "b", value=Link(relation=Relation.SAME)).body

    hashes = {
        link_hash(GENESIS, body, moment(10)),
        link_hash(GENESIS, body, moment(11)),
        link_hash("1" * 64, body, moment(10)),
        link_hash(GENESIS, entry(Act.ACCEPT, "a").body, moment(10)),
    }

    assert len(hashes) == 4


def test_a_log_as_it_was_kept_has_no_flaw():
    log = keep(*story(claim()))

    assert [flaw(kept, before) for before, kept in zip([None, *log], log, strict=False)] == [""] * 4


def test_each_way_to_break_a_log_is_told_apart():
    first, second, *_ = keep(*story(claim()))
    other = entry(Act.ACCEPT, "c")

    broken = {
        "missing or out of order": attrs.evolve(second, seq=3),
        "previous hash": attrs.evolve(second, prev_hash=GENESIS),
        "received before": attrs.evolve(second, received=moment(9)),
        "its hash is not that": attrs.evolve(second, entry=other),
    }

    for says, kept in broken.items():
        assert says in flaw(kept, first)


def test_content_that_was_written_otherwise_is_a_flaw():
    [first, *_] = keep(*story(claim()))
    loose = attrs.evolve(first.entry)
    loose.as_stored(first.entry.body.replace('":"', '": "', 1), first.key)

    assert "not in the canonical form" in flaw(attrs.evolve(first, entry=loose), None)


def test_a_kept_entry_has_the_key_of_its_entry():
    [first, *_] = keep(*story(claim()))

    assert first.key == first.entry.key
