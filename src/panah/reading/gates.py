"""Two gates that every draft passes: whether its words may deny it, and whether it is placed.

A negation inside the quote of a draft that is not itself a refusal makes it unsure, and so do words
behind it that take it back, in its sentence or the next: it goes to the top of the queue and cannot
be accepted in bulk. A draft without a country or place is not kept.
"""

import re

from panah.domain.claim import Hold, Span
from panah.domain.reading import Draft, Polarity
from panah.reading.sieve import lowered
from panah.reading.warrant import warrants

__all__ = ["is_placed", "polarity"]

_NEGATION = re.compile(
    r"\b(?:no|not|never|zero|neither|nor|cannot|without|den(?:y|ies|ied)|refus\w+|reject\w*|unlikely"
    r"|\w+n['\u2019]t)\b"
)
_NO_NEGATION = re.compile(
    r"\bnot only\b|\bno (?:fewer|less|more) than\b|\bnot yet\b(?= been counted)|\bno doubt\b"
)
"""Both of a lowered text."""
_NOBODY = re.compile(r"\b(?:no one|no-one|nobody|none)\b")
"""Words that turn a refusal round as often as they say one: "no one had been sent back"."""
_HELD = frozenset({Hold.DECLINED, Hold.SUSPENDED, Hold.RELUCTANT})


_NEXT = re.compile(r"[^\n.!?]*")
"""The sentence that begins at a place, about: enough to see "The government denied this"."""
_CONTRADICTS = re.compile(
    r"(?:no|false|untrue|wrong|not (?:so|true)|nonsense)(?=$|[,;:])"
    r"|(?:it|they|that|this|he|she|we|there) "
    r"(?:is|are|was|were|has|have|had|does|do|did|will|would)(?:n['\u2019]t| not)(?=$|[,;:])",
    re.IGNORECASE,
)
"""A next sentence that only says no: "They were not", "False: the gate is open"."""
_FELL = re.compile(r"[^,;:]{0,60}?\b(?:fell|fallen|falls) through\b|[^,;:]{0,60}?\bto nothing\b")
"""Words behind a plan by which nothing came of it: "fell through", "came to nothing"."""


def polarity(quote: Span, hold: Hold, text: str, sentence_end: int) -> Polarity:
    """Tell whether the words of a quote, or those behind it, may deny what it says.

    Parameters
    ----------
    hold
        Whether the thing it says stands.
    text, sentence_end
        The report's text, and where the sentence of the draft ends in it.
    """
    begins = sentence_end + (text[sentence_end : sentence_end + 1] == " ")
    after = _NEXT.match(text, begins)
    behind = text[quote.end : sentence_end]
    following = after[0] if after else ""
    is_undone = _CONTRADICTS.match(following) or _FELL.match(behind)
    if is_undone or warrants().is_denied(behind, following):
        return Polarity.UNSURE
    words = lowered(text[quote.start : quote.end])
    if hold is Hold.DECLINED:
        return Polarity.UNSURE if _NOBODY.search(words) else Polarity.MINUS
    if hold in _HELD or not _NEGATION.search(_NO_NEGATION.sub("", words)):
        return Polarity.PLUS
    return Polarity.UNSURE


def is_placed(draft: Draft) -> bool:
    """Tell whether a draft names a country or a place that is known."""
    places = (draft.place, draft.from_, draft.to)
    if any(place is not None and place.code is not None for place in places):
        return True
    actors = (draft.subject, draft.counterpart)
    if any(actor is not None and actor.of for actor in actors):
        return True
    return draft.group is not None and draft.group.origin is not None
