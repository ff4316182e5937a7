"""What a brief is made of, whatever it is written in: runs of words, footnotes, blocks.

A run knows whether a source said it or panah worked it out, and which footnotes it rests on. The
renderers (`markdown`, `html`) add nothing but form.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from itertools import chain

import attrs

from panah.domain.claim import Hold, Mood, PlanningClass
from panah.domain.quantity import Hedge, Interval
from panah.domain.situation import View

__all__ = [
    "Block",
    "Brief",
    "Coming",
    "Country",
    "Footnote",
    "KeyFigure",
    "Kind",
    "Mark",
    "Offer",
    "Outlook",
    "Passing",
    "Run",
    "Sentence",
]


class Kind(StrEnum):
    """What is handed over."""

    COUNTRY = "country"
    OFFERS = "offers"


@attrs.frozen
class Run:
    """A stretch of words.

    Parameters
    ----------
    said
        True for words of a source, False for what panah writes.
    notes
        Keys of the footnotes it rests on.
    lang
        BCP 47, where it is not the brief's own language.
    """

    text: str
    said: bool = False
    notes: tuple[str, ...] = ()
    lang: str = ""


Sentence = tuple[Run, ...]


@attrs.frozen(kw_only=True)
class Footnote:
    """What one number or sentence rests on: a quote with its source, or a computation.

    Parameters
    ----------
    number
        Its place in the brief, from 1.
    key
        Id of the claim, or the name of the computation.
    quote, lang
        The words of the report and their language; empty for a computation, or where the
        report's text is not held.
    speaker, chain
        First voice, and how the statement came to the publisher.
    said, publisher, published, report, span
        When it was said; who published it, when and in which file; where the words stand in it.
    text
        For a computation: how it was made. For a claim: what a reader must know of it.
    """

    number: int
    key: str
    label: str = ""
    quote: str = ""
    lang: str = ""
    speaker: str = ""
    chain: str = ""
    said: str = ""
    publisher: str = ""
    published: str = ""
    report: str = ""
    span: str = ""
    text: str = ""
    rests_on: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Mark:
    """One amount as it is drawn on a strip; `stated` is the one figure its words name."""

    amount: Interval | None
    hedge: Hedge | None
    stated: float | None = None
    planning_class: PlanningClass | None = None
    mood: Mood = Mood.IS
    hold: Hold = Hold.LIVE
    conflict: bool = False

    @property
    def is_ended(self) -> bool:
        """Whether the host itself has taken it back, or its day has passed."""
        return self.hold in _ENDED


_ENDED = frozenset({Hold.DECLINED, Hold.WITHDRAWN, Hold.EXPIRED})


@attrs.frozen(kw_only=True)
class KeyFigure:
    """A figure with its own date: ``as_of`` is when it was so, not when the brief was made.

    Empty where nothing is stated.
    """

    label: str
    figure: Sentence
    as_of: str
    planning_class: PlanningClass | None = None


@attrs.frozen(kw_only=True)
class Offer:
    """One row of the offer table."""

    host: str
    title: str
    role: str
    number: Sentence
    mark: Mark
    for_whom: str
    duration: Sentence
    onward: str
    condition: Sentence
    status: str
    planning_class: PlanningClass | None
    counted: bool
    used: Sentence
    source: Sentence
    tags: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Block:
    """A heading with sentences; `name` says what it holds, for style and tests."""

    name: str
    heading: str
    sentences: tuple[Sentence, ...]


@attrs.frozen(kw_only=True)
class Country:
    """What one country has said and done."""

    code: str
    name: str
    blocks: tuple[Block, ...]


@attrs.frozen(kw_only=True)
class Coming:
    """Who may enter one country, as bands by day.

    Parameters
    ----------
    people
        The range of 8 in 10 futures on the last day, and the middle.
    risk
        The row of the risk table, in words.
    bands
        By day: below which 1, 2.5, 5, 7.5 and 9 in 10 futures lie, of people who have entered.
    """

    name: str
    people: Sentence
    risk: Sentence
    bands: tuple[tuple[float, float, float, float, float], ...]


@attrs.frozen(kw_only=True)
class Passing:
    """A threshold that was stated, and the days by which futures pass it.

    Parameters
    ----------
    days
        By which 1, 5 and 9 in 10 of all futures pass it; None for not within the horizon.
    """

    name: str
    threshold: Sentence
    chance: str
    days: tuple[date | None, date | None, date | None]


@attrs.frozen(kw_only=True)
class Outlook:
    """What a forecast says, for the section of a brief.

    Parameters
    ----------
    first, last
        The first and the last day of the forecast.
    asked
        What it was made with: futures, seed, scenario.
    blocks
        What earlier forecasts were worth, what the model does not know, limits of use.
    """

    first: date
    last: date
    headline: Sentence
    asked: Sentence
    coming: tuple[Coming, ...]
    passing: tuple[Passing, ...]
    blocks: tuple[Block, ...]

    def runs(self) -> Iterator[Run]:
        """Give every run in reading order."""
        yield from chain(self.headline, self.asked)
        for one in self.coming:
            yield from chain(one.people, one.risk)
        for passed in self.passing:
            yield from passed.threshold
        yield from chain.from_iterable(chain.from_iterable(b.sentences for b in self.blocks))


@attrs.frozen(kw_only=True)
class Brief:
    """A hand-over, ready to be written in any form.

    Parameters
    ----------
    case, view, head
        Whose brief it is, the question it answers, and the ledger's head that reproduces it.
    withheld, closed
        Claims left out because their reports are restricted; those of such reports that are in.
    headline
        The finding in one sentence, made of the lines.
    figures, offers, countries, blocks
        Key figures; rows of the offer table; a section a country; sections over all countries.
    notes
        Footnotes in the order in which they are first used.
    outlook
        What a forecast says; None where none was asked for.
    plan
        Blocks of what a plan proposes; empty where none was asked for.
    """

    kind: Kind
    case: str
    language: str
    view: View
    head: str
    withheld: int
    closed: int
    headline: Sentence
    figures: tuple[KeyFigure, ...] = ()
    offers: tuple[Offer, ...] = ()
    countries: tuple[Country, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[Footnote, ...] = ()
    outlook: Outlook | None = None
    plan: tuple[Block, ...] = ()

    def runs(self) -> Iterator[Run]:
        """Give every run in reading order."""
        yield from self.headline
        for figure in self.figures:
            yield from figure.figure
        if self.outlook is not None:
            yield from self.outlook.runs()
        for block in self.plan:
            yield from chain.from_iterable(block.sentences)
        for offer in self.offers:
            yield from chain(offer.number, offer.duration, offer.condition)
            yield from chain(offer.used, offer.source)
        for block in chain(*(country.blocks for country in self.countries), self.blocks):
            yield from chain.from_iterable(block.sentences)
