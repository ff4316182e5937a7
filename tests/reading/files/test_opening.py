import sys

import pytest
from tests.reading.files.making import book, document, lines, pdf

from panah.errors import FileError, ReportError
from panah.reading.files.docx import read_docx
from panah.reading.files.html import read_html
from panah.reading.files.pdf import read_pdf
from panah.reading.tables.rows import read_table


@pytest.mark.parametrize(
    ("library", "read", "received", "refusal"),
    [
        ("trafilatura", read_html, b"<p>a</p>", ReportError),
        ("pypdfium2", read_pdf, pdf(lines(["a"])), ReportError),
        ("docx", read_docx, document(lambda made: made.add_paragraph("a")), ReportError),
        ("fastexcel", read_table, book(A=[["a", "b"], ["1", "2"]]), FileError),
    ],
)
def test_without_the_extra_a_reader_says_what_to_install(
    monkeypatch, library, read, received, refusal
):
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(refusal, match=r"pip install 'panah\[files\]'"):
        read(received, "report.bin")
