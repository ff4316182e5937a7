"""How dates are worded: one pattern for all wordings, tried in order at each place.

Each wording has a name; `panah.reading.when` has one function a name that says which days it
means. Months need their capital, and "May" and "March" also a preposition, a day or a year.
"""

import re

from panah.reading.sieve import Sieve, either

__all__ = ["MONTHS", "WEEKDAYS", "WORDED", "month", "number"]

_MONTH_NAMES = (
    "january february march april may june july august september october november december"
)
MONTHS = {name[:3]: at for at, name in enumerate(_MONTH_NAMES.split(), start=1)}
WEEKDAYS = {
    name[:3]: at
    for at, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday"])
} | {"sun": 6}
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
)
_WORTH = {word: value for value, word in enumerate(_NUMBERS.split())} | {"a": 1, "an": 1}

_S = r"\s{1,2}"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_SURE_MONTH = (
    r"(?:January|February|April|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\d|[.,]\d|:\d|\s?%)"
_YEAR = r"(?:(?:19|20)\d\d)(?!\d|[.,]\d)"
_OF_YEAR = rf"(?:,?{_S}(?:of{_S})?{_YEAR})?"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_PREP = r"(?i:on|by|until|till|before|after|from|since|in|during|of|through|as\sof|no\slater\sthan)"
_EDGE = r"(?i:early|late|mid|end|beginning|start)"
_COUNT = rf"(?i:\d{{1,3}}|{'|'.join(_WORTH)}|several|few|couple{_S}of)"
_UNIT = r"(?i:hour|day|week|month|year)s?"
_JOIN = r"\s?(?:-|\u2013|to|until|till|through|and)\s?"

_NOT_COUNTED = (
    r"(?!\s{1,2}(?:people|persons|refugees|migrants|families|civilians|children|women|men"
    r"|soldiers)\b)"
)
"""After "in July 5 people" the 5 counts people; it is no day."""
_DATE = (
    rf"(?:{_WEEKDAY},?{_S})?"
    rf"(?:{_MONTH}{_S}{_DAY}{_NOT_COUNTED}{_OF_YEAR}|{_DAY}{_S}(?:of{_S})?{_MONTH}{_OF_YEAR})"
)
_POINT = rf"(?:{_DATE}|{_MONTH}(?:,?{_S}(?:of{_S})?{_YEAR})?|{_YEAR})"
_EDGED = rf"(?:the{_S})?(?P<edge>{_EDGE})(?:[\s-]{{1,2}}|{_S}of{_S})"

_WORDINGS = {
    "iso": r"(?<![\d-])\d{4}-[01]\d-[0-3]\d(?![\d-])",
    "slashed": r"(?<![\d/.])\d{1,2}(?P<mark>[/.])\d{1,2}(?P=mark)(?:19|20)\d\d(?!\d)",
    "span": (
        rf"(?:(?i:since|from){_S}(?P<first>{_POINT}){_S}(?i:until|till|to|through)"
        rf"|(?i:between){_S}(?P<first2>{_POINT}){_S}(?i:and)){_S}(?P<last>{_POINT})(?!\w)"
    ),
    "beginning": (
        rf"(?i:since|from){_S}(?i:the{_S}(?:beginning|start|turn){_S}of){_S}"
        rf"(?P<begun>{_YEAR}|(?i:the|this){_S}(?i:year|month|week)|{_MONTH}{_OF_YEAR})"
    ),
    "so_far": rf"(?i:(?:so{_S}far|already){_S}this{_S}(?P<running>year|month|week))(?!\w)",
    "end_of": (
        rf"(?:(?P<end_prep>(?i:by|until|till|before|at|after|from|since)){_S})?(?i:the{_S}end{_S}of)"
        rf"{_S}(?P<ended>(?i:(?:the|this|next){_S}(?:year|month|week))"
        rf"|{_MONTH}(?:,?{_S}(?:of{_S})?{_YEAR})?|{_YEAR})"
    ),
    "days": (
        rf"(?:(?P<days_prep>{_PREP}){_S})?(?:{_MONTH}{_S}(?P<d1>{_DAY}){_JOIN}(?P<d2>{_DAY}){_NOT_COUNTED}"
        rf"|(?P<d3>{_DAY}){_JOIN}(?P<d4>{_DAY}){_S}(?:of{_S})?{_MONTH}){_OF_YEAR}"
    ),
    "date": rf"(?:(?P<prep>{_PREP}){_S}(?:the{_S})?)?(?P<date>{_DATE})",
    "month": (
        rf"(?:(?P<month_prep>{_PREP}){_S}(?:{_EDGED})?(?P<of_month>{_MONTH}{_S}(?:last|this|next){_S}year"
        rf"|{_MONTH}{_OF_YEAR})|(?P<sure_month>{_MONTH},?{_S}{_YEAR}))(?!\w)"
    ),
    "edged": rf"{_EDGED.replace('edge', 'edge2')}(?P<edged>{_MONTH}{_OF_YEAR}|{_YEAR})(?!\w)",
    "year": (
        rf"(?:(?i:back){_S})?(?P<year_prep>(?!of\b|on\b){_PREP}){_S}"
        rf"(?:(?P<year_edge>{_EDGE})[\s-])?(?P<year>{_YEAR})(?![\w-])"
    ),
    "bare_month": rf"(?P<bare>{_SURE_MONTH})(?!\w)",
    "weekday": (
        rf"(?:(?P<day_prep>{_PREP}|(?i:late|early|earlier|last|this|next|this{_S}past)"
        rf"(?:{_S}(?i:on|last|next|this))?){_S})?(?P<weekday>{_WEEKDAY})(?!\w)"
    ),
    "ago": rf"(?P<ago>{_COUNT}){_S}(?P<ago_unit>{_UNIT}){_S}(?i:ago)(?!\w)",
    "window": (
        rf"(?i:in|over|during|within|for|throughout){_S}(?:(?i:the){_S})?"
        rf"(?P<side>(?i:recent|past|last|previous|preceding|coming|next|following))"
        rf"(?:{_S}(?P<many>{_COUNT}))?{_S}(?P<window>{_UNIT})(?!\w)"
    ),
    "calendar": (
        rf"(?:(?P<calendar_prep>(?i:by|until|till|before|since|after)){_S})?"
        rf"(?:(?P<part>(?i:earlier|later|late|early)){_S})?"
        rf"(?P<which>(?i:this|last|next)){_S}(?P<calendar>(?i:week|month|year))(?!\w)"
    ),
    "named_day": (
        rf"(?:(?P<named_prep>(?i:by|until|till|before|since)){_S})?"
        rf"(?P<named>(?i:yesterday|today|tomorrow|tonight))(?!\w)"
    ),
}
_BOUND = r"(?<![\w$\u20ac\u00a3.,/-])"
_LED = (
    "already as at back before between by during earlier early end for from in last late later mid "
    "next no of on over since so start the this through throughout till until within after "
    "beginning"
)
"""What a wording begins with that goes on with a second word."""
_COUNTS = f"{_NUMBERS} a an couple few several"
_NAMED = "today tomorrow tonight yesterday"
_UNITS = "day hour month tomorrow tonight week year"
_GOES_ON = f"{_LED} {_UNITS} {_NAMED} and coming far following past preceding previous recent to"
"""What stands second in a wording, beside digits and names of months and days."""


def _cased(*words: str) -> str:
    return either(form(word) for word in words for form in (str, str.upper, str.title))


_SECOND = rf"[A-Z]|(?i:{either(_GOES_ON.split())})"
_BEGINS = (
    rf"\d{{1,4}}(?:st|nd|rd|th)?\s{{0,2}}(?:[-\u2013/.]|{_SECOND})"
    rf"|(?i:{either(_LED.split())})[\s-]{{1,2}}(?:\d|{_SECOND})"
    rf"|(?i:{either(_COUNTS.split())})\s{{1,2}}(?i:{_UNIT}|of\s)"
    rf"|(?i:{either(_NAMED.split())})\b|{either(form.title() for form in (*MONTHS, *WEEKDAYS))}"
)
WORDED = Sieve(
    worded=re.compile(
        _BOUND + "(?:" + "|".join(f"(?P<k_{k}>{p})" for k, p in _WORDINGS.items()) + ")"
    ),
    core=re.compile(rf"\d+|{_cased(*MONTHS, *_UNITS.split())}"),
    begins=re.compile(rf"{_BOUND}(?={_BEGINS})"),
    reach=45,
)
"""Every wording of a date, farthest from its core in "no later than the beginning of 2021"."""


def month(words: str) -> int | None:
    """Give the number of the month that is named in some words."""
    found = re.search(_MONTH, words)
    return MONTHS[found[0][:3].lower()] if found else None


def number(words: str | None) -> int | None:
    """Give what a count is worth; None for several, a few or no count."""
    if not words:
        return None
    return int(words) if words.isdigit() else _WORTH.get(words.lower())
