"""Reading reports by rules: how fast, and that time grows with the length of the text.

The text is that of the repository's annotated reports, one after the other as one long report, so
that every kind of paragraph is in it.
"""

from pathlib import Path

import pytest
from tests import make

from panah.domain.reading import ReadingContext
from panah.reading.learned.weigh import by_weights
from panah.reading.rules import RulesReader

SIZES = (10_000, 40_000, 160_000)
"""Characters of the report."""

SMALL = 3_000
"""Characters when nothing is timed."""

DOCS = sorted((Path(__file__).parent.parent / "tests" / "reading").glob("corpus*/docs/*.txt"))


def long_text(size):
    whole = "\n\n".join(file.read_text(encoding="utf-8") for file in DOCS)
    return (whole * (size // len(whole) + 1))[:size]


READERS = {"frames alone": RulesReader(), "frames and weights": RulesReader(by_weights)}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("reader", READERS)
def test_a_report_is_read(benchmark, size, reader):
    text = long_text(SMALL if benchmark.disabled else size)
    report = make.report(text=text, published=make.when("2024-05-07"), publisher="Nile Herald")
    read = benchmark(READERS[reader].read, report, ReadingContext())

    assert read.drafts
