"""Answers in the form somebody asked for: a table for the terminal, files for other programs."""

from collections.abc import Callable, Mapping, Sequence

import attrs

from panah.case.words import Words
from panah.domain.entry import Entry
from panah.domain.situation import Situation
from panah.errors import InputError

__all__ = ["FORMS", "TAGGED", "Asked", "render"]


@attrs.frozen(kw_only=True)
class Asked:
    """A situation that is to be written, and what some formats need beside it.

    Parameters
    ----------
    acts
        Entries about its claims and reports, oldest first: the provenance of JSON-LD.
    hxl
        Whether a row of HXL hashtags follows the names of columns.
    """

    situation: Situation
    words: Words
    acts: Sequence[Entry] = ()
    hxl: bool = False


def _table(asked: Asked) -> str:
    from panah.brief.exports.terminal import as_table  # noqa: PLC0415  (loads when it is written)

    return as_table(asked.situation, asked.words.names)


def _csv(asked: Asked) -> str:
    from panah.brief.exports.flat import as_csv  # noqa: PLC0415  (loads when it is written)

    return as_csv(asked.situation, hxl=asked.hxl)


def _xlsx(asked: Asked) -> bytes:
    from panah.brief.exports.workbook import as_xlsx  # noqa: PLC0415  (loads when it is written)

    return as_xlsx(asked.situation, hxl=asked.hxl)


def _json(asked: Asked) -> str:
    from panah.brief.exports.answer import as_json  # noqa: PLC0415  (loads when it is written)

    return as_json(asked.situation)


def _jsonld(asked: Asked) -> str:
    from panah.brief.exports.jsonld import as_jsonld  # noqa: PLC0415  (loads when it is written)

    return as_jsonld(asked.situation, asked.words.names, asked.acts)


def _geojson(asked: Asked) -> str:
    from panah.brief.exports.geojson import as_geojson  # noqa: PLC0415  (loads when it is written)

    return as_geojson(asked.situation, asked.words.names)


FORMS: Mapping[str, Callable[[Asked], str | bytes]] = {
    "table": _table,
    "csv": _csv,
    "xlsx": _xlsx,
    "json": _json,
    "jsonld": _jsonld,
    "geojson": _geojson,
}
"""How a situation is written, by format."""

TAGGED = ("csv", "xlsx")
"""Formats that take a row of HXL hashtags."""


def render(
    situation: Situation,
    words: Words,
    form: str,
    *,
    acts: Sequence[Entry] = (),
    hxl: bool = False,
) -> str | bytes:
    """Write a situation in a format of `FORMS`.

    Parameters
    ----------
    acts, hxl
        As in `Asked`.

    Raises
    ------
    InputError
        If panah does not write that format, or it takes no hashtags.
    """
    if form not in FORMS:
        raise InputError(f"panah does not write {form!r}; it writes {', '.join(FORMS)}")
    if hxl and form not in TAGGED:
        raise InputError(f"{form} has no row of hashtags; {' and '.join(TAGGED)} have")
    return FORMS[form](Asked(situation=situation, words=words, acts=acts, hxl=hxl))
