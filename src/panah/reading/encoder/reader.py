"""The reader by rules whose claims are weighed by one that has seen the whole report too."""

from typing import ClassVar

import attrs

from panah.domain.reading import Reading, ReadingContext
from panah.domain.report import Report
from panah.reading.encoder.encoded import Encoded
from panah.reading.encoder.net import net
from panah.reading.learned.classifier import weights
from panah.reading.learned.judge import Judge
from panah.reading.learned.weigh import by_weights, weigh
from panah.reading.rules import RulesReader

__all__ = ["LONGEST", "EncodedReader"]

LONGEST = 25_000
"""Characters of a report that is looked at whole: assumed, so that one takes some 20 seconds at
most where the rules may take 30 (`panah.case.reading.DEADLINE`)."""


class EncodedReader:
    """Reads English reports by rules, weights and the encoder."""

    name: ClassVar[str] = "encoder"
    version: ClassVar[str] = RulesReader.version

    def read(self, report: Report, context: ReadingContext) -> Reading:
        """Give the drafts of a report, and what was left unread; a long one is read without it."""
        if len(report.text) > LONGEST:
            reading = RulesReader(by_weights, self.name).read(report, context)
            return attrs.evolve(reading, warnings=(*reading.warnings, _too_long(report)))
        judge = Judge(weights(), Encoded(net(), report.title, report.text))
        reader = RulesReader(lambda scene: weigh(scene, judge), self.name, is_wide=True)
        return reader.read(report, context)


def _too_long(report: Report) -> str:
    return (
        f"{report.name}: it has more than {LONGEST:,} characters, so it was read by rules and "
        f"weights alone, which is faster and finds less; parts of it can be read one by one"
    )
