"""What an amount counts, by the noun after it: the lexicon of the rules read over one sentence."""

from panah.domain.claim import Span
from panah.domain.quantity import Unit
from panah.reading import lexicon
from panah.reading.evidence import Evidence
from panah.reading.group import counts
from panah.reading.languages import amounts
from panah.reading.languages.tables import language
from panah.reading.numbers import Quantity
from panah.reading.resolved import Tables, names
from panah.reading.text import Part, Sentence
from panah.reading.tokenised import lines
from panah.reading.tokens import Entity

__all__ = ["unit_of"]

_AFTER = 40
"""Characters after an amount in which a people's own name counts: "1,200 young Afghans"."""


def unit_of(quantity: Quantity, evidence: Evidence, tables: Tables) -> Unit | None:
    """Give the unit of an amount; None when the words do not tell."""
    if quantity.share:
        return Unit.SHARE
    words = evidence.words(quantity.span).lower()
    spoken = language(tables.lang)
    if quantity.money:
        is_dollar = amounts.is_dollar(words, spoken) if spoken else "dollar" in words
        return Unit.USD if "$" in words or is_dollar else None
    unit = amounts.unit_after(_after(quantity, evidence), spoken) if spoken else None
    if spoken is None:
        unit = _by_the_lexicon(quantity, evidence)
    return unit or (Unit.PERSON if _counts_a_people(quantity, evidence, tables) else None)


def _after(quantity: Quantity, evidence: Evidence) -> str:
    """Give the rest of the sentence after the figures."""
    return evidence.text[quantity.figure.end : evidence.sentence.end][:_AFTER]


def _by_the_lexicon(quantity: Quantity, evidence: Evidence) -> Unit | None:
    entity = Entity(quantity.span.start, quantity.span.end, frozenset({"QTY"}), quantity)
    sentence = Sentence(span=evidence.sentence, part=Part.BODY, paragraph=0)
    for line in lines(evidence.text, sentence, [entity], lexicon.load(), {}):
        for count in counts(line):
            if count.quantity is not None and line.tokens[count.quantity].value is quantity:
                return count.unit
    return None


def _counts_a_people(quantity: Quantity, evidence: Evidence, tables: Tables) -> bool:
    end = min(quantity.span.end + _AFTER, evidence.sentence.end)
    if quantity.span.end >= end:
        return False
    return any(name.is_people for name in names(Span(quantity.span.end, end), evidence, tables))
