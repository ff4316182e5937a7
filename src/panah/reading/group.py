"""Of whom a sentence speaks: the noun phrases that count or name people, and what else is counted.

The phrase is found from its head ("refugees") leftwards over adjectives and amounts; the worded
label is always kept. A figure without a noun beside a verb of moving or hosting counts people.
Families and cases stay what they are: a reader never converts them.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import attrs

from panah.domain.claim import Span
from panah.domain.group import Pop, Profile
from panah.domain.quantity import Hedge, Measure, Unit
from panah.domain.reading import Amount, GroupRef
from panah.reading.lexicon import table
from panah.reading.numbers import Quantity
from panah.reading.places import Where
from panah.reading.tokens import Line
from panah.reading.who import country_at

__all__ = ["Count", "amount", "counts", "label", "ref", "uncounted"]

_UNITS: tuple[tuple[str, Unit], ...] = (
    ("FAMILYN", Unit.FAMILY),
    ("ANIMALN", Unit.ANIMAL),
    ("GROUPN", Unit.PERSON),
    ("CASEN", Unit.CASE),
    ("TROOPN", Unit.TROOP),
    ("FLIGHTN", Unit.FLIGHT),
    ("VEHICLEN", Unit.VEHICLE),
    ("SHIPN", Unit.VEHICLE),
    ("DEPOTN", Unit.DEPOT),
    ("PLACEN", Unit.PLACE_BED),
    ("CAMPN", Unit.CAMP),
    ("TENTN", Unit.SITE),
)
_NOUNS = frozenset(tag for tag, _ in _UNITS)
_MODIFIERS = ("ADJ", "DEM", "CAPW", "TEMP", "ADV", "GROUPN", "INTERNALW", "DIRW", "POSSW")
_FEW = ("DET", "QTY")
_SMALL = ("AUX", "PREP", "CONJ", "SAYV", "DET", "PRON", "CLAUSE", "BE", "NEG", "ADV", "VBD")
"""Classes of words behind the noun of a figure."""
_OTHER_REACH = 4
"""Words that may stand between a figure and a noun of no class, with it; assumed."""
_REACH = 8
"""How far right of a figure its noun may stand, in tokens: docs/method/reading.md."""


_OF_PEOPLE = frozenset({Unit.PERSON, Unit.FAMILY, Unit.HOUSEHOLD, Unit.CASE})


@attrs.frozen(kw_only=True)
class Count:
    """A phrase that counts or names people or things.

    Parameters
    ----------
    first, end, head
        Its tokens, and its last noun; `head` is -1 for a figure without a noun.
    quantity
        The token of the amount; None where there is none.
    """

    first: int
    end: int
    head: int
    unit: Unit | None
    quantity: int | None = None
    origin: str | None = None

    @property
    def is_people(self) -> bool:
        """Whether it counts or names people."""
        return self.unit in _OF_PEOPLE


def counts(line: Line) -> tuple[Count, ...]:
    """Give the phrases that count or name people or things, in order."""
    found: dict[int, Count] = {}
    covered: set[int] = set()
    for quantity in line.at.get("QTY", ()):
        if quantity not in covered and (count := _counted(line, quantity)):
            found[count.first] = count
            covered.update(range(count.first, count.end))
    for head in line.where("GROUPN"):
        if head not in covered:
            count = _named(line, head)
            if count.first not in found:
                found[count.first] = count
            covered.update(range(count.first, count.end))
    return tuple(found[first] for first in sorted(found))


def uncounted(line: Line, known: Iterable[Count]) -> Iterator[Count]:
    """Give the figures whose noun is none that the lexicon counts: "282,000 entries", "six months".

    Parameters
    ----------
    known
        Those that `counts` gives; money is in neither.
    """
    covered = {at for one in known for at in range(one.first, one.end)}
    for at in line.at.get("QTY", ()):
        value = line.tokens[at].value
        if at in covered or not isinstance(value, Quantity) or value.money:
            continue
        head = _other_head(line, at)
        unit = Unit.SHARE if value.share else None
        yield Count(first=at, end=max(at, head) + 1, head=head, unit=unit, quantity=at)


def _other_head(line: Line, quantity: int) -> int:
    """Give the noun of a figure by where it stands: before the first small word; -1 for none."""
    at = quantity
    while at - quantity < _OTHER_REACH and at + 1 < len(line):
        after = line.tokens[at + 1]
        if not after.text[0].isalpha() or after.value is not None or after.is_a(*_SMALL):
            break
        at += 1
    return at if at > quantity else -1


def _counted(line: Line, quantity: int) -> Count | None:
    value = line.tokens[quantity].value
    if not isinstance(value, Quantity) or value.money:
        return None
    head = _head(line, quantity)
    if head is None:
        if value.share or not _is_bare(line, quantity):
            return None
        return Count(first=quantity, end=quantity + 1, head=-1, unit=Unit.PERSON, quantity=quantity)
    unit = Unit.SHARE if value.share else _unit(line, head)
    end = _extended(line, head)
    return Count(
        first=quantity,
        end=end,
        head=head,
        unit=unit,
        quantity=quantity,
        origin=_origin(line, quantity, end),
    )


def _head(line: Line, quantity: int) -> int | None:
    """Give the noun a figure counts: the last of the first run of nouns to its right."""
    index, tokens = quantity + 1, line.tokens
    limit = min(quantity + 1 + _REACH, len(tokens))
    while index < limit:
        tags = tokens[index].tags
        if "QTY" in tags and line.low(index) == "others":
            return index
        if not tags.isdisjoint(_NOUNS):
            while index + 1 < limit and not tokens[index + 1].tags.isdisjoint(_NOUNS):
                index += 1
            return index
        if ("DEM" in tags or _is_a_people(line, index)) and _is_people(line, index):
            return index
        if not _passes(line, index, quantity):
            return None
        index += 1
    return None


def _is_a_people(line: Line, index: int) -> bool:
    """Tell the plural of a name: "1,500 Muslims", "38,000 Africans", "600 Kurds"."""
    token = line.tokens[index]
    if token.text[-1] != "s" or not token.is_a("CAPW", "GPE"):
        return False
    return not isinstance(token.value, Where) or token.value.name[-1] != "s"


def _is_people(line: Line, index: int) -> bool:
    """Tell "113,000 Sudanese" from "113,000 Sudanese refugees"."""
    if index + 1 >= len(line):
        return True
    after = line.tokens[index + 1]
    return (
        not after.text[0].isalpha()
        or after.is_a(*_AFTER_PEOPLE)
        or line.low(index + 1) in _AFTER_WORDS
    )


_AFTER_PEOPLE = (
    *("PREP", "AUX", "CONJ", "DATE", "ADV", "SINCEW", "PRON", "DET", "NEG", "CLAUSE", "BE"),
    *("VB", "VBD", "VBZ", "VBN", "VBG"),
)
_AFTER_WORDS = frozenset({"already", "still", "now", "who", "alone", "once", "there", "here"})


def _passes(line: Line, index: int, quantity: int) -> bool:
    """Tell whether a word may stand between a figure and its noun."""
    low = line.low(index)
    if low == "of":
        return index == quantity + 1 or line.is_a(index - 1, "GROUPN", "QTY")
    if low == ",":
        return index > quantity + 1
    if low in {"the", "these", "those", "its", "their", "and", "all"}:
        return True
    if line.is_a(index, *_MODIFIERS):
        return not line.is_a(index, "PREP")
    token = line.tokens[index]
    if token.is_a("AUX", "PREP", "CONJ", "SAYV", "QTY", "DATE", "VBZ", "PRON", "GPE", "ORG"):
        return token.is_a("GPE") and line.is_a(index + 1, *_NOUNS)
    return token.text.replace("-", "").isalpha()


def _is_bare(line: Line, quantity: int) -> bool:
    """Tell whether no noun follows a figure, so that it may stand for people."""
    if quantity + 1 >= len(line):
        return True
    after = line.tokens[quantity + 1]
    return not after.text[0].isalpha() or after.is_a(
        "PREP",
        "AUX",
        "CONJ",
        "VBD",
        "VBN",
        "DATE",
        "ADV",
        "HOMEWARD",
        "PRON",
        "RATEW",
        "BE",
        "SINCEW",
        "VBG",
        "DET",
        "NEG",
        "CLAUSE",
        "VB",
        "SMALLW",
    )


def _named(line: Line, head: int) -> Count:
    first = head
    while first > 0 and line.is_a(first - 1, *_MODIFIERS) and not line.is_a(first - 1, "PREP"):
        first -= 1
    while first > 0 and line.is_a(first - 1, *_FEW) and line.low(first - 1) != "that":
        first -= 1
    end = _extended(line, head)
    return Count(
        first=first,
        end=end,
        head=head,
        unit=_unit(line, head),
        origin=_origin(line, first, end),
    )


def _unit(line: Line, head: int) -> Unit:
    """Give what a noun counts; people, where it is their name: "900 Sudanese"."""
    tags = line.tokens[head].tags
    return next((unit for tag, unit in _UNITS if tag in tags), Unit.PERSON)


def _extended(line: Line, head: int) -> int:
    """Take in what is joined: "academics and female activists", "citizens of Iran"."""
    end = head + 1
    while line.low(end) in {"and", "or", ",", "&"}:
        index = end + 1
        if line.low(index) in {"and", "or", "their", "other"}:
            index += 1
        while (
            index < len(line) and line.is_a(index, *_MODIFIERS) and not line.is_a(index, "GROUPN")
        ):
            index += 1
        if not line.is_a(index, "GROUPN") or index - end > 5:
            break
        end = index + 1
    return end


def _origin(line: Line, first: int, end: int) -> str | None:
    """Give where they come from: "Afghan", "from Syria", "citizens of Iran", "fleeing Libya"."""
    for index in range(first, end):
        if "DEM" in line.tokens[index].tags:
            return country_at(line, index)
    if line.low(end) not in {"from", "of", "fleeing"}:
        return None
    index = end + 1
    while line.is_a(index, "DET", "DIRW", "ADJ") or line.low(index) in {"violence", "war", "in"}:
        index += 1
    return country_at(line, index) if line.is_a(index, "GPE") else None


def label(line: Line, count: Count) -> tuple[int, int]:
    """Give the tokens that name a group, without its amount; a bare figure names itself."""
    first = count.first
    while first < count.end - 1 and (line.is_a(first, "QTY") or line.low(first) == "of"):
        first += 1
    return first, count.end


def ref(line: Line, count: Count) -> GroupRef:
    """Give a group as a draft points at it."""
    first, end = label(line, count)
    pop, profile = _described(line.words(first, end).lower())
    return GroupRef(span=line.cover(first, end), origin=count.origin, pop=pop, profile=profile)


@lru_cache(maxsize=4096)
def _described(low: str) -> tuple[Pop | None, frozenset[Profile]]:
    """Give what the lowered words of a label say of the people."""
    pop = next((pop for stem, pop in _POPS if stem in low), None)
    found = (one for one, stems in _profiles() if any(stem in low for stem in stems))
    return pop, frozenset(found)


_POPS = (
    ("asylum", Pop.ASY),
    ("internally displaced", Pop.IDP),
    ("idp", Pop.IDP),
    ("refugee", Pop.REF),
    ("returnee", Pop.RET),
    ("stateless", Pop.STA),
)


def _profiles() -> Iterator[tuple[Profile, list[str]]]:
    for name, stems in table("profiles").items():
        if isinstance(stems, list):
            yield Profile(name), stems


def amount(
    line: Line, count: Count, *, measure: Measure | None = None, decided: bool = False
) -> Amount | None:
    """Give the amount of a count as a draft points at it; None where none is worded."""
    if count.quantity is None:
        return None
    value = line.tokens[count.quantity].value
    if not isinstance(value, Quantity):
        return None
    return Amount(
        worded=Span(value.span.start, value.span.end),
        hedge=value.hedge,
        stated=value.stated,
        decided=decided and value.hedge is Hedge.EXACT,
        unit=count.unit,
        measure=measure,
    )
