"""A matter: the dossier a claim belongs to: an offer, a camp, a movement, an embassy."""

from collections.abc import Mapping
from enum import StrEnum

import attrs

from panah.domain.claim import Kind
from panah.domain.group import Group
from panah.domain.when import When

__all__ = ["Matter", "Way", "within"]


class Way(StrEnum):
    """The mode of hosting, folded: on the way to elsewhere, for good, or at the border."""

    ONWARD = "onward"
    RESETTLEMENT = "resettlement"
    ASYLUM = "asylum"


@attrs.frozen(kw_only=True)
class Matter:
    """What claims are gathered under. It has one kind; claims of another kind are evidence.

    Parameters
    ----------
    subject, counterpart
        Who hosts, moves or gives; who asked, or for or against whom.
    group, period
        Whom it is about, and from when to when; None while nobody said.
    parent
        The matter it is part of: one camp of an operation, one month of a movement.
    """

    id: str
    kind: Kind
    title: str = ""
    subject: str | None = None
    counterpart: str | None = None
    place: str | None = None
    way: Way | None = None
    group: Group | None = None
    period: When | None = None
    parent: str | None = None


def within(key: str, matters: Mapping[str, Matter]) -> tuple[str, ...]:
    """Give the matters that one is part of, innermost first; never one twice, nor itself."""
    found = [key]
    while (one := matters.get(found[-1])) and one.parent and one.parent not in found:
        found.append(one.parent)
    return tuple(found[1:])
