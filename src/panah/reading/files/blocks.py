"""A document as headings, paragraphs, list items, captions and table rows, and the text they give.

A reader of text tells these apart by how they are set: a heading is a short paragraph of its own,
an item begins with a dash, a caption says that it is one. A table's row is an item that names its
columns, so that a number never stands without what it counts.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import attrs

from panah.reading.files.opening import one_line

__all__ = ["COLUMN_NAME", "Block", "Set", "rows_as_blocks", "text_of", "titled"]


class Set(StrEnum):
    """How a block is set."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"


@attrs.frozen
class Block:
    """One block: how it is set, and its words in one line."""

    set: Set
    words: str


COLUMN_NAME = 60
"""Most characters of a column's name; a longer cell in a first row is content. Assumed."""

_FEWEST_BELOW = 2
"""Rows that must stand below a first row that is not marked; assumed: one may be anything."""

_CAPTIONED = ("caption", "photo", "image", "picture", "file ", "file:", "video", "graphic")
"""How captions begin that already say that they are one, in small letters."""


def text_of(blocks: Iterable[Block]) -> str:
    """Set blocks as text: one blank line between them, none between the items of a list."""
    written: list[str] = []
    last: Set | None = None
    for block in blocks:
        if block.words:
            if last is not None:
                written.append("\n" if last is block.set is Set.ITEM else "\n\n")
            written.append(_set(block))
            last = block.set
    return "".join(written) + "\n" if written else ""


def _set(block: Block) -> str:
    if block.set is Set.ITEM:
        return f"- {block.words}"
    if block.set is Set.CAPTION and not block.words.lower().startswith(_CAPTIONED):
        return f"Caption: {block.words}"
    return block.words


def rows_as_blocks(rows: Sequence[Sequence[str]], *, has_header: bool) -> Iterator[Block]:
    """Give the rows of a table as items, each cell with the name of its column.

    Parameters
    ----------
    has_header
        Whether the first row is marked as one. Without a mark it still is one where it alone has
        no figure, and every cell of it has words.
    """
    is_headed = has_header or _is_headed(rows)
    names = [one_line(cell) for cell in rows[0]] if rows and is_headed else []
    for row in rows[1:] if names else rows:
        cells = [
            f"{names[at]}: {cell}" if at < len(names) and names[at] else cell
            for at, cell in enumerate(map(one_line, row))
            if cell
        ]
        yield Block(Set.ITEM, " | ".join(cells))


def _is_headed(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether a first row names columns: two rows or more below it, each with a figure."""
    first, below = rows[:1], rows[1:]
    if len(below) < _FEWEST_BELOW or not all(0 < len(cell) <= COLUMN_NAME for cell in first[0]):
        return False
    figures = [any(char.isdigit() for cell in row for char in cell) for row in rows]
    return len(first[0]) > 1 and not figures[0] and all(figures[1:])


def titled(blocks: Iterable[Block], title: str) -> list[Block]:
    """Give blocks that begin with the title, once."""
    found = list(blocks)
    begins = any(block.words.casefold() == title.casefold() for block in found[:3])
    return found if begins or not title else [Block(Set.HEADING, title), *found]
