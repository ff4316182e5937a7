import hashlib

import pytest

from panah.case import folder
from panah.case.folder import Reports, received_bytes
from panah.errors import CaseError, ReportError


def test_bytes_and_text_are_kept_under_the_hash_of_the_bytes(tmp_path):
    reports = Reports(tmp_path / "reports")
    reports.keep(b"\xef\xbb\xbfA camp opened.", "A camp opened.")
    key = hashlib.sha256(b"\xef\xbb\xbfA camp opened.").hexdigest()

    assert reports.received(key) == b"\xef\xbb\xbfA camp opened."
    assert reports.text(key) == "A camp opened."


def test_keeping_twice_keeps_once_and_leaves_nothing_else_behind(tmp_path):
    reports = Reports(tmp_path / "reports")
    reports.keep(b"same", "same")
    reports.keep(b"same", "same")

    assert len(list((tmp_path / "reports").iterdir())) == 2


def test_a_report_that_is_not_there_is_none(tmp_path):
    assert Reports(tmp_path).text("0" * 64) is None
    assert Reports(tmp_path).received("0" * 64) is None


def test_line_ends_and_unicode_forms_stay_as_they_came(tmp_path):
    text = "one\r\ntwo\rthree e\u0301"
    reports = Reports(tmp_path / "reports")
    reports.keep(text.encode(), text)

    assert reports.text(hashlib.sha256(text.encode()).hexdigest()) == text


def test_a_missing_file_and_a_folder_are_refused_by_name(tmp_path):
    with pytest.raises(ReportError, match="no file"):
        received_bytes(tmp_path / "nothing.txt")
    with pytest.raises(ReportError, match="is a folder"):
        received_bytes(tmp_path)


def test_a_file_beyond_the_limit_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(folder, "MAX_BYTES", 10)
    (tmp_path / "long.txt").write_bytes(b"x" * 11)

    with pytest.raises(ReportError, match="split it"):
        received_bytes(tmp_path / "long.txt")


def test_a_place_where_nothing_can_be_written_is_a_clear_error(tmp_path):
    (tmp_path / "reports").write_text("a file where a folder should be")

    with pytest.raises(CaseError, match="nothing was recorded"):
        Reports(tmp_path / "reports").keep(b"x", "x")
