"""Scores of a reader on annotated reports: a folder with ``docs`` and ``gold``.

``docs`` holds ``NNN.txt`` and ``NNN.meta.json`` (title, publisher, date, url, lang), ``gold``
holds ``NNN.jsonl`` in the annotation's fields. The annotation's own scorer measures the same way.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from panah.case.annotated import annotated, annotation, texts_of
from panah.case.reading import DEADLINE, MODEL_DEADLINE, context
from panah.case.second import NAME as MODEL
from panah.case.second import reader_named
from panah.case.settings import Settings, read_settings
from panah.case.unwatched import quiet
from panah.case.words import Words
from panah.case.writing import write_file
from panah.domain.reading import TextReader
from panah.errors import CaseError
from panah.plugins import ENCODER

if TYPE_CHECKING:
    from panah.reading.evaluate import Document, Scores

__all__ = ["as_plain", "as_table", "evaluate_reading"]


def evaluate_reading(
    folder: str | Path,
    written: str | Path | None = None,
    *,
    reader: str = ENCODER,
    case: str | Path | None = None,
    progress: Callable[[int, int], None] = quiet,
) -> "Scores":
    """Read the reports of a folder and score what was read.

    Parameters
    ----------
    written
        Where the predictions go too, one file a report; None for nowhere.
    reader
        ``llm`` for the model that `case` names, read beside the rules.
    case
        The folder of a case whose words and settings count; None for panah's own.

    Raises
    ------
    CaseError
        If the folder is not such a folder; says what is missing. If no case names the model.
    FileError
        If a line of the annotation is not as the annotation has it; names the line.
    """
    from panah.reading.evaluate import scores  # noqa: PLC0415  (loads when needed)

    root = Path(folder)
    texts = texts_of(root)
    home = root if case is None else Path(case)
    settings = Settings(name="evaluation") if case is None else read_settings(home)
    if reader == MODEL and case is None:
        raise CaseError("a case names the model that is asked: give --case with its folder")
    words, chosen = Words(folder=home, settings=settings), reader_named(reader, home, settings)
    documents = []
    for number, file in enumerate(texts, start=1):
        progress(number, len(texts))
        documents.append(_document(root, file, chosen, words))
        if written is not None:
            Path(written).mkdir(parents=True, exist_ok=True)
            lines = "".join(_line(one) for one in documents[-1].predicted)
            write_file(Path(written) / f"{file.stem}.jsonl", lines.encode("utf-8"))
    return scores(documents)


def as_plain(found: "Scores") -> dict[str, object]:
    """Give scores as plain values for JSON."""
    return {
        "documents": found.documents,
        "gold": found.gold,
        "predicted": found.predicted,
        "duplicates": found.duplicates,
        "seen": round(found.seen, 4),
        "shares": {
            one.measure: {"share": one.share, "low": one.low, "high": one.high}
            for one in found.shares
        },
        "unflagged": found.unflagged,
        "failed": found.failed,
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


def as_table(found: "Scores") -> str:
    """Give scores as a table for the terminal."""
    head = f"{found.documents} reports, {found.gold} annotated claims, {found.predicted} read"
    lines = [
        f"{head} ({found.duplicates} repeats set aside)",
        f"{'measure':26}     P      R     F1   95 % of F1, by drawing reports",
    ]
    for one in found.measures:
        interval = _between(one.low, one.high)
        figures = f"{one.precision:6.3f} {one.recall:6.3f} {one.f1:6.3f}"
        lines.append(f"{one.measure:26}{figures}{interval}")
    lines += [
        f"{one.measure:26}{'':7}{one.share:6.3f}{'':7}{_between(one.low, one.high)}"
        for one in found.shares
    ]
    lines.append(f"{'denials misread, unflagged':26}{'':7}{found.unflagged:6d}")
    if found.failed:
        lines.append(f"{'questions to a model failed':29}{'':4}{found.failed:6d}")
    lines.append("\nby kind, claims of that kind alone")
    lines += [
        f"{one.measure:26}{one.precision:6.3f} {one.recall:6.3f} {one.f1:6.3f}"
        for one in found.by_kind
    ]
    return "\n".join(lines) + "\n"


def _between(low: float | None, high: float | None) -> str:
    return "" if low is None else f"   {low:.3f} to {high:.3f}"


def _document(root: Path, file: Path, reader: TextReader, words: Words) -> "Document":
    from panah.reading.annotate import predictions  # noqa: PLC0415  (loads when needed)
    from panah.reading.evaluate import Document  # noqa: PLC0415  (loads when needed)

    report = annotated(file)
    deadline = MODEL_DEADLINE if reader.name == MODEL else DEADLINE
    reading = reader.read(report, context(words.overlay, quiet, deadline=deadline))
    found = predictions(report, reading, name=words.names.of, country=words.places.country)
    return Document(
        name=file.stem,
        text=report.text,
        gold=tuple(annotation(root / "gold" / f"{file.stem}.jsonl")),
        predicted=tuple(found),
        unread=tuple(item.span for item in reading.unread),
        failed=len(reading.failures),
    )


def _line(claim: Mapping[str, object]) -> str:
    return json.dumps(claim, ensure_ascii=False) + "\n"
