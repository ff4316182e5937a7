"""The language model as second reader: only where a case's ``[llm]`` settings name one.

The key, the clock, chance and the file of kept answers come in here; the engine knows none of them.
"""

import os
import random
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from panah.case.reading import DEADLINE
from panah.domain.reading import Reading, ReadingContext, TextReader
from panah.domain.report import Report
from panah.errors import CaseError
from panah.plugins import text_reader

if TYPE_CHECKING:
    from panah.case.settings import Settings
    from panah.reading.llm.reader import Estimate, ModelReader

__all__ = ["KEY", "NAME", "estimate", "reader_named"]

NAME = "llm"
"""What the second reader is called by: ``--reader llm``."""

KEY = "PANAH_LLM_KEY"
"""The environment variable that holds the key of the endpoint."""


def reader_named(name: str, folder: Path, settings: "Settings") -> TextReader:
    """Give the reader of text of that name; the model reads beside the rules, never alone.

    Raises
    ------
    CaseError
        If there is no such reader, or the case names no model.
    """
    if name != NAME:
        return text_reader(name)
    from panah.reading.fuse import BothReaders  # noqa: PLC0415  (loads with the model's reader)

    return BothReaders(_InTime(text_reader("rules")), _model(folder, settings), name=NAME)


class _InTime:
    """A reader that keeps its own deadline beside a slower one, which has hours."""

    def __init__(self, reader: TextReader) -> None:
        self._reader = reader
        self.name, self.version = reader.name, reader.version

    def read(self, report: Report, context: ReadingContext) -> Reading:
        """Read until the deadline of a report that is read by rules."""
        begun = time.monotonic()
        within = attrs.evolve(context, is_late=lambda: time.monotonic() - begun > DEADLINE)
        return self._reader.read(report, within)


def estimate(
    reports: Sequence[Report], folder: Path, settings: "Settings", context: ReadingContext
) -> "Estimate":
    """Give what asking the model about some reports would take at most; nothing is sent."""
    return _model(folder, settings).estimate(reports, context)


def _model(folder: Path, settings: "Settings") -> "ModelReader":
    if settings.llm is None:
        raise CaseError(
            f"{folder / 'case.toml'} names no model: write [llm] with endpoint, wire and model, "
            f"or read with --reader rules"
        )
    if find_spec("httpx") is None:
        raise CaseError(
            "a language model is asked through httpx, which is not installed; "
            "install panah[llm], or read with --reader rules"
        )
    from panah.reading.llm.cache import SqliteAnswers  # noqa: PLC0415  (loads with the model)
    from panah.reading.llm.client import Client, Outside  # noqa: PLC0415
    from panah.reading.llm.patience import rest  # noqa: PLC0415
    from panah.reading.llm.reader import ModelReader  # noqa: PLC0415

    outside = Outside(
        key=_key(),
        answers=SqliteAnswers(folder / "answers.sqlite"),
        clock=time.monotonic,
        sleep=rest,
        chance=random.random,
    )
    return ModelReader(Client(settings.llm, outside), first=text_reader("rules"))


def _key() -> str | None:
    """Give the key of the endpoint; None when there is none.

    Raises
    ------
    CaseError
        If it holds what no key holds; the key itself is not said.
    """
    key = os.environ.get(KEY, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise CaseError(
            f"the environment variable {KEY} holds a line break or a letter that no key has; "
            f"set it to the key alone"
        )
    return key or None
