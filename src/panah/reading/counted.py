"""What an amount counts, by the noun after it: the lexicon of the rules read over one sentence."""

from panah.domain.claim import Span
from panah.domain.quantity import Unit
from panah.reading import lexicon
from panah.reading.evidence import Evidence
from panah.reading.group import counts
from panah.reading.numbers import Quantity
from panah.reading.resolved import Tables, names
from panah.reading.text import Part, Sentence
from panah.reading.tokens import Entity, lines

__all__ = ["unit_of"]

_AFTER = 40
"""Characters after an amount in which a people's own name counts: "1,200 young Afghans"."""


def unit_of(quantity: Quantity, evidence: Evidence, tables: Tables) -> Unit | None:
    """Give the unit of an amount; None when the words do not tell."""
    if quantity.share:
        return Unit.SHARE
    words = evidence.words(quantity.span).lower()
    if quantity.money:
        return Unit.USD if "$" in words or "dollar" in words else None
    entity = Entity(quantity.span.start, quantity.span.end, frozenset({"QTY"}), quantity)
    sentence = Sentence(span=evidence.sentence, part=Part.BODY, paragraph=0)
    for line in lines(evidence.text, sentence, [entity], lexicon.load(), {}):
        for count in counts(line):
            if count.quantity is not None and line.tokens[count.quantity].value is quantity:
                return count.unit
    return Unit.PERSON if _counts_a_people(quantity, evidence, tables) else None


def _counts_a_people(quantity: Quantity, evidence: Evidence, tables: Tables) -> bool:
    end = min(quantity.span.end + _AFTER, evidence.sentence.end)
    if quantity.span.end >= end:
        return False
    return any(name.is_people for name in names(Span(quantity.span.end, end), evidence, tables))
