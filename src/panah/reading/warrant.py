"""The words that must stand in a model's evidence before a label of it is believed.

A model may call "close to finalising" agreed. The label is kept only if a cue of it stands in the
evidence, and is doubted when a cue of a weaker reading stands there or in the quote as well. The
cues are data (data/grounding.toml).
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import attrs

from panah.domain.claim import CondType, Hold, Kind, Mode, Mood, Status
from panah.errors import CaseError

__all__ = ["Warrants", "warrants"]

_PREPOSITIONS = "from|to|into|in|at|of|with|by|via|through|across|towards?|near|against|on|between"
"""A nearer one of these leads to a name, and not the one before it."""
_LONGEST_DENIAL = 12
"""Words of a sentence that only takes back what the one before said; assumed: a longer one tells
something of its own."""
_NEAREST = 240
"""Characters behind a quote in which its own denial stands; assumed, and a bound on the work."""
_KINDS = {"stems", "words", "phrases"}
_SLOTS = {"from", "to", "via", "place"}
_SECTIONS = frozenset(
    {
        *("status", "hold", "negation", "affirmed", "mood", "condition"),
        *("toward", "away", "organ", "aside", "unnamed", "instruction"),
        *("denial", "taken_up", "hinge", "mode", "kind", "disputed", "told"),
    }
)


@attrs.frozen(kw_only=True)
class Warrants:
    """Cues of each label; where labels are in order, earlier ones win.

    Parameters
    ----------
    toward
        The words that may stand before a place, by the slot it fills.
    away
        The words that may stand before a place of the other end, by slot.
    organ
        Words that name a state's own organs.
    unnamed
        Words for voices without a name.
    affirmed
        Negative words that deny nothing.
    aside
        Words before a name that make it no subject.
    denial, taken_up
        Words that take back what was said, and that show that it is what they are about.
    disputed, told
        Words that take back what was said where a word for what was said stands by them.
    hinge
        Words by which something hangs on something else.
    """

    status: tuple[tuple[Status, re.Pattern[str]], ...]
    hold: tuple[tuple[Hold, re.Pattern[str]], ...]
    condition: tuple[tuple[CondType, re.Pattern[str]], ...]
    mode: Mapping[Mode, re.Pattern[str]]
    mood: Mapping[str, re.Pattern[str]]
    toward: Mapping[str, re.Pattern[str]]
    away: Mapping[str, re.Pattern[str]]
    organ: re.Pattern[str]
    aside: re.Pattern[str]
    unnamed: re.Pattern[str]
    negation: re.Pattern[str]
    affirmed: re.Pattern[str]
    instruction: re.Pattern[str]
    kind: tuple[tuple[Kind, re.Pattern[str]], ...]
    denial: re.Pattern[str]
    disputed: re.Pattern[str]
    told: re.Pattern[str]
    taken_up: re.Pattern[str]
    hinge: re.Pattern[str]

    def statuses(self, words: str) -> tuple[Status, ...]:
        """Give the statuses whose cues stand in some words, the one that wins first."""
        return tuple(status for status, cue in self.status if cue.search(words))

    def holds(self, words: str) -> tuple[Hold, ...]:
        """Give the holds whose cues stand in some words, the one that wins first."""
        return tuple(hold for hold, cue in self.hold if cue.search(words))

    def kinds(self, words: str) -> tuple[Kind, ...]:
        """Give the kinds whose cues stand in some words, the one that wins first."""
        return tuple(kind for kind, cue in self.kind if cue.search(words))

    def condition_of(self, words: str) -> CondType | None:
        """Give the condition that some words name; None when none of the seven fits."""
        return next((type_ for type_, cue in self.condition if cue.search(words)), None)

    def is_negated(self, words: str) -> bool:
        """Tell whether some words may say the reverse of what they quote."""
        return self.negation.search(self.affirmed.sub("", words)) is not None

    def is_denied(self, behind: str, after: str) -> bool:
        """Tell whether what was said is taken back by the words behind it or the next sentence."""
        short = after if len(after.split()) <= _LONGEST_DENIAL else ""
        return self._takes_back(behind[:_NEAREST]) or (
            self.taken_up.search(short) is not None and self._takes_back(short)
        )

    def _takes_back(self, words: str) -> bool:
        is_disputed = self.disputed.search(words) and self.told.search(words)
        return self.denial.search(words) is not None or bool(is_disputed)

    def is_hinged(self, words: str) -> bool:
        """Tell whether some words make what they say hang on something."""
        return self.hinge.search(words) is not None

    def shows_mode(self, mode: Mode, words: str) -> bool:
        """Tell whether a word for why people stay stands in some words."""
        return self.mode[mode].search(words) is not None

    def fits(self, mood: Mood, words: str) -> bool:
        """Tell whether nothing in the words speaks against a mood."""
        if mood is Mood.IS:
            return not self.mood["doubt"].search(words)
        return self.mood[mood.value].search(words) is not None

    def is_aside(self, before: str) -> bool:
        """Tell whether the words before a name make it no subject: "in", "with"."""
        return self.aside.search(before) is not None

    def is_unnamed(self, words: str) -> bool:
        """Tell whether some words are a voice without a name: "officials", not "Lima officials"."""
        has_name = any(word[0].isupper() for word in words.split()[1:])
        return not has_name and self.unnamed.search(words) is not None

    def is_organ(self, words: str) -> bool:
        """Tell whether some words name nothing beside a state and its organs."""
        return not re.search(r"\w", self.organ.sub("", words))

    def leads_to(self, slot: str, before: str) -> bool:
        """Tell whether the words before a place say that it fills a slot."""
        return self.toward[slot].search(before) is not None

    def leads_away(self, slot: str, before: str) -> bool:
        """Tell whether the words before a place say that it fills the other end."""
        return slot in self.away and self.away[slot].search(before) is not None


@cache
def warrants() -> Warrants:
    """Give the shipped cues."""
    file = resources.files("panah.reading") / "data" / "grounding.toml"
    return _read(tomllib.loads(file.read_text(encoding="utf-8")))


def _read(table: dict[str, Any]) -> Warrants:
    _only(table, _SECTIONS)
    return Warrants(
        status=tuple((Status(label), cue) for label, cue in _labelled(table["status"])),
        hold=tuple((Hold(label), cue) for label, cue in _labelled(table["hold"])),
        condition=tuple((CondType(label), cue) for label, cue in _labelled(table["condition"])),
        mood={label: _pattern(part) for label, part in table["mood"].items()},
        toward=_leading(table["toward"]),
        away=_leading(table["away"]),
        organ=_pattern(table["organ"]),
        aside=_before(table["aside"]["words"], words_off=1),
        unnamed=_pattern(table["unnamed"]),
        negation=_pattern(table["negation"]),
        affirmed=_pattern(table["affirmed"]),
        instruction=_pattern(table["instruction"]),
        kind=tuple((Kind(label), cue) for label, cue in _labelled(table["kind"])),
        denial=_pattern(table["denial"]),
        disputed=_pattern(table["disputed"]),
        told=_pattern(table["told"]),
        taken_up=_pattern(table["taken_up"]),
        hinge=_pattern(table["hinge"]),
        mode={Mode(label): cue for label, cue in _labelled(table["mode"])},
    )


def _labelled(parts: Iterable[Mapping[str, object]]) -> list[tuple[str, re.Pattern[str]]]:
    read = []
    for part in parts:
        rest = {key: value for key, value in part.items() if key != "label"}
        read.append((str(part["label"]), _pattern(rest)))
    return read


def _pattern(part: Mapping[str, object]) -> re.Pattern[str]:
    _only(part, _KINDS)
    stems, words, phrases = (_listed(part.get(kind)) for kind in ("stems", "words", "phrases"))
    choices = [rf"(?:{_any(stems)})"] if stems else []
    whole = [*words, *phrases]
    choices += [rf"(?:{_any(whole)})\b"] if whole else []
    contracted = r"|n['\u2019]t\b" if "not" in words else ""
    return re.compile(rf"\b(?:{'|'.join(choices)}){contracted}", re.IGNORECASE)


def _leading(part: Mapping[str, list[str]]) -> dict[str, re.Pattern[str]]:
    _only(part, _SLOTS)
    return {slot: _before(words, words_off=3) for slot, words in part.items()}


def _before(words: list[str], *, words_off: int) -> re.Pattern[str]:
    """Give a pattern of words that stand before a name, at most so many other words off."""
    other = rf"(?!(?:{_PREPOSITIONS})\b)[\w'\u2019-]+\s+"
    gap = rf"(?:the\s+)?(?:{other}){{0,{words_off}}}"
    return re.compile(rf"\b(?:{_any(words)})\s+{gap}$", re.IGNORECASE)


def _listed(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _any(words: Iterable[str]) -> str:
    """Give a choice of words; "may" is never the month."""
    listed = [r"\s+".join(map(re.escape, word.split())) for word in words]
    return "|".join("(?-i:may)" if word == "may" else word for word in listed)


def _only(table: Mapping[str, object], known: Collection[str]) -> None:
    if unknown := table.keys() - known:
        raise CaseError(
            f"data/grounding.toml sets {', '.join(sorted(unknown))}; it knows "
            f"{', '.join(sorted(known))}"
        )
