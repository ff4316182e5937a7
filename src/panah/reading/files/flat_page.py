"""A short page by its own tags, where trafilatura gives all of it in one piece.

A notice of a few lines has too little text for an article to be told from its page. Its headings,
paragraphs, items and rows are then taken as they stand, without menus, forms and footers.
"""

from collections.abc import Callable, Iterator
from typing import Any

from panah.reading.files.blocks import Block, Set, rows_as_blocks
from panah.reading.files.opening import one_line

__all__ = ["parted"]

Tree = Any
"""An element of lxml, which ships no types."""

_UNREAD = frozenset(
    [
        *("nav", "footer", "aside", "form", "script", "style", "noscript", "template", "head"),
        *("button", "select", "svg", "iframe"),
    ]
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_INLINE = frozenset(
    [
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "mark", "q", "s"),
        *("small", "span", "strong", "sub", "sup", "time", "u"),
    ]
)
"""Tags that set words within a line: phrasing content of the HTML Living Standard."""


def parted(tree: Tree, words: Callable[[Tree], str]) -> Iterator[Block]:
    """Give the blocks of a page in their order.

    Parameters
    ----------
    words
        Gives the words of an element.
    """
    run = [tree.text or ""]
    for child in tree:
        if child.tag in _INLINE and not any(inner.tag not in _INLINE for inner in child.iter()):
            run.append(words(child))
        elif child.tag not in _UNREAD:
            yield from _ended(run, tree.tag)
            yield from _rows(child, words) if child.tag == "table" else parted(child, words)
        run.append(child.tail or "")
    yield from _ended(run, tree.tag)


def _ended(run: list[str], tag: str) -> Iterator[Block]:
    """Give what stood in a line so far, and begin another."""
    said = one_line("".join(run))
    run.clear()
    if said:
        yield Block(_set(tag), said)


def _set(tag: str) -> Set:
    if tag == "li":
        return Set.ITEM
    return Set.HEADING if tag in _HEADINGS else Set.PARAGRAPH


def _rows(table: Tree, words: Callable[[Tree], str]) -> Iterator[Block]:
    rows = [[words(cell) for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    first = table.find(".//tr")
    has_header = first is not None and all(cell.tag == "th" for cell in first)
    yield from rows_as_blocks(rows, has_header=has_header)
