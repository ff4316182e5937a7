"""The words of a printed page, with their places on it, as text in the order in which it is read.

A page is a drawing: it knows where each word stands, not what follows what. Most programs draw in
reading order and are taken at their word. Where two columns were drawn line by line across the
gap, the lines of the left one are read first. Paragraphs are told by white space, type and
unfinished lines.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from unicodedata import bidirectional

import attrs

from panah.reading.files.pages import PAGE_BREAK

__all__ = ["Word", "is_from_right", "lines_of", "text_of_pages"]

WIDE = 1.5
"""A blank wider than this many type sizes parts two cells or columns. Assumed: blanks of set type
are 0.2 to 0.6 sizes wide."""

LOOSE = 1.3
"""Lines further apart than this many times the page's usual distance belong to two paragraphs.
Assumed: paragraphs are parted by at least half a line."""

ROWS = 6
"""Lines side by side from which on they are two columns. Assumed: a table of two columns of prose
is drawn cell by cell."""

PROSE = 3
"""Words a line of a column has on average at least; cells of a table of figures have one or two."""

RUNNING = 3
"""Pages on which a line at the head or foot must come back to be a running one."""

_ROW = "- "
_ENDED = re.compile(r"[.!?:;…][\"”\u2019')\]]*$")
_BULLET = re.compile(r"(?:[•▪●◦‣*\u2013-]|\(?\d{1,2}[.)])(?:\s|$)")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:[-\u2013—|] ?)?(?:page )?(\d+)(?: ?(?:of|/|\|) ?\d+)?(?: ?[-\u2013—|])?", re.IGNORECASE
)


@attrs.frozen
class Word:
    """A word on a page.

    Parameters
    ----------
    left, right, base
        Where it begins and ends, and its base line, in points from the lower left corner.
    size
        Height of its type in points.
    is_bold
        Whether its type is a bold one.
    is_cut
        Whether it ends in a hyphen because the line does: the next word continues it.
    is_hidden
        Whether its letters are not drawn.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool = False
    is_cut: bool = False
    is_hidden: bool = False


@attrs.frozen
class Line:
    """Words on one base line; a row of cells that stand apart is set as an item."""

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool
    is_cut: bool
    is_hidden: bool
    words: int

    @property
    def is_row(self) -> bool:
        """Whether it is a row of cells rather than a line of prose."""
        return self.text.startswith(_ROW)

    def beside(self, other: "Line") -> "Line":
        """Give this line with another that stands right of it on the same base line."""
        return attrs.evolve(
            self,
            text=f"{_ROW}{self.text.removeprefix(_ROW)} | {other.text}",
            right=other.right,
            is_bold=self.is_bold and other.is_bold,
            is_cut=other.is_cut,
            is_hidden=self.is_hidden or other.is_hidden,
            words=self.words + other.words,
        )


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Give the lines of a page in reading order."""
    return [_joined(row) for row in _in_columns(_rows(_pieces(words)))]


def text_of_pages(pages: Sequence[Sequence[Line]]) -> str:
    """Give pages as one text: a blank line between paragraphs, a form feed between pages.

    A paragraph that goes on across a page is not broken. What runs at the head or foot of the
    pages is kept on the first.
    """
    running = _running(pages)
    seen: set[str] = set()
    written: list[str] = []
    last: Line | None = None
    for page_number, page in enumerate(pages, start=1):
        kept = [
            line
            for line in page
            if line not in _margins(page) or _is_news(line, page_number, running, seen)
        ]
        usual = _usual_distance(kept)
        for number, line in enumerate(kept):
            is_new_page = number == 0 and bool(written)
            parts = last is not None and _parts(last, line, usual, far=number == 0)
            written.append(_between(last, line, parts=parts, page=is_new_page))
            written.append(line.text)
            last = line
        if not kept and written:
            written.append(PAGE_BREAK)
    return "".join(written).strip("\n") + "\n" if last else ""


def _between(last: Line | None, line: Line, *, parts: bool, page: bool) -> str:
    """Give what stands between two lines; a hyphen stays before a capital or a figure."""
    if last is None:
        return ""
    glue = " "
    if last.is_cut:
        glue = "" if line.text[:1].islower() else "-"
    if parts:
        glue = "\n" if last.is_row and not page else "\n\n"
    return glue + PAGE_BREAK * page


def _pieces(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Cut the words where the line ends or a wide blank stands."""
    for line in _on_one_base(words):
        piece: list[Word] = []
        for word in line:
            if piece and word.left - piece[-1].right > WIDE * max(piece[-1].size, word.size):
                yield piece
                piece = []
            piece.append(word)
        yield piece


