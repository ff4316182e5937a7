"""Web pages: what was written for readers, without menus, adverts and footers.

trafilatura tells the article from its page. Captions, which it leaves out, are put back where they
stood, because "people wait at the bridge" under a picture is a claim, if a weak one. The title and
the day of publication come from what the page says about itself, never from dates in its text.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from panah.domain.report import Extracted
from panah.domain.when import When
from panah.errors import ReportError
from panah.reading.files.blocks import Block, Set, rows_as_blocks, text_of, titled
from panah.reading.files.flat_page import parted
from panah.reading.files.opening import finished, looks_like, need, one_line
from panah.reading.files.replies import left_out

__all__ = ["article_of", "read_html"]

MAX_PAGE = 5_000_000
"""Longest page in characters. Assumed: a long article with its scripts has under a million."""

MAX_TAGS = 100_000
"""Most tags of a page. Assumed: a long article with comments has some 5,000."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_WINDOWS = frozenset({"ascii", "us-ascii", "iso-8859-1", "latin1", "latin-1"})
"""Names of encodings that pages use for windows-1252: the WHATWG Encoding Standard, section 4.2."""

_LATEST = "2100-01-01"
"""The last day a page may give: the reader has no clock."""

_OTHERWISE = "save the article's own page, or its text as .txt"

if TYPE_CHECKING:
    from trafilatura.settings import Document

Tree = Any
"""An element of lxml, which ships no types."""


def read_html(received: bytes, name: str, *, cited: bool = True) -> Extracted:
    """Take the article out of a web page.

    Parameters
    ----------
    cited
        Whether what a message cites of an earlier one is kept.

    Raises
    ------
    ReportError
        If it is no page, is not in the encoding it names, holds no article, or is larger than
        `MAX_PAGE` or `MAX_TAGS`.
    """
    found = looks_like(received)
    if found and found != "an HTML page":
        raise ReportError(
            f"{name}: this is not an HTML page (it is {found}); give it the ending it should have"
        )
    return article_of(_decoded(received, name), name, cited=cited)


def article_of(page: str, name: str, *, cited: bool = True) -> Extracted:
    """Take the article out of a page whose characters are known.

    Parameters
    ----------
    cited
        As of `read_html`.

    Raises
    ------
    ReportError
        If it holds no article, or is larger than `MAX_PAGE` or `MAX_TAGS`.
    """
    _refuse(page, name)
    need("trafilatura", name)
    tree = _tree(page, name)
    dropped = 0 if cited else _drop_cited(tree)
    _drop_unseen(tree)
    _put_captions_back(tree)
    article = _article(tree, name)
    title = one_line(article.title or "")
    blocks = list(_blocks(article.body))
    if len(blocks) == 1:
        whole = _tree(page, name)
        dropped = 0 if cited else _drop_cited(whole)
        blocks = list(parted(whole, _words)) or blocks
    text = text_of(titled(blocks, title))
    return Extracted(
        text=finished(text, name, otherwise=_OTHERWISE),
        extractor=f"html 1 (trafilatura {_version()})",
        title=title,
        published=When.on(date.fromisoformat(article.date)) if article.date else None,
        lang=_lang(tree),
        warnings=(left_out(name, _pieces(dropped)),) if dropped else (),
    )


def _pieces(dropped: int) -> str:
    return "1 piece" if dropped == 1 else f"{dropped} pieces"


def _decoded(received: bytes, name: str) -> str:
    """Give a page's characters, in the encoding that it names, or UTF-8 if it names none."""
    named = _CHARSET.search(received[:4096])
    encoding = named.group(1).decode("ascii").lower() if named else "utf-8-sig"
    encoding = "utf-8-sig" if received.startswith(b"\xef\xbb\xbf") else encoding
    try:
        return received.decode("windows-1252" if encoding in _WINDOWS else encoding)
    except LookupError as error:
        raise ReportError(
            f"{name}: says its encoding is {encoding}, which is not known; save it as UTF-8"
        ) from error
    except UnicodeDecodeError as error:
        raise ReportError(
            f"{name}: not {encoding.removesuffix('-sig')} at byte {error.start}; save it as UTF-8, "
            f"so that every word stays as it was written"
        ) from error


