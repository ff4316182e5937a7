"""Which claims count: the decisions people made on them, folded into one state each.

The last decision by (at, key) wins, whatever its place in the log, so that two ledgers that met
come to one answer. A decision that overturns an earlier one names it in `on`, after the claims:
two decisions that contradict each other and of which neither names the other were made in
ledgers that did not know of each other, and a person has to settle them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

import msgspec

from panah.domain.claim import Claim
from panah.domain.entry import Act, Entry
from panah.domain.finding import Finding

__all__ = ["Decided", "State", "contradictions", "decide_all", "is_later"]


class State(StrEnum):
    """What has become of a claim."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    AMENDED = "amended"
    RETRACTED = "retracted"


_STATES = {
    Act.ACCEPT: State.ACCEPTED,
    Act.REJECT: State.REJECTED,
    Act.AMEND: State.AMENDED,
    Act.RETRACT: State.RETRACTED,
}


class Decided(msgspec.Struct, frozen=True):
    """A claim's state, the entry that set it if any did, and for an amended claim its successor."""

    state: State
    entry: Entry | None = None
    amended_to: str | None = None


def is_later(one: Entry, other: Entry) -> bool:
    """Tell whether an entry comes after another by (at, key)."""
    return one.at > other.at if one.at != other.at else one.key > other.key


def decide_all(
    entries: Iterable[Entry], proposers: Mapping[str, str], *, four_eyes: bool
) -> tuple[dict[str, Decided], dict[str, tuple[Entry, ...]]]:
    """Fold decisions into the state of each claim.

    Parameters
    ----------
    entries
        Accepts, amends, rejects, and retracts that name a claim; in any order.
    proposers
        Who proposed each claim.
    four_eyes
        An accept by the proposer does not count, and an amended reading counts only once
        somebody else accepted it.

    Returns
    -------
    tuple
        The state of every claim that was decided on; and all decisions on it, oldest first.
    """
    on_claim: dict[str, list[Entry]] = defaultdict(list)
    amends: list[Entry] = []
    for entry in entries:
        is_amend = entry.act is Act.AMEND
        for key in entry.on[:1] if is_amend else entry.on:
            if key in proposers and not (four_eyes and _is_own(entry, proposers[key])):
                on_claim[key].append(entry)
        if is_amend and entry.on and isinstance(entry.value, Claim):
            amends.append(entry)
    ordered = {
        key: _in_order(some) if len(some) > 1 else tuple(some) for key, some in on_claim.items()
    }
    states = {key: Decided(_STATES[some[-1].act], some[-1]) for key, some in ordered.items()}
    if amends:
        states |= _amended(amends, ordered, four_eyes=four_eyes)
    return states, ordered


def _is_own(entry: Entry, proposer: str) -> bool:
    return entry.act is Act.ACCEPT and entry.by == proposer


def _in_order(entries: list[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.key)))


def _amended(
    amends: Sequence[Entry], ordered: Mapping[str, Sequence[Entry]], *, four_eyes: bool
) -> dict[str, Decided]:
    """Fold the decisions on claims that were amended or that an amendment made.

    An amendment puts the old claim out and the new one in. When a later decision on the old
    claim overturns it, the new claim loses what the amendment gave it.
    """
    touched = {key for entry in amends for key in (entry.on[0], _made(entry))}
    steps = {id(entry): entry for key in touched for entry in ordered.get(key, ())}
    steps |= {id(entry): entry for entry in amends}
    standing: dict[str, list[Decided]] = {key: [] for key in touched}
    waits = _waiting(amends, ordered) if four_eyes else frozenset()
    for entry in sorted(steps.values(), key=lambda entry: (entry.at, entry.key)):
        for key in entry.on[:1] if entry.act is Act.AMEND else entry.on:
            if key not in standing or entry.key in waits:
                continue
            _overturn(standing, key)
            made = _made(entry) if entry.act is Act.AMEND else None
            standing[key].append(Decided(state=_STATES[entry.act], entry=entry, amended_to=made))
            if made:
                standing[made].append(Decided(state=State.ACCEPTED, entry=entry))
    return {key: some[-1] for key, some in standing.items() if some}


def _made(entry: Entry) -> str:
    return entry.value.id if isinstance(entry.value, Claim) else ""


def _overturn(standing: dict[str, list[Decided]], key: str) -> None:
    """Take back what an amendment of this claim gave to the claim it made."""
    last = standing[key][-1] if standing[key] else None
    if last and last.amended_to:
        given = last.amended_to
        standing[given] = [one for one in standing[given] if one.entry is not last.entry]


def _waiting(amends: Iterable[Entry], ordered: Mapping[str, Sequence[Entry]]) -> frozenset[str]:
    """Give the amendments that nobody but their author has accepted yet."""
    return frozenset(
        entry.key
        for entry in amends
        if not any(
            other.act is Act.ACCEPT and other.by != entry.by
            for other in ordered.get(_made(entry), ())
        )
    )


def contradictions(
    decisions: Mapping[str, Sequence[Entry]], name_of: Callable[[str], str]
) -> tuple[Finding, ...]:
    """Give the claims on which two ledgers decided differently without knowing of each other.

    Parameters
    ----------
    decisions
        All decisions on each claim, oldest first.
    name_of
        What to call a claim in print.
    """
    found = []
    for key, entries in decisions.items():
        if len(entries) < 2:
            continue
        named = {other for entry in entries for other in entry.on}
        open_ends = [entry for entry in entries if entry.key not in named]
        if len({(entry.act, _made(entry)) for entry in open_ends}) > 1:
            found.append(_decided_twice(key, name_of(key), open_ends))
    return tuple(sorted(found, key=lambda finding: finding.on))


def _decided_twice(key: str, name: str, entries: Sequence[Entry]) -> Finding:
    said = " and ".join(
        f"{_STATES[entry.act]} by {entry.by} on {entry.at:%Y-%m-%d}" for entry in entries
    )
    return Finding(
        what="decided_twice",
        on=(key,),
        text=f"{name} was {said}, neither knowing of the other; the last counts until "
        f"somebody decides again",
    )
