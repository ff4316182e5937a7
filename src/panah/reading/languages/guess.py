"""Which language a report is in: what the import says, else its letters and commonest words.

The letters tell scripts apart, and single letters the languages that share one: Pashto and Persian
have letters that Arabic lacks. English is what a report is taken for when nothing speaks against
it.
"""

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import Any

from panah.domain.report import Report
from panah.reading.languages.tables import primary

__all__ = ["guessed", "language_of", "spoken"]

_SAMPLE = 4000
"""Characters looked at; enough for some 600 words."""
_UNSAID = frozenset({"en", "und", "mul", ""})
_UNKNOWN = "mis"
"""BCP 47 for a language without a code, here one that we have no table for."""
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("latin", re.compile("[A-Za-z\u00c0-\u024f]+")),
    ("arabic", re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06fc]+")),
    ("cyrillic", re.compile("[\u0400-\u052f]+")),
    ("ja", re.compile("[\u3040-\u30ff]+")),
    ("zh", re.compile("[\u3400-\u9fff]+")),
    ("ko", re.compile("[\u1100-\u11ff\uac00-\ud7a3]+")),
    ("el", re.compile("[\u0370-\u03ff\u1f00-\u1fff]+")),
    ("he", re.compile("[\u0590-\u05ff]+")),
    ("am", re.compile("[\u1200-\u139f]+")),
    ("hy", re.compile("[\u0530-\u058f]+")),
    ("ka", re.compile("[\u10a0-\u10ff]+")),
    ("hi", re.compile("[\u0900-\u097f]+")),
    ("bn", re.compile("[\u0980-\u09ff]+")),
    ("ta", re.compile("[\u0b80-\u0bff]+")),
    ("th", re.compile("[\u0e00-\u0e7f]+")),
    ("my", re.compile("[\u1000-\u109f]+")),
    ("km", re.compile("[\u1780-\u17ff]+")),
)
"""Blocks of Unicode: a script, or the language most written in one that several languages share."""
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
_MOST, _LEAST_WORDS = 0.08, 40
"""Share of common words that a text of a language has at least (English news has .20 to .35), and
the words that are needed to tell that it is in no language that we know."""

_STRANGE = 0.3
"""Share of words with letters that English lacks by which a short text without any common English
word is in a language that we do not know; names in a headline are fewer. Assumed."""
_FEWEST = 2
"""Common words that speak for another language than English; one may be a name."""


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
    words = _WORD.findall(sample)
    letters = sum(map(len, words))
    if sum(map(len, filter(str.isascii, words))) > letters / 2:
        return _in_latin(words)
    for script, pattern in _SCRIPTS:
        if letters and sum(map(len, pattern.findall(sample))) > letters / 2:
            if script == "latin":
                return _in_latin(words)
            return _among(_OWN[script], sample, letters) if script in _OWN else script
    return _UNKNOWN if letters else "en"


def spoken(tag: str) -> str:
    """Give a language by its name and code: ``Persian (fa)``."""
    code = primary(tag)
    name = _table()["names"].get(code)
    return f"{name} ({tag})" if name else "unknown" if code in {*_UNSAID, _UNKNOWN} else tag


def _among(own: tuple[tuple[str, re.Pattern[str]], ...], sample: str, letters: int) -> str:
    for code, pattern in own:
        if len(pattern.findall(sample)) > _LEAST * letters:
            return code
    return _UNKNOWN


def _in_latin(found: list[str]) -> str:
    """Give the language whose common words stand there most; English where none does."""
    words, total = Counter(found), len(found)
    common = _table()["words"].items()
    met = {code: sum(map(words.get, some, repeat(0))) for code, some in common}
    english = met.pop("en")
    best = max(met, key=lambda code: met[code])
    if met[best] > english and met[best] >= max(_FEWEST, _MOST * total):
        return best
    if total < _LEAST_WORDS:
        strange = sum(not word.isascii() for word in found)
        return _UNKNOWN if not english and strange >= _STRANGE * total else "en"
    return "en" if english >= _MOST * total else _UNKNOWN


@cache
def _table() -> dict[str, dict[str, Any]]:
    file = files("panah.reading") / "data" / "spoken.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
