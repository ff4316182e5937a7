"""Which figures count something: not years, days, ages, clock times, distances or codes.

Every rule looks only at what stands right beside the figure. A figure that is left out here gives
no quantity at all, so a rule must be sure; "2021" followed by a noun that is counted stays.
"""

import re

from panah.reading import words_around
from panah.reading.hedges import Lead
from panah.reading.number_words import Figure

__all__ = ["counts"]

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_MONTH_LEFT = re.compile(rf"\b{_MONTH},?\s{{1,2}}(?:\d{{1,2}}\s?(?:-|\u2013|to|and|,)\s?)?$")
_MONTH_RIGHT = re.compile(rf"\s?(?:(?:-|\u2013|to|and)\s?\d{{1,2}})?\s{{1,2}}(?:of\s)?{_MONTH}\b")
_CODE_LEFT = re.compile(
    r"(?:\b(?:Articles?|Resolutions?|Channel|Sections?|Chapters?|Pages?|Paragraphs?|Phases?|Levels?"
    r"|Numbers?|Boeing|Airbus|Flight|Route|Highway|District|Zone|Sector|Block|Gate|Camp|Title"
    r"|Category|Grade|Tier|Rule|Order|Decree|Law|Annex|Form|Table|Figure|Goal|Group|Unit|Room"
    r"|Brigade|Protocol|World\sWar|Version|article|resolution|section|chapter|page|paragraph"
    r"|phase|level|number|platform|(?:[Ff]lash|[Ss]ituation)\s(?:report|note|update)|Report|Note|Update"
    r"|Bulletin|Issue|No\.|no\.|para\.|pp?\.|COVID)[\s-]{1,2}|[#§№@\[])$"
)
_UNIT_RIGHT = re.compile(
    r"(?:[\s-]{1,2}(?:years?[\s-]old|year-olds?|a\.?m\b|p\.?m\b|o[\u2019']clock|GMT|UTC|hours\slocal"
    r"|km\b|kms\b|kilomet|miles?\b|met(?:re|er)s?\b|feet\b|foot\b|inch|hectares?\b|acres?\b"
    r"|square\b|sq\b|degrees?\b|mph\b|kph\b|(?:high|tall|wide|deep|long)\b)"
    r"|\s?[°º]|(?:am|pm|km|kms|kg|mph)\b|-year\b)",
    re.IGNORECASE,
)
_HYPHENED = re.compile(
    r"-(?:strong|bed|person|place|tent|seat|family|capacity|member|plus|odd)\b", re.IGNORECASE
)
_HYPHEN = re.compile(r"-[^\W\d_]")
_CODE_SIGNS = frozenset("_/\\^")
_JOINS = frozenset("-\u2013:.,")
_NAME_LEFT = re.compile(r"[A-Z][^\W\d_]+(,) $")
_YEARS = re.compile(r"\d{4}(?:\s?[-\u2013]\s?\d{4})?")
_PEOPLE = re.compile(
    r"\s{1,2}(?:people|persons|refugees|migrants|families|civilians|children|women|men|soldiers)\b"
)
_AGES_LEFT = re.compile(r"\baged\s(?:\d{1,3}(?:,\s|\sand\s|,\sand\s|\sor\s|\sto\s))+$")
_AGED = re.compile(r"aged?|ages|turned")
_OF_AGE = re.compile(
    r"people|children|those|persons|women|men|girls|boys|minors|anyone|everyone|adults|youth"
    r"|males|females|everybody|anybody|aged"
)
_YEAR_AFTER = re.compile(
    r"in|since|by|until|till|of|from|during|before|after|late|early|mid|back|summer|spring|autumn"
    r"|fall|winter|end|year|january|february|march|april|may|june|july|august|september|october"
    r"|november|december"
)
_COUNTED = re.compile(
    r"people|persons|refugees|migrants|famil(?:ies|y)|households?|children|women|men|civilians"
    r"|evacuees|returnees|interpreters|deportees|detainees|prisoners|troops|soldiers|fighters"
    r"|police|workers|tents|beds|places|visas|homes|houses|shelters|animals|livestock|vehicles"
    r"|tonnes|tons|individuals|arrivals|asylum-seekers|seekers|idps|casualties|deaths|students"
    r"|nationals|citizens|passengers|cases|villagers|residents"
)
"""Nouns after which four digits are an amount and not a year: the field's own words."""
_CHANNEL = re.compile(r"France\s$")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_CLOCK_RIGHT = re.compile(r"[:\]]|\s[-\u2013\u2014]\s|\s(?=[A-Z])")
_OF_YEARS = re.compile(r"\b(?:man|woman|widow|widower|mother|father|boy|girl) of $", re.IGNORECASE)
_ITEM_LEFT = re.compile(r"(?:\A|\n)[ \t]{0,4}$")


