"""What people decide, as entries: small pure makers that refuse what cannot be meant.

A maker returns the entries to append and appends nothing. A decision that overturns an earlier
one names it in `on`, after the claims, so that a decision made in another ledger, which named
nothing, is found out as made without knowing (`panah.ledger.decisions`).
"""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import attrs

from panah.domain.claim import Claim
from panah.domain.entry import (
    Act,
    Assigning,
    Assignment,
    Entry,
    Grade,
    Link,
    Note,
    Reason,
    Rejection,
    Relation,
    Topic,
    Value,
)
from panah.domain.matter import Matter
from panah.errors import InputError, NotKnownError
from panah.ledger.amending import amended
from panah.ledger.decisions import State
from panah.ledger.known import LABEL, Heard, Known
from panah.ledger.matters import matter_of

__all__ = [
    "Hand",
    "accept",
    "amend",
    "assign",
    "find",
    "grade",
    "link",
    "matter_named",
    "merge",
    "note",
    "reject",
    "rename",
    "retract",
    "split",
    "undo",
    "unlink",
]

_ID = re.compile(r"[0-9a-f]{64}")

SHORTEST = 4
"""Characters of an id that may name a claim: fewer would soon name several."""


@attrs.frozen(kw_only=True)
class Hand:
    """Who decides, when, and why.

    Parameters
    ----------
    at
        In UTC.
    by
        ``user:mina``.
    reconstructed
        The moment was set by hand to rebuild a past crisis.
    """

    at: datetime
    by: str
    why: str = ""
    reconstructed: bool = False

    def entry(self, act: Act, on: Iterable[str], value: Value = None) -> Entry:
        """Make an entry of this hand."""
        return Entry(
            at=self.at,
            by=self.by,
            act=act,
            on=tuple(on),
            value=value,
            why=self.why,
            reconstructed=self.reconstructed,
        )


