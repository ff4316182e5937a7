"""The table of one language: its number words, hedges, months, and the forms of its names.

Each language is one file in ``data/languages``. A language without a file is read by digits, by the
dates that digits write and by the country names that pycountry has; nothing is guessed from the
words of another language.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import attrs

from panah.errors import CaseError
from panah.reading.languages.letters import folded

__all__ = ["Language", "language", "primary"]

_SAME = {"prs": "fa", "pes": "fa", "fas": "fa", "per": "fa", "pus": "ps", "pbt": "ps", "ara": "ar"}
_SAME |= {"arb": "ar", "rus": "ru", "fra": "fr", "fre": "fr", "eng": "en"}
"""ISO 639-3 and 639-2 codes that name a language we have a table for; Dari is read as Persian."""
_ENGLISH = frozenset({"en", "und", "mul", ""})
_NUMBERS = frozenset(
    [
        *("decimal", "parted", "joined", "units_first", "and", "and_attached", "attached", "half"),
        *(
            "to",
            "between",
            "both",
            "words",
            "scales",
            "twice",
            "round",
            "plural",
            "short",
            "growth",
        ),
        "doubtful",
    ]
)
_AMOUNTS = frozenset(
    [
        *("before", "after", "around", "below", "filler", "another", "more", "share", "dollar"),
        *("money", "magnitude", "vague", "counted", "measured", "code"),
    ]
)
_DATES = frozenset(
    [
        *("months", "solar", "doubtful", "weekdays", "named", "calendar", "unit", "leading"),
        *("month_word", "day_after", "day_first", "wordings"),
    ]
)
_NAMES = frozenset(
    [
        *("capital", "people_capital", "script", "plural", "also", "cases", "forms", "prefixes"),
        *("countries", "areas", "adjectives", "people", "capitals", "organisations", "state"),
        *("careful", "leads", "city"),
    ]
)
_SECTIONS = {"numbers": _NUMBERS, "amounts": _AMOUNTS, "dates": _DATES, "names": _NAMES}

Table = Mapping[str, Any]


@attrs.frozen(kw_only=True, eq=False)
class Language:
    """One language.

    Parameters
    ----------
    code
        BCP 47, the primary part alone.
    name
        Its English name; the code where no file says it.
    numbers, amounts, dates, names
        The sections of its file, words as they stand in a folded text.
    """

    code: str
    name: str
    numbers: Table
    amounts: Table
    dates: Table
    names: Table


def primary(tag: str) -> str:
    """Give the language of a BCP 47 tag: ``fa`` for fa-AF and prs.

    Examples
    --------
    >>> primary("prs-AF"), primary("en_GB")
    ('fa', 'en')
    """
    code = tag.replace("_", "-").partition("-")[0].strip().lower()
    return _SAME.get(code, code)


def language(tag: str) -> Language | None:
    """Give the language of a tag; None for English, and where a tag names no one language."""
    code = primary(tag)
    return None if code in _ENGLISH else _read(code)


@cache
def _read(code: str) -> Language:
    file = files("panah.reading") / "data" / "languages" / f"{code}.toml"
    is_known = code.isalpha() and file.is_file()
    table = tomllib.loads(file.read_text(encoding="utf-8")) if is_known else {}
    _only(table, {"name", *_SECTIONS}, code)
    for section, known in _SECTIONS.items():
        _only(table.get(section, {}), known, f"{code}.{section}")
    return Language(
        code=code,
        name=table.get("name", code),
        **{section: _folded(table.get(section, {})) for section in _SECTIONS},
    )


def _only(table: Table, known: Iterable[str], where: str) -> None:
    if unknown := table.keys() - set(known):
        raise CaseError(
            f"data/languages, {where}, sets {', '.join(sorted(unknown))}; it knows "
            f"{', '.join(sorted(known))}"
        )


def _folded(table: Table) -> dict[str, Any]:
    """Fold every word of a table, keys too; codes of countries stay as they are."""
    return {_key(name): _value(value) for name, value in table.items()}


def _value(value: object) -> object:
    if isinstance(value, str):
        return " " * value[:1].isspace() + folded(value)
    if isinstance(value, list):
        return [_value(item) for item in value]
    return _folded(value) if isinstance(value, dict) else value


def _key(name: str) -> str:
    return name if name.isascii() else folded(name)
