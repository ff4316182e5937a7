"""Which language a report is in: what the import says, else its letters and commonest words.

The letters tell scripts apart, and single letters the languages that share one: Pashto and Persian
have letters that Arabic lacks. English is what a report is taken for when nothing speaks against
it.
"""

import re

from panah.domain.report import Report
from panah.reading.languages.tables import primary

__all__ = ["guessed", "language_of"]

_SAMPLE = 4000
"""Characters looked at; enough for some 600 words."""
_UNSAID = frozenset({"en", "und", "mul", ""})
_UNKNOWN = "mis"
"""BCP 47 for a language without a code, here one that we have no table for."""
_LETTER = re.compile(r"[^\W\d_]")
_SCRIPTS = (
    ("latin", re.compile("[A-Za-z\u00c0-\u024f]")),
    ("arabic", re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06fc]")),
    ("cyrillic", re.compile("[\u0400-\u052f]")),
)
_OWN = {
    "arabic": (
        ("ur", re.compile("[\u0679\u0688\u0691\u06ba\u06d2]")),
        ("ps", re.compile("[\u067c\u0681\u0685\u0689\u0693\u0696\u069a\u06ab\u06bc\u06cd\u06d0]")),
        ("fa", re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")),
        ("ar", re.compile("[\u0623\u0625\u0629\u0643\u0649\u064a]")),
    ),
    "cyrillic": (
        ("tg", re.compile("[\u0493\u04e3\u049b\u04ef\u04b3\u04b7]")),
        ("uk", re.compile("[\u0454\u0457\u0491\u0456]")),
        ("ru", re.compile("[\u044b\u044d\u044a]")),
    ),
}
"""Letters of one language among those that share its script, the rarer language first."""
_LEAST = 0.002
"""Share of letters that a language's own ones need: a name in another language is no sign."""
_FRENCH = frozenset(
    [
        *(
            "le",
            "les",
            "des",
            "du",
            "et",
            "une",
            "qui",
            "dans",
        ),
        *(
            "pour",
            "sur",
            "au",
            "aux",
            "ont",
            "est",
            "avec",
            "cette",
        ),
    ]
)
_ENGLISH = frozenset(
    [
        *(
            "the",
            "of",
            "and",
            "to",
            "that",
            "for",
            "was",
            "are",
        ),
        *(
            "with",
            "has",
            "from",
            "by",
            "is",
            "were",
            "this",
        ),
    ]
)
_MOST, _LEAST_WORDS = 0.08, 40
"""Share of common words that a text of a language has at least, and the words that are needed to
tell that it has not, as in `panah.reading.language`."""


def language_of(report: Report) -> str:
    """Give the primary language of a report, BCP 47; ``mis`` where it is none that we know.

    What an import says goes first. "English" is what a report says when nobody said anything, so
    that is looked into.
    """
    said = primary(report.lang)
    return said if said not in _UNSAID else guessed(report.text)


def guessed(text: str) -> str:
    """Give the language that the letters and words of a text speak for.

    Examples
    --------
    >>> guessed("\u041e\u043d\u0438 \u0436\u0438\u0432\u0443\u0442 \u0432 \u044d\u0442\u043e\u043c")
    'ru'
    >>> guessed("They live in this camp.")
    'en'
    """
    sample = text[:_SAMPLE].lower()
    letters = len(_LETTER.findall(sample))
    for script, pattern in _SCRIPTS:
        if letters and len(pattern.findall(sample)) > letters / 2:
            return _in_latin(sample) if script == "latin" else _among(_OWN[script], sample, letters)
    return _UNKNOWN if letters else "en"


def _among(own: tuple[tuple[str, re.Pattern[str]], ...], sample: str, letters: int) -> str:
    for code, pattern in own:
        if len(pattern.findall(sample)) > _LEAST * letters:
            return code
    return _UNKNOWN


def _in_latin(sample: str) -> str:
    words = re.findall(r"[^\W\d_]+", sample)
    french, english = (sum(word in common for word in words) for common in (_FRENCH, _ENGLISH))
    if french > english and french >= _MOST * len(words):
        return "fr"
    is_short = len(words) < _LEAST_WORDS
    return "en" if is_short or english >= _MOST * len(words) else _UNKNOWN
