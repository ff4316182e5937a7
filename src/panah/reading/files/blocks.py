"""A document as headings, paragraphs, list items, captions and table rows, and the text they give.

A reader of text tells these apart by how they are set: a heading is a short paragraph of its own,
an item begins with a dash, a caption says that it is one. A table's row is an item that names its
columns, so that a number never stands without what it counts.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

import attrs

from panah.reading.files.opening import one_line

__all__ = ["Block", "Set", "rows_as_blocks", "text_of", "titled"]


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
    """Give the rows of a table as items, each cell with the name of its column."""
    names = [one_line(cell) for cell in rows[0]] if rows and has_header else []
    for row in rows[1:] if names else rows:
        cells = [
            f"{names[at]}: {cell}" if at < len(names) and names[at] else cell
            for at, cell in enumerate(map(one_line, row))
            if cell
        ]
        yield Block(Set.ITEM, " | ".join(cells))


def titled(blocks: Iterable[Block], title: str) -> list[Block]:
    """Give blocks that begin with the title, once."""
    found = list(blocks)
    begins = any(block.words.casefold() == title.casefold() for block in found[:3])
    return found if begins or not title else [Block(Set.HEADING, title), *found]