def _on_one_base(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Give the words that follow each other on one base line, in the order they are read in.

    A line of Latin or Cyrillic letters is read from the left, in whatever order it was drawn; how
    a line with Arabic or Hebrew letters is read, the library knows better.
    """
    line: list[Word] = []
    for word in words:
        if line:
            last = line[-1]
            is_same = abs(word.base - last.base) < max(last.size, word.size) / 2
            if not is_same or last.is_cut:
                yield _from_the_left(line)
                line = []
        line.append(word)
    if line:
        yield _from_the_left(line)


def _from_the_left(line: list[Word]) -> list[Word]:
    if any(is_from_right(word.text) for word in line) or line[-1].is_cut:
        return line
    return sorted(line, key=lambda word: word.left)


def is_from_right(text: str) -> bool:
    """Tell whether letters of a text are written from right to left."""
    return any(bidirectional(letter) in {"R", "AL"} for letter in text)


def _rows(pieces: Iterator[list[Word]]) -> list[list[Line]]:
    """Gather the pieces that follow each other on one base line, from left to right."""
    rows: list[list[Line]] = []
    for piece in map(_line, pieces):
        last = rows[-1][-1] if rows else None
        if last and abs(last.base - piece.base) < last.size / 3 and piece.left >= last.right:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _line(words: Sequence[Word]) -> Line:
    return Line(
        text=" ".join(word.text for word in words),
        left=min(word.left for word in words),
        right=max(word.right for word in words),
        base=words[0].base,
        size=median(word.size for word in words),
        is_bold=all(word.is_bold for word in words),
        is_cut=words[-1].is_cut,
        is_hidden=any(word.is_hidden for word in words),
        words=len(words),
    )


def _joined(row: Sequence[Line]) -> Line:
    whole = row[0]
    for piece in row[1:]:
        whole = whole.beside(piece)
    return whole


def _in_columns(rows: list[list[Line]]) -> Iterator[list[Line]]:
    """Give the rows, those of two columns drawn across parted into left and right."""
    at = 0
    while at < len(rows):
        end, gutter = _run(rows, at)
        if end > at:
            pieces = [piece for row in rows[at:end] for piece in row]
            yield from ([piece] for piece in pieces if piece.right <= gutter)
            yield from ([piece] for piece in pieces if piece.right > gutter)
            at = end
        else:
            yield rows[at]
            at += 1


def _run(rows: list[list[Line]], at: int) -> tuple[int, float]:
    """Give where two columns that begin at a row end, and a place between them.

    The same row when none begin there.
    """
    left, right = 0.0, float("inf")
    pairs: list[list[Line]] = []
    end = at
    for row in rows[at:]:
        if len(row) == 2:
            ends, begins = row[0].right, row[1].left
            pairs.append(row)
        elif len(row) == 1 and pairs:
            ends, begins = _side(row[0], left, right)
        else:
            break
        if max(left, ends) >= min(right, begins):
            break
        left, right = max(left, ends), min(right, begins)
        end += 1
    words = [piece.words for row in pairs for piece in row]
    if len(pairs) < ROWS or sum(words) < PROSE * len(words):
        return at, 0.0
    return end, left


def _side(piece: Line, left: float, right: float) -> tuple[float, float]:
    """Give how far a line that stands alone reaches into the gap between two columns."""
    if piece.right < right:
        return piece.right, right
    return (left, piece.left) if piece.left > left else (right, left)


def _usual_distance(lines: Sequence[Line]) -> float:
    """Give the distance of two lines of one paragraph on a page, in points."""
    apart = [
        one.base - other.base
        for one, other in pairwise(lines)
        if 0 < one.base - other.base < 3 * one.size
    ]
    return median(apart) if apart else 0.0


def _parts(one: Line, other: Line, usual: float, *, far: bool) -> bool:
    """Tell whether a new paragraph begins between two lines.

    Parameters
    ----------
    far
        They stand on two pages.
    """
    if one.is_row or other.is_row or _BULLET.match(other.text):
        return True
    if abs(one.size - other.size) > 0.08 * one.size or one.is_bold != other.is_bold:
        return True
    if one.is_cut:
        return False
    down = one.base - other.base
    if far or down <= 0:
        return bool(_ENDED.search(one.text)) or not _goes_on(other.text)
    if down > LOOSE * usual:
        return True
    is_short = one.right < other.left + 0.6 * (other.right - other.left)
    return is_short and (bool(_ENDED.search(one.text)) or not _goes_on(other.text))


def _goes_on(text: str) -> bool:
    """Tell whether a line reads as the middle of a sentence."""
    return text[:1].islower() or text[:1].isdigit() or text[:1] in "(“\"\u2018'"


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """Give the words, figures left out, of the lines that run at the head or foot of the pages."""
    counted: Counter[str] = Counter()
    for page in pages:
        counted.update({_masked(line) for line in _margins(page)})
    least = max(RUNNING, len(pages) / 2)
    return frozenset(words for words, times in counted.items() if times >= least)


def _margins(page: Sequence[Line]) -> set[Line]:
    """Give the two highest and the two lowest lines of a page."""
    by_height = sorted(page, key=lambda line: line.base)
    return {*by_height[:2], *by_height[-2:]}


def _masked(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def _is_news(line: Line, number: int, running: frozenset[str], seen: set[str]) -> bool:
    """Tell whether a line in the margin of a page is to be kept: the page's number never is."""
    if (match := _PAGE_NUMBER.fullmatch(line.text)) and match[1] == str(number):
        return False
    masked = _masked(line)
    is_first = masked not in seen
    seen.add(masked)
    return masked not in running or is_first
