"""What carries a statement: outlets that pass it on, papers that say it, the medium it is said in.

An outlet is a step, never the first voice. One that no table holds is told by its kind ("the daily
Al-Marsad"), by its name ("Shafaq News") or by being told something. The report's own publisher is
no further step.
"""

import re

import attrs

from panah.domain.actor import Actor, ActorType
from panah.domain.claim import How
from panah.domain.reading import ActorRef, HopRef
from panah.reading.lexicon import table
from panah.reading.phrases import Phrase, nouns
from panah.reading.tokens import Line

__all__ = ["Outlet", "medium", "outlet_in", "outlets"]


@attrs.frozen(kw_only=True)
class Outlet:
    """An outlet or a paper that a sentence names, and where."""

    first: int
    end: int
    ref: ActorRef
    is_paper: bool = False

    def hop(self, how: How) -> HopRef:
        """Give it as a step."""
        return HopRef(actor=self.ref, how=how)


_SOURCE_BEFORE = frozenset({"by", "to", "with", "told", "tells", "via", "on", ",", "quoting"})
_QUALIFIED = frozenset({"the", "a", "an", "state", "local", "state-run", "same", "independent"})


_AGENCIES = frozenset({"agency", "state_agency", "news_agency"})
_KINDS = nouns("outlets") | _AGENCIES | {"told", "tells"}
_TIES = frozenset({"on", "to", "with"})
_SPEAKING = frozenset({"speaking", "interview"})
"""What makes "to", "on" and "with" lead to an outlet."""


def outlets(line: Line, publisher: tuple[str, ...]) -> tuple[Outlet, ...]:
    """Give the outlets that pass a sentence on, known ones and others."""
    found = []
    for at in line.where("ORG"):
        actor = line.tokens[at].value
        if isinstance(actor, Actor) and actor.type is ActorType.PUBLISHER and _carries(line, at):
            text = line.tokens[at].text
            name = text if text.isupper() else actor.name
            ref = ActorRef(key=actor.id, name=name, span=line.cover(at, at + 1))
            found.append(Outlet(first=at, end=at + 1, ref=ref))
    for at in line.places(words=_KINDS if line.keys.isdisjoint(_SPEAKING) else _KINDS | _TIES):
        token = line.tokens[at]
        speaks = token.low in {"told", "tells"} or line.low(at - 1) in _SPEAKING
        if token.low in nouns("outlets") or speaks or _is_agency(line, at):
            other = _named_after(line, at)
            if other and not any(one.first <= other.first < one.end for one in found):
                found.append(other)
    if not found:
        return ()
    own = [_folded(name) for name in publisher]
    return tuple(one for one in found if not any(_is_of(one.ref.name, name) for name in own))


def _is_of(name: str, publisher: str) -> bool:
    return f" {_folded(name)} " in f" {publisher} "


def _folded(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.casefold().removeprefix("the ")).strip()


def _carries(line: Line, at: int) -> bool:
    """Tell whether an outlet passes the sentence on, rather than being spoken of."""
    if line.is_a(at + 1, "REPORTW") or line.is_a(at + 2, "REPORTW"):
        return True
    before = at - 1
    while before >= 0 and (
        line.low(before) in _QUALIFIED
        or line.low(before) in nouns("outlets")
        or line.low(before) in {"agency", "news_agency"}
    ):
        before -= 1
    return (
        line.is_a(before, "ACCTO", "SAYV")
        or line.low(before) in _SOURCE_BEFORE
        or (line.low(at + 1) in {"'s", "reporter", "correspondent"} and line.low(before) == "as")
    )


def _named_after(line: Line, at: int) -> Outlet | None:
    """Read the name behind "the newspaper" or, where it sounds like one, behind "told"."""
    start = at + 1
    if line.low(start) == ",":
        start += 1
    told = line.low(at) in _TIES or line.low(at) in {"told", "tells"}
    if told and line.low(start) in {"the", "its"}:
        start += 1
    end = start
    while end < len(line) and end - start < 5 and _is_name(line, end, start):
        end += 1
    if end == start:
        return None
    name = line.words(start, end)
    last = name.rsplit(maxsplit=1)[-1].casefold()
    if told and last not in nouns("outlets") | _endings():
        return None
    if not told and not (_carries_named(line, at) or line.is_a(end, "REPORTW", "SAYV")):
        return None
    ref = ActorRef(key=None, name=name, span=line.cover(start, end))
    return Outlet(first=start, end=end, ref=ref)


def _is_agency(line: Line, at: int) -> bool:
    """Tell a news agency from the agencies of the United Nations: "the state agency MTI"."""
    return line.low(at) in _AGENCIES and (
        line.low(at) != "agency" or line.low(at - 1) in {"news", "state", "telegraph", "press"}
    )


def _carries_named(line: Line, at: int) -> bool:
    """Tell whether "the daily" is told, cited or writes, rather than being spoken of."""
    near = {line.low(n) for n in range(max(0, at - 5), at)}
    behind = {line.low(n) for n in range(at + 1, min(len(line), at + 8))}
    return (
        bool(near & {"told", "tells", "by", "with", "to", "on", "in", "quoting"})
        or any(line.is_a(n, "ACCTO") for n in range(max(0, at - 5), at))
        or bool(behind & {"writes", "wrote", "reported", "reports", "quoting", "said", "says"})
    )


def _endings() -> frozenset[str]:
    endings = table("voices")["outlets"]["endings"]  # type: ignore[index]
    return frozenset(endings)


def _is_name(line: Line, at: int, start: int) -> bool:
    token = line.tokens[at]
    if token.is_a("ORG", "DATE", "QTY") or not token.text[0].isalpha():
        return False
    if token.text[0].isupper():
        return True
    return at > start and token.low in {"du", "de", "la", "of", "del", "al", "the"}


def outlet_in(found: tuple[Outlet, ...], phrase: Phrase | None) -> Outlet | None:
    """Give the outlet that a phrase is: "the daily Al-Marsad" in "the daily Al-Marsad writes"."""
    if phrase is None:
        return None
    inside = next((one for one in found if phrase.first <= one.first < phrase.end), None)
    if inside or phrase.aside is None:
        return inside
    first, end = phrase.aside
    return next((one for one in found if (one.first, one.end) == (first, end)), None)


_POSTS = frozenset({"facebook", "twitter", "tweet", "telegram", "instagram", "whatsapp", "x"})
_TALKS = frozenset({"statement", "interview", "letter", "briefing", "report"})


def medium(line: Line, at: int) -> tuple[How, str]:
    """Tell how it was said, and through what: on a page, in an interview."""
    for index in line.where("MEDIAW"):
        if not (at < index <= at + 8 or (index < at and line.low(0) == "in" and index < 5)):
            continue
        first = index
        while first > 1 and not line.is_a(first - 1, "PREP", "DET", "POSSW"):
            first -= 1
        if not line.is_a(first - 1, "PREP", "DET", "POSSW") or index - first > 2:
            continue
        low = line.low(index)
        if low in _POSTS:
            return How.WROTE, line.tokens[index].text
        if low in _TALKS and line.low(first - 1) not in {"to", "of"}:
            return How.SAID, line.words(first, index + 1)
    return How.SAID, ""
