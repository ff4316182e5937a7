"""What every reader of files asks first: whether a file is what its name says, and safe to open.

A few bytes of an archive can unpack to more than a computer holds, so its index is added up before
anything of it is unpacked, and no part is unpacked further than the index said.
"""

import io
import zipfile
import zlib
from importlib import import_module

from panah.errors import ReportError

__all__ = [
    "MAX_PARTS",
    "MAX_RATIO",
    "MAX_TEXT",
    "MAX_UNPACKED",
    "decoded",
    "finished",
    "is_archive",
    "looks_like",
    "need",
    "one_line",
    "open_archive",
    "refuse_other",
    "unpacked",
]

MAX_UNPACKED = 200 * 1024 * 1024
"""Most bytes an archive may unpack to. Assumed: ten times the largest report that is taken."""

MAX_RATIO = 200
"""How many times larger than the archive its parts may be, once they pass `FREE`. Assumed: office
documents of text shrink 5 to 30 times, a sheet of equal rows up to 100 times."""

FREE = 5 * 1024 * 1024
"""Bytes below which the ratio says nothing: a page of blanks shrinks a thousand times."""

MAX_PARTS = 5_000
"""Most parts of an archive. Assumed: a plan with a picture on each of its pages has hundreds."""

MAX_TEXT = 5_000_000
"""Longest text of one report in characters: some 2,000 pages."""

_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)
"""What a broken archive makes the library raise."""

_FORMATS = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "an Office document or another zip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0", "an Office file with a password, or one from before 2007"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"MZ", "a program"),
)
"""How files of other formats begin: the file signatures that their specifications give."""


_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
"""Byte order marks, which Windows programs write, and the encodings they stand for (Unicode 15,
table 2-4)."""


def decoded(received: bytes) -> str:
    """Give a text in the encoding that its byte order mark names, or in UTF-8.

    Raises
    ------
    UnicodeDecodeError
        If it is not in that encoding. No other is ever guessed.
    """
    mark, encoding = next((one for one in _MARKS if received.startswith(one[0])), (b"", "utf-8"))
    return received.removeprefix(mark).decode(encoding)


def looks_like(received: bytes) -> str:
    """Say in words what a file is by its first bytes; empty when they do not tell."""
    if received.startswith(tuple(mark for mark, _ in _MARKS)):
        return ""
    start = received[:1024].lstrip()
    for mark, what in _FORMATS:
        if start.startswith(mark):
            return what
    lower = start.lower()
    if lower.startswith((b"<!doctype html", b"<html")):
        return "an HTML page"
    return "a file that is not text" if b"\0" in start else ""


def refuse_other(received: bytes, name: str, *, wanted: str, starts: tuple[bytes, ...]) -> None:
    """Refuse a file that does not begin as its format does.

    Raises
    ------
    ReportError
        If it begins otherwise; says what it is, if that can be told.
    """
    if not received.strip():
        raise ReportError(f"{name}: the file is empty; there is nothing to read")
    if not received[:1024].lstrip().startswith(starts):
        found = looks_like(received)
        told = f"it is {found}" if found else f"it does not begin as {wanted} does"
        raise ReportError(
            f"{name}: this is not {wanted} ({told}); give it the ending it should have"
        )


def need(library: str, name: str) -> None:
    """Load a library of the extra ``files``.

    Raises
    ------
    ReportError
        If it is not installed.
    """
    try:
        import_module(library)
    except ImportError as error:
        raise ReportError(
            f"{name}: to read it, the extra `files` is needed: pip install 'panah[files]'; or save "
            f"its text as .txt"
        ) from error


def is_archive(received: bytes) -> bool:
    """Tell whether a file begins as a zip archive, which Office documents are."""
    return received.startswith(b"PK\x03\x04")


def open_archive(received: bytes, name: str, *, wanted: str) -> zipfile.ZipFile:
    """Open a zip archive once its index says that it is safe to unpack.

    Raises
    ------
    ReportError
        If it is no archive, broken, encrypted, or would unpack to too much.
    """
    refuse_other(received, name, wanted=wanted, starts=(b"PK\x03\x04",))
    try:
        archive = zipfile.ZipFile(io.BytesIO(received))
    except _FAULTS as error:
        raise ReportError(
            f"{name}: the file is broken or cut off ({error}); fetch it again, or save it anew"
        ) from error
    parts = archive.infolist()
    if len(parts) > MAX_PARTS:
        raise ReportError(
            f"{name}: holds {len(parts):,} parts; {wanted} has up to {MAX_PARTS:,}: save it anew"
        )
    if any(part.flag_bits & 1 for part in parts):
        raise ReportError(f"{name}: is encrypted; save it without a password and hand that in")
    size = sum(part.file_size for part in parts)
    if size > MAX_UNPACKED or size > max(FREE, MAX_RATIO * len(received)):
        raise ReportError(
            f"{name}: would unpack from {len(received):,} to {size:,} bytes, which no report does; "
            f"it was not opened"
        )
    return archive


def unpacked(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    """Give the bytes of one part; never more than the index says are read.

    Raises
    ------
    ReportError
        If the part is missing or broken.
    """
    try:
        return archive.read(part)
    except KeyError as error:
        raise ReportError(
            f"{name}: there is no {part} in it; it is not the document its ending says"
        ) from error
    except _FAULTS as error:
        raise ReportError(f"{name}: its part {part} is broken ({error}); save it anew") from error


def finished(text: str, name: str, *, otherwise: str) -> str:
    """Give a text that can be kept.

    Parameters
    ----------
    otherwise
        What to do when there is none.

    Raises
    ------
    ReportError
        If there is no text, or more than a report has.
    """
    if not text.strip():
        raise ReportError(f"{name}: there is no text in it; {otherwise}")
    if len(text) > MAX_TEXT:
        raise ReportError(
            f"{name}: has {len(text):,} characters of text; a report may have up to {MAX_TEXT:,}: "
            f"split it"
        )
    return text


def one_line(text: str) -> str:
    """Give words with single blanks between them and nothing that moves a cursor."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
