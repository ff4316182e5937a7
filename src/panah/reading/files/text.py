"""Plain text and Markdown: kept as they are.

The text is never normalised: spans of claims point into it. Only UTF-8 is taken, because a wrong
guess of an encoding would put wrong words in a speaker's mouth.
"""

from panah.domain.report import Extracted
from panah.errors import ReportError

__all__ = ["read_text"]

EXTRACTOR = "text 1"
_MARK = b"\xef\xbb\xbf"


def read_text(received: bytes, name: str) -> Extracted:
    """Take a text file as it is, less a byte order mark.

    Raises
    ------
    ReportError
        If the bytes are not UTF-8 text, or hold nothing but white space.
    """
    if b"\0" in received:
        raise ReportError(
            f"{name}: this is not a text file (it holds a zero byte at {received.index(0)}); "
            f"save the report as plain text in UTF-8"
        )
    try:
        text = received.removeprefix(_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ReportError(
            f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8, so that every word stays "
            f"as it was written"
        ) from error
    if not text.strip():
        raise ReportError(f"{name}: the file is empty; there is nothing to read")
    return Extracted(text=text, extractor=EXTRACTOR)
