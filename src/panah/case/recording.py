"""How claims enter the ledger: what is new, under which matter, linked to what.

Everything here makes entries and appends nothing, so that one act is one append: all of it is
kept, or none.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

import attrs

from panah.case.claims_file import ClaimLine
from panah.case.reading import how_far
from panah.domain.claim import Claim
from panah.domain.entry import (
    Act,
    Assigning,
    Assignment,
    Claims,
    Entry,
    Link,
    Relation,
)
from panah.domain.place import Places
from panah.domain.reading import Reading
from panah.domain.report import Basis, Report, Sensitivity
from panah.domain.when import When
from panah.errors import FileError
from panah.ledger.decide import Hand
from panah.ledger.keying import propose
from panah.ledger.known import LABEL, Known
from panah.reading.copies import copies, same_sayings

__all__ = ["copied", "described", "from_claims", "from_readings", "unknown"]

BATCH = 1_000
"""Claims in one entry; an entry may have 64 million characters and a claim has a few thousand."""


def from_readings(
    readings: Sequence[Reading], claims: Sequence[Claim], known: Known, places: Places, hand: Hand
) -> list[Entry]:
    """Give the entries that propose claims: `import`, `read`, `assign`; none for what is known."""
    entries = [
        entry
        for reading in readings
        for entry in described(
            [reading.report], known, attrs.evolve(hand, why="; ".join(how_far(reading)))
        )
    ]
    fresh = unknown(claims, known)
    for (reader, version), all_ in _by_maker(fresh).items():
        as_reader = attrs.evolve(hand, by=f"reader:{reader}")
        for some in _parts(all_):
            value = Claims(claims=some, reader=reader, version=version)
            entries.append(as_reader.entry(Act.READ, (claim.id for claim in some), value))
    seen = {**known.reports, **{one.report.id: one.report for one in readings}}
    return entries + _proposed_matters(fresh, known, (places, _closed(seen)), hand)


def described(reports: Iterable[Report], known: Known, hand: Hand) -> list[Entry]:
    """Give the entries that describe reports which are new, or are now told to be otherwise."""
    return [
        hand.entry(Act.IMPORT, (report.id,), report)
        for report in reports
        if known.reports.get(report.id) != attrs.evolve(report, text="")
    ]


def from_claims(
    lines: Sequence[ClaimLine],
    known: Known,
    places: Places,
    hands: Mapping[str, Hand],
    *,
    brought: Mapping[str, Report] | None = None,
) -> list[Entry]:
    """Give the entries by which claims from elsewhere count at once.

    Parameters
    ----------
    hands
        Who takes them in and when, by the `recorded` day of the lines.
    brought
        Reports that come in with their claims, by id; of others only the claims are known.
    """
    _refuse_taken_labels(lines, known)
    labels = {**known.labels, **{line.claim.label: line.claim.id for line in lines}}
    linked = _Linked(known=known, labels=labels, lines=lines)
    entries: list[Entry] = []
    reports, dated = set(known.reports), _dated(lines)
    where = (places, _closed({**known.reports, **(brought or {})}))
    fresh = {claim.id for claim in unknown((line.claim for line in lines), known)}
    in_order = sorted(lines, key=lambda line: hands[line.recorded].at)
    for recorded, group in groupby(in_order, key=lambda line: line.recorded):
        hand, some = hands[recorded], list(group)
        for line in some:
            if line.claim.report not in reports:
                reports.add(line.claim.report)
                report = (brought or {}).get(line.claim.report) or _stub(line, dated)
                entries.append(hand.entry(Act.IMPORT, (report.id,), report))
        new = {line.claim.id: line for line in some if line.claim.id in fresh}
        entries += _counted([line.claim for line in new.values()], hand)
        entries += _given_matters(list(new.values()), hand)
        bare = [line.claim for line in new.values() if not line.matter]
        entries += _proposed_matters(bare, known, where, hand)
        entries += linked.entries(some, hand)
    return entries


def copied(
    claims: Iterable[Claim], texts: Mapping[str, str], hand: Hand, known: Known
) -> list[Entry]:
    """Give the links that make what copies of one story say one saying.

    Parameters
    ----------
    texts
        The text of every report the case holds, by id.
    """
    there = {frozenset((one.source, one.target)) for one in known.links}
    as_reader = attrs.evolve(hand, by="reader:copies", why="two reports print the same story")
    return [
        as_reader.entry(Act.LINK, pair, Link(relation=Relation.SAME))
        for pair in same_sayings(claims, copies(texts))
        if frozenset(pair) not in there
    ]


def unknown(claims: Iterable[Claim], known: Known) -> list[Claim]:
    """Give the claims the ledger has not heard of, each once."""
    seen = set(known.claims)
    fresh = []
    for claim in claims:
        if claim.id not in seen:
            seen.add(claim.id)
            fresh.append(claim)
    return fresh


def _refuse_taken_labels(lines: Sequence[ClaimLine], known: Known) -> None:
    labels = dict(known.labels)
    for line in lines:
        label, key = line.claim.label, line.claim.id
        taken = labels.setdefault(label, key) if label else key
        if taken != key and known.current(key) != taken:
            raise FileError(
                f"{line.where}: the label {label} already names another claim ({taken[:8]}); "
                f"give this one its own label, or amend that one"
            )


def _by_maker(claims: Iterable[Claim]) -> Mapping[tuple[str, str], list[Claim]]:
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        made = claim.made_by
        groups[(made.reader, made.version) if made else ("person", "")].append(claim)
    return groups


def _counted(claims: Sequence[Claim], hand: Hand) -> list[Entry]:
    """Give the entries by which claims are read and count, some at a time."""
    entries = []
    for some in _parts(claims):
        ids = tuple(claim.id for claim in some)
        entries.append(hand.entry(Act.READ, ids, Claims(claims=some, reader="import")))
        entries.append(hand.entry(Act.ACCEPT, ids))
    return entries


def _parts(claims: Sequence[Claim]) -> Iterator[tuple[Claim, ...]]:
    """Give claims in parts that one entry holds with ease."""
    for first in range(0, len(claims), BATCH):
        yield tuple(claims[first : first + BATCH])


def _given_matters(lines: Sequence[ClaimLine], hand: Hand) -> list[Entry]:
    by_matter: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        if line.matter:
            by_matter[line.matter].append(line.claim.id)
    return [
        hand.entry(Act.ASSIGN, keys, Assignment(matter=matter))
        for matter, keys in by_matter.items()
    ]


def _proposed_matters(
    claims: Sequence[Claim], known: Known, where: tuple[Places, Collection[str]], hand: Hand
) -> list[Entry]:
    """Give the entries that gather claims under the matters panah proposes.

    Parameters
    ----------
    where
        The places, and the reports that not everybody may see.
    """
    places, closed = where
    entries = []
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for proposed in propose(claims, known, places, closed):
        if proposed.new is not None:
            value = Assignment(do=Assigning.DEFINE, defined=proposed.new)
            entries.append(hand.entry(Act.ASSIGN, (proposed.new.id,), value))
        groups[proposed.matter, proposed.why].append(proposed.claim)
    for (matter, why), keys in groups.items():
        entries.append(
            attrs.evolve(hand, why=why).entry(Act.ASSIGN, keys, Assignment(matter=matter))
        )
    return entries


def _closed(reports: Mapping[str, Report]) -> frozenset[str]:
    """Give the reports that not everybody may see."""
    return frozenset(
        key for key, one in reports.items() if one.sensitivity is not Sensitivity.PUBLIC
    )


_Pair = tuple[str, str, Relation]


class _Linked:
    """Gives the links that lines make and the ledger has never had, each once.

    One that somebody took back stays so. Of what an older file said without a link the link is new.

    Raises
    ------
    FileError
        If a claim is linked to itself, or two claims are each said to update the other.
    """

    def __init__(
        self, *, known: Known, labels: Mapping[str, str], lines: Sequence[ClaimLine]
    ) -> None:
        self._known, self._labels = known, labels
        self._had = self._ever() if any(line.links for line in lines) else set()
        updates = {self._now(pair): line for line in lines for pair in self._pairs(line)}
        for (source, target, relation), line in updates.items():
            if source == target:
                raise FileError(f"{line.where}: it is linked to itself; name another claim")
            back = (target, source, relation)
            if relation is Relation.UPDATES and (back in updates or back in self._had):
                raise FileError(
                    f"{line.where}: {line.claim.name} updates a claim that updates it, so that "
                    f"both would be out; leave one of the two links out"
                )

    def entries(self, lines: Iterable[ClaimLine], hand: Hand) -> Iterator[Entry]:
        """Give the entries of the links that are new."""
        for line in lines:
            for pair in self._pairs(line):
                if self._now(pair) not in self._had:
                    self._had.add(self._now(pair))
                    yield hand.entry(Act.LINK, pair[:2], Link(relation=pair[2]))

    def _pairs(self, line: ClaimLine) -> Iterator[_Pair]:
        for relation, target in line.links:
            yield line.claim.id, self._labels.get(target, f"{LABEL}{target}"), relation

    def _ever(self) -> set[_Pair]:
        """Give every link the ledger ever had, also those that were taken back."""
        return {
            self._now((entry.on[0], entry.on[1], entry.value.relation))
            for entry in self._known.entries
            if isinstance(entry.value, Link)
        }

    def _now(self, pair: _Pair) -> _Pair:
        """Give a link between claims as they read now; a name nobody bears yet stays one."""
        source, target, relation = pair
        return self._known.named(source) or source, self._known.named(target) or target, relation


def _stub(line: ClaimLine, dated: Mapping[str, Sequence[When]]) -> Report:
    """Give a report of which only claims are known."""
    published = min(dated.get(line.claim.report, ()), key=_width, default=None)
    why = "what it says in its own word was said then; its text is not held"
    return Report(
        id=line.claim.report,
        name=line.report,
        publisher=line.claim.chain[-1].actor,
        published=published,
        published_basis=Basis.INFERRED if published else Basis.ASSUMED,
        published_why=why if published else "its text is not held",
    )


def _dated(lines: Iterable[ClaimLine]) -> Mapping[str, list[When]]:
    """Give by report when its own voice spoke: it was published then, as exactly as they tell."""
    dated: dict[str, list[When]] = defaultdict(list)
    for line in lines:
        said = line.claim.said
        if len(line.claim.chain) == 1 and said and said.earliest and said.latest:
            dated[line.claim.report].append(said)
    return dated


def _width(when: When) -> timedelta:
    return (when.latest or date.max) - (when.earliest or date.min)
