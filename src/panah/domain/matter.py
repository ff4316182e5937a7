"""A matter: the dossier a claim belongs to: an offer, a camp, a movement, an embassy."""

from enum import StrEnum

import attrs

from panah.domain.claim import Kind

__all__ = ["Matter", "Way"]


class Way(StrEnum):
    """The mode of hosting, folded: on the way to elsewhere, for good, or at the border."""

    ONWARD = "onward"
    RESETTLEMENT = "resettlement"
    ASYLUM = "asylum"


@attrs.frozen(kw_only=True)
class Matter:
    """What claims are gathered under. It has one kind; claims of another kind are evidence."""

    id: str
    kind: Kind
    title: str = ""
    subject: str | None = None
    counterpart: str | None = None
    place: str | None = None
    way: Way | None = None
    parent: str | None = None
