"""Plain text and Markdown: kept as they are.

The text is never normalised: spans of claims point into it. Only UTF-8 is taken, and
UTF-16 where the file begins with its mark, because a wrong guess of an encoding would put wrong
words in a speaker's mouth.
"""

from panah.domain.report import Extracted
from panah.errors import ReportError
from panah.reading.files.opening import decoded

__all__ = ["read_text"]

EXTRACTOR = "text 1"


def read_text(received: bytes, name: str) -> Extracted:
    """Take a text file as it is, less a byte order mark.

    Raises
    ------
    ReportError
        If the bytes are neither, or hold nothing but white space.
    """
    try:
        text = decoded(received)
    except UnicodeDecodeError as error:
        _refuse_other(received, name)
        raise ReportError(
            f"{name}: not UTF-8 at byte {error.start}; save it as UTF-8, so that every word stays "
            f"as it was written"
        ) from error
    if "\0" in text:
        _refuse_other(received, name)
    if not text.strip():
        raise ReportError(f"{name}: the file is empty; there is nothing to read")
    return Extracted(text=text, extractor=EXTRACTOR)


def _refuse_other(received: bytes, name: str) -> None:
    if b"\0" in received:
        raise ReportError(
            f"{name}: this is not a text file (it holds a zero byte at {received.index(0)}); "
            f"save the report as plain text in UTF-8"
        )
