"""PDF files: the text layer, page by page, in reading order.

PDFium, which draws the pages of a widely used browser, tells each letter and where it stands;
`panah.reading.files.layout` makes text of that. A scan has no text layer: it is refused, because
letters that a program guessed are not what somebody said.
"""

import ctypes
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

from panah.domain.report import Extracted
from panah.errors import ReportError
from panah.reading.files.apart import read_apart
from panah.reading.files.layout import (
    Line,
    Word,
    is_from_right,
    lines_of,
    text_of_pages,
)
from panah.reading.files.opening import MAX_TEXT, finished, need, one_line, refuse_other

__all__ = ["MAX_PAGES", "extract", "read_pdf"]

MAX_PAGES = 1_000
"""Most pages of one file. Assumed: the longest response plans have some 400."""

UNKNOWN = 0.05
"""Share of letters without a meaning from which on a text is refused. Assumed."""

_DOWN, _UP = 1, 3
"""Quarters of a circle, clockwise, by which letters are turned that are written so."""

_HIDDEN = frozenset({3, 7})
"""Ways of drawing that draw nothing: ISO 32000-1, table 106."""

_HYPHEN = "\x02"
"""What PDFium gives for a hyphen at which a line was cut."""

_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_FILE_NAME = re.compile(r"\.\w{2,5}$|^untitled|^microsoft word|^slide \d|^layout \d", re.IGNORECASE)
_OTHERWISE = (
    "it is a scan, or its letters are drawn; run text recognition on it, check the result, and "
    "hand that in"
)

Document = Any
"""A document of pypdfium2, which ships no types."""


def read_pdf(received: bytes, name: str) -> Extracted:
    """Take the text layer of a PDF file.

    Raises
    ------
    ReportError
        If it is no PDF file, is broken, needs a password, has more than `MAX_PAGES` pages, has no
        text layer, or letters of which nobody can tell what they are; or if reading it takes more
        time or memory than a file may have.
    """
    refuse_other(received, name, wanted="a PDF file", starts=(b"%PDF-",))
    need("pypdfium2", name)
    return read_apart(__name__, received, name)


def extract(received: bytes, name: str) -> Extracted:
    """Take the text layer, in the process that a hostile file may bring down."""
    document = _opened(received, name)
    try:
        pages = list(_pages(document, name))
        about = document.get_metadata_dict()
    finally:
        document.close()
    text = finished(text_of_pages(pages), name, otherwise=_OTHERWISE)
    _refuse_unknown(text, name)
    title = one_line(about.get("Title", ""))
    return Extracted(
        text=text,
        extractor=f"pdf 1 (pypdfium2 {_version()})",
        title="" if _FILE_NAME.search(title) else title,
        warnings=tuple(_warnings(pages, about.get("CreationDate", ""), name)),
    )


def _opened(received: bytes, name: str) -> Document:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415  (loads when a PDF is read)

    try:
        document = pypdfium2.PdfDocument(received)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise ReportError(
                f"{name}: needs a password; save it without one and hand that in"
            ) from error
        raise ReportError(
            f"{name}: the file is broken or cut off; fetch it again, or print it to a new PDF"
        ) from error
    if (pages := len(document)) > MAX_PAGES:
        document.close()
        raise ReportError(
            f"{name}: has {pages:,} pages; a report may have up to {MAX_PAGES:,}: split it"
        )
    return document


def _pages(document: Document, name: str) -> Iterator[list[Line]]:
    """Give the lines of each page, as long as they can be a report's."""
    letters = 0
    for number in range(len(document)):
        lines = _lines(document, number, name)
        letters += sum(len(line.text) for line in lines)
        if letters > MAX_TEXT:
            raise ReportError(
                f"{name}: has more than {MAX_TEXT:,} characters of text before page {number + 2}; "
                f"split it"
            )
        yield lines


def _lines(document: Document, number: int, name: str) -> list[Line]:
    """Give the lines of one page."""
    import pypdfium2  # noqa: PLC0415

    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise ReportError(
            f"{name}: page {number + 1} is broken; print the file to a new PDF"
        ) from error
    try:
        return lines_of(list(_words(text)))
    finally:
        text.close()
        page.close()


def _words(text: Any) -> Iterator[Word]:  # noqa: ANN401  # a text page of pypdfium2
    """Give the words of a page in the order in which they were drawn."""
    from pypdfium2 import raw  # noqa: PLC0415

    letters: list[tuple[str, int]] = []
    for at in range(min(raw.FPDFText_CountChars(text), MAX_TEXT)):
        letter = chr(raw.FPDFText_GetUnicode(text, at))
        if letter.isspace() or letter == "\0":
            if letters:
                yield _word(text, letters, is_cut=False)
            letters = []
        elif letter == _HYPHEN:
            if letters:
                yield _word(text, letters, is_cut=True)
            letters = []
        else:
            letters.append((letter, at))
    if letters:
        yield _word(text, letters, is_cut=False)


