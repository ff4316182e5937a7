"""The words a rule reader knows, by class: loaded from `data/*.toml`, checked, overlaid by a case.

A class is a tag in capitals. Verbs stand in their first form and get all others; nouns get their
plurals. A case's own ``lexicon.toml`` has the same form and only adds. The hash of all of it goes
into `made_by`, so that a reading can be made again.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files

import attrs

from panah.domain.canonical import canonical, digest
from panah.errors import CaseError

__all__ = ["CASE_SECTIONS", "FORMS", "Lexicon", "Term", "forms", "load", "table"]

FORMS = ("VB", "VBZ", "VBD", "VBN", "VBG")
"""Base, third person, past, past participle, -ing: the names of the Penn Treebank."""

CASE_SECTIONS = frozenset({"aliases", "places", "verbs", "words"})
"""What a case's ``lexicon.toml`` may hold; the gazetteer reads the sections that name things."""

_KEYS = {"verbs": {"verbs", "phrases"}, "words": {"nouns", "words", "terms"}}
_CLASS = re.compile(r"[A-Z]+")


@attrs.frozen
class Term:
    """What follows the first two words of a term, and what the whole says."""

    rest: tuple[str, ...]
    tags: frozenset[str]


@attrs.frozen(kw_only=True, slots=False)
class Lexicon:
    """The words by class.

    Parameters
    ----------
    words
        Tags by lowered word.
    terms
        Terms of several words by their first two, longest first.
    read
        Words already looked up as they were written: lowered, with their tags.
    hash
        SHA-256 over every file and the case's own words.
    """

    words: Mapping[str, frozenset[str]]
    terms: Mapping[tuple[str, str], tuple[Term, ...]]
    hash: str
    read: dict[str, tuple[str, frozenset[str]]] = attrs.field(
        init=False, factory=dict, repr=False, eq=False
    )

    @cached_property
    def firsts(self) -> frozenset[str]:
        """The first words of terms."""
        return frozenset(first for first, _ in self.terms)

    def tags(self, low: str) -> frozenset[str]:
        """Give the tags of a lowered word; a possessive has those of its bare word."""
        found = self.words.get(low)
        if found is None and low.endswith("'s"):
            found = self.words.get(low[:-2])
        return found or frozenset()


@cache
def table(name: str) -> Mapping[str, object]:
    """Give one packaged table, parsed."""
    return tomllib.loads(_text(name))


@cache
def _text(name: str) -> str:
    return (files("panah.reading") / "data" / f"{name}.toml").read_text(encoding="utf-8")


def load(overlay: Mapping[str, object] | None = None) -> Lexicon:
    """Give the shipped lexicon, with a case's own words on top.

    Raises
    ------
    CaseError
        If the case's words have sections or keys that panah does not know.
    """
    if not overlay:
        return _shipped()
    if wrong := sorted(set(overlay) - CASE_SECTIONS):
        raise CaseError(
            f"lexicon.toml sets {wrong[0]!r}, which panah does not know; "
            f"it knows {', '.join(sorted(CASE_SECTIONS))}"
        )
    return _lexicon(overlay)


@cache
def _shipped() -> Lexicon:
    return _lexicon({})


def _lexicon(overlay: Mapping[str, object]) -> Lexicon:
    tagged: dict[str, set[str]] = {}
    for section, entries in (("verbs", _verb_entries), ("words", _word_entries)):
        for source in (table(section), overlay.get(section, {})):
            for tag, family in _families(section, source):
                for worded, extra in entries(family):
                    tagged.setdefault(worded, set()).update({tag, *extra})
    _inherit(tagged)
    texts = [_text(name) for name in ("forms", "verbs", "words", "cues", "frames", "voices")]
    return Lexicon(
        words={worded: frozenset(tags) for worded, tags in tagged.items() if " " not in worded},
        terms=_terms(tagged),
        hash=digest("\0".join([*texts, canonical(overlay)])),
    )


_HEADS = frozenset(
    {"ACCN", "ARRN", "BORDERN", "CAMPN", "CAMPWORD", "DEALN", "EVACN", "FLIGHTN", "GOODSN"}
    | {"GROUPN", "PEOPLE", "PLACEN", "RETN", "SHIPN", "SUPPLYN", "TALKN", "TENTN", "WALLN"}
)


_BODIES = frozenset({"ARMEDN", "GOVN", "ORGN", "ROLEN"})


