"""What one ledger knew at a moment: a pure fold over the start of its log.

Nothing is remembered beside the entries. What an entry does to a claim is ordered by (at, key)
and never by its place in the log, so that two ledgers that were merged, in either order, know
the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

import attrs

from panah.domain.claim import Claim
from panah.domain.entry import GENESIS, Act, Claims, Entry, Grade, Kept, Link, Relation
from panah.domain.matter import Matter
from panah.domain.report import Report
from panah.domain.situation import Linked
from panah.ledger.decisions import Decided, State, contradictions, decide_all, is_later
from panah.ledger.known import LABEL, Heard, Known, current
from panah.ledger.matters import gather, matter_of, rings

__all__ = ["Heard", "Known", "grown", "replay"]


def replay(
    kept: Iterable[Kept], *, until: datetime | None = None, four_eyes: bool = False
) -> Known:
    """Give what a ledger knew at a moment.

    Parameters
    ----------
    kept
        The log, oldest first.
    until
        Only entries received by then; None for all. What comes later is not looked at.
    four_eyes
        An accept by the proposer does not count.
    """
    head = GENESIS
    entries: list[Entry] = []
    for one in kept:
        if until is not None and one.received > until:
            break
        head = one.hash
        entries.append(one.entry)
    return _known(head, entries, four_eyes=four_eyes)


def grown(known: Known, kept: Iterable[Kept], *, four_eyes: bool = False) -> Known | None:
    """Give what a ledger knows now that more was kept; None where that does not follow.

    Parameters
    ----------
    known
        All that it knew before.
    kept
        What was kept since, oldest first.
    """
    head = known.head
    entries = list(known.entries)
    for one in kept:
        if one.prev_hash != head:
            return None
        head = one.hash
        entries.append(one.entry)
    return _known(head, entries, four_eyes=four_eyes)


def _known(head: str, entries: Sequence[Entry], *, four_eyes: bool) -> Known:
    undone = _undone(entries)
    by_act: dict[Act, list[Entry]] = defaultdict(list)
    for entry in entries:
        if not undone or entry.key not in undone:
            by_act[entry.act].append(entry)
    reports = _last(by_act[Act.IMPORT])
    readings = _readings(by_act[Act.READ] + by_act[Act.AMEND])
    withdrawn = _readings([entry for entry in entries if undone and entry.key in undone])
    proposers = {key: reading.by for key, (reading, _) in readings.items()}
    decisions = (by_act[act] for act in (Act.ACCEPT, Act.AMEND, Act.REJECT, Act.RETRACT))
    states, history = decide_all(
        (entry for some in decisions for entry in some), proposers, four_eyes=four_eyes
    )
    states |= {
        key: Decided(state=State.RETRACTED, entry=undone[reading.key])
        for key, (reading, _) in withdrawn.items()
        if key not in readings
    }
    claims = _heard({**withdrawn, **readings}, states, history, reports)
    gathered = gather(by_act[Act.ASSIGN])
    labels = _labels(claims)
    assigned = _followed(gathered.assigned, claims)
    matters = _matters(gathered.defined, assigned, gathered.titles, claims)
    return Known(
        head=head,
        reports=reports,
        claims=claims,
        matters=matters,
        assigned=assigned,
        links=_links(by_act[Act.LINK], claims, labels),
        graded=_graded(by_act[Act.GRADE]),
        notes=_notes(by_act[Act.NOTE]),
        labels=labels,
        findings=(*contradictions(history, lambda key: claims[key].claim.name), *rings(matters)),
        issues=tuple(by_act[Act.PUBLISH]),
        entries=tuple(entries),
    )


def _undone(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Give the keys of entries that a retract undoes, with the retract.

    A retract stands after what it undoes, so they are looked at from the end: one that was undone
    itself undoes nothing.
    """
    undone: dict[str, Entry] = {}
    for entry in reversed(entries):
        if entry.act is Act.RETRACT and entry.key not in undone:
            undone |= dict.fromkeys(entry.on, entry)
    return undone


def _last(entries: Iterable[Entry]) -> dict[str, Report]:
    """Give the reports as they were last described."""
    last: dict[str, Entry] = {}
    for entry in entries:
        if isinstance(entry.value, Report):
            key = entry.value.id
            if key not in last or is_later(entry, last[key]):
                last[key] = entry
    return {key: one.value for key, one in last.items() if isinstance(one.value, Report)}


def _readings(entries: Iterable[Entry]) -> dict[str, tuple[Entry, Claim]]:
    """Give each claim with the entry that first brought it."""
    first: dict[str, tuple[Entry, Claim]] = {}
    for entry in entries:
        for key, claim in _brought(entry):
            if key not in first or _is_better(key, (entry, claim), first[key]):
                first[key] = (entry, claim)
    return first


