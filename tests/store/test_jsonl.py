import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.make import claim, entry, moment, story
from tests.memory import MemoryLedger
from tests.strategies import entries

from panah.domain.entry import Act, Note
from panah.errors import FileError
from panah.store.jsonl import MAX_LINE, read, write
from panah.store.sqlite import SqliteLedger
from panah.testing import every_act


def ledger_of(*kept, received=None):
    ledger = MemoryLedger()
    ledger.append(kept, received=received)
    return ledger


def written(ledger):
    file = io.StringIO()
    write(ledger.entries(), file)
    return file.getvalue()


def lines_of(ledger):
    return written(ledger).splitlines(keepends=True)


@given(st.lists(entries(), max_size=5))
@settings(max_examples=50)
def test_a_ledger_written_as_text_and_read_back_is_the_same_to_the_byte(kept):
    ledger = ledger_of(*kept)
    text = written(ledger)
    again = MemoryLedger()
    again.restore(read(io.StringIO(text)))

    assert list(again.entries()) == list(ledger.entries())
    assert written(again) == text


def test_a_line_is_canonical_json_with_the_content_and_its_place():
    ledger = ledger_of(entry(Act.NOTE, value=Note(text="noted")))
    (line,), (kept,) = lines_of(ledger), ledger.entries()

    assert json.loads(line) == {
        "content": json.loads(kept.entry.body),
        "seq": 1,
        "received": "2021-08-10T12:00:00Z",
        "key": kept.key,
        "prev_hash": kept.prev_hash,
        "hash": kept.hash,
    }
    assert line == json.dumps(json.loads(line), sort_keys=True, separators=(",", ":")) + "\n"


def test_a_ledger_goes_through_a_file_into_an_empty_ledger_with_all_its_hashes(tmp_path):
    merged = ledger_of(*every_act())
    merged.append(story(claim()), received=moment(20))
    merged.append([entry(Act.NOTE, at=moment(3), value=Note(text="by a clock that went back"))])
    merged.append([entry(Act.NOTE, at=moment(25), value=Note(text="and on"))])
    path, empty = tmp_path / "export.jsonl", SqliteLedger(tmp_path / "ledger.sqlite")
    with path.open("w", encoding="utf-8") as file:
        assert write(merged.entries(), file) == 17

    with path.open(encoding="utf-8") as file:
        assert empty.restore(read(file)) == 17
    assert list(empty.entries()) == list(merged.entries())


def test_a_broken_file_leaves_the_ledger_empty_so_that_it_can_be_tried_again(tmp_path):
    lines, empty = lines_of(ledger_of(*every_act())), SqliteLedger(tmp_path / "ledger.sqlite")

    with pytest.raises(FileError, match="line 11"):
        empty.restore(read([*lines[:-1], lines[-1][:50]]))
    assert list(empty.entries()) == []
    assert empty.restore(read(lines)) == 11


def test_an_empty_file_is_an_empty_ledger():
    assert list(read([])) == []
    assert list(read(io.StringIO(""))) == []


def test_separators_that_only_some_programs_take_for_the_end_of_a_line_are_kept(tmp_path):
    text = "one\u2028two\u0085three\rfour\x0bfive"
    ledger = ledger_of(entry(Act.NOTE, value=Note(text=text)))
    path = tmp_path / "export.jsonl"
    path.write_text(written(ledger), encoding="utf-8")

    with path.open(encoding="utf-8") as file:
        (kept,) = read(file)
    assert kept.entry.value.text == text


def second_line(change):
    """A ledger's lines with the second one changed."""
    lines = lines_of(ledger_of(*every_act()))
    lines[1] = change(lines[1])
    return lines


RECEIVED = 'received":"2019-03-04T12:01:00Z'
BROKEN = {
    "cut": (lambda line: line[:200], "not JSON, so it was cut or garbled"),
    "empty": (lambda _: "\n", "not JSON, so it was cut or garbled"),
    "garbled": (lambda line: line.replace('"content"', "content"), "not JSON, so it was cut"),
    "deep": (lambda _: "[" * 100_000, "not JSON, so it was cut or garbled"),
    "a claim": (lambda _: '{"report":"r"}\n', "not an entry as `panah export` writes it"),
    "spaced": (lambda line: line.replace(":", ": "), "not an entry as `panah export` writes it"),
    "no object": (lambda _: "7\n", "not an entry as `panah export` writes it"),
    "another word": (
        lambda line: line.replace("forty families", "fifty families"),
        "entry 2: its content is not what its key was made from",
    ),
    "another number": (lambda line: line.replace('"seq":2', '"seq":3'), "entry 2 should stand"),
    "another hash": (
        lambda line: line.replace('"hash":"', '"hash":"0', 1).replace('","key"', '","key"'),
        "not an entry as `panah export` writes it",
    ),
    "another moment": (
        lambda line: line.replace(RECEIVED, 'received":"2019-03-04T12:02:00Z'),
        "its hash is not that of its content and the moment",
    ),
    "a moment that is none": (
        lambda line: line.replace(RECEIVED, 'received":"2019-03-44T12:01:00Z'),
        "the moment it was received: expected a moment",
    ),
    "too long": (lambda line: line + " " * MAX_LINE, "longer than the .* characters an entry can"),
    "missing": (lambda _: lines_of(ledger_of(*every_act()))[2], "entry 2 should stand here"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_line_is_told_by_its_number_after_the_sound_ones_were_read(what):
    change, reason = BROKEN[what]
    reading = read(second_line(change), name="export.jsonl")

    assert next(reading).entry == every_act()[0]
    with pytest.raises(FileError, match=f"export.jsonl, line 2: .*{reason}"):
        next(reading)


def test_a_file_cut_off_in_the_middle_is_told_by_the_line_where_it_ends():
    text = written(ledger_of(*every_act()))

    with pytest.raises(FileError, match=r"line 11: not JSON, so it was cut"):
        list(read(io.StringIO(text[:-40])))


def test_a_file_that_is_one_endless_line_is_not_read_whole():
    class Endless(io.StringIO):
        def readline(self, size=-1):
            assert 0 < size <= MAX_LINE + 2, "an endless line must be read in bounds"
            return "x" * size

    with pytest.raises(FileError, match="line 1: longer than the"):
        list(read(Endless()))


def test_bytes_that_are_no_text_are_told(tmp_path):
    path = tmp_path / "export.jsonl"
    path.write_bytes(b"\xff\xfe\n")

    with (
        path.open(encoding="utf-8") as file,
        pytest.raises(FileError, match=r"export.jsonl, after line 0: not UTF-8"),
    ):
        list(read(file, name="export.jsonl"))


@given(st.integers(0, 10**6), st.integers(0, 6))
@settings(max_examples=100)
def test_one_bit_of_the_text_is_always_found(place, bit):
    raw = bytearray(written(ledger_of(*every_act())).encode())
    raw[place % len(raw)] ^= 1 << bit

    with pytest.raises(FileError, match="line"):
        list(read(io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8")))
