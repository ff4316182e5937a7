"""Pages in a text: a form feed stands between two, so that a citation can name its page."""

__all__ = ["PAGE_BREAK", "page_of"]

PAGE_BREAK = "\f"


def page_of(text: str, offset: int) -> int | None:
    r"""Give the page on which a character stands, from 1; None if the text has no pages.

    Parameters
    ----------
    text
        A report's text as kept.
    offset
        Place of the character, in code points from the start.

    Examples
    --------
    >>> page_of("first page\n\n\fsecond page", 14)
    2
    """
    if PAGE_BREAK not in text:
        return None
    return text.count(PAGE_BREAK, 0, offset + 1) + 1
