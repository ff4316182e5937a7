"""A long ledger's short cut: it may save time and may never change an answer."""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.test_replay import wild
from tests.make import claim, entry, moment, report, story

from panah.brief.exports.answer import as_json
from panah.case import projection, remembering, verify
from panah.case.case import Case
from panah.case.settings import Settings
from panah.case.words import Words
from panah.domain.claim import Kind, Mode
from panah.domain.entry import (
    Act,
    Assigning,
    Assignment,
    Claims,
    Grade,
    Link,
    Note,
    Relation,
    Topic,
)
from panah.domain.report import Sensitivity
from panah.errors import ChainError, LedgerError
from panah.ledger.replay import replay
from panah.store.sqlite import SCHEMA, SqliteLedger
from panah.testing import every_act

NOW = datetime(2021, 9, 30, tzinfo=UTC)
DAY = date(2021, 8, 15)
HIDDEN = "b" * 64


@pytest.fixture(autouse=True)
def _short_ledgers_are_projected_too(monkeypatch):
    monkeypatch.setattr(remembering, "WORTH", 1)


def eventful():
    """A ledger in which everything happened that changes what a claim comes to."""
    told = [claim(start=number * 50, label=f"K{number}") for number in range(6)]
    hidden = claim(report=HIDDEN, subject="UZB", chain=told[0].chain, mode=Mode.TRANSIT)
    moved = claim(kind=Kind.MOVEMENT, subject="AFG", from_="AFG", to="TJK", start=400)
    again = attrs.evolve(told[1], note="read again")
    yield entry(Act.IMPORT, HIDDEN, value=report(id=HIDDEN, sensitivity=Sensitivity.RESTRICTED))
    yield entry(Act.READ, hidden.id, value=Claims(claims=(hidden,)))
    yield entry(Act.ACCEPT, hidden.id)
    yield entry(Act.ASSIGN, hidden.id, value=Assignment(matter=f"hosting.{hidden.id[:12]}"))
    yield from story(*told[:4], moved)
    yield entry(Act.READ, *(one.id for one in told[4:]), value=Claims(claims=tuple(told[4:])))
    yield entry(Act.ASSIGN, told[3].id, value=Assignment(matter=f"hosting.{hidden.id[:12]}"))
    yield entry(Act.AMEND, told[1].id, at=moment(11), value=again)
    yield entry(Act.RETRACT, told[2].id, at=moment(11))
    yield entry(Act.LINK, told[0].id, "label:K4", value=Link(relation=Relation.CONFLICTS))
    yield entry(Act.LINK, told[0].id, told[3].id, value=Link(relation=Relation.UPDATES))
    yield entry(Act.GRADE, told[0].chain[0].actor, value=Grade(source="B", information=2))
    yield entry(Act.GRADE, told[3].id, value=Grade(source="E"))
    yield entry(Act.NOTE, told[0].id, told[3].id, value=Note(topic=Topic.INDEPENDENT, text="two"))
    yield entry(
        Act.ASSIGN, "M", at=moment(12), value=Assignment(do=Assigning.RENAME, title="The offer")
    )


def example(shipped):
    """What the shipped case holds."""
    return (kept.entry for kept in shipped.case.ledger.entries())


LEDGERS = {
    "eventful": lambda _: eventful(),
    "every act": lambda _: every_act(),
    "the example": example,
}


@cache
def words():
    return Words(folder=Path("nowhere"), settings=Settings(name="C"))


def case_in(folder, **settings):
    ledger = SqliteLedger(folder / "ledger.sqlite")
    of = {"folder": folder, "settings": Settings(name="C", **settings), "ledger": ledger}
    case = Case(now=lambda: NOW, **of)
    object.__setattr__(case, "words", words())  # the world's names are read once for all tests
    return case


@pytest.fixture(params=LEDGERS)
def folder(request, tmp_path, shipped):
    SqliteLedger(tmp_path / "ledger.sqlite").append(LEDGERS[request.param](shipped))
    return tmp_path


@pytest.fixture
def kept(tmp_path):
    """A folder whose ledger was asked, so that its projection lies there."""
    SqliteLedger(tmp_path / "ledger.sqlite").append(eventful())
    told(tmp_path)
    return tmp_path


def told(folder, day=DAY, four_eyes=False, **asked):
    """What a case that is opened anew answers."""
    return as_json(case_in(folder, four_eyes=four_eyes).situation(day, **asked))


def from_the_log(folder, monkeypatch, **asked):
    """What it answers when every entry is read."""
    with monkeypatch.context() as now:
        now.setattr(remembering, "WORTH", 10**9)
        return told(folder, **asked)


