"""Scores of a reader on annotated reports: a folder with ``docs`` and ``gold``.

``docs`` holds ``NNN.txt`` and ``NNN.meta.json`` (title, publisher, date, url, lang), ``gold``
holds ``NNN.jsonl`` in the annotation's fields. The annotation's own scorer measures the same way.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from panah.case.case import quiet
from panah.case.folder import received_bytes
from panah.case.reading import context
from panah.case.settings import Settings
from panah.case.words import Words, words_of
from panah.case.writing import write_file
from panah.domain.canonical import digest
from panah.domain.report import Report
from panah.domain.when import When
from panah.errors import CaseError, FileError
from panah.plugins import file_reader, text_reader
from panah.reading.annotate import predictions
from panah.reading.evaluate import Document, Scores, scores

__all__ = ["annotated", "annotation", "as_plain", "as_table", "evaluate_reading"]


def evaluate_reading(
    folder: str | Path,
    written: str | Path | None = None,
    *,
    reader: str = "rules",
    progress: Callable[[int, int], None] = quiet,
) -> Scores:
    """Read the reports of a folder and score what was read.

    Parameters
    ----------
    written
        Where the predictions go too, one file a report; None for nowhere.

    Raises
    ------
    CaseError
        If the folder is not such a folder; says what is missing.
    FileError
        If a line of the annotation is not JSON.
    """
    root = Path(folder)
    texts = sorted((root / "docs").glob("*.txt"))
    if not texts or not (root / "gold").is_dir():
        raise CaseError(f"{root} must hold docs/NNN.txt, docs/NNN.meta.json and gold/NNN.jsonl")
    words = words_of(root, Settings(name="evaluation"))
    documents = []
    for number, file in enumerate(texts, start=1):
        progress(number, len(texts))
        documents.append(_document(root, file, reader, words))
        if written is not None:
            Path(written).mkdir(parents=True, exist_ok=True)
            lines = "".join(_line(one) for one in documents[-1].predicted)
            write_file(Path(written) / f"{file.stem}.jsonl", lines.encode("utf-8"))
    return scores(documents)


def as_plain(found: Scores) -> dict[str, object]:
    """Give scores as plain values for JSON."""
    return {
        "documents": found.documents,
        "gold": found.gold,
        "predicted": found.predicted,
        "duplicates": found.duplicates,
        "seen": round(found.seen, 4),
        "unflagged": found.unflagged,
        "measures": {
            one.measure: {
                "P": one.precision,
                "R": one.recall,
                "F1": one.f1,
                "low": one.low,
                "high": one.high,
            }
            for one in found.measures
        },
        "by_kind": {
            one.measure: {"P": one.precision, "R": one.recall, "F1": one.f1}
            for one in found.by_kind
        },
    }


def as_table(found: Scores) -> str:
    """Give scores as a table for the terminal."""
    head = f"{found.documents} reports, {found.gold} annotated claims, {found.predicted} read"
    lines = [
        f"{head} ({found.duplicates} repeats set aside)",
        f"{'measure':26}     P      R     F1   95 % of F1, by drawing reports",
    ]
    for one in found.measures:
        interval = "" if one.low is None else f"   {one.low:.3f} to {one.high:.3f}"
        figures = f"{one.precision:6.3f} {one.recall:6.3f} {one.f1:6.3f}"
        lines.append(f"{one.measure:26}{figures}{interval}")
    lines.append(f"{'read or flagged as unread':26}{'':7}{found.seen:6.3f}")
    lines.append(f"{'denials misread, unflagged':26}{'':7}{found.unflagged:6d}")
    lines.append("\nby kind, claims of that kind alone")
    lines += [
        f"{one.measure:26}{one.precision:6.3f} {one.recall:6.3f} {one.f1:6.3f}"
        for one in found.by_kind
    ]
    return "\n".join(lines) + "\n"


def _document(root: Path, file: Path, reader: str, words: Words) -> Document:
    report = annotated(file)
    reading = text_reader(reader).read(report, context(words.overlay, quiet))
    found = predictions(report, reading, name=words.names.of, country=words.places.country)
    return Document(
        name=file.stem,
        text=report.text,
        gold=tuple(annotation(root / "gold" / f"{file.stem}.jsonl")),
        predicted=tuple(found),
        unread=tuple(item.span for item in reading.unread),
    )


def annotated(file: Path) -> Report:
    """Give a report of such a folder, with what its meta file says of it."""
    received = received_bytes(file)
    text = file_reader(file.name)(received, file.name).text
    meta = _meta(file.with_suffix(".meta.json"))
    day = When.parse(str(meta["date"])) if meta.get("date") else None
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


def _meta(file: Path) -> Mapping[str, object]:
    if not file.is_file():
        return {}
    try:
        meta = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FileError(f"{file} is not JSON: {error}") from error
    return meta if isinstance(meta, dict) else {}


def annotation(file: Path) -> Iterator[Mapping[str, object]]:
    """Give the claims annotated in a file of JSON Lines."""
    if not file.is_file():
        raise FileError(f"there is no {file}; a report without claims has an empty file")
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                claim = json.loads(line)
            except ValueError as error:
                raise FileError(f"{file}, line {number}: not JSON: {error}") from error
            yield claim


def _line(claim: Mapping[str, object]) -> str:
    return json.dumps(claim, ensure_ascii=False) + "\n"
