"""A folder of annotated reports: ``docs`` with texts and what is known of them, ``gold``.

Every line of the annotation is checked as it is read: a kind that is misspelt would otherwise count
as a claim that nobody can find.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from panah.case.folder import received_bytes
from panah.domain.canonical import digest
from panah.domain.report import Report
from panah.domain.when import When
from panah.errors import CaseError, DateError, FileError
from panah.plugins import file_reader

__all__ = ["KINDS", "POLARITIES", "STATUSES", "annotated", "annotation", "texts_of"]

KINDS = frozenset(
    [
        *("offer", "request", "refusal_or_limit", "displaced_count", "arrivals_count"),
        *("hosted_count", "camp", "evacuation_flight", "resettlement_quota", "agreement_talks"),
        *("return_repatriation", "closure_or_suspension", "supply", "condition", "forecast"),
    ]
)
STATUSES = frozenset(
    [
        *("asked", "considering", "in_talks", "near_final", "agreed", "ready", "announced"),
        *("under_way", "completed", "suspended", "declined"),
    ]
)
POLARITIES = frozenset({"asserted", "negated", "hedged"})
"""The closed lists of the annotation: docs/howto/measure.md."""

_CLOSED = {"kind": KINDS, "status": STATUSES, "polarity": POLARITIES}
_TEXTS = ("actor", "counterpart", "origin", "group", "place", "speaker", "via", "quote")
_MADE = "docs/NNN.txt, docs/NNN.meta.json and gold/NNN.jsonl"


def texts_of(root: Path) -> list[Path]:
    """Give the texts of a folder, each of which has its annotation.

    Raises
    ------
    CaseError
        If the folder is not such a folder; says what is missing.
    """
    texts = sorted((root / "docs").glob("*.txt"))
    if not texts or not (root / "gold").is_dir():
        lacks = "no docs/*.txt" if not texts else "no folder gold"
        raise CaseError(f"{root} must hold {_MADE}; there is {lacks} in it")
    named = {file.stem for file in texts}
    alone = sorted(f.name for f in (root / "gold").glob("*.jsonl") if f.stem not in named)
    if alone:
        raise CaseError(f"{root}: gold/{alone[0]} annotates no text; there is no docs/ of its name")
    return texts


def annotated(file: Path) -> Report:
    """Give a report of such a folder, with what its meta file says of it.

    Raises
    ------
    FileError
        If the meta file is not an object of JSON, or gives a date that is none.
    """
    received = received_bytes(file)
    text = file_reader(file.name)(received, file.name).text
    meta_file = file.with_suffix(".meta.json")
    meta = _meta(meta_file)
    try:
        day = When.parse(str(meta["date"])) if meta.get("date") else None
    except DateError as error:
        raise FileError(f"{meta_file}: date: {error}") from error
    first = day.earliest if day else None
    return Report(
        id=digest(text),
        name=file.name,
        publisher=str(meta.get("publisher") or ""),
        title=str(meta.get("title") or ""),
        lang=str(meta.get("lang") or "en"),
        published=day,
        year=first.year if first else None,
        extractor="text 1",
        text_hash=digest(text),
        text=text,
    )


def annotation(file: Path) -> Iterator[Mapping[str, object]]:
    """Give the claims annotated in a file of JSON Lines.

    Raises
    ------
    FileError
        If there is no such file, or a line of it is no claim of the annotation; names the line.
    """
    if not file.is_file():
        raise FileError(f"there is no {file}; a report without claims has an empty file")
    for number, line in enumerate(_text(file).splitlines(), start=1):
        if line.strip():
            where = f"{file}, line {number}"
            claim = _object(line, where)
            _check(claim, where)
            yield claim


def _meta(file: Path) -> Mapping[str, object]:
    return _object(_text(file), str(file)) if file.is_file() else {}


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(f"{file} cannot be read as UTF-8: {error}") from error


def _object(written: str, where: str) -> Mapping[str, object]:
    try:
        found = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise FileError(f"{where}: not JSON: {error}") from error
    if not isinstance(found, dict):
        raise FileError(f"{where}: must be an object of JSON, not {type(found).__name__}")
    return found


def _check(claim: Mapping[str, object], where: str) -> None:
    """Refuse a claim that no annotator can have meant."""
    for field, right in _CLOSED.items():
        value = claim.get(field)
        if (value is not None or field == "kind") and value not in right:
            listed = ", ".join(sorted(right))
            raise FileError(f"{where}: {field} is {value!r}; it must be one of {listed}")
    for field in _TEXTS:
        value = claim.get(field)
        if not isinstance(value, str) and (value is not None or field == "quote"):
            raise FileError(f"{where}: {field} must be a text, not {value!r}")
    others = claim.get("alt_quotes") or []
    if not isinstance(others, list) or not all(isinstance(one, str) for one in others):
        raise FileError(f"{where}: alt_quotes must be a list of texts, not {others!r}")
    _check_quantity(claim.get("quantity"), where)


def _check_quantity(quantity: object, where: str) -> None:
    if quantity is None:
        return
    ends = [quantity.get(end) for end in ("low", "high")] if isinstance(quantity, dict) else ["?"]
    if not all(one is None or type(one) in {int, float} for one in ends):
        raise FileError(
            f'{where}: quantity must be null or as {{"low": 5, "high": null, "unit": "people"}}, '
            f"not {quantity!r}"
        )