def of_a_projection(folder, monkeypatch, **asked):
    """What it answers when it may not read the log."""
    with monkeypatch.context() as now:
        now.setattr(SqliteLedger, "entries", None)
        return told(folder, **asked)


VIEWS = {
    "plain": {},
    "an early day": {"day": date(2019, 3, 5)},
    "a day before anything": {"day": date(2001, 1, 1)},
    "drafts": {"drafts": True},
    "strict": {"strict": True},
    "as the public knew": {"as_public": moment(1)},
}


@pytest.mark.parametrize("view", VIEWS)
def test_an_answer_is_the_same_byte_for_byte_with_and_without_it(folder, view, monkeypatch):
    asked = VIEWS[view]
    whole = from_the_log(folder, monkeypatch, **asked)

    assert told(folder, **asked) == whole
    assert of_a_projection(folder, monkeypatch, **asked) == whole


@pytest.mark.parametrize(
    "asked",
    [{"level": Sensitivity.RESTRICTED}, {"as_known": moment(10)}, {"policy": "conservative"}],
    ids=["restricted", "as known earlier", "another policy"],
)
def test_other_questions_are_answered_from_the_log(kept, asked, monkeypatch):
    whole = from_the_log(kept, monkeypatch, **asked)

    assert told(kept, **asked) == whole
    with pytest.raises(TypeError):
        of_a_projection(kept, monkeypatch, **asked)


def test_it_says_nothing_of_what_is_restricted(kept):
    content = (kept / "ledger.known").read_text(encoding="utf-8")
    hidden = case_in(kept).known().reports[HIDDEN]
    keys = [key for key, one in case_in(kept).known().claims.items() if one.claim.report == HIDDEN]

    assert hidden.sensitivity is Sensitivity.RESTRICTED
    assert len(keys) == 1
    assert [key for key in keys if key in content or key[:12] in content] == []
    assert (kept / "ledger.known").stat().st_mode & 0o077 == 0


def test_it_is_made_again_byte_for_byte(kept):
    first = (kept / "ledger.known").read_bytes()
    (kept / "ledger.known").unlink()
    told(kept)

    assert (kept / "ledger.known").read_bytes() == first


def test_a_short_ledger_has_none(tmp_path, monkeypatch):
    monkeypatch.setattr(remembering, "WORTH", projection.WORTH)
    SqliteLedger(tmp_path / "ledger.sqlite").append(eventful())
    told(tmp_path)

    assert not (tmp_path / "ledger.known").exists()


def test_what_was_appended_since_is_in_the_next_answer(kept, monkeypatch):
    before = told(kept)
    case_in(kept).append([entry(Act.REJECT, case_in(kept).known().labels["K0"], at=moment(20))])
    after = told(kept)

    assert after != before
    assert after == from_the_log(kept, monkeypatch)
    assert of_a_projection(kept, monkeypatch) == after


def test_one_case_that_stays_open_sees_what_others_append(kept, monkeypatch):
    opened = case_in(kept)
    opened.situation(DAY)
    case_in(kept).append([entry(Act.REJECT, opened.known().labels["K0"], at=moment(20))])

    assert as_json(opened.situation(DAY)) == from_the_log(kept, monkeypatch)


def test_a_ledger_put_back_from_an_earlier_copy_is_read_anew(kept, monkeypatch):
    early = told(kept)
    shutil.copy2(kept / "ledger.sqlite", kept / "earlier")
    case_in(kept).append([entry(Act.REJECT, case_in(kept).known().labels["K0"], at=moment(20))])
    told(kept)
    shutil.copy2(kept / "earlier", kept / "ledger.sqlite")

    assert told(kept) == early == from_the_log(kept, monkeypatch)


def test_another_ledger_under_the_same_name_is_read_anew(kept, tmp_path, monkeypatch):
    (tmp_path / "other").mkdir()
    other = SqliteLedger(tmp_path / "other" / "ledger.sqlite")
    other.append(story(claim(subject="KAZ")))
    shutil.copy(other.path, kept / "ledger.sqlite")

    assert told(kept) == from_the_log(kept, monkeypatch)


def test_a_setting_that_changes_what_counts_is_heeded(kept, monkeypatch):
    eyes = {"four_eyes": True}
    whole = from_the_log(kept, monkeypatch, **eyes)

    assert told(kept, **eyes) == whole
    assert told(kept) == from_the_log(kept, monkeypatch)


def test_what_other_code_made_is_not_taken(kept, monkeypatch):
    (kept / "ledger.known").write_bytes(doctored(kept))
    monkeypatch.setattr(projection, "_code", lambda: "a later panah")

    assert told(kept) == from_the_log(kept, monkeypatch)
    assert of_a_projection(kept, monkeypatch) == told(kept)


