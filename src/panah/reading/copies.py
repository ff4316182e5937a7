"""Stories that several outlets printed from one: found, so that ten copies are one voice.

Texts are compared by their runs of five words. Those whose hash is a multiple of four are kept as a
text's sketch (Broder 1997, "On the resemblance and containment of documents"): a text that was cut
short keeps the sketch of what is left, which min-wise hashing would lose. Texts that share runs are
candidates, and are then compared whole.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from panah.domain.claim import Claim

__all__ = ["ALIKE", "SAID_ALIKE", "copies", "likeness", "same_sayings"]

RUN = 5
"""Words of a run. Assumed: five words in a row are seldom the same by chance, and one changed word
spoils only five runs."""

SAMPLED = 4
"""One run in so many is kept in a sketch."""

ALIKE = 0.4
"""Share of the shorter text's runs from which on two texts are copies. Measured on the texts of
``tests/reading/test_copies.py``: copies with another title, cut to a half, or with one word in
twelve changed have 0.57 to 1.00; two accounts of one event that quote the same sentence 0.11."""

SAID_ALIKE = 0.6
"""Share of the shorter quote's words that must stand in the other, between copies, for one saying.
Assumed: an editor who changes one word of five leaves .80, and two sentences of one story about the
same party and amount share their names and figures, some .4."""

LEAST = 20
"""Runs of a text that can be compared at all: two short notes are alike by chance."""

_WORD = re.compile(r"\w+")


def likeness(one: str, other: str) -> float:
    """Give how much of the shorter of two texts stands in the other, from 0 to 1.

    Case, punctuation and white space make no difference. Texts too short to compare have 0, unless
    they are the same words.
    """
    return _likeness(_runs(one), _runs(other))


def copies(texts: Mapping[str, str]) -> tuple[frozenset[str], ...]:
    """Give the groups of texts that are copies of one another, each of two or more.

    Parameters
    ----------
    texts
        Texts of reports by id.

    Returns
    -------
    Groups of ids; a text that was copied from nowhere is in none. Time grows with the length of
    all texts together, not with the number of pairs.
    """
    runs = {key: _runs(text) for key, text in texts.items()}
    group = {key: key for key in texts}
    for one, other in _candidates(runs):
        first, second = _root(group, one), _root(group, other)
        if first != second and _likeness(runs[one], runs[other]) >= ALIKE:
            group[second] = first
    gathered: dict[str, set[str]] = defaultdict(set)
    for key in texts:
        gathered[_root(group, key)].add(key)
    return tuple(frozenset(some) for some in gathered.values() if len(some) > 1)


def same_sayings(
    claims: Iterable[Claim], groups: Iterable[frozenset[str]]
) -> tuple[tuple[str, str], ...]:
    """Give the pairs of claims that copies print alike: one saying, to be linked.

    An editor changes a word here and there, so the words of two quotes need not be the same, but
    most of the shorter one's stand in the other; kind, parties and amount must be the same.

    Parameters
    ----------
    groups
        Groups of report ids, as `copies` gives them.

    Returns
    -------
    Ids of a claim and of the claim of its group, read before it, that says the same most alike.
    """
    of = {report: number for number, group in enumerate(groups) for report in group}
    leads: dict[tuple[object, ...], list[tuple[Claim, frozenset[str]]]] = defaultdict(list)
    pairs = []
    for claim in claims:
        if claim.report not in of or not claim.quote:
            continue
        amount = claim.qty and (claim.qty.interval, claim.qty.unit)
        said = (of[claim.report], claim.kind, claim.subject, claim.counterpart, amount)
        words = frozenset(_WORD.findall(claim.quote.casefold()))
        others = [
            (_shared(words, known), -nth, lead)
            for nth, (lead, known) in enumerate(leads[said])
            if lead.report != claim.report
        ]
        share, _, lead = max(others, default=(0.0, 0, claim), key=lambda one: one[:2])
        if share >= SAID_ALIKE:
            pairs.append((claim.id, lead.id))
        else:
            leads[said].append((claim, words))
    return tuple(pairs)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _runs(text: str) -> frozenset[int]:
    """Give the hashes of a text's runs of words; one of all words if there are fewer."""
    words = _WORD.findall(text.casefold())
    starts = range(max(1, len(words) - RUN + 1))
    return frozenset(_hash(" ".join(words[at : at + RUN])) for at in starts) if words else _NONE


_NONE: frozenset[int] = frozenset()


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode("utf-8"), digest_size=8).digest())


def _likeness(one: frozenset[int], other: frozenset[int]) -> float:
    shorter = min(len(one), len(other))
    if shorter < LEAST:
        return float(one == other and shorter > 0)
    return len(one & other) / shorter


def _candidates(runs: Mapping[str, frozenset[int]]) -> list[tuple[str, str]]:
    """Give the pairs that share runs, each text with the first that has the run.

    Texts too short for a sketch are candidates where they are the same.
    """
    holders: dict[int, list[str]] = defaultdict(list)
    short: dict[frozenset[int], list[str]] = defaultdict(list)
    for key, some in runs.items():
        if len(some) < LEAST:
            short[some].append(key)
        for run in some:
            if run % SAMPLED == 0:
                holders[run].append(key)
    shared = Counter(
        (keys[0], other) for keys in holders.values() if len(keys) > 1 for other in keys[1:]
    )
    same = [(keys[0], other) for keys in short.values() for other in keys[1:]]
    return [pair for pair, times in shared.most_common() if times > 1] + same


def _root(group: dict[str, str], key: str) -> str:
    while group[key] != key:
        group[key] = group[group[key]]
        key = group[key]
    return key