def _word(text: Any, letters: list[tuple[str, int]], *, is_cut: bool) -> Word:  # noqa: ANN401
    """Give a word; one that is written upwards or downwards as if its page were turned."""
    first, last = letters[0][1], letters[-1][1]
    begin, end = _box(text, first), _box(text, last)
    x, y = _origin(text, first)
    across = (min(begin.left, end.left), max(begin.right, end.right))
    along = (min(begin.bottom, end.bottom), max(begin.top, end.top))
    turned = _quarters(text, first)
    left, right, base, size = {
        _UP: (*along, -x, begin.right - begin.left),
        _DOWN: (-along[1], -along[0], x, begin.right - begin.left),
    }.get(turned, (*across, y, begin.top - begin.bottom))
    words = "".join(letter for letter, _ in letters)
    if not turned and begin.left > end.left and not is_from_right(words):
        in_place = sorted(letters, key=lambda letter: _box(text, letter[1]).left)
        words = "".join(letter for letter, _ in in_place)
    return Word(
        text=words.encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        left=left,
        right=right,
        base=base,
        size=max(size, 1.0),
        is_bold="bold" in _font(text, first).lower(),
        is_cut=is_cut,
        is_hidden=_is_hidden(text, first),
    )


def _box(text: Any, at: int) -> Any:  # noqa: ANN401  # a rectangle of PDFium, in points
    from pypdfium2 import raw  # noqa: PLC0415

    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, at, box)
    return box


def _origin(text: Any, at: int) -> tuple[float, float]:  # noqa: ANN401
    """Give where a letter stands on its base line, in points."""
    from pypdfium2 import raw  # noqa: PLC0415

    across, up = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, at, across, up)
    return across.value, up.value


def _quarters(text: Any, at: int) -> int:  # noqa: ANN401
    """Give by how many quarters of a circle, clockwise, a letter is turned."""
    from pypdfium2 import raw  # noqa: PLC0415

    turned: float = raw.FPDFText_GetCharAngle(text, at)
    return round(turned / (math.pi / 2)) % 4 if math.isfinite(turned) else 0


def _is_hidden(text: Any, at: int) -> bool:  # noqa: ANN401
    """Tell whether a letter is there and not drawn, as text recognition leaves it over a scan."""
    from pypdfium2 import raw  # noqa: PLC0415

    drawn = raw.FPDFText_GetTextObject(text, at)
    return bool(drawn) and raw.FPDFTextObj_GetTextRenderMode(drawn) in _HIDDEN


def _font(text: Any, at: int) -> str:  # noqa: ANN401
    """Give the name of a letter's font."""
    from pypdfium2 import raw  # noqa: PLC0415

    name = ctypes.create_string_buffer(128)
    size = raw.FPDFText_GetFontInfo(text, at, name, len(name), ctypes.c_int())
    return name.raw[: max(0, min(size, len(name)) - 1)].decode("utf-8", "replace")


def _refuse_unknown(text: str, name: str) -> None:
    unknown = sum(
        letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" or ord(letter) < 9 for letter in text
    )
    if unknown > UNKNOWN * len(text):
        raise ReportError(
            f"{name}: {unknown / len(text):.0%} of its letters have no meaning in the file, so its "
            f"words cannot be read; ask for the document it was made from"
        )


def _warnings(pages: list[list[Line]], made: str, name: str) -> Iterator[str]:
    if empty := _some(number for number, lines in enumerate(pages, start=1) if not lines):
        yield f"{name}: nothing could be read on page {empty}; look at what is drawn there"
    hidden = _some(
        number
        for number, lines in enumerate(pages, start=1)
        if any(line.is_hidden for line in lines)
    )
    if hidden:
        yield (
            f"{name}: page {hidden} holds words that are not drawn, as text recognition leaves "
            f"them over a scan; hold every quote against the picture"
        )
    if any(is_from_right(line.text) for lines in pages for line in lines):
        yield (
            f"{name}: holds words written from right to left; a PDF does not say in which order "
            f"their letters are read, so hold every quote against the page"
        )
    if day := _DAY.match(made):
        yield (
            f"{name}: the file was made on {'-'.join(day.groups())}, which need not be when it was "
            f"published; give --published"
        )


def _some(numbers: Iterable[int]) -> str:
    """Name the first ten of some pages."""
    found = [str(number) for number in numbers]
    return ", ".join(found[:10]) + (" and others" if len(found) > 10 else "")


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415  (loads when a PDF is read)

    return version("pypdfium2")
