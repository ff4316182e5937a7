"""What a person decides about claims and matters, as one append."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from panah.case import clock, meant
from panah.domain.claim import Claim
from panah.domain.entry import Entry, Grade, Reason, Relation, Topic
from panah.domain.reading import Flag
from panah.errors import InputError
from panah.ledger import decide as ledger
from panah.ledger.decide import Hand
from panah.ledger.decisions import State
from panah.ledger.defining import define
from panah.ledger.known import LABEL, Known

if TYPE_CHECKING:
    from panah.case.case import Case

__all__ = ["Decision", "decide", "decide_matter", "grade_of", "proposed", "verdict_of"]


@attrs.frozen(kw_only=True)
class Decision:
    """What is decided about some claims; several at once are one decision.

    Parameters
    ----------
    changes
        Fields to read otherwise, by name: ``{"status": "agreed"}``.
    retract
        Undo the last decision on each.
    links, unlinks
        Relation and name of the other claim; ``label:NAME`` for one that may come later. Those to
        make, and those to take back.
    independent
        Claims whose sources a person knows to be others than these claims' (R7).
    """

    accept: bool = False
    reject: Reason | None = None
    changes: Mapping[str, str] = attrs.field(factory=dict)
    retract: bool = False
    matter: str | None = None
    links: Sequence[tuple[Relation, str]] = ()
    unlinks: Sequence[tuple[Relation, str]] = ()
    independent: Sequence[str] = ()
    grade: Grade | None = None
    note: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what contradicts itself, or says nothing."""
        verdicts = (self.accept, self.reject is not None, bool(self.changes), self.retract)
        if sum(verdicts) > 1:
            raise InputError("accept, reject, amend and retract exclude one another; give one")
        others = (self.matter, self.links, self.unlinks, self.independent, self.grade, self.note)
        if not any((*verdicts, *others)):
            raise InputError("nothing was decided; say what: --accept, --reject, --amend …")


VERDICTS: Mapping[str, Decision] = {
    State.ACCEPTED: Decision(accept=True),
    State.REJECTED: Decision(reject=Reason.WRONG_READING),
    State.RETRACTED: Decision(retract=True),
}
"""What one word decides; ``retracted`` undoes the last decision."""


def verdict_of(verdict: str | Decision) -> Decision:
    """Give what a word decides; a whole decision is itself.

    Raises
    ------
    InputError
        If the word is no verdict.
    """
    if isinstance(verdict, Decision):
        return verdict
    if not isinstance(verdict, str) or verdict not in VERDICTS:
        raise InputError(
            f"{verdict!r} is no verdict; there is {', '.join(VERDICTS)}, and panah.Decision for "
            f"all else"
        )
    return VERDICTS[verdict]


def decide(
    case: "Case", names: Sequence[str], decision: Decision, *, by: str, at: str | None, why: str
) -> int:
    """Keep a decision about claims, named by label or by the start of their id.

    Raises
    ------
    NotKnownError
        If a name is no claim's, or several claims'.
    InputError
        If the decision cannot be meant.
    """
    known = case.known()
    right = "write its label, or the start of its id"
    keys = [ledger.find(known, meant.a_text(name, "a claim", right)) for name in names]
    hand = case.hand(by, at, why)
    made = chain(
        _verdict(case, known, keys, decision, hand),
        _matter(known, keys, decision, hand),
        _links(known, keys, decision, hand),
        _independent(known, keys, decision, hand),
        *(ledger.grade(known, key, decision.grade, hand) for key in keys if decision.grade),
        *(ledger.note([key], decision.note, hand) for key in keys if decision.note),
    )
    return case.append(made)


def decide_matter(
    case: "Case",
    matter: str,
    *,
    hand: Hand,
    title: str | None = None,
    into: str | None = None,
    changes: Mapping[str, object] | None = None,
) -> int:
    """Keep a decision about a matter: its title, what it becomes one with, or what it is.

    Parameters
    ----------
    into
        The matter it is merged into.
    changes
        Value by field, as text: whom it is about, its period, the matter it is part of.
    """
    if sum((title is not None, into is not None, bool(changes))) != 1:
        raise InputError(
            "say one thing of a matter: a new title, the matter it is merged into, or what it is"
        )
    known = case.known()
    matter = known.matter_named(matter)
    if title is not None:
        return case.append(ledger.rename(known, matter, title, hand))
    if changes:
        parent = (
            {"parent": known.matter_named(str(changes["parent"]))} if "parent" in changes else {}
        )
        return case.append(define(known, matter, {**changes, **parent}, hand))
    return case.append(ledger.merge(known, [matter], known.matter_named(str(into)), hand))


def proposed(case: "Case", *, in_bulk: bool) -> tuple[list[str], list[str]]:
    """Give the claims nobody has decided, and of them those to look at one by one.

    A quote that holds a negation, or whose polarity is unsure, is never accepted in bulk.
    """
    open_ = [one.claim for one in case.known().claims.values() if one.state is State.PROPOSED]
    doubtful = [claim.id for claim in open_ if in_bulk and Flag.POLARITY.value in claim.note]
    return [claim.id for claim in open_ if claim.id not in doubtful], doubtful


def grade_of(text: str) -> Grade:
    """Read an Admiralty grade such as ``B2``.

    Raises
    ------
    InputError
        If it is none.
    """
    if len(text) != 2 or not text[1].isdecimal():
        raise InputError(f"{text!r} is no grade; write a letter A to F and a digit 1 to 6: B2")
    return Grade(source=text[0].upper(), information=int(text[1]))


def _verdict(
    case: "Case", known: Known, keys: Sequence[str], decision: Decision, hand: Hand
) -> Sequence[Entry]:
    if decision.accept:
        return ledger.accept(known, keys, hand, four_eyes=case.settings.four_eyes)
    if decision.reject is not None:
        return ledger.reject(known, keys, hand, reason=decision.reject)
    if decision.changes:
        made = [entry for key in keys for entry in ledger.amend(known, key, decision.changes, hand)]
        for entry in made:
            if isinstance(entry.value, Claim):
                clock.said_by(entry.value, case.today())
        return made
    if decision.retract:
        return ledger.undo(known, keys, hand, four_eyes=case.settings.four_eyes)
    return ()


def _matter(known: Known, keys: Sequence[str], decision: Decision, hand: Hand) -> Sequence[Entry]:
    if decision.matter is None:
        return ()
    matter = known.matter_named(decision.matter)
    if matter in known.matters:
        return ledger.assign(known, keys, matter, hand)
    return ledger.split(known, keys, matter, hand)


def _links(known: Known, keys: Sequence[str], decision: Decision, hand: Hand) -> Sequence[Entry]:
    made = [
        ledger.link(known, key, _linked(known, name), relation, hand)
        for key in keys
        for relation, name in decision.links
    ]
    made += [
        ledger.unlink(known, key, _linked(known, name), relation, hand)
        for key in keys
        for relation, name in decision.unlinks
    ]
    return list(chain.from_iterable(made))


def _linked(known: Known, name: str) -> str:
    return name if name.startswith(LABEL) else ledger.find(known, name)


def _independent(
    known: Known, keys: Sequence[str], decision: Decision, hand: Hand
) -> Sequence[Entry]:
    pairs = [(key, ledger.find(known, name)) for key in keys for name in decision.independent]
    made = (ledger.note(pair, "", hand, topic=Topic.INDEPENDENT) for pair in pairs)
    return list(chain.from_iterable(made))