def _refuse(page: str, name: str) -> None:
    if not page.strip():
        raise ReportError(f"{name}: the file is empty; there is nothing to read")
    if len(page) > MAX_PAGE:
        raise ReportError(
            f"{name}: has {len(page):,} characters; a page may have up to {MAX_PAGE:,}: "
            f"{_OTHERWISE}"
        )
    if (tags := page.count("<")) > MAX_TAGS:
        raise ReportError(
            f"{name}: has {tags:,} tags; a page may have up to {MAX_TAGS:,}: {_OTHERWISE}"
        )


def _tree(page: str, name: str) -> Tree:
    from lxml import etree, html  # type: ignore[import-untyped]  # noqa: PLC0415

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        return html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except etree.LxmlError as error:
        raise ReportError(f"{name}: cannot be read as a page ({error}); {_OTHERWISE}") from error


def _drop_unseen(tree: Tree) -> None:
    """Drop what a browser that runs scripts does not show."""
    for element in list(tree.iter("noscript", "template")):
        element.drop_tree()


def _drop_cited(tree: Tree) -> int:
    """Drop what mail programs mark as cited of an earlier message; give how many pieces.

    A page that holds nothing else keeps them.
    """
    found = tree.xpath(".//blockquote[@type='cite'][not(ancestor::blockquote[@type='cite'])]")
    if len(_words(tree)) <= sum(len(_words(one)) + 1 for one in found):
        return 0
    for element in found:
        element.drop_tree()
    return len(found)


def _put_captions_back(tree: Tree) -> None:
    """Set each caption as a paragraph behind its figure, where the article is looked for."""
    from lxml import html  # noqa: PLC0415

    for caption in list(tree.iter("figcaption")):
        words = _words(caption)
        figure = next(caption.iterancestors("figure"), caption)
        if words and figure.getparent() is not None:
            paragraph = html.Element("p")
            paragraph.text = text_of([Block(Set.CAPTION, words)]).strip()
            figure.addnext(paragraph)
        caption.drop_tree()


def _article(tree: Tree, name: str) -> "Document":
    from trafilatura import bare_extraction  # noqa: PLC0415  (loads when a page is read)
    from trafilatura.settings import Document  # noqa: PLC0415

    try:
        found = bare_extraction(
            tree,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={
                "extensive_search": False,
                "original_date": True,
                "max_date": _LATEST,
            },
        )
    except RecursionError as error:
        raise ReportError(f"{name}: its tags are nested too deep to read; {_OTHERWISE}") from error
    except ValueError as error:
        raise ReportError(
            f"{name}: holds characters that no page may hold; {_OTHERWISE}"
        ) from error
    if not isinstance(found, Document):
        raise ReportError(f"{name}: there is no article in this page; {_OTHERWISE}")
    return found


_SETS = {"head": Set.HEADING, "item": Set.ITEM}
_WITHIN = frozenset({"list", "div", "body", "quote"})
"""What holds blocks of its own."""

_BREAKS = frozenset({"br", "lb"})
"""Line breaks, of HTML and of trafilatura."""


def _blocks(body: Tree) -> Iterator[Block]:
    """Give the blocks of an article as trafilatura marks them."""
    for element in body:
        if element.tag == "table":
            rows = [[_words(cell) for cell in row] for row in element.iter("row")]
            first = element.find(".//row")
            has_header = first is not None and all(cell.get("role") for cell in first)
            yield from rows_as_blocks(rows, has_header=has_header)
        elif element.tag in _WITHIN and len(element):
            if words := one_line(element.text or ""):
                yield Block(Set.PARAGRAPH, words)
            yield from _blocks(element)
        else:
            yield Block(_SETS.get(element.tag, Set.PARAGRAPH), _words(element))


def _words(element: Tree) -> str:
    """Give the words of an element; a line break parts words, a change of type does not."""
    return one_line("".join(_texts(element)))


def _texts(element: Tree) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in _BREAKS:
            yield " "
        yield from _texts(child)
        yield child.tail or ""


def _lang(tree: Tree) -> str:
    """Give the language a page says it is in, if that can be one."""
    lang = (
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    ).strip()
    return lang if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", lang) else ""


def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415  (loads when a page is read)

    return version("trafilatura")