def _is_better(key: str, one: tuple[Entry, Claim], other: tuple[Entry, Claim]) -> bool:
    """Tell whether the first is the one to keep: its words are those of the key; it is earlier.

    Two entries bring one id only when the same thing was read twice, or an entry is false.
    """
    is_true, was_true = one[1].id == key, other[1].id == key
    return is_true if is_true is not was_true else is_later(other[0], one[0])


def _brought(entry: Entry) -> Iterator[tuple[str, Claim]]:
    """Give the claims an entry brings, by id.

    A `read` lists the ids of its claims in `on`, so that they need not be computed again.
    """
    if isinstance(entry.value, Claim):
        yield entry.value.id, entry.value
    elif isinstance(entry.value, Claims):
        claims = entry.value.claims
        keys = entry.on if len(entry.on) == len(claims) else [claim.id for claim in claims]
        yield from zip(keys, claims, strict=True)


def _heard(
    readings: Mapping[str, tuple[Entry, Claim]],
    states: Mapping[str, Decided],
    history: Mapping[str, tuple[Entry, ...]],
    reports: Mapping[str, Report],
) -> dict[str, Heard]:
    published = {key: _published(report) for key, report in reports.items()}
    places = [
        (
            entry.at,
            published.get(claim.report, _UNPUBLISHED),
            claim.span.start if claim.span else 0,
            key,
        )
        for key, (entry, claim) in readings.items()
    ]
    places.sort()
    heard = {}
    for seq, (at, _, _, key) in enumerate(places):
        entry, claim = readings[key]
        decided = states.get(key) or _UNDECIDED
        state, by, to = decided.state, decided.entry, decided.amended_to
        heard[key] = Heard(claim, seq, at, entry.by, state, by, history.get(key, ()), to)
    return heard


_UNDECIDED = Decided(State.PROPOSED)
_UNPUBLISHED = (date.max, date.max)


def _published(report: Report) -> tuple[date, date]:
    when = report.published
    return ((when and when.earliest) or date.max, (when and when.latest) or date.max)


def _labels(claims: Mapping[str, Heard]) -> dict[str, str]:
    labels: dict[str, str] = {}
    for key, heard in claims.items():
        if heard.claim.label:
            labels.setdefault(heard.claim.label, key)
    return {label: current(key, claims) for label, key in labels.items()}


def _followed(assigned: Mapping[str, str], claims: Mapping[str, Heard]) -> dict[str, str]:
    """Hand the matter of an amended claim on to what replaced it."""
    followed = dict(assigned)
    replaced = {one.amended_to: key for key, one in claims.items() if one.amended_to}
    for key in replaced:
        old = key
        seen = {key}
        while old not in assigned and old in replaced and replaced[old] not in seen:
            old = replaced[old]
            seen.add(old)
        if old in assigned:
            followed[key] = assigned[old]
    return followed


def _matters(
    defined: Mapping[str, Matter],
    assigned: Mapping[str, str],
    titles: Mapping[str, str],
    claims: Mapping[str, Heard],
) -> dict[str, Matter]:
    matters = dict(defined)
    for key, heard in claims.items():
        matter = assigned.get(key)
        if matter and matter not in matters:
            matters[matter] = matter_of(matter, heard.claim)
    for key in titles.keys() & matters.keys():
        matters[key] = attrs.evolve(matters[key], title=titles[key])
    return matters


def _links(
    entries: Iterable[Entry], claims: Mapping[str, Heard], labels: Mapping[str, str]
) -> tuple[Linked, ...]:
    def found(name: str) -> str:
        key = labels.get(name.removeprefix(LABEL), "") if name.startswith(LABEL) else name
        return current(key, claims)

    first: dict[tuple[str, str, Relation], Entry] = {}
    for entry in entries:
        if not isinstance(entry.value, Link) or len(entry.on) != 2:
            continue
        source, target = (found(name) for name in entry.on)
        if source == target or source not in claims or target not in claims:
            continue
        pair = (source, target, entry.value.relation)
        if pair not in first or is_later(first[pair], entry):
            first[pair] = entry
    ordered = sorted(
        first.items(), key=lambda one: (claims[one[0][0]].seq, claims[one[0][1]].seq, one[0][2])
    )
    return tuple(
        Linked(source=source, target=target, relation=relation, key=entry.key)
        for (source, target, relation), entry in ordered
    )


def _graded(entries: Iterable[Entry]) -> tuple[tuple[str, Grade], ...]:
    ordered = sorted(entries, key=lambda entry: (entry.at, entry.key))
    return tuple(
        (key, entry.value)
        for entry in ordered
        if isinstance(entry.value, Grade)
        for key in entry.on
    )


def _notes(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    notes: dict[str, tuple[Entry, ...]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.at, entry.key)):
        for key in entry.on:
            notes[key] = (*notes.get(key, ()), entry)
    return notes
