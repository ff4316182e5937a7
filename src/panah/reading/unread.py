"""The unread net: sentences that look as if they held a claim, and gave none.

Silence is never taken for absence: what speaks of people, of refuge or moving, and of a number or
a country, is shown to a person when no rule could read it.
"""

from panah.reading.tokens import Line

__all__ = ["NET", "is_suspect"]

NET = "speaks of people, of refuge or moving, and of a number or country; no rule could read it"

_PEOPLE = ("GROUPN", "PEOPLE")
_COUNTED = frozenset(
    [
        "minors",
        "children",
        "people",
        "refugee",
        "families",
        "family",
        "arrivals",
        "arrived",
        "asylum",
        "displaced",
    ]
)
_REFUGE = (
    *("HOSTV", "FLEEV", "ENTERV", "ARRV", "RETV", "EVACV", "DISPV", "PUSHV", "REFN", "CAMPN"),
    *(
        "DISTRESS",
        "HOMES",
        "INTALKS",
        "TALKN",
        "TRANSITN",
        "MOVEN",
        "RETN",
        "ADMN",
        "REGV",
        "QUOTAN",
    ),
)
_WORDS = frozenset(
    [
        "take",
        "taken",
        "taking",
        "influx",
        "homeless",
        "registered",
        "settled",
        "capacity",
        "places",
        "quota",
        "visa",
        "visas",
    ]
)


def is_suspect(line: Line) -> bool:
    """Tell whether a sentence that gave no draft looks as if it held a claim."""
    people = line.has(*_PEOPLE) or (line.has("QTY") and not _COUNTED.isdisjoint(line.keys))
    refuge = line.has(*_REFUGE) or not _WORDS.isdisjoint(line.keys)
    return people and refuge and line.has("QTY", "GPE", "DEM")
