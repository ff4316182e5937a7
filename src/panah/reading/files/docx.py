"""Word documents: headings, paragraphs, lists, tables and footnotes in the order of the document.

python-docx opens the document; its tree is walked here, because changes that somebody tracked and
text in boxes are words of the report too. Tracked changes are read as if they were accepted, and
the reader is told.
"""

import io
import zlib
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile

from panah.domain.report import Extracted
from panah.errors import ReportError
from panah.reading.files.blocks import COLUMN_NAME, Block, Set, rows_as_blocks, text_of, titled
from panah.reading.files.opening import finished, need, one_line, open_archive

__all__ = ["read_docx"]

PROSE = 300
"""Characters of a cell from which on a table sets a page rather than lists things. Assumed."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
"""Names of ECMA-376, Office Open XML, parts 1 and 3."""

_BLANKS = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab"})
_ELSEWHERE = frozenset({_FALLBACK, f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}pPr"})
"""What a paragraph holds that is not part of its line: second forms, moved and boxed words."""

_FAULTS = (
    BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
)
"""What a document that is built wrongly makes the library raise."""

Tree = Any
"""An element of lxml, which ships no types."""


def read_docx(received: bytes, name: str) -> Extracted:
    """Take the words of a Word document.

    Raises
    ------
    ReportError
        If it is no Word document, is broken or encrypted, would unpack to too much, or holds no
        text.
    """
    open_archive(received, name, wanted="a Word document (.docx)").close()
    need("docx", name)
    from docx.opc.exceptions import OpcError  # noqa: PLC0415  (loads when a document is read)
    from lxml.etree import LxmlError  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        taken = _taken(received, name)
    except ReportError:
        raise
    except (*_FAULTS, OpcError, LxmlError) as error:
        raise ReportError(
            f"{name}: cannot be opened as a Word document; open it in a word processor and save it "
            f"anew as .docx"
        ) from error
    finished(taken.text, name, otherwise="if it shows pictures of text, hand in the text")
    return taken


def _taken(received: bytes, name: str) -> Extracted:
    import docx  # noqa: PLC0415

    document = docx.Document(io.BytesIO(received))
    body = document.element.body
    if body.getroottree().docinfo.doctype:
        raise ReportError(
            f"{name}: declares a document type, which no word processor writes; what it stands for "
            f"cannot be told: open it in a word processor and save it anew as .docx"
        )
    styles = {style.style_id: style.name or "" for style in document.styles}
    blocks = [*_blocks(body, styles), *_footnotes(document)]
    about = document.core_properties if _says(document) else None
    title = one_line(about.title) if about else ""
    return Extracted(
        text=text_of(titled(blocks, title)),
        extractor=f"docx 1 (python-docx {_version()})",
        title=title,
        lang=one_line(about.language) if about else "",
        warnings=tuple(_warnings(body, about.modified if about else None, name)),
    )


def _says(document: Any) -> bool:  # noqa: ANN401  # a Document of python-docx
    """Tell whether a document says anything about itself; the library would make it up."""
    relations = document.part.package.rels.values()
    return any(one.reltype.endswith("/core-properties") for one in relations)


def _blocks(parent: Tree, styles: dict[str, str]) -> Iterator[Block]:
    for element in parent:
        if element.tag == f"{_W}p":
            yield _paragraph(element, styles)
            for box in _boxes(element):
                yield from _blocks(box, styles)
        elif element.tag == f"{_W}tbl":
            yield from _table(element, styles)
        elif element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
            yield from _blocks(element, styles)


def _paragraph(element: Tree, styles: dict[str, str]) -> Block:
    style = styles.get(_value(element, f"{_W}pPr/{_W}pStyle"), "").lower()
    words = one_line("".join(_runs(element)))
    if style.startswith(("heading", "title")):
        return Block(Set.HEADING, words)
    if style.startswith("caption"):
        return Block(Set.CAPTION, words)
    is_item = style.startswith("list") or element.find(f"{_W}pPr/{_W}numPr") is not None
    return Block(Set.ITEM if is_item else Set.PARAGRAPH, words)


def _runs(element: Tree) -> Iterator[str]:
    """Give the words of a paragraph as they stand, without those that stand elsewhere."""
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag not in _ELSEWHERE:
            yield from _runs(child)


def _boxes(element: Tree) -> Iterator[Tree]:
    """Give the text boxes that hang on a paragraph, each once."""
    for child in element:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag != _FALLBACK:
            yield from _boxes(child)


def _table(element: Tree, styles: dict[str, str]) -> Iterator[Block]:
    """Give a table as rows, or as paragraphs where it only sets the page."""
    rows = _rows(element)
    cells = [cell for row in rows for cell in row]
    if any(len(cell) > PROSE for cell in cells) or len(cells) == 1:
        for cell in element.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tbl")) is element:
                yield from _blocks(cell, styles)
        return
    is_marked = _value(element, f"{_W}tblPr/{_W}tblLook", "firstRow") == "1"
    is_marked = is_marked or element.find(f"{_W}tr/{_W}trPr/{_W}tblHeader") is not None
    has_header = len(rows) > 1 and all(0 < len(name) <= COLUMN_NAME for name in rows[0])
    yield from rows_as_blocks(rows, has_header=has_header and is_marked)


def _rows(element: Tree) -> list[list[str]]:
    """Give the words of each cell; a cell that goes on below is repeated in each row."""
    rows: list[list[str]] = []
    for row in element.findall(f"{_W}tr"):
        cells: list[str] = []
        for cell in row.findall(f"{_W}tc"):
            goes_on = cell.find(f"{_W}tcPr/{_W}vMerge") is not None
            is_first = _value(cell, f"{_W}tcPr/{_W}vMerge") == "restart"
            above = rows[-1][len(cells)] if rows and len(cells) < len(rows[-1]) else ""
            words = (one_line("".join(_runs(one))) for one in cell.iter(f"{_W}p"))
            text = above if goes_on and not is_first else " ".join(filter(None, words))
            span = _value(cell, f"{_W}tcPr/{_W}gridSpan")
            cells += [text, *[""] * (min(int(span), 63) - 1 if span.isdecimal() else 0)]
        rows.append(cells)
    return rows


def _footnotes(document: Any) -> Iterator[Block]:  # noqa: ANN401  # a Document of python-docx
    from docx.oxml import parse_xml  # noqa: PLC0415

    for relation in document.part.rels.values():
        if relation.reltype == _FOOTNOTES and not relation.is_external:
            for note in parse_xml(relation.target_part.blob):
                if not note.get(f"{_W}type"):
                    words = (one_line("".join(_runs(one))) for one in note.iter(f"{_W}p"))
                    yield Block(Set.PARAGRAPH, " ".join(filter(None, words)))


def _value(element: Tree, path: str, key: str = "val") -> str:
    found = element.find(path)
    value = None if found is None else found.get(f"{_W}{key}")
    return value or ""


def _warnings(body: Tree, modified: Any, name: str) -> Iterator[str]:  # noqa: ANN401  # datetime or None
    if any(next(body.iter(f"{_W}{change}"), None) is not None for change in ("ins", "del")):
        yield (
            f"{name}: holds tracked changes; it was read as if they were accepted, so make sure "
            f"that this is the version that was published"
        )
    if modified is not None:
        yield (
            f"{name}: was last saved on {modified.date()}, which need not be when it was "
            f"published; give --published"
        )


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415  (loads when a document is read)

    return version("python-docx")
