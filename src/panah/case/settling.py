"""Decisions a person made on a report, set against what a reader proposes from it today.

The decisions are claims as a person reads them. Each is set against the proposal that says the
same: it is accepted where nothing differs, amended where something does, and where no proposal is
left the person's claim is added. So decisions outlive the reader they were made with.
"""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from panah.case.claims_file import ClaimLine
from panah.domain.claim import Claim, MadeBy
from panah.domain.entry import Act, Assignment, Claims, Entry, Link
from panah.ledger.decide import Hand
from panah.ledger.decisions import State
from panah.ledger.known import Heard, Known

__all__ = ["links_between", "settle"]

COMPARED = (
    *("subject", "counterpart", "place", "from_", "to"),
    *("status", "hold", "mode", "mood"),
)
"""Fields in which a proposal must not say other than a person reads. What a person leaves open and
a reader fills stands, and so does the reader's own day: a day read from the words is one a person
sees when looking."""


def settle(
    lines: Sequence[ClaimLine], known: Known, hand: Hand
) -> tuple[list[Entry], dict[str, str]]:
    """Settle the claims of one report.

    Returns
    -------
    tuple
        The entries, none for what is settled already; and the claim each label stands for.
    """
    here = {
        key: heard
        for key, heard in known.claims.items()
        if heard.claim.report == lines[0].claim.report
        and heard.state in {State.PROPOSED, State.ACCEPTED}
    }
    entries: list[Entry] = []
    ids: dict[str, str] = {}
    for line in sorted(lines, key=lambda line: line.claim.id not in here):
        mine = attrs.evolve(line.claim, made_by=MadeBy(reader="person", rule=hand.by))
        heard = here.get(mine.id) or _best(mine, here.values())
        if heard is not None:
            del here[heard.claim.id]
        key, made = _decision(mine, heard, hand)
        ids[mine.label] = key
        entries += made
        if line.matter and known.assigned.get(key) != line.matter:
            entries.append(hand.entry(Act.ASSIGN, (key,), Assignment(matter=line.matter)))
    return entries, ids


def links_between(
    lines: Iterable[ClaimLine], ids: Mapping[str, str], known: Known, hand: Hand
) -> list[Entry]:
    """Give the links the lines ask for whose two claims are settled and that are not there yet."""
    there = {(link.source, link.target, link.relation) for link in known.links}
    return [
        hand.entry(Act.LINK, (ids[line.claim.label], ids[target]), Link(relation=relation))
        for line in lines
        for relation, target in line.links
        if line.claim.label in ids
        and target in ids
        and (ids[line.claim.label], ids[target], relation) not in there
    ]


def _decision(mine: Claim, heard: Heard | None, hand: Hand) -> tuple[str, list[Entry]]:
    """Give the claim that stands for a person's reading, and the entries that make it so."""
    if heard is None:
        value = Claims(claims=(mine,), reader="person")
        made = [hand.entry(Act.READ, (mine.id,), value), hand.entry(Act.ACCEPT, (mine.id,))]
        return mine.id, made
    key = heard.claim.id
    if key != mine.id and _differ(mine, heard.claim):
        return mine.id, [hand.entry(Act.AMEND, (key,), mine)]
    return key, [] if heard.is_accepted else [hand.entry(Act.ACCEPT, (key,))]


def _best(mine: Claim, near: Iterable[Heard]) -> Heard | None:
    """Give what is open over the same words, of the same kind, and agrees in most fields.

    What is accepted already stands for a reading only where nothing differs.
    """
    fits = [
        (len(_differ(mine, heard.claim)), heard.claim.id, heard)
        for heard in near
        if heard.claim.kind is mine.kind and _share_words(mine, heard.claim)
    ]
    fits = [fit for fit in fits if not fit[0] or fit[2].state is State.PROPOSED]
    return min(fits, key=lambda fit: fit[:2])[2] if fits else None


def _share_words(one: Claim, other: Claim) -> bool:
    return bool(one.span and other.span and one.span.overlaps(other.span))


def _differ(mine: Claim, other: Claim) -> list[str]:
    fields = [
        name
        for name in COMPARED
        if getattr(mine, name) is not None and getattr(mine, name) != getattr(other, name)
    ]
    amounts = [
        (qty.lo, qty.hi, qty.hedge, qty.unit, qty.measure) if qty else None
        for qty in (mine.qty, other.qty)
    ]
    first = [(claim.chain[0].actor, claim.chain[0].how) for claim in (mine, other)]
    return fields + ["qty"] * (amounts[0] != amounts[1]) + ["chain"] * (first[0] != first[1])
