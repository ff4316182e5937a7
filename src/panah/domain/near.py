"""What a name that nobody knows may have been meant for, so that an error names what is right."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches

__all__ = ["near", "near_codes"]

_SHOWN = 12
"""Assumed: names that a reader takes in at once."""

_ALIKE = 0.5
"""Assumed: share of the letters that two names must have in common, as difflib counts it."""


def near(name: str, among: Collection[str]) -> str:
    """Give the known name that is spelt most alike, or the first of them where none is.

    >>> near("hosts.PRT.veting", ["hosts.PRT.vetting", "hosts.PRT.stay"])
    'did you mean hosts.PRT.vetting?'
    >>> near("pilots", ["nurses", "teachers"])
    'there are nurses, teachers'
    """
    by_case = {one.casefold(): one for one in among}
    alike = get_close_matches(name.casefold(), by_case, n=1, cutoff=_ALIKE)
    if alike:
        return f"did you mean {by_case[alike[0]]}?"
    first = sorted(among)[:_SHOWN]
    if len(first) < 2:
        return f"there is only {first[0]}" if first else "there is none"
    return f"there are {', '.join(first)}{', …' * (len(among) > _SHOWN)}"


_CODES = 3
"""Assumed: codes that a reader takes in at once, each with its name."""


def near_codes(code: str, names: Mapping[str, str]) -> str:
    """Give the known codes that are spelt most alike, each with its name.

    >>> near_codes("XQX", {"XKX": "Kosovo", "QAT": "Qatar"})
    'near are XKX (Kosovo)'
    >>> near_codes("ZZZ", {"QAT": "Qatar"})
    'none is near'
    """
    alike = get_close_matches(code.upper(), names, n=_CODES, cutoff=_ALIKE)
    told = ", ".join(f"{one} ({names[one]})" for one in alike)
    return f"near are {told}" if told else "none is near"
