"""Reading reports by rules: how fast, and that time grows with the length of the text.

Two texts: the repository's annotated reports, one after the other as one long report, so that every
kind of paragraph is in it; and real reports, each read by itself, which hold fewer claims.
"""

from pathlib import Path

import pytest
from tests import make
from tests.shared import SHARED, needs_shared

from panah.domain.reading import ReadingContext
from panah.reading.encoder.reader import EncodedReader
from panah.reading.learned.weigh import by_weights
from panah.reading.rules import RulesReader

SIZES = (10_000, 40_000, 160_000)
"""Characters of the report."""

SMALL = 3_000
"""Characters when nothing is timed."""

DOCS = sorted((Path(__file__).parent.parent / "tests" / "reading").glob("corpus*/docs/*.txt"))
REAL = sorted((SHARED / "reports").glob("dev/docs/*.txt"))
REAL += sorted((SHARED / "reports").glob("seeds/*.txt"))


def long_text(size):
    whole = "\n\n".join(file.read_text(encoding="utf-8") for file in DOCS)
    return (whole * (size // len(whole) + 1))[:size]


def report(text):
    return make.report(text=text, published=make.when("2024-05-07"), publisher="Nile Herald")


READERS = {
    "frames alone": RulesReader(),
    "frames and weights": RulesReader(by_weights),
    "with the encoder": EncodedReader(),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("reader", READERS)
def test_a_report_is_read(benchmark, size, reader):
    long = report(long_text(SMALL if benchmark.disabled else size))
    read = benchmark(READERS[reader].read, long, ReadingContext())

    assert read.drafts


@needs_shared
@pytest.mark.parametrize("reader", READERS)
def test_real_reports_are_read(benchmark, reader):
    texts = [file.read_text(encoding="utf-8") for file in REAL]
    reports = [report(text) for text in (texts[:1] if benchmark.disabled else texts)]
    read = benchmark(lambda: [READERS[reader].read(one, ReadingContext()) for one in reports])

    assert any(one.drafts for one in read)