def test_code_that_cannot_be_named_keeps_none(tmp_path, monkeypatch):
    monkeypatch.setattr(projection, "_code", lambda: "")
    SqliteLedger(tmp_path / "ledger.sqlite").append(eventful())

    assert told(tmp_path) == from_the_log(tmp_path, monkeypatch)
    assert not (tmp_path / "ledger.known").exists()


@pytest.mark.parametrize("length", [0, 1, 64, 129, 130, 131, 500, -1])
def test_one_that_was_cut_off_while_it_was_written_is_made_again(kept, length, monkeypatch):
    file = kept / "ledger.known"
    whole = file.read_bytes()
    file.write_bytes(whole[:length])

    assert told(kept) == from_the_log(kept, monkeypatch)
    assert file.read_bytes() == whole


@pytest.mark.parametrize("place", [0, 70, 129, 200, -2])
def test_one_of_which_a_byte_changed_is_made_again(kept, place, monkeypatch):
    file = kept / "ledger.known"
    whole = bytearray(file.read_bytes())
    was = bytes(whole)
    whole[place] ^= 1
    file.write_bytes(whole)

    assert told(kept) == from_the_log(kept, monkeypatch)
    assert file.read_bytes() == was
    assert verify(case_in(kept)).endswith("rebuilding gives the same")


def doctored(kept, old=b'"accepted"', new=b'"rejected"'):
    """What lies there with another content, sealed as if it were right."""
    seal, _, content = (kept / "ledger.known").read_bytes().partition(b"\n")
    changed = content.replace(old, new)
    assert changed != content
    return seal[:65] + hashlib.sha256(changed).hexdigest().encode() + b"\n" + changed


def test_verify_finds_one_that_was_written_to_deceive(kept):
    (kept / "ledger.known").write_bytes(doctored(kept))

    with pytest.raises(LedgerError, match=r"ledger\.known does not tell what the log gives"):
        verify(case_in(kept))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"head":"', b'"head":"0'),
        (b'"entries":{', b'"entries":{"999":"x",'),
        (b'"claims":[["', b'"claims":[["x",1,99,0,"accepted",null],["'),
        (b'"reports":[', b'"reports":[77,'),
        (b'"withheld"', b'"withold"'),
        (b'"matters":[{', b'"matters":[{"size":3,'),
        (b'"kind":"hosting"', b'"kind":"hostess"'),
        (b'"accepted"', b'"believed"'),
    ],
)
def test_one_that_makes_no_sense_is_passed_over(kept, old, new, monkeypatch):
    (kept / "ledger.known").write_bytes(doctored(kept, old, new))

    assert told(kept) == from_the_log(kept, monkeypatch)


def test_words_that_were_changed_in_the_ledger_are_refused_as_ever(kept):
    change(kept, "update entry set body = replace(body, '100000', '900000')")

    with pytest.raises(ChainError, match="its content is not what its key was made from"):
        told(kept)


def test_a_decision_that_was_changed_in_the_ledger_is_refused_as_ever(kept):
    change(kept, 'update entry set body = replace(body, \'"act":"retract"\', \'"act":"accept"\')')

    with pytest.raises(ChainError, match="its content is not what its key was made from"):
        told(kept)


def test_verify_finds_a_change_by_someone_who_set_the_time_back(kept):
    was = (kept / "ledger.sqlite").stat()
    change(kept, 'update entry set body = replace(body, \'"act":"retract"\', \'"act":"retrakt"\')')
    os.utime(kept / "ledger.sqlite", ns=(was.st_atime_ns, was.st_mtime_ns))

    with pytest.raises(ChainError, match="its content is not what its key was made from"):
        verify(case_in(kept))


def test_a_case_that_stays_open_reads_only_what_was_added(kept, monkeypatch):
    opened = case_in(kept)
    key = opened.known().labels["K0"]
    read, since = SqliteLedger.entries, []

    def noted(self, number=0):
        since.append(number)
        return read(self, number)

    case_in(kept).append([entry(Act.REJECT, key, at=moment(20))])
    with monkeypatch.context() as now:
        now.setattr(SqliteLedger, "entries", noted)
        after = as_json(opened.situation(DAY))

    assert since == [len(opened.known().entries) - 1]
    assert after == from_the_log(kept, monkeypatch)


def test_a_case_that_stays_open_reads_all_of_a_ledger_that_was_put_back(kept, monkeypatch):
    shutil.copy2(kept / "ledger.sqlite", kept / "earlier")
    opened = case_in(kept)
    opened.append([entry(Act.REJECT, opened.known().labels["K0"], at=moment(20))])
    opened.known()
    shutil.copy2(kept / "earlier", kept / "ledger.sqlite")
    opened.append([entry(Act.REJECT, opened.known().labels["K4"], at=moment(21))])

    assert as_json(opened.situation(DAY)) == from_the_log(kept, monkeypatch)


