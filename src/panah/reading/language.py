"""Whether a report is in English: by what the import says, its script and its commonest words."""

import re

from panah.domain.report import Report

__all__ = ["is_english"]

_COMMON = frozenset(
    [
        "the",
        "of",
        "and",
        "to",
        "in",
        "a",
        "is",
        "that",
        "for",
        "it",
        "was",
        "on",
        "are",
        "as",
        "with",
        "have",
        "has",
        "from",
        "by",
    ]
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 4000
"""Characters looked at; enough for some 600 words."""
_LEAST_WORDS = 40
_LEAST_SHARE = 0.08
"""Share of the commonest English words; English news has .20 to .35, others below .03."""


def is_english(report: Report) -> bool:
    """Tell whether the rules can read a report."""
    if report.lang and report.lang.split("-")[0].lower() not in {"en", "und", "mul"}:
        return False
    words = _WORD.findall(report.text[:_SAMPLE].lower())
    if not words:
        return True
    latin = sum(word[0] < "\u0250" for word in words) / len(words)
    if latin < 0.5:
        return False
    return len(words) < _LEAST_WORDS or sum(w in _COMMON for w in words) >= _LEAST_SHARE * len(
        words
    )