def _inherit(tagged: dict[str, set[str]]) -> None:
    """Let a term be what its last word is: a "transit camp" is a camp."""
    for worded, tags in tagged.items():
        _, _, last = worded.rpartition(" ")
        if last != worded and tags.isdisjoint(_BODIES):
            tags.update(tagged.get(last, set()) & _HEADS)


def _families(section: str, source: object) -> Iterator[tuple[str, Mapping[str, list[str]]]]:
    """Give the classes of one source; refuse keys that nobody would read."""
    if not isinstance(source, Mapping):
        raise CaseError(f"lexicon.toml: {section!r} is a table of classes, got {source!r}")
    for tag, family in source.items():
        if not _CLASS.fullmatch(tag) or not isinstance(family, Mapping):
            raise CaseError(f"lexicon.toml: {section}.{tag} is no class; write [{section}.HOSTV]")
        if wrong := sorted(set(family) - _KEYS[section]):
            raise CaseError(
                f"lexicon.toml sets {section}.{tag}.{wrong[0]}, which panah does not know; "
                f"it knows {', '.join(sorted(_KEYS[section]))}"
            )
        yield tag, family


def _verb_entries(family: Mapping[str, list[str]]) -> Iterator[tuple[str, Iterable[str]]]:
    for verb in family.get("verbs", ()):
        for form, names in forms(verb).items():
            yield form, names
    for phrase in family.get("phrases", ()):
        verb, _, rest = phrase.partition(" ")
        for form, names in forms(verb).items():
            yield (f"{form} {rest}" if rest else form), names


def _word_entries(family: Mapping[str, list[str]]) -> Iterator[tuple[str, Iterable[str]]]:
    for noun in family.get("nouns", ()):
        yield noun, ()
        yield _plural(noun), ("PLURAL",)
    for worded in (*family.get("words", ()), *family.get("terms", ())):
        yield worded, ()


def _terms(tagged: Mapping[str, set[str]]) -> dict[tuple[str, str], tuple[Term, ...]]:
    found: dict[tuple[str, str], list[Term]] = {}
    for worded, tags in tagged.items():
        first, *rest = worded.split()
        if rest:
            found.setdefault((first, rest[0]), []).append(Term(tuple(rest[1:]), frozenset(tags)))
    return {
        first: tuple(sorted(terms, key=lambda term: -len(term.rest)))
        for first, terms in found.items()
    }


@cache
def _irregular() -> tuple[Mapping[str, str], Mapping[str, str]]:
    read = tomllib.loads(_text("forms"))
    return read["irregular"], read["also"]


def forms(verb: str) -> dict[str, set[str]]:
    """Give every form of a verb with the names of `FORMS` it may be.

    Examples
    --------
    >>> sorted(forms("flee"))
    ['fled', 'flee', 'fleeing', 'flees']
    """
    irregular, also = _irregular()
    regular = _regular(verb)
    found: dict[str, set[str]] = {}
    for form, name in zip((verb, *irregular.get(verb, regular).split()), FORMS, strict=True):
        found.setdefault(form, set()).add(name)
    for other, form in also.items():
        if form in found:
            found.setdefault(other, set()).update(found[form])
    if verb == "be":
        found |= {"are": {"VBZ"}, "were": {"VBD"}, "am": {"VBZ"}}
    return found


_DOUBLES = re.compile(
    r"^(?:[^aeiou]*|[^aeiou]*qu)[aeiou][^aeiouwxy]$|(?:(?<!li)mit|pel|(?<!f)fer|cur|trol|nrol|gret|quip|bet)$"
)
"""Verbs that double their last letter: one short syllable, or a stressed last one."""


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}s {verb}d {verb}d {verb[:-2] + 'y' if verb.endswith('ie') else verb[:-1]}ing"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies {verb[:-1]}ied {verb[:-1]}ied {verb}ing"
    if re.search(r"(?:s|sh|ch|x|z)$", verb):
        return f"{verb}es {verb}ed {verb}ed {verb}ing"
    stem = verb + verb[-1] if _DOUBLES.search(verb) else verb
    return f"{verb}s {stem}ed {stem}ed {stem}ing"


def _plural(noun: str) -> str:
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    if re.search(r"(?:s|sh|ch|x|z)$", noun):
        return f"{noun}es"
    return noun.replace("man", "men") if noun.endswith("man") and noun != "human" else f"{noun}s"