@given(st.lists(wild(["M", "N"]), max_size=10))
@settings(max_examples=30)
def test_whatever_happened_the_projection_tells_what_the_log_tells(some):
    with TemporaryDirectory() as folder:
        ledger = SqliteLedger(Path(folder) / "ledger.sqlite")
        ledger.append([*story(claim()), *some])
        shown = replay(ledger.entries()).showing({Sensitivity.PUBLIC})
        as_json(case_in(Path(folder)).situation(DAY))
        found = projection.Projection(ledger, four_eyes=False).read(ledger.last().hash)

    assert undecided(found) == undecided(shown)


def undecided(known):
    """What was known, without who decided: no answer asks for it."""
    claims = {
        key: msgspec.structs.replace(one, decided_by=None, decisions=())
        for key, one in known.claims.items()
    }
    return attrs.evolve(known, claims=claims)


GUARD = "entry_is_kept_as_written"


def change(folder, statement):
    with closing(sqlite3.connect(folder / "ledger.sqlite")) as db, db:
        db.execute(f"drop trigger {GUARD}")
        db.execute(statement)
        db.execute(SCHEMA[GUARD])


def test_a_folder_that_cannot_be_written_answers_all_the_same(tmp_path, monkeypatch):
    SqliteLedger(tmp_path / "ledger.sqlite").append(eventful())
    (tmp_path / "ledger.known").mkdir()

    assert told(tmp_path) == from_the_log(tmp_path, monkeypatch)
    assert verify(case_in(tmp_path)).endswith("rebuilding gives the same")
    lying = {file.name for file in tmp_path.iterdir()}
    assert lying == {"ledger.known", "ledger.seal", "ledger.sqlite"}


def test_one_that_may_not_be_read_is_passed_over(kept, monkeypatch):
    whole = told(kept)

    def forbidden(_projection, _mark):
        raise PermissionError("may not be read")

    monkeypatch.setattr(projection.Projection, "_content", forbidden)
    assert told(kept) == whole
    assert verify(case_in(kept)).endswith("rebuilding gives the same")


def test_what_is_appended_while_the_log_is_read_is_not_lost(tmp_path, monkeypatch):
    ledger = SqliteLedger(tmp_path / "ledger.sqlite")
    ledger.append(eventful())
    key = case_in(tmp_path).known().labels["K0"]
    read = SqliteLedger.entries

    def while_another_writes(self, since=0):
        ledger.append([entry(Act.REJECT, key, at=moment(20))])
        return read(self, since)

    with monkeypatch.context() as now:
        now.setattr(SqliteLedger, "entries", while_another_writes)
        told(tmp_path)

    assert not (tmp_path / "ledger.known").exists()
    assert told(tmp_path) == from_the_log(tmp_path, monkeypatch)


@pytest.mark.parametrize("known_before", [0, 3])
def test_what_a_large_import_comes_to_is_kept_for_the_next_process(tmp_path, known_before):
    case = case_in(tmp_path)
    some = list(eventful())
    if known_before:
        case.ledger.append(some[:known_before])
        case.known()
    case.append(some)
    kept = (tmp_path / "ledger.known").read_bytes()

    assert case_in(tmp_path).situation(DAY).head == case.ledger.last().hash
    told_then = told(tmp_path)
    assert (tmp_path / "ledger.known").read_bytes() == kept
    (tmp_path / "ledger.known").unlink()
    assert told(tmp_path) == told_then


def test_a_large_import_into_a_short_ledger_keeps_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(remembering, "WORTH", 1_000)
    case = case_in(tmp_path)
    case.known()
    case.append(eventful())

    assert not (tmp_path / "ledger.known").exists()


def test_a_large_import_into_a_ledger_that_was_not_read_keeps_nothing(tmp_path):
    case = case_in(tmp_path)
    some = list(eventful())
    case.ledger.append(some[:3])
    case.append(some)

    assert not (tmp_path / "ledger.known").exists()


def test_what_one_decision_changes_is_kept_for_the_next_process(tmp_path):
    case = case_in(tmp_path)
    case.ledger.append(eventful())
    before = told(tmp_path)
    case.known()
    case.append([entry(Act.RETRACT, claim(label="K0").id, at=moment(13))])
    kept = (tmp_path / "ledger.known").read_bytes()

    after = told(tmp_path)
    assert (tmp_path / "ledger.known").read_bytes() == kept
    (tmp_path / "ledger.known").unlink()
    assert told(tmp_path) == after != before
