"""Parties, places and times, read again from the words a second reader pointed at.

No name, code or date is taken from the reader itself. What the tables do not know keeps its words
and is flagged; what may as well be another country of the same quote is flagged too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import attrs

from panah.domain.actor import Actor
from panah.domain.claim import Span, Status
from panah.domain.reading import ActorRef, Flag, PlaceRef, TimeRef, TimeRole, Via
from panah.domain.report import Report
from panah.reading import agencies, gazetteer, when
from panah.reading.entities import Organisations, organisations
from panah.reading.evidence import Evidence
from panah.reading.gazetteer import Gazetteer, Named, NamedKind
from panah.reading.languages import parties
from panah.reading.languages.guess import language_of
from panah.reading.languages.tables import language
from panah.reading.warrant import warrants

__all__ = ["Name", "Tables", "countries", "names", "party", "place", "subject", "time"]

_VIA = {
    NamedKind.ALIAS: Via.ALIAS,
    NamedKind.DEMONYM: Via.DEMONYM,
    NamedKind.CAPITAL: Via.CAPITAL,
}
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)(?:\s+\w+){1,2}$")
_BEFORE = 60
"""Characters before a name in which the word that leads to it is looked for."""


@attrs.frozen(kw_only=True)
class Tables:
    """The names a case knows, what dates count from, and the language they are written in."""

    gazetteer: Gazetteer
    organisations: Organisations
    anchor: when.Anchor
    lang: str = "en"

    @classmethod
    def of(cls, report: Report, overlay: Mapping[str, object]) -> "Tables":
        """Give panah's own tables with a case's words on top, and the report's day."""
        return cls(
            gazetteer=gazetteer.load(overlay),
            organisations=organisations(),
            anchor=when.Anchor(published=report.published, year=report.year),
            lang=language_of(report),
        )


@attrs.frozen(kw_only=True)
class Name:
    """A country the text names, in code points of the report."""

    code: str
    span: Span
    kind: NamedKind
    is_people: bool


def party(span: Span, evidence: Evidence, tables: Tables) -> ActorRef:
    """Give the party some words name: a country, a body that is known, or the words themselves.

    "The government of X" and "X's foreign ministry" are X; a "charity in X" is not.
    """
    words = " ".join(evidence.words(span).split())
    body = _organisation(_bare(words), tables)
    if body is not None:
        return ActorRef(key=body.id, name=body.name, span=span, of=body.iso3 or body.of)
    found = list(names(span, evidence, tables))
    if not found:
        return ActorRef(key=None, name=words, span=span)
    name = found[-1]
    if _is_state(name, span, evidence, tables):
        return ActorRef(key=name.code, name=words, span=span, via=_via(name.kind), of=name.code)
    return ActorRef(key=None, name=words, span=span, of=found[0].code)


def subject(
    span: Span, evidence: Evidence, tables: Tables, cue: Span | None
) -> tuple[ActorRef, frozenset[Flag]]:
    """Give whom a claim is about, flagged when another country of the quote may be meant.

    Parameters
    ----------
    cue
        The words that show the status. Their subject stands left of them; but whom somebody
        asks stands right of the asking.
    """
    ref = party(span, evidence, tables)
    here = [name for name in names(evidence.quote, evidence, tables) if not name.is_people]
    if evidence.holds(span) and (ref.key is None or {name.code for name in here} <= {ref.key}):
        return ref, frozenset()
    standing = [name for name in here if not warrants().is_aside(_left(name.span, evidence))]
    leading = _by_the_verb(standing, evidence, cue)
    is_clear = leading is not None and leading.code == ref.key
    return ref, frozenset() if is_clear else frozenset({Flag.SUBJECT_INFERRED})


def _by_the_verb(standing: Sequence[Name], evidence: Evidence, cue: Span | None) -> Name | None:
    """Give the country a verb is said of: the nearest to its left, or whom it asks."""
    at = cue.start if cue else evidence.quote.end
    left = [name for name in standing if name.span.end <= at]
    right = [name for name in standing if cue and name.span.start >= cue.end]
    if cue and right and _asks(cue, evidence):
        return right[0]
    return left[-1] if left else None


def _asks(cue: Span, evidence: Evidence) -> bool:
    words = evidence.words(cue)
    shown = warrants().statuses(words)
    is_passive = _PASSIVE.search(evidence.text[evidence.sentence.start : cue.end])
    return bool(shown) and shown[0] is Status.ASKED and not is_passive


