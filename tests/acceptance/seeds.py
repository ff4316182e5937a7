"""The three real articles as a reader reads them, and what people say is in them."""

import importlib.util
import json
from functools import cache

import attrs
from tests.shared import SHARED

from panah.domain.actor import Actors
from panah.domain.claim import Claim, Span
from panah.domain.reading import Draft, ReadingContext
from panah.domain.report import Report
from panah.domain.when import When
from panah.plugins import text_reader
from panah.reading import agencies, build, policy
from panah.reading.text import sentences

SEEDS = SHARED / "reports" / "seeds"


@attrs.frozen(kw_only=True)
class Read:
    """One draft with its claim, the sentence it stands in, and those it was merged with."""

    report: Report
    draft: Draft
    claim: Claim
    sentences: tuple[Span, ...]

    @property
    def sentence(self):
        span = self.sentences[0]
        return self.report.text[span.start : span.end]


@cache
def reports():
    meta = json.loads((SEEDS / "meta.json").read_text(encoding="utf-8"))["reports"]
    return {
        row["file"][:3]: Report(
            id=row["sha256"],
            name=row["file"],
            publisher=row["publisher"],
            published=When.parse(row["published"]),
            year=row["year"],
            text=(SEEDS / row["file"]).read_text(encoding="utf-8"),
        )
        for row in meta
    }


def readings(reader="rules"):
    return _readings(reader)


@cache
def _readings(reader):
    return {key: text_reader(reader).read(one, ReadingContext()) for key, one in reports().items()}


def read(reader="rules"):
    """Every draft of the three, by article."""
    return _read(reader)


@cache
def _read(reader):
    shipped, actors = policy.load(), Actors(agencies.load())
    found = {}
    for key, report in reports().items():
        cut = [one.span for one in sentences(report.text)]
        found[key] = tuple(
            Read(
                report=report,
                draft=draft,
                claim=build.claim(draft, report, policy=shipped, actors=actors),
                sentences=tuple(
                    span
                    for spot in (draft.trigger, *draft.alternatives)
                    for span in cut
                    if span.start <= spot.start < span.end
                ),
            )
            for draft in readings(reader)[key].drafts
        )
    return found


@cache
def truth():
    """The table of required and optional claims, written before the rules ran."""
    file = SHARED / "prototypes" / "reading" / "truth" / "seeds_truth.py"
    spec = importlib.util.spec_from_file_location("seeds_truth", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.T


@cache
def annotated():
    """The claims a careful person reads, by article."""
    found = {}
    with (SHARED / "claims" / "seed_claims.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            found.setdefault(row["report"][:3], []).append(row)
    return found
