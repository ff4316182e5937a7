"""The reader on twelve annotated real reports, scored as their own scorer scores."""

import json
import re
import subprocess
import sys

import pytest
from tests.shared import SHARED, needs_shared

from panah.domain.actor import Actors
from panah.domain.reading import ReadingContext
from panah.domain.report import Report
from panah.domain.when import When
from panah.plugins import text_reader
from panah.reading import agencies, gazetteer
from panah.reading.annotate import predictions
from panah.reading.evaluate import Document, scores

pytestmark = [needs_shared, pytest.mark.shared]

DEV = SHARED / "reports" / "dev"

FLOORS = {
    "encoder": {
        "claim (kind and actor)": 0.63,
        "span found, any kind": 0.769,
        "quantity interval": 0.74,
        "status": 0.56,
        "attribution": 0.61,
    },
    "rules": {
        "claim (kind and actor)": 0.57,
        "span found, any kind": 0.74,
        "quantity interval": 0.63,
        "status": 0.51,
        "attribution": 0.55,
    },
}
"""F1 that each reader had reached when it was last measured; it may not fall."""


def _named():
    places, actors = gazetteer.load(), Actors(agencies.load())

    def name(code):
        return places.name(code) if places.country(code) else actors.name(code)

    return name, places.country


@pytest.fixture(scope="module", params=sorted(FLOORS))
def reader(request):
    return request.param


@pytest.fixture(scope="module")
def documents(reader):
    name, country = _named()
    found = []
    for path in sorted((DEV / "docs").glob("*.meta.json")):
        meta = json.loads(path.read_text(encoding="utf-8"))
        text = (DEV / "docs" / f"{meta['id']}.txt").read_text(encoding="utf-8")
        report = Report(
            id="0" * 64,
            name=meta["id"],
            title=meta["title"],
            publisher=meta["publisher"],
            published=When.parse(meta["date"]),
            text=text,
        )
        read = text_reader(reader).read(report, ReadingContext())
        gold = (DEV / "gold" / f"{meta['id']}.jsonl").read_text(encoding="utf-8")
        found.append(
            Document(
                name=meta["id"],
                text=text,
                gold=tuple(json.loads(line) for line in gold.splitlines() if line.strip()),
                predicted=tuple(predictions(report, read, name=name, country=country)),
                unread=tuple(item.span for item in read.unread),
            )
        )
    return found


def test_every_quote_is_verbatim(documents):
    for document in documents:
        assert all(claim["quote"] in document.text for claim in document.predicted)


def test_no_figure_falls_below_what_was_reached(documents, reader):
    measured = {one.measure: one.f1 for one in scores(documents).measures}

    for measure, floor in FLOORS[reader].items():
        assert measured[measure] >= floor, measure


def test_nearly_every_annotated_claim_is_read_or_at_least_shown(documents):
    assert scores(documents).seen >= 0.95


def test_our_figures_are_those_of_the_annotators_own_scorer(documents, tmp_path):
    for document in documents:
        lines = [json.dumps(claim) for claim in document.predicted]
        (tmp_path / f"{document.name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, str(DEV / "score.py"), str(tmp_path), "--by-kind"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  (theirs)
    printed = done.stdout

    ours = scores(documents)
    figures = re.findall(
        r"(\d\.\d{3})\s+(\d\.\d{3})\s+(\d\.\d{3})\s+\[([\d.]+), ([\d.]+)\]", printed
    )
    for measure, row in zip(ours.measures, figures, strict=True):
        own = (measure.precision, measure.recall, measure.f1, measure.low, measure.high)
        assert [f"{value:.3f}" for value in own] == list(row), measure.measure
    kinds = re.findall(r"^  (\w+) +gold .* F1 (\d\.\d{3})$", printed, re.MULTILINE)
    assert [(one.measure, f"{one.f1:.3f}") for one in ours.by_kind] == kinds
