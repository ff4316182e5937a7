"""The words of a language that stand around figures, as patterns over a folded text.

Made once a language from its table. A pattern that looks back ends where the figure begins; one
that looks ahead begins where it ends.
"""

import re
from collections.abc import Iterable
from functools import cache

import attrs

from panah.domain.quantity import Hedge, Unit
from panah.reading.languages.tables import Language

__all__ = ["Worded", "choice", "worded"]

_NEVER = "(?!)"
_SPACE = r"\s{1,3}"
_DOLLAR, _OTHER_MONEY = ("$",), ("€", "£", "¥", "₹", "؋")


@attrs.frozen(kw_only=True)
class Worded:
    """Patterns of one language.

    Parameters
    ----------
    before, after
        Hedges on one side of a figure.
    around
        Hedges in two parts, the figure between them.
    counted
        What is counted, by its unit.
    both
        The "and" of "between 5 and 10".
    """

    before: tuple[tuple[Hedge, re.Pattern[str]], ...]
    after: tuple[tuple[Hedge, re.Pattern[str]], ...]
    around: tuple[tuple[Hedge, re.Pattern[str], re.Pattern[str]], ...]
    below: re.Pattern[str]
    filler: re.Pattern[str]
    another: re.Pattern[str]
    more: re.Pattern[str]
    share: re.Pattern[str]
    dollar: re.Pattern[str]
    money: re.Pattern[str]
    counted: tuple[tuple[Unit, re.Pattern[str]], ...]
    noun: re.Pattern[str]
    measured: re.Pattern[str]
    code: re.Pattern[str]
    to: re.Pattern[str]
    between: re.Pattern[str]
    growth: re.Pattern[str]
    both: re.Pattern[str]
    magnitude: re.Pattern[str]
    vague: re.Pattern[str]
    doubtful: frozenset[str]
    round: frozenset[str]
    attached: re.Pattern[str]


def choice(words: Iterable[str]) -> str:
    """Give a pattern for any of some words, the longest first; it never matches without words."""
    listed = sorted(words, key=lambda word: (-len(word), word))
    if not listed:
        return _NEVER
    return "(?:" + "|".join(_SPACE.join(map(re.escape, word.split())) for word in listed) + ")"


@cache
def worded(language: Language) -> Worded:
    """Give the patterns of a language."""
    numbers, amounts = language.numbers, language.amounts
    together = [numbers["and_attached"]] if numbers.get("and_attached") else []
    front = "".join(f"(?:{choice(some)})?" for some in (together, numbers.get("attached")) if some)
    counted, both = amounts.get("counted", {}), choice(numbers.get("both", ()))
    money = [*amounts.get("dollar", ()), *amounts.get("money", ())]

    def before(words: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){front}{choice(words)}{_SPACE}$")

    def after(words: Iterable[str], gap: str = _SPACE) -> re.Pattern[str]:
        return re.compile(rf"{gap}{front}{choice(words)}(?!\w)")

    def whole(words: Iterable[str]) -> re.Pattern[str]:
        letters = [*together, *(one for one in numbers.get("attached", ()) if len(one) == 1)]
        return re.compile(rf"(?<!\w)(?:{choice(letters)})?{choice(words)}(?!\w|\s\d)")

    return Worded(
        before=tuple((Hedge(h), before(said)) for h, said in amounts.get("before", {}).items()),
        after=tuple((Hedge(h), after(said)) for h, said in amounts.get("after", {}).items()),
        around=tuple(
            (Hedge(h), before([one]), re.compile(rf"(?:\s{{1,3}}[^\W\d_]+){{0,4}}?{_SPACE}{two}\b"))
            for h, pairs in amounts.get("around", {}).items()
            for one, two in (_parted(pair) for pair in pairs)
        ),
        below=before(amounts.get("below", ())),
        filler=before(amounts.get("filler", ())),
        another=before(amounts.get("another", ())),
        more=after(amounts.get("more", ())),
        share=re.compile(rf"\s{{0,2}}%|{_SPACE}{choice(amounts.get('share', ()))}(?!\w)"),
        dollar=re.compile(rf"\s?\$|{_SPACE}{choice(amounts.get('dollar', ()))}(?!\w)"),
        money=re.compile(
            rf"\s?{choice((*_DOLLAR, *_OTHER_MONEY))}(?!\d)|{_SPACE}{choice(money)}(?!\w)"
        ),
        counted=tuple((Unit(unit), after(said, r"\s{0,3}")) for unit, said in counted.items()),
        noun=after([word for said in counted.values() for word in said], r"\s{0,3}"),
        measured=after(amounts.get("measured", ()), r"[\s-]{0,3}"),
        code=re.compile(rf"(?<!\w){front}{choice(amounts.get('code', ()))}\s{{0,3}}$"),
        to=re.compile(rf"\s?-\s?|{_SPACE}{choice(numbers.get('to', ()))}{_SPACE}"),
        between=before(numbers.get("between", ())),
        growth=before(numbers.get("growth", ())),
        both=re.compile(rf"{_SPACE}(?:{both}{_SPACE}|{choice(together)}(?:{_SPACE})?)"),
        magnitude=whole(amounts.get("magnitude", ())),
        vague=whole(amounts.get("vague", ())),
        doubtful=frozenset(numbers.get("doubtful", ())),
        round=frozenset(numbers.get("round", ())),
        attached=re.compile(rf"(?<!\w){front}$" if front else _NEVER),
    )


def _parted(pair: str) -> tuple[str, str]:
    one, _, two = pair.partition("|")
    return one.strip(), choice([two.strip()])
