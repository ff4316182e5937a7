"""Amounts worded without a figure: dozens, tens of thousands, a certain number of, nearly all.

They have a hedge and no stated figure. What interval they allow is looked up by their words in
the reading policy, so every wording here that is a magnitude has its row in ``amounts.toml``.
"""

import re
from collections.abc import Iterator

import attrs

from panah.domain.quantity import Hedge
from panah.reading.sieve import Sieve, either, lowered

__all__ = ["Wording", "wordings"]

_LARGE = "thousands?|lakhs?|millions?|crores?|billions?"
_MAGNITUDE = (
    rf"(?:(?:tens|hundreds)\sof\s(?:{_LARGE})s?"
    rf"|(?:several|many|a\sfew|few|a\scouple(?:\sof)?)\s(?:dozen|hundred|{_LARGE})s?"
    r"|dozens|scores|hundreds|thousands|lakhs|crores|millions|billions)"
)
_VAGUE = (
    r"(?:(?:an?|any)\s(?:[a-z]+\s)?number(?:\sof)?|(?:(?!the|overall|total|exact)[a-z]+\s)?numbers\sof"
    r"|a\shandful\sof|a\scouple\sof|a\sfew|some(?!\sof\b)|several|many|numerous|countless"
    r"|multiple|(?:many\s|some\s|several\s)?others)"
)
_SHARE = (
    r"(?:(?:nearly|almost|virtually)\s(?:all|every)"
    r"|largely|mostly|the\s(?:vast\s|overwhelming\s)?majority\sof"
    r"|a\s(?:large\s|clear\s)?majority\sof)"
)
_HEDGE = (
    r"(?:(?:at\sleast|more\sthan|over|up\sto|as\smany\sas|about|around|some|nearly|almost|many"
    r"|perhaps|possibly|likely)\s)?"
)
_CORES = (
    "almost billion countless couple crore dozen few handful hundred just lakh largely majority "
    "many million mostly multiple nearly number numerous others score several some thousand "
    "virtually"
)
_WORDED = Sieve(
    worded=re.compile(
        rf"\b(?:(?P<fixed>just\sover\sa\sweek)"
        rf"|{_HEDGE}(?P<magnitude>{_MAGNITUDE})|(?P<share>{_SHARE})|(?P<vague>{_VAGUE}))\b"
    ),
    core=re.compile(either(_CORES.split())),
    begins=re.compile(r"\b(?=\w)"),
    reach=40,
)
"""Of a lowered text; "any growing number of" begins farthest before its core."""
_NOUN = re.compile(r"\s{1,2}[^\W\d_]")
_NOT_AMOUNTS = re.compile(
    r"\s(?:time|times|day|days|way|ways|sort|kind|extent|point|degree|form|thing|case|cases)\b",
    re.IGNORECASE,
)
_BARE = frozenset({"some", "several", "many", "numerous", "countless", "multiple", "a few"})
_NOT_AFTER = re.compile(r"\b(?:how|as|too|so|not)\s$", re.IGNORECASE)
_TOPIC = re.compile(r"(?:phone|telephone|serial|registration|flight|an?\sodd)\snumber", re.I)


@attrs.frozen(kw_only=True)
class Wording:
    """An amount worded without a figure, at ``[start, end)`` of the text."""

    start: int
    end: int
    hedge: Hedge
    share: bool = False


def wordings(text: str) -> Iterator[Wording]:
    """Give every amount that is worded without a figure, in order."""
    low = lowered(text)
    for match in _WORDED.finditer(low):
        if match["magnitude"] or match["fixed"]:
            hedge = Hedge.MAGNITUDE if match["magnitude"] else Hedge.VAGUE
            yield Wording(start=match.start(), end=match.end(), hedge=hedge)
        elif match["share"]:
            almost = match["share"].startswith(("nearly", "almost", "virtually"))
            yield Wording(
                start=match.start(),
                end=match.end(),
                hedge=Hedge.ALMOST if almost else Hedge.VAGUE,
                share=True,
            )
        elif _is_amount(low, match):
            yield Wording(start=match.start(), end=match.end(), hedge=Hedge.VAGUE)


def _is_amount(text: str, match: re.Match[str]) -> bool:
    """Tell "some refugees" from "for some time", "how many" and "a phone number"."""
    if _TOPIC.search(match[0]):
        return False
    if " ".join(match[0].split()) not in _BARE:
        return True
    return (
        _NOUN.match(text, match.end()) is not None
        and _NOT_AMOUNTS.match(text, match.end()) is None
        and not (
            match[0] == "many" and _NOT_AFTER.search(text, max(0, match.start() - 6), match.start())
        )
    )
