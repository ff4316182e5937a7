"""The links between live claims, indexed for the rules that ask for them.

Claims linked `same` are one saying, however long the way between them; its voice is the first
voice of its best placed member (R7).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from panah.domain.entry import Relation
from panah.domain.situation import Linked
from panah.ledger.live import Live

__all__ = ["Links"]


class Links:
    """Links of which both claims are live."""

    def __init__(
        self,
        links: Iterable[Linked],
        live: Mapping[str, Live],
        apart: frozenset[frozenset[str]],
    ) -> None:
        self.all = tuple(one for one in links if one.source in live and one.target in live)
        self._by: dict[Relation, list[Linked]] = defaultdict(list)
        self._of: dict[tuple[str, Relation], list[Linked]] = defaultdict(list)
        for one in self.all:
            self._by[one.relation].append(one)
            for key in (one.source, one.target):
                self._of[(key, one.relation)].append(one)
        self._disputed = {
            frozenset((one.source, one.target)) for one in self.of(Relation.CONFLICTS)
        }
        self._leads = self._sayings(live)
        self._apart = apart

    def of(self, relation: Relation) -> list[Linked]:
        """Give all links of a relation."""
        return self._by.get(relation, [])

    def touching(self, keys: Iterable[str], relation: Relation) -> list[Linked]:
        """Give the links of a relation that begin or end at one of some claims."""
        if relation not in self._by:
            return []
        found = {
            (one.source, one.target): one
            for key in keys
            for one in self._of.get((key, relation), ())
        }
        return list(found.values())

    def saying(self, one: Live) -> Live:
        """Give the best placed claim of the saying a claim belongs to."""
        return self._leads.get(one.id, one)

    def are_exempt(self, one: Live, other: Live) -> bool:
        """Tell whether two claims never retire each other's number by date (R6)."""
        if self._disputed and frozenset((one.id, other.id)) in self._disputed:
            return True
        return bool(self._leads) and self.saying(one) is self.saying(other)

    def are_independent(self, one: Collection[Live], other: Collection[Live]) -> bool:
        """Tell whether a person noted that claims of two sayings have sources of their own."""
        return bool(self._apart) and any(
            frozenset((a.id, b.id)) in self._apart for a in one for b in other
        )

    def _sayings(self, live: Mapping[str, Live]) -> dict[str, Live]:
        root: dict[str, str] = {}

        def top(key: str) -> str:
            while root.setdefault(key, key) != key:
                root[key] = root[root[key]]
                key = root[key]
            return key

        for one in self.of(Relation.SAME):
            root[top(one.source)] = top(one.target)
        leads: dict[str, Live] = {}
        for key in root:
            best = leads.setdefault(top(key), live[key])
            leads[top(key)] = min(best, live[key], key=lambda one: one.rank)
        return {key: leads[top(key)] for key in root}
