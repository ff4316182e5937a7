"""What of a log may be handed to somebody cleared for some levels: the rest is not in it at all.

An entry about both kinds is cut to what may be seen: an acceptance of three claims becomes that of
two. It is then another entry, with a key of its own, and loses its reason, which may speak of what
was cut. Names that only hidden claims bear, as of a speaker or a matter, go with them. A log with
nothing above the levels stays as it is.
"""

from collections.abc import Collection, Iterable, Sequence

import attrs

from panah.domain.claim import Claim
from panah.domain.entry import Act, Assigning, Assignment, Claims, Entry, Kept, Value
from panah.domain.matter import Matter
from panah.domain.report import Report, Sensitivity
from panah.ledger.known import LABEL, Known
from panah.ledger.replay import replay
from panah.ledger.veiling import called, gathered, told_by_open, veiled

__all__ = ["Handed", "handed"]


@attrs.frozen(kw_only=True)
class Handed:
    """What is handed on of a log, and how much is not.

    Parameters
    ----------
    entries
        What is left, in the order of the log, each with its place there.
    claims, reports
        How many were left out.
    """

    entries: tuple[tuple[Entry, Kept], ...]
    claims: int
    reports: int


def handed(kept: Sequence[Kept], levels: Collection[Sensitivity]) -> Handed:
    """Give the entries of a log that may be seen at some levels.

    A claim is as sensitive as its report; one whose report is not known is left out.
    """
    known = replay(kept)
    reports = {key for key, one in known.reports.items() if one.sensitivity in levels}
    claims = {key for key, one in known.claims.items() if one.claim.report in reports}
    closed = known.claims.keys() - claims
    hidden = _names(known, closed, known.reports.keys() - reports)
    cut = _Cut(hidden - _names(known, claims, reports), _Retold(known, closed))
    left = ((cut.entry(one.entry), one) for one in kept)
    return Handed(
        entries=tuple((entry, one) for entry, one in left if entry is not None),
        claims=len(closed),
        reports=len(known.reports) - len(reports),
    )


class _Cut:
    """Cuts entries, oldest first, and remembers what became of each.

    Parameters
    ----------
    hidden
        Names that only what is hidden bears; the keys of entries that fell away join them.
    retold
        What becomes of matters that something hidden began.
    """

    def __init__(self, hidden: Collection[str], retold: "_Retold") -> None:
        self._hidden = set(hidden)
        self._renamed = dict(retold.names)
        self._retold = retold

    def entry(self, entry: Entry) -> Entry | None:
        """Give what is left of an entry; None for nothing."""
        left = self._left(entry)
        if left is None:
            self._hidden.add(entry.key)
        elif left is not entry:
            self._renamed[entry.key] = left.key
        return left

    def _left(self, entry: Entry) -> Entry | None:
        seen = tuple(name for name in entry.on if name not in self._hidden)
        is_cut = len(seen) < len(entry.on)
        if is_cut and (not seen or entry.act is Act.LINK):
            return None
        if isinstance(entry.value, Claim | Report) and entry.value.id in self._hidden:
            return None
        on = tuple(self._renamed.get(name, name) for name in seen)
        value = self._placed(entry.value)
        if on == entry.on and value is entry.value:
            return entry
        if isinstance(value, Claims):
            some = tuple(claim for claim in value.claims if claim.id not in self._hidden)
            value = attrs.evolve(value, claims=some)
        return attrs.evolve(entry, on=on, value=value, why="" if is_cut else entry.why)

    def _placed(self, value: Value) -> Value:
        """Give an assignment that says of matters only what may be seen."""
        if not isinstance(value, Assignment):
            return value
        defined = value.defined
        if defined is not None and defined.parent in self._hidden:
            defined = attrs.evolve(defined, parent=None)
        matter = self._renamed.get(value.matter, value.matter)
        placed = attrs.evolve(
            value, matter=matter, defined=self._retold.matter(defined) if defined else None
        )
        return value if placed == value else placed


class _Retold:
    """Names and tells matters that a hidden claim began by claims that may be seen."""

    def __init__(self, known: Known, closed: Collection[str]) -> None:
        self._known = known
        self._closed = closed
        self._members = gathered(known.entries)
        self.names = veiled(self._members, closed, self._claim)

    def matter(self, matter: Matter) -> Matter:
        """Give a definition as what may be seen tells it."""
        members = [key for key in self._members.get(matter.id, ()) if key in self._known.claims]
        hidden = (self._claim(key) for key in members if key in self._closed)
        seen = (self._claim(key) for key in members if key not in self._closed)
        return called(told_by_open(matter, hidden, seen), self.names)

    def _claim(self, key: str) -> Claim:
        return self._known.claims[key].claim


def _names(known: Known, claims: Collection[str], reports: Collection[str]) -> set[str]:
    """Give every name that claims and reports bear, by which an entry could speak of them."""
    names = {*claims, *reports, *(known.reports[key].publisher for key in reports)}
    for key in claims:
        claim = known.claims[key].claim
        names |= {claim.label, f"{LABEL}{claim.label}", claim.subject or ""}
        names |= {hop.actor for hop in claim.chain}
    return names | _matters(known.entries, claims)


def _matters(entries: Iterable[Entry], claims: Collection[str]) -> set[str]:
    """Give the matters that claims were ever in, and those these were merged into."""
    names: set[str] = set()
    keys = set(claims)
    for entry in entries:
        value = entry.value
        if isinstance(value, Assignment) and value.do in _GATHERS:
            names |= {value.matter} if (names | keys) & set(entry.on) else set()
    return names


_GATHERS = frozenset({Assigning.ASSIGN, Assigning.SPLIT, Assigning.MERGE})
