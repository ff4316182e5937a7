"""The note of what a ledger's file is: it finds what no entry shows, and is never in the way."""

import random
from pathlib import Path

import pytest
from tests.make import claim, entry, story

from panah.domain.entry import Act
from panah.errors import PanahError
from panah.ledger.chain import check
from panah.store.sqlite import SqliteLedger


@pytest.fixture
def ledger(tmp_path):
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    ledger.append(story(*(claim(start=50 * number) for number in range(9))))
    return ledger


@pytest.fixture
def seal(ledger):
    return ledger.path.with_suffix(".seal")


def examined(ledger):
    ledger.examine()
    check(ledger.entries())
    ledger.examine_blocks()


def with_a_bit_changed(ledger, place):
    whole = bytearray(ledger.path.read_bytes())
    whole[place // 8] ^= 1 << place % 8
    ledger.path.write_bytes(whole)


def an_empty_place(ledger):
    """Give the bit of a byte that no entry uses: the last before the first cell of a page."""
    whole = ledger.path.read_bytes()
    page = next(at for at in range(4096, len(whole), 4096) if whole[at] == 0x0D)
    return 8 * (page + int.from_bytes(whole[page + 5 : page + 7]) - 1)


def test_every_bit_of_the_file_counts(ledger):
    sound = ledger.path.read_bytes()
    unfound = []
    for place in random.Random(3).sample(range(8 * len(sound)), 300):  # noqa: S311
        with_a_bit_changed(ledger, place)
        try:
            examined(ledger)
            unfound.append(place)
        except PanahError:
            pass
        ledger.path.write_bytes(sound)

    assert unfound == []
    examined(ledger)


def test_a_byte_that_no_entry_uses_is_found_and_its_place_is_said(ledger):
    place = an_empty_place(ledger)
    with_a_bit_changed(ledger, place)
    first = place // 8 // 4096 * 4096

    ledger.examine()
    with pytest.raises(PanahError, match=f"bytes {first} to {first + 4095} are not what was"):
        ledger.examine_blocks()


@pytest.mark.parametrize("appended", [0, 1])
def test_the_next_append_notes_the_file_as_it_then_is(ledger, seal, appended):
    seal.unlink()
    ledger.append([entry(Act.RETRACT, claim().id)][:appended] or list(story(claim()))[:1])
    with_a_bit_changed(ledger, an_empty_place(ledger))

    with pytest.raises(PanahError, match="are not what was written"):
        ledger.examine_blocks()


@pytest.mark.parametrize(
    "harm",
    [
        Path.unlink,
        lambda seal: seal.write_bytes(b""),
        lambda seal: seal.write_bytes(b"\xff" + seal.read_bytes()),
        lambda seal: seal.write_bytes(seal.read_bytes()[:-1] + b"x"),
    ],
    ids=["gone", "empty", "not text", "damaged"],
)
def test_a_note_that_is_none_is_passed_over(ledger, seal, harm):
    harm(seal)

    examined(ledger)


def test_a_note_of_another_head_is_passed_over_as_after_a_loss_of_power(ledger, seal):
    before = seal.read_bytes()
    ledger.append([entry(Act.RETRACT, claim().id)])
    seal.write_bytes(before)

    examined(ledger)


def test_what_cannot_be_noted_is_kept_all_the_same(ledger, seal):
    seal.unlink()
    seal.mkdir()

    assert ledger.append([entry(Act.RETRACT, claim().id)]) == 1
    examined(ledger)


def test_a_file_that_is_not_there_has_no_changed_byte(tmp_path):
    SqliteLedger(tmp_path / "ledger.sqlite").examine_blocks()


def test_bytes_added_to_the_file_are_found(ledger):
    with ledger.path.open("ab") as file:
        file.write(bytes(4096))

    with pytest.raises(PanahError):
        examined(ledger)
