"""A log in memory, kept as a store keeps it: for tests of what is made of a log."""

from tests.make import day, moment

from panah.domain.actor import Actors
from panah.domain.entry import GENESIS, Kept, link_hash
from panah.domain.situation import View
from panah.ledger.reconcile import reconcile
from panah.ledger.replay import replay

NOBODY = Actors(())


def keep(*entries, received=None):
    """Keep entries in order; each is received at its `at`, or when the last one was if later."""
    kept, head, last, seen = [], GENESIS, None, set()
    for entry in entries:
        if entry.key in seen:
            continue
        seen.add(entry.key)
        last = max(received or entry.at, last or entry.at)
        following = link_hash(head, entry.body, last)
        kept.append(
            Kept(seq=len(kept) + 1, received=last, entry=entry, prev_hash=head, hash=following)
        )
        head = following
    return kept


def known(*entries, until=None, four_eyes=False):
    return replay(keep(*entries), until=until, four_eyes=four_eyes)


def view(as_of="2021-08-15", as_known=None, **more):
    return View(as_of=day(as_of), as_known=as_known or moment(31, hour=23), **more)


def lines(*entries, as_of="2021-08-15", actors=NOBODY, **more):
    """The lines of all that a log holds, by matter."""
    found = reconcile(known(*entries), view(as_of, **more), actors)
    return {line.matter.id: line for line in found.lines}


def line(*entries, matter="M", **more):
    return lines(*entries, **more)[matter]
