"""A brief as one HTML file: no script, nothing from elsewhere, every number a link to its source.

Each number leads to its footnote and the footnote leads back. What a source said is set in serif,
what panah worked out in sans, so that the two can be told apart in print too. Names and quotes are
data: the template escapes them, and the page's own policy forbids everything but its style sheet.
"""

import re
from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from panah.brief.figures.bands import fan, passing
from panah.brief.figures.strip import axis, scale_for, strip, textures
from panah.brief.model import Brief, Sentence
from panah.brief.words import DASH, day, known_there, restrictions
from panah.domain.claim import PlanningClass

if TYPE_CHECKING:
    import jinja2

__all__ = ["as_html", "direction", "page"]

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "prs", "ps", "ur", "he", "ug", "ckb", "sd", "yi", "dv"})
"""Languages written from right to left: Unicode CLDR, characterOrder."""


_CLASSES = (
    PlanningClass.FIRM,
    PlanningClass.READY,
    PlanningClass.POSSIBLE,
    PlanningClass.CLOSED,
)
_RANGE = rf"[0-9][0-9,.]*{DASH}[0-9][0-9,.]*"
_LETTER = r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
"""A letter that is written from right to left: Unicode, Bidi_Class R and AL in the basic plane."""

_RTL = rf"{_LETTER}(?:(?:{_LETTER}|[\s\u200c\u200d'\u2019.-])*{_LETTER})?"
_IN_OURS = re.compile(f"({_RANGE}|{_RTL})")
_IN_QUOTES = re.compile(f"({_RANGE})")


def as_html(brief: Brief) -> str:
    """Write the brief as one page."""
    import markupsafe  # noqa: PLC0415  (comes with jinja2, which loads when a page is written)

    scale = scale_for(offer.mark for offer in brief.offers)
    marker = _Marker(brief)
    return page(
        "brief",
        language=brief.language,
        title=f"{brief.case}, {day(brief.view.as_of)}",
        brief=brief,
        day=day,
        known_there=known_there,
        restrictions=restrictions(withheld=brief.withheld, closed=brief.closed),
        runs=marker.runs,
        split=_pieces,
        quoted=_quoted,
        way=direction(brief.language),
        back=marker.back,
        classes=_CLASSES,
        silent=("not stated", "none stated"),
        numbers={note.key: note.number for note in brief.notes},
        axis=markupsafe.Markup(axis(scale)),  # noqa: S704  (escaped where it is drawn)
        fan=lambda one, of: markupsafe.Markup(fan(one, of.first, of.last)),  # noqa: S704  (the same)
        passing=lambda one, of: markupsafe.Markup(passing(one, of.first, of.last)),  # noqa: S704  (the same)
        strip=lambda mark: markupsafe.Markup(strip(mark, scale)),  # noqa: S704  (the same)
        textures=markupsafe.Markup(textures()),  # noqa: S704  (the same)
    )


def page(name: str, *, language: str, title: str, **terms: object) -> str:
    """Fill in a template: what all pages share, its style sheet, and a policy that allows no other.

    Parameters
    ----------
    name
        Of the template and of its style sheet.
    terms
        What the template itself asks for.
    """
    import markupsafe  # noqa: PLC0415  (comes with jinja2, which loads when a page is written)

    css = _file("base.css") + _file(f"{name}.css")
    return (
        _environment()
        .get_template(f"{name}.html")
        .render(
            language=language,
            title=title,
            css=markupsafe.Markup(css),  # noqa: S704  (panah's own style sheet)
            css_hash=b64encode(sha256(css.encode("utf-8")).digest()).decode("ascii"),
            direction=direction,
            **terms,
        )
    )


def direction(language: str) -> str:
    """Give the direction a language is written in: ``ltr`` or ``rtl``."""
    return "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"


def _quoted(language: str) -> str:
    """Give the direction of a quote: of its language, else of its first letter."""
    return "rtl" if direction(language) == "rtl" else "auto"


class _Marker:
    """Numbers the places where a footnote is cited, so that it can lead back to each."""

    def __init__(self, brief: Brief) -> None:
        self._language = brief.language
        self._numbers = {note.key: note.number for note in brief.notes}
        self._times: Counter[int] = Counter()

    def runs(self, sentence: Sentence) -> list[dict[str, object]]:
        """Give the runs of a sentence with their links."""
        return [
            {
                "text": run.text,
                "pieces": _pieces(run.text, _IN_QUOTES if run.said else _IN_OURS),
                "said": run.said,
                "lang": run.lang if run.lang and run.lang != self._language else "",
                "links": [self._link(key) for key in run.notes],
            }
            for run in sentence
        ]

    def back(self, number: int) -> range:
        """Give the times a footnote was cited, from 1."""
        return range(1, self._times[number] + 1)

    def _link(self, key: str) -> dict[str, int]:
        number = self._numbers[key]
        self._times[number] += 1
        return {"number": number, "time": self._times[number]}


def _pieces(text: str, turned: re.Pattern[str] = _IN_OURS) -> list[dict[str, object]]:
    """Split out ranges, which stay left to right and on one line in any language, and names.

    A name written from right to left would turn the figures and commas that stand after it. A
    quote is left whole: it is in one language, and has a direction of its own.
    """
    return [
        {
            "text": part,
            "is_range": index % 2 == 1 and part[0].isascii(),
            "is_rtl": index % 2 == 1 and not part[0].isascii(),
        }
        for index, part in enumerate(turned.split(text))
        if part
    ]


@cache
def _environment() -> "jinja2.Environment":
    """Give what fills in templates: everything that is no template is escaped."""
    import jinja2  # noqa: PLC0415  (loads when a page is written)

    return jinja2.Environment(
        loader=jinja2.FunctionLoader(_file),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _file(name: str) -> str:
    return (files("panah.brief") / "templates" / name).read_text(encoding="utf-8")
