import pytest

from panah.errors import CaseError
from panah.reading.llm.cache import SqliteAnswers


def test_an_answer_outlives_the_run(tmp_path):
    SqliteAnswers(tmp_path / "answers.sqlite")["k"] = "ja — پناه"

    assert SqliteAnswers(tmp_path / "answers.sqlite").get("k") == "ja — پناه"


def test_an_answer_nobody_gave_is_none(tmp_path):
    assert SqliteAnswers(tmp_path / "answers.sqlite").get("k") is None


def test_a_newer_answer_takes_the_place(tmp_path):
    answers = SqliteAnswers(tmp_path / "answers.sqlite")
    answers["k"] = "one"
    answers["k"] = "two"

    assert answers.get("k") == "two"


def test_a_damaged_file_says_that_it_can_go(tmp_path):
    file = tmp_path / "answers.sqlite"
    file.write_text("no database " * 100)

    with pytest.raises(CaseError, match="can be deleted"):
        SqliteAnswers(file)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CaseError, match="answers"):
        SqliteAnswers(tmp_path / "gone" / "answers.sqlite")
