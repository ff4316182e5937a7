"""Markdown: the words a reader of the page would see, without the marks that set them.

Headings, items, quotations and tables are told apart as CommonMark and its tables have them; the
lines between ``---`` at the beginning give title, day and language. What is not understood as a
mark stays as it is written.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from panah.domain.report import Extracted
from panah.domain.when import When
from panah.errors import DateError
from panah.reading.files.blocks import Block, Set, rows_as_blocks, text_of, titled
from panah.reading.files.opening import finished, one_line
from panah.reading.files.text import read_text

__all__ = ["read_markdown"]

EXTRACTOR = "markdown 1"

_FRONT = re.compile(r"---[ \t]*\n((?:[\w-]+[ \t]*:[^\n]*\n|[ \t]+[^\n]*\n|\n)+)---[ \t]*(?:\n|$)")
_KEY = re.compile(r"^([\w-]+)[ \t]*:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s+(.*?))?(?:\s+#+)?\s*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})\s*$")
_RULE = re.compile(r" {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_ITEM = re.compile(r"\s*(?:[-*+\u2022]|\d{1,9}[.)])\s+(.*)$")
_QUOTED = re.compile(r" {0,3}> ?")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_DEFINED = re.compile(r" {0,3}\[(?!\^)[^\]]+\]:\s*\S+")
_NOTE = re.compile(r" {0,3}\[\^[^\]]+\]:\s*")
_PARTED = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_CELL = re.compile(r"(?<!\\)\|")
_PICTURE = re.compile(r"!\[([^\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])")
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (_PICTURE, r"\1"),
    (re.compile(r"\[\^[^\]]+\]"), ""),
    (re.compile(r"\[([^\[\]]+)\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]*)>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>\n]*>"), " "),
    (re.compile(r"(`+)(.+?)\1"), r"\2"),
    (re.compile(r"(?<!\\)(\*{1,3})(?=\S)(.+?)(?<=[^\s\\])\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(_{1,3})(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)"), r"\2"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~"), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)
"""Marks within a line, and what is left of them: CommonMark 0.31, chapter 6."""


def read_markdown(received: bytes, name: str) -> Extracted:
    """Take the words of a Markdown file.

    Raises
    ------
    ReportError
        If the bytes are not text, or hold no words.
    """
    written = read_text(received, name).text.replace("\r\n", "\n")
    front, body = _front(written)
    blocks = list(_blocks(_COMMENT.sub("", body).split("\n")))
    first = blocks[0].words if blocks and blocks[0].set is Set.HEADING else ""
    title = one_line(front.get("title", "")) or first
    text = text_of(titled(blocks, title))
    return Extracted(
        text=finished(text, name, otherwise="save the report as plain text"),
        extractor=EXTRACTOR,
        title=title,
        published=_day(front.get("date") or front.get("published") or ""),
        lang=front.get("lang") or front.get("language") or "",
    )


def _front(text: str) -> tuple[Mapping[str, str], str]:
    """Give what the head of a file says about it, and the rest."""
    match = _FRONT.match(text)
    if match is None:
        return {}, text
    said = {key.lower(): value.strip("\"'") for key, value in _KEY.findall(match[1])}
    return said, text[match.end() :]


def _day(said: str) -> When | None:
    try:
        return When.parse(said[:10]) if said else None
    except DateError:
        return None


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Give the blocks of some lines, one after the other."""
    at, is_code = 0, False
    while at < len(lines):
        line = lines[at]
        if _FENCE.match(line):
            is_code, at = not is_code, at + 1
        elif not is_code and (end := _table_end(lines, at)):
            rows = [_cells(one) for nth, one in enumerate(lines[at:end]) if nth != 1]
            yield from rows_as_blocks(rows, has_header=True)
            at = end
        elif is_code or not line.strip() or _RULE.match(line) or _DEFINED.match(line):
            if is_code:
                yield Block(Set.PARAGRAPH, one_line(line))
            at += 1
        else:
            block, at = _block(lines, at)
            yield block


def _block(lines: Sequence[str], at: int) -> tuple[Block, int]:
    """Give the block that begins at a line, and the line behind it."""
    if heading := _HEADING.match(lines[at]):
        return Block(Set.HEADING, _plain(heading[1] or "")), at + 1
    if _PICTURE.fullmatch(lines[at].strip()):
        return Block(Set.CAPTION, _plain(lines[at])), at + 1
    item = _ITEM.match(_QUOTED.sub("", lines[at]))
    words = [item[1] if item else _unmarked(lines[at])]
    at += 1
    while at < len(lines) and _goes_on(lines[at]):
        if _UNDERLINE.match(lines[at]) and item is None:
            return Block(Set.HEADING, _plain(" ".join(words))), at + 1
        words.append(_unmarked(lines[at]))
        at += 1
    return Block(Set.ITEM if item else Set.PARAGRAPH, _plain(" ".join(words))), at


def _goes_on(line: str) -> bool:
    """Tell whether a line belongs to the block of the line before."""
    if not line.strip() or (_RULE.match(line) and not _UNDERLINE.match(line)):
        return False
    return not any(mark.match(line) for mark in (_HEADING, _ITEM, _FENCE, _NOTE))


def _unmarked(line: str) -> str:
    return _NOTE.sub("", _QUOTED.sub("", line))


def _table_end(lines: Sequence[str], at: int) -> int:
    """Give the line behind a table that begins at a line; 0 where none begins."""
    if at + 1 >= len(lines) or "|" not in lines[at] or "|" not in lines[at + 1]:
        return 0
    if not _PARTED.match(lines[at + 1]):
        return 0
    end = at + 2
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        end += 1
    return end


def _cells(line: str) -> list[str]:
    row = line.strip().removeprefix("|")
    row = row.removesuffix("|") if not row.endswith("\\|") else row
    return [_plain(cell) for cell in _CELL.split(row)]


def _plain(words: str) -> str:
    """Give words without the marks within them."""
    for mark, left in _MARKS:
        words = mark.sub(left, words)
    return one_line(words)