def counts(text: str, figure: Figure, lead: Lead) -> bool:
    """Tell whether a figure counts something, by what stands beside it."""
    return not (
        _is_part_of_a_code(text, figure)
        or _is_a_lone_one(text, figure, lead)
        or _is_a_day(text, figure)
        or _is_an_age(text, figure, lead)
        or _is_a_year(text, figure, lead)
        or _is_a_number_of_an_item(text, figure)
        or _is_a_clock(text, figure)
        or _CODE_LEFT.search(text, max(0, figure.start - 14), figure.start)
        or _UNIT_RIGHT.match(text, figure.end)
    )


def _is_part_of_a_code(text: str, figure: Figure) -> bool:
    """Tell COVID-19, 9/11, 08:30, 23rd, A-10, 3.5.1, 2(c)(1) and "24-hour" from amounts."""
    left, right = text[max(0, figure.start - 2) : figure.start], text[figure.end : figure.end + 2]
    return bool(
        left[-1:].isalnum()
        or left[-1:] in _CODE_SIGNS
        or (left[-1:] in _JOINS and left[:1].isalnum())
        or right[:1].isalnum()
        or right[:1] in _CODE_SIGNS
        or (right[:1] in _JOINS and right[1:].isdigit())
        or (left[-1:] == "(" and right[:1] == ")" and figure.value < 100)
        or right[:1] == "("
        or (_HYPHEN.match(text, figure.end) and not _HYPHENED.match(text, figure.end))
    )


def _is_a_lone_one(text: str, figure: Figure, lead: Lead) -> bool:
    """Tell "one" the pronoun from a figure; "at least one" counts."""
    return text[figure.start : figure.end].lower() == "one" and lead.hedge is None


def _is_a_day(text: str, figure: Figure) -> bool:
    if figure.is_word or not 1 <= figure.value <= 31 or figure.scale != 1:
        return False
    return bool(
        (
            _MONTH_LEFT.search(text, max(0, figure.start - 22), figure.start)
            and not _PEOPLE.match(text, figure.end)
        )
        or _MONTH_RIGHT.match(text, figure.end)
    )


def _is_an_age(text: str, figure: Figure, lead: Lead) -> bool:
    if figure.value > 110 or figure.scale != 1:
        return False
    left = max(0, figure.start - 30)
    if "aged" in text[left : figure.start] and _AGES_LEFT.search(text, left, figure.start):
        return True
    if _AGED.fullmatch(lead.preceding) or (lead.hedge and _OF_AGE.fullmatch(lead.preceding)):
        return not _is_counted(text, figure.end)
    if _OF_YEARS.search(text, max(0, figure.start - 20), figure.start):
        return not _is_counted(text, figure.end)
    if not text.startswith(", ", figure.start - 2):
        return False
    named = _NAME_LEFT.search(text, max(0, figure.start - 24), figure.start)
    return named is not None and text[figure.end : figure.end + 1] == named[1]


def _is_a_year(text: str, figure: Figure, lead: Lead) -> bool:
    written = text[figure.start : figure.end]
    if not (_YEARS.fullmatch(written) and 1900 <= figure.value <= 2100):
        return False
    is_counted = _is_counted(text, figure.end)
    if _YEAR_AFTER.fullmatch(lead.preceding):
        return lead.hedge is None or not is_counted
    is_definite = text[max(0, figure.start - 4) : figure.start].lower() == "the "
    return lead.hedge is None and (is_definite or not is_counted)


def _is_counted(text: str, end: int) -> bool:
    return any(_COUNTED.fullmatch(word) for word in words_around.after(text, end, 3))


def _is_a_number_of_an_item(text: str, figure: Figure) -> bool:
    """Tell the channel France 24, and the "1." or "2)" before an item of a list."""
    if figure.value == 24 and _CHANNEL.search(text, max(0, figure.start - 8), figure.start):
        return True
    is_first = _ITEM_LEFT.search(text, max(0, figure.start - 6), figure.start)
    return bool(is_first) and re.match(r"[.)]\s", text[figure.end : figure.end + 2]) is not None


def _is_a_clock(text: str, figure: Figure) -> bool:
    """Tell the time an entry of a log begins with: "16.30: 40 people have been taken in"."""
    if not _CLOCK.fullmatch(text, figure.start, figure.end):
        return False
    opens = _ITEM_LEFT.search(text, max(0, figure.start - 6), figure.start) is not None
    return opens and _CLOCK_RIGHT.match(text, figure.end) is not None