def find(known: Known, text: str) -> str:
    """Give the id of the claim a text names: its label, its id, or the start of its id.

    Raises
    ------
    NotKnownError
        If no claim, or more than one, is meant.
    """
    if text in known.claims:
        return text
    if text in known.labels:
        return known.labels[text]
    if len(text) >= SHORTEST:
        found = [key for key in known.claims if key.startswith(text)]
        if len(found) == 1:
            return found[0]
        if found:
            some = ", ".join(key[: len(text) + 4] for key in found[:3])
            raise NotKnownError(f"{text!r} begins {len(found)} claims ({some} …); give more of it")
    near = difflib.get_close_matches(text, list(known.labels), n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "`panah claims` lists those there are"
    raise NotKnownError(f"the ledger holds no claim {text!r}; {hint}")


def accept(
    known: Known, claims: Sequence[str], hand: Hand, *, four_eyes: bool = False
) -> tuple[Entry, ...]:
    """Let claims count from here. Those that count already are left as they are.

    Parameters
    ----------
    four_eyes
        The case wants somebody else than the proposer to accept.
    """
    heard = [(key, _heard(known, key)) for key in dict.fromkeys(claims)]
    for key, one in heard:
        if one.state is State.AMENDED:
            raise InputError(
                f"{one.claim.name} was amended: accept {known.current(key)[:8]}, which replaced "
                f"it, or retract the amendment"
            )
        if one.state is State.RETRACTED and not one.decisions:
            raise InputError(
                f"the reading of {one.claim.name} was undone; record its report again to accept it"
            )
        if four_eyes and one.by == hand.by and not one.is_accepted:
            raise InputError(
                f"{one.claim.name} was proposed by {hand.by}; in this case somebody else has to "
                f"accept it"
            )
    return _decision(Act.ACCEPT, [(key, one) for key, one in heard if not one.is_accepted], hand)


def reject(known: Known, claims: Sequence[str], hand: Hand, *, reason: Reason) -> tuple[Entry, ...]:
    """Put claims out, with one of the reasons."""
    heard = [(key, _heard(known, key)) for key in dict.fromkeys(claims)]
    left = [(key, one) for key, one in heard if one.state is not State.REJECTED]
    return _decision(Act.REJECT, left, hand, Rejection(reason=reason))


def _decision(
    act: Act, heard: Sequence[tuple[str, Heard]], hand: Hand, value: Value = None
) -> tuple[Entry, ...]:
    if not heard:
        return ()
    overturned = dict.fromkeys(entry.key for _, one in heard for entry in one.decisions)
    return (hand.entry(act, (*(key for key, _ in heard), *overturned), value),)


def amend(
    known: Known, claim: str, changes: Claim | Mapping[str, object], hand: Hand
) -> tuple[Entry, ...]:
    """Read a claim otherwise: the old reading is out, the new one counts.

    Parameters
    ----------
    changes
        The new claim, or what to read otherwise, by field of `panah.ledger.amending.FIELDS`.
    """
    heard = _heard(known, claim)
    if heard.state is State.AMENDED:
        raise InputError(
            f"{heard.claim.name} was amended already: amend {known.current(claim)[:8]}, which "
            f"replaced it"
        )
    new = changes if isinstance(changes, Claim) else amended(heard.claim, changes)
    if new.report != heard.claim.report:
        raise InputError(
            f"{heard.claim.name} is of another report than what should replace it; record that "
            f"as a claim of its own and link it"
        )
    return _decision(Act.AMEND, [(claim, heard)], hand, new)


def retract(known: Known, keys: Sequence[str], hand: Hand) -> tuple[Entry, ...]:
    """Undo whole entries; a claim among the keys is taken back by its source."""
    there = {entry.key for entry in known.entries} | known.claims.keys()
    for key in keys:
        if key not in there:
            raise NotKnownError(
                f"the ledger holds no entry {key[:12]!r} that could be undone; give the key of an "
                f"entry, or the id of a claim its source took back"
            )
    return (hand.entry(Act.RETRACT, dict.fromkeys(keys)),)


def undo(
    known: Known, claims: Sequence[str], hand: Hand, *, four_eyes: bool = False
) -> tuple[Entry, ...]:
    """Undo the last decision on each claim.

    Where one entry decided more claims than these, the others are decided again in the same way.

    Parameters
    ----------
    four_eyes
        Somebody else than the proposer has to accept, also when others are accepted again.
    """
    entries: dict[str, Entry] = {}
    for key in claims:
        heard = _heard(known, key)
        last = heard.decisions[-1] if heard.decisions else heard.decided_by
        if last is None:
            raise InputError(f"nobody has decided {heard.claim.name}; there is nothing to undo")
        entries[last.key] = last
    again = [_again(known, entry, claims, hand, four_eyes) for entry in entries.values()]
    return (hand.entry(Act.RETRACT, entries), *(one for some in again for one in some))


def _again(
    known: Known, entry: Entry, but: Sequence[str], hand: Hand, four_eyes: bool
) -> tuple[Entry, ...]:
    """Decide again what an entry that is undone decided of other claims, where it still counts."""
    there = [(key, known.claims[key]) for key in entry.on if key in known.claims]
    left = [(key, one) for key, one in there if key not in but and _is_last(one, entry)]
    if entry.act is Act.AMEND or not left:
        return ()
    if four_eyes and entry.act is Act.ACCEPT and any(one.by == hand.by for _, one in left):
        raise InputError(
            f"{entry.by} accepted {len(left)} more claims in one act, of which {hand.by} proposed "
            f"some; in this case somebody else has to undo it"
        )
    same = hand.entry(entry.act, (key for key, _ in left), entry.value)
    return (attrs.evolve(same, why=entry.why),)


def _is_last(heard: Heard, entry: Entry) -> bool:
    return bool(heard.decisions) and heard.decisions[-1].key == entry.key


def assign(
    known: Known, claims: Sequence[str], matter: str, hand: Hand, *, new: Matter | None = None
) -> tuple[Entry, ...]:
    """Gather claims under a matter that is there, or under a new one that is defined first."""
    for key in claims:
        _heard(known, key)
    on = tuple(dict.fromkeys(claims))
    if new is None:
        matter_named(known, matter)
        return (hand.entry(Act.ASSIGN, on, Assignment(matter=matter)),)
    if matter in known.matters or new.id != matter:
        raise InputError(f"the matter {matter} is there already; assign the claims to it")
    return (
        hand.entry(Act.ASSIGN, (matter,), Assignment(do=Assigning.DEFINE, defined=new)),
        hand.entry(Act.ASSIGN, on, Assignment(matter=matter)),
    )


def split(known: Known, claims: Sequence[str], matter: str, hand: Hand) -> tuple[Entry, ...]:
    """Let claims leave their matter for a new one, which is what the first of them is about."""
    heard = [_heard(known, key) for key in claims]
    if not heard:
        raise InputError(f"no claim is to leave for {matter}; name those that should")
    if matter in known.matters:
        raise InputError(f"the matter {matter} is there already; assign the claims to it")
    value = Assignment(do=Assigning.SPLIT, matter=matter, defined=matter_of(matter, heard[0].claim))
    return (hand.entry(Act.ASSIGN, dict.fromkeys(claims), value),)


def merge(known: Known, matters: Sequence[str], into: str, hand: Hand) -> tuple[Entry, ...]:
    """Make matters part of another of their kind."""
    target = matter_named(known, into)
    for key in matters:
        one = matter_named(known, key)
        if key == into:
            raise InputError(f"the matter {key} cannot become part of itself")
        if one.kind is not target.kind:
            raise InputError(
                f"{key} is {one.kind} and {into} is {target.kind}; a matter has one kind, so "
                f"assign its claims to {into} as evidence instead"
            )
    value = Assignment(do=Assigning.MERGE, matter=into)
    return (hand.entry(Act.ASSIGN, dict.fromkeys(matters), value),)


def rename(known: Known, matter: str, title: str, hand: Hand) -> tuple[Entry, ...]:
    """Give a matter another title; its id stays."""
    matter_named(known, matter)
    if not title.strip():
        raise InputError(f"the matter {matter} needs a title with at least one letter")
    value = Assignment(do=Assigning.RENAME, title=title.strip())
    return (hand.entry(Act.ASSIGN, (matter,), value),)


def link(
    known: Known, source: str, target: str, relation: Relation, hand: Hand
) -> tuple[Entry, ...]:
    """Say how a claim stands to another; ``label:NAME`` names one that may come later."""
    for key in (source, target):
        if not key.startswith(LABEL):
            _heard(known, key)
    if source == target:
        name = known.claims[source].claim.name if source in known.claims else source
        raise InputError(f"{name} cannot stand in a relation to itself; name two claims")
    if _is_linked(known, source, target, relation):
        return ()
    if relation is Relation.UPDATES and _is_linked(known, target, source, relation):
        raise InputError(
            f"{known.claims[target].claim.name} updates {known.claims[source].claim.name} "
            f"already; retract that link first, or both are out"
        )
    return (hand.entry(Act.LINK, (source, target), Link(relation=relation)),)


def _is_linked(known: Known, source: str, target: str, relation: Relation) -> bool:
    pair = (source, target, relation)
    return any((one.source, one.target, one.relation) == pair for one in known.links)


def unlink(
    known: Known, source: str, target: str, relation: Relation, hand: Hand
) -> tuple[Entry, ...]:
    """Take a link back, whoever made it and however often."""
    pair = (source, target)
    keys = [
        entry.key
        for entry in known.entries
        if isinstance(entry.value, Link)
        and entry.value.relation is relation
        and tuple(known.named(name) for name in entry.on) == pair
    ]
    if not _is_linked(known, source, target, relation):
        names = " and ".join(_heard(known, key).claim.name for key in pair)
        raise NotKnownError(
            f"there is no link {relation} between {names} in this order; `panah log` lists those "
            f"there are"
        )
    return (hand.entry(Act.RETRACT, keys),)


def grade(known: Known, on: str, graded: Grade, hand: Hand) -> tuple[Entry, ...]:
    """Grade a claim, or an actor by name or id: source A to F, information 1 to 6."""
    if graded.source not in set("ABCDEF") or graded.information not in range(1, 7):
        raise InputError(
            f"{graded.source}{graded.information} is no grade; the source is A to F, the "
            f"information 1 to 6"
        )
    if _ID.fullmatch(on):
        _heard(known, on)
    if on in known.claims and graded.scope:
        raise InputError("a grade of one claim has no scope; a scope is for an actor's grade")
    return (hand.entry(Act.GRADE, (on,), graded),)


def note(
    on: Sequence[str], text: str, hand: Hand, *, topic: Topic = Topic.TEXT
) -> tuple[Entry, ...]:
    """Remark something; a note that two claims are independent names both."""
    if topic is Topic.INDEPENDENT and len(set(on)) != 2:
        raise InputError("a note that claims are independent names two of them")
    if topic is not Topic.INDEPENDENT and not text.strip():
        raise InputError("a note needs a text")
    return (hand.entry(Act.NOTE, on, Note(text=text.strip(), topic=topic)),)


def _heard(known: Known, key: str) -> Heard:
    if key not in known.claims:
        raise NotKnownError(
            f"the ledger holds no claim {key[:12]!r}; `panah claims` lists those there are"
        )
    return known.claims[key]


def matter_named(known: Known, key: str) -> Matter:
    """Give a matter by its id.

    Raises
    ------
    NotKnownError
        If the ledger holds none; names those that are written alike.
    """
    if key not in known.matters:
        near = difflib.get_close_matches(key, list(known.matters), n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise NotKnownError(f"the ledger holds no matter {key!r}{hint}")
    return known.matters[key]