def place(
    slot: str, span: Span, evidence: Evidence, tables: Tables
) -> tuple[PlaceRef, frozenset[Flag]]:
    """Give the place that fills a slot, flagged when it is unknown or another may be meant.

    Parameters
    ----------
    slot
        ``place``, ``from``, ``to`` or ``via``.
    """
    found = tables.gazetteer.find(evidence.words(span), lang=tables.lang)
    if not found:
        words = " ".join(evidence.words(span).split())
        return PlaceRef(code=None, name=words, span=span), frozenset({Flag.UNKNOWN_PLACE})
    near = countries(evidence.near, evidence, tables, people=True)
    named = tables.gazetteer.rank(_narrowest(found), near)
    ref = PlaceRef(
        code=named.code,
        name=evidence.words(_moved(named.span, span.start)),
        span=_moved(named.span, span.start),
        via=_via(named.kind),
        others=named.others,
    )
    is_clear = evidence.holds(span) and _is_clear(slot, named.kind, ref, evidence, tables)
    return ref, frozenset() if is_clear else frozenset({Flag.PLACE_INFERRED})


def _is_clear(
    slot: str, kind: NamedKind, ref: PlaceRef, evidence: Evidence, tables: Tables
) -> bool:
    """Tell whether no other country of the quote may be meant, nor the other end."""
    own = {ref.code, tables.gazetteer.country(ref.code or "")}
    others = [name for name in names(evidence.quote, evidence, tables) if name.code not in own]
    if not others:
        return not warrants().leads_away(slot, _left(ref.span, evidence))
    return _fills(slot, kind, ref.span, evidence) and not any(
        _fills(slot, other.kind, other.span, evidence) for other in others
    )


def time(
    span: Span, role: TimeRole, evidence: Evidence, tables: Tables
) -> tuple[TimeRef, frozenset[Flag]]:
    """Give the time some words name; without a date, or without an anchor, it stays open."""
    for ref in when.find(evidence.words(evidence.near), tables.anchor, lang=tables.lang):
        dated = _moved(ref.span, evidence.near.start)
        if dated.overlaps(span):
            said = TimeRole.DEADLINE if ref.is_deadline and role is TimeRole.EVENT else role
            flags = frozenset() if ref.when else frozenset({Flag.DATE_UNANCHORED})
            return TimeRef(when=ref.when, role=said, span=dated, anchored=ref.anchored), flags
    open_ = TimeRef(when=None, role=role, span=span, anchored=False)
    return open_, frozenset({Flag.DATE_UNANCHORED})


def countries(
    within: Span, evidence: Evidence, tables: Tables, *, people: bool = False
) -> set[str]:
    """Give the codes of the countries some words name.

    Parameters
    ----------
    people
        Whether a people's own name counts as its country: "Afghans".
    """
    return {name.code for name in names(within, evidence, tables) if people or not name.is_people}


def names(within: Span, evidence: Evidence, tables: Tables) -> Iterator[Name]:
    """Give every name of a country, or of a place in one, in some words."""
    for named in tables.gazetteer.find(evidence.words(within), lang=tables.lang):
        code = tables.gazetteer.country(named.code)
        if code is not None:
            yield Name(
                code=code,
                span=_moved(named.span, within.start),
                kind=named.kind,
                is_people=named.plural,
            )


def _organisation(words: str, tables: Tables) -> Actor | None:
    """Give the known organisation that some words end in."""
    for entity in tables.organisations.find(words):
        if entity.end == len(words) and isinstance(entity.value, Actor):
            return entity.value
    spoken = language(tables.lang)
    identity = parties.organisation(words, spoken) if spoken else None
    return agencies.named(identity) if identity else None


def _is_state(name: Name, span: Span, evidence: Evidence, tables: Tables) -> bool:
    """Tell whether words that name a country mean the state."""
    if name.is_people:
        return False
    left = evidence.text[span.start : name.span.start]
    right = evidence.text[name.span.end : span.end]
    if spoken := language(tables.lang):
        return parties.is_organ(left, spoken) and parties.is_organ(right, spoken)
    if warrants().is_organ(left) and warrants().is_organ(right):
        return True
    ends = name.kind is not NamedKind.DEMONYM and warrants().is_organ(right)
    return ends and not warrants().is_aside(left)


def _fills(slot: str, kind: NamedKind, span: Span, evidence: Evidence) -> bool:
    if slot == "from" and kind is NamedKind.DEMONYM:
        return True
    return warrants().leads_to(slot, _left(span, evidence))


def _left(span: Span, evidence: Evidence) -> str:
    return evidence.text[max(evidence.sentence.start, span.start - _BEFORE) : span.start]


def _narrowest(found: Sequence[Named]) -> Named:
    """Give the place in a country rather than the country: "Khorugh, Tajikistan"."""
    inner = [named for named in found if named.kind in {NamedKind.REGION, NamedKind.PLACE}]
    return (inner or list(found))[0]


def _via(kind: NamedKind) -> Via:
    return _VIA.get(kind, Via.NAME)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _bare(words: str) -> str:
    """Give a name without its article and its possessive."""
    bare = words.removeprefix("the ").removeprefix("The ")
    return bare.removesuffix("'s").removesuffix("\u2019s")
