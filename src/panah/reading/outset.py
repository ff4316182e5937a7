"""What is known of a report before its first sentence is read: whose it is, what it is about."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from panah.domain.actor import Actor
from panah.domain.claim import Span
from panah.domain.reading import Via
from panah.domain.report import Report
from panah.reading.discourse import Country, Discourse
from panah.reading.entities import organisations
from panah.reading.gazetteer import Gazetteer, Named
from panah.reading.places import Where
from panah.reading.sieve import lowered
from panah.reading.text import Part, Sentence
from panah.reading.tokens import Entity

__all__ = ["outset"]

_ABOUT = re.compile(
    r"\b(?:refug\w+|asylum|displace[dm]\w*|migrants?|evacu\w+|resettle\w*|return(?:ees?|ed home)"
    r"|deport\w+|idps?|repatriat\w+|camps?|shelter\w*|fle(?:d|e|eing)|uprooted|expel\w*|exodus"
    r"|newcomers?|visas?|passports?|borders?|frontiers?|crossings?|arrivals|hosted|homeless"
    r"|ferr(?:y|ied)|humanitarian|aid workers?|unhcr|iom|fleeing|stranded|exiles?|rescued?)\b"
)
"""Of a lowered text."""
_ABOUT_LEAST = 4
"""Words of refuge by which a whole report is taken to be about it, before it is read."""
_PEOPLES = frozenset({"DEM", "GROUPN"})
_OFTEN = 4
"""Countries a report names most that may be meant where none is named; assumed."""
_LETTERS = re.compile(r"[^\W\d_]+")


def outset(
    report: Report, parts: Sequence[Sentence], found: Sequence[Entity], places: Gazetteer
) -> Discourse:
    """Give the state the reading of a report begins with.

    Parameters
    ----------
    parts
        Its sentences.
    found
        What the small parsers found in it.
    """
    name = report.publisher
    outlet = next((one.value for one in organisations().find(name)), None)
    names = (name, outlet.id, outlet.name) if isinstance(outlet, Actor) else (name,)
    peoples = sum(one.tags >= _PEOPLES for one in found)
    text = lowered(report.text)
    about = sum(1 for _ in islice(_ABOUT.finditer(text), _ABOUT_LEAST)) + peoples
    own = next((one for one in places.find(name) if one.span.end >= len(name) - 1), None)
    return Discourse(
        publisher=names,
        home=_country(own, places) if own and own.span.start <= len("The ") else None,
        topic=_topic(report, places),
        refuge_words=_ABOUT_LEAST if about >= _ABOUT_LEAST else 0,
        often=_often(report.text, found),
        about=_about(report.text, parts),
    )


def _country(named: Named, places: Gazetteer) -> Country:
    """Give the country of a place that is named outside the text."""
    code = places.country(named.code) or named.code
    return Country(code=code, name=named.name, span=Span(0, 1), via=Via.DOCUMENT)


def _topic(report: Report, places: Gazetteer) -> Country | None:
    """Give the country its title names first, where that stands beside the text and not in it."""
    if not report.title or report.title in report.text:
        return None
    return next((_country(one, places) for one in places.find(report.title)), None)


def _often(text: str, found: Iterable[Entity]) -> tuple[Country, ...]:
    """Give the countries the report names, the one it names most first."""
    named: dict[str, list[Entity]] = {}
    for one in found:
        if isinstance(one.value, Where) and one.value.country:
            named.setdefault(one.value.country, []).append(one)
    most = sorted(named.items(), key=lambda item: (-len(item[1]), item[1][0].start))
    return tuple(_meant(text, code, entities[0]) for code, entities in most[:_OFTEN])


def _meant(text: str, code: str, named: Entity) -> Country:
    """Give a country as the words that name it first."""
    name = text[named.start : named.end]
    return Country(code=code, name=name, span=Span(named.start, named.end), via=Via.DOCUMENT)


def _about(text: str, parts: Sequence[Sentence]) -> frozenset[str]:
    """Give the words of the title and of the first sentence."""
    opening = [one for one in parts if one.part is Part.TITLE][:1]
    opening += [one for one in parts if one.part is Part.BODY][:1]
    texts = (text[one.span.start : one.span.end] for one in opening)
    return frozenset(word for each in texts for word in _LETTERS.findall(each.lower()))
