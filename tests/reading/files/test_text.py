import pytest

from panah.errors import ReportError
from panah.reading.files.text import read_text


def test_text_is_kept_as_it_is_but_for_a_byte_order_mark():
    assert read_text(b"\xef\xbb\xbfA camp\r\nopened. ", "a.txt").text == "A camp\r\nopened. "


def test_text_in_the_encoding_that_its_byte_order_mark_names_is_read():
    assert read_text("\ufeffZürich".encode("utf-16-le"), "a.txt").text == "Zürich"


@pytest.mark.parametrize(
    ("received", "says"),
    [
        (b"PK\x03\x04\x00\x00", "not a text file"),
        ("Zürich".encode("latin-1"), "not UTF-8 at byte 1"),
        (b"", "empty"),
        (b"\xef\xbb\xbf \n\t ", "empty"),
    ],
)
def test_what_is_not_text_is_refused_by_name(received, says):
    with pytest.raises(ReportError, match=says) as error:
        read_text(received, "report.txt")
    assert "report.txt" in str(error.value)
