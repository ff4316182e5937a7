"""Something that looks wrong, or that a person must settle."""

import attrs

__all__ = ["Finding"]


@attrs.frozen(kw_only=True)
class Finding:
    """Something that looks wrong, or that a person must settle.

    Parameters
    ----------
    what
        Stable short name: ``decided_twice``, ``part_exceeds_whole``, ``revised_down``.
    on
        Ids of the claims, matters or files it is about.
    text
        What is wrong, where, and what would be right.
    """

    what: str
    on: tuple[str, ...]
    text: str
