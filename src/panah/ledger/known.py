"""What one ledger knew at a moment: its claims with what became of them, matters and links."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import cached_property

import attrs
import msgspec

from panah.domain.claim import Claim
from panah.domain.entry import Act, Entry, Grade, Note, Topic
from panah.domain.finding import Finding
from panah.domain.matter import Matter, within
from panah.domain.report import Report, Sensitivity
from panah.domain.situation import Linked
from panah.ledger.decisions import State
from panah.ledger.matters import RING, rings
from panah.ledger.veiling import called, gathered, opaque, told_by_open, veiled

__all__ = ["LABEL", "Heard", "Known", "current"]

LABEL = "label:"
"""How a link names a claim that may be known only later."""


class Heard(msgspec.Struct, frozen=True):
    """A claim as one ledger knows it.

    Parameters
    ----------
    seq
        Its place when claims are put in order: recorded first, published first, earlier in its
        report, smaller id. It does not depend on the order of the log.
    at, by
        When it was first read, and who proposed it.
    decided_by
        The entry that set the state; None while it is only proposed.
    decisions
        Every decision on it, oldest first.
    amended_to
        For an amended claim: the id of the claim that replaced it.
    """

    claim: Claim
    seq: int
    at: datetime
    by: str
    state: State
    decided_by: Entry | None = None
    decisions: tuple[Entry, ...] = ()
    amended_to: str | None = None

    @property
    def is_accepted(self) -> bool:
        """Whether it counts (R1)."""
        return self.state is State.ACCEPTED


@attrs.frozen(kw_only=True)
class Known:
    """What one ledger knew at a moment.

    Parameters
    ----------
    head
        The hash of the last entry that was read; 64 zeros for an empty ledger.
    claims
        Every claim that was ever proposed, by id, in the order of `Heard.seq`.
    matters
        By id; those merged into another are not among them.
    assigned
        Matter id by claim id; an amended claim hands its matter on.
    links
        Those of which both claims are known; an amended claim hands its links on.
    graded
        What was graded and how, by (at, key): the last counts.
    notes
        Notes by what they are on, oldest first.
    labels
        Claim id by the label it came with; leads to what replaced an amended claim.
    issues
        Entries of what was published and not withdrawn, oldest first.
    entries
        All that was read, in the order of the log.
    withheld
        How many claims were left out because their reports are more sensitive.
    """

    head: str
    reports: Mapping[str, Report]
    claims: Mapping[str, Heard]
    matters: Mapping[str, Matter]
    assigned: Mapping[str, str]
    links: tuple[Linked, ...]
    graded: tuple[tuple[str, Grade], ...]
    notes: Mapping[str, tuple[Entry, ...]]
    labels: Mapping[str, str]
    findings: tuple[Finding, ...]
    issues: tuple[Entry, ...] = ()
    entries: tuple[Entry, ...] = ()
    withheld: int = 0

    def current(self, key: str) -> str:
        """Give the id of what a claim was amended to, or its own."""
        return current(key, self.claims)

    def apart(self) -> frozenset[frozenset[str]]:
        """Give the pairs of claims that a person noted to have sources of their own (R7)."""
        return frozenset(
            frozenset(map(self.current, entry.on))
            for entries in self.notes.values()
            for entry in entries
            if isinstance(entry.value, Note) and entry.value.topic is Topic.INDEPENDENT
        )

    def named(self, name: str) -> str:
        """Give the id of the claim a link names, by id or by label; empty for none yet."""
        key = self.labels.get(name.removeprefix(LABEL), "") if name.startswith(LABEL) else name
        return self.current(key)

    def matter_named(self, name: str) -> str:
        """Give the id of the matter a name means: its own, or the one that tells nothing of it."""
        return name if name in self.matters else self._opaque.get(name, name)

    @cached_property
    def _opaque(self) -> dict[str, str]:
        begun = gathered(self.entries).items()
        first = {matter: keys[0] for matter, keys in begun if matter in self.matters and keys}
        return {
            opaque(self.claims[key].claim): matter
            for matter, key in first.items()
            if key in self.claims
        }

    def about(self, claims: Collection[str]) -> tuple[Entry, ...]:
        """Give the entries about some claims, what they replaced, their reports and links.

        A link to a claim that is not among them is left out, and so is what undoes it.
        """
        keys = {key for key in self.claims if self.current(key) in claims}
        reports = {self.claims[key].claim.report for key in keys}
        about: dict[str, Entry] = {}
        for entry in self.entries:
            named = {self.named(name) if entry.act is Act.LINK else name for name in entry.on}
            is_whole = entry.act is not Act.LINK or named <= keys
            if is_whole and named & (keys | reports | about.keys()):
                about[entry.key] = entry
        return tuple(about.values())

    def showing(self, levels: Collection[Sensitivity]) -> "Known":
        """Give what may be seen by somebody cleared for these levels.

        A claim is as sensitive as its report; one whose report is not known is withheld. What is
        left out is left out entirely: its entries, links, label, grades and notes, what was found
        about it, and the matters that only it is in.
        """
        reports = {key: one for key, one in self.reports.items() if one.sensitivity in levels}
        claims = {key: one for key, one in self.claims.items() if one.claim.report in reports}
        hidden = self.claims.keys() - claims.keys()
        assigned = {key: one for key, one in self.assigned.items() if key in claims}
        if not hidden:
            return attrs.evolve(self, reports=reports, assigned=assigned, entries=())
        names = veiled(gathered(self.entries), hidden, lambda key: self.claims[key].claim)
        alone = set(self.assigned.values()) - set(assigned.values())
        seen = self._seen(hidden, alone)
        matters = {names.get(key, key): called(one, names) for key, one in seen.items()}
        found = (one for one in self.findings if one.what != RING and not hidden & set(one.on))
        return attrs.evolve(
            self,
            reports=reports,
            claims=claims,
            assigned={key: names.get(one, one) for key, one in assigned.items()},
            matters=matters,
            links=tuple(one for one in self.links if not {one.source, one.target} & hidden),
            graded=tuple((key, one) for key, one in self.graded if key not in hidden),
            notes={names.get(k, k): one for k, one in self.notes.items() if k not in hidden},
            labels={label: key for label, key in self.labels.items() if key in claims},
            findings=(*found, *rings(matters)),
            entries=(),
            withheld=len(hidden),
        )

    def _seen(self, hidden: Collection[str], alone: Collection[str]) -> dict[str, Matter]:
        return {
            key: self._without(one, hidden, alone)
            for key, one in self.matters.items()
            if key not in alone
        }

    def _without(self, matter: Matter, hidden: Collection[str], alone: Collection[str]) -> Matter:
        """Give a matter as claims that may be seen tell it, in what of its parents may be seen."""
        outer = (key for key in within(matter.id, self.matters) if key not in alone)
        matter = attrs.evolve(matter, parent=next(outer, None))
        members = self._members.get(matter.id, ())
        closed, seen = (
            [self.claims[key].claim for key in members if (key in hidden) is is_hidden]
            for is_hidden in (True, False)
        )
        return told_by_open(matter, closed, seen)

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        members: dict[str, list[str]] = {}
        for key in self.claims:
            if key in self.assigned:
                members.setdefault(self.assigned[key], []).append(key)
        return members


def current(key: str, claims: Mapping[str, Heard]) -> str:
    """Follow amendments from a claim to what replaced it."""
    seen = {key}
    while key in claims and (step := claims[key].amended_to) and step not in seen:
        key = step
        seen.add(key)
    return key
