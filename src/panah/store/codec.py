"""How an entry is written down: the one JSON form that every store and every export uses.

What is written is the entry's `body`, from which its key is made. Reading it back is strict: a
field that is not known, or is of another type, is an error that says where. It is done fast and
without reasons first (`panah.store.wire`), because a ledger is read whole; what fails is read again
to say why (`panah.store.shape`).
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from panah.domain.canonical import digest
from panah.domain.claim import Claim
from panah.domain.entry import LAYOUT, Entry, Kept
from panah.errors import ChainError, ClaimError, LedgerError
from panah.store.scalars import moment
from panah.store.wire import REFUSED, entry_of

__all__ = ["claim_from", "from_json", "kept_from", "to_json"]


def to_json(entry: Entry) -> str:
    """Give the canonical JSON of an entry's content, once it is sure that it can be read back.

    Raises
    ------
    LedgerError
        If it could not: a ledger that held it could never be opened again.
    """
    what = f"this entry ({entry.act} by {entry.by or 'nobody'}) cannot be kept"
    if entry.at.tzinfo is None:
        raise LedgerError(f"{what}: its moment {entry.at} has no time zone; give it in UTC")
    try:
        from_json(entry.body)
        entry.body.encode("utf-8")
    except (LedgerError, UnicodeEncodeError) as error:
        raise LedgerError(f"{what}, because it could not be read back: {error}") from error
    return entry.body


def from_json(text: str) -> Entry:
    """Read an entry's content back.

    Raises
    ------
    LedgerError
        If it is not an entry's content; says which field is wrong.
    """
    try:
        return entry_of(text)
    except REFUSED:
        return _told(_loaded(text))


def kept_from(body: str, *, seq: int, received: str, key: str, chain: tuple[str, str]) -> Kept:
    """Read an entry back with its place in the log, and hold its content against its key.

    Parameters
    ----------
    body
        The content as stored. It becomes the entry's body letter for letter, so that whoever
        checks the chain sees what was stored.
    seq, received, key, chain
        Its place as stored; `chain` is the hash of the entry before it and its own.

    Raises
    ------
    ChainError
        If the content or the moment is not what was stored; names the entry.
    LedgerError
        If the content is not one that this panah can read.
    """
    if digest(body) != key:
        raise ChainError(f"entry {seq}: its content is not what its key was made from")
    try:
        entry, when = from_json(body), _received(received)
    except LedgerError as error:
        raise LedgerError(f"entry {seq}: {error}") from error
    except ValueError as error:
        raise ChainError(f"entry {seq}: the moment it was received: {error}") from error
    entry = entry.as_stored(body, key)
    return Kept(seq, when, entry, *chain)


def claim_from(given: Mapping[str, Any]) -> Claim:
    """Read a claim in plain values from elsewhere, in the field names of the domain.

    Raises
    ------
    ClaimError
        If it is not a claim; names every field that is wrong, and what would be right.
    """
    from panah.store import shape  # noqa: PLC0415  (loads when something is read from elsewhere)

    try:
        return shape.converter(as_kept=False).structure(dict(given), Claim)
    except shape.REFUSED as error:
        raise ClaimError(shape.why_not(error)) from error


def _loaded(text: str) -> dict[str, Any]:
    try:
        content = _JSON.decode(text)
    except (ValueError, RecursionError) as error:
        raise LedgerError(f"the content is not JSON: {error}") from error
    if not isinstance(content, dict):
        raise LedgerError("the content of an entry is not an object in braces")
    layout = content.get("v")
    if type(layout) is not int:
        raise LedgerError(f"the content has no layout: v must be a number, got {layout!r}")
    if layout != LAYOUT:
        raise LedgerError(
            f"the content has layout {layout} and this panah reads layout {LAYOUT}; "
            f"open it with the panah that wrote it, or a later one"
        )
    return content


def _told(content: dict[str, Any]) -> Entry:
    """Read it again, slowly, to say what is wrong."""
    from panah.store import shape  # noqa: PLC0415  (loads when something is wrong)

    try:
        return shape.entry_shape(content.get("act"))(content, Entry)  # type: ignore[no-any-return]
    except shape.FAULTS as error:
        raise LedgerError(f"the content is not an entry: {shape.why_not(error)}") from error


_received = lru_cache(maxsize=1024)(moment)
"""Moments of receipt; what is appended at once was mostly received at once."""


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is not a number that JSON has")


_JSON = json.JSONDecoder(parse_constant=_no_number)
