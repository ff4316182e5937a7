"""Bodies and organs of states in another language, by the words of its table.

"The government of X" is X, a charity in X is not: a party is the state only where nothing but words
for its organs stands beside its name.
"""

import re
from functools import cache

from panah.reading.languages.letters import folded
from panah.reading.languages.tables import Language
from panah.reading.languages.worded import choice

__all__ = ["is_organ", "organisation"]


def organisation(words: str, spoken: Language) -> str | None:
    """Give the id of the organisation that some words end in, as ``agencies.toml`` has it."""
    plain = folded(words)
    for identity, names in spoken.names.get("organisations", {}).items():
        for name in names:
            if re.search(rf"(?<!\w){re.escape(name)}$", plain):
                return str(identity)
    return None


def is_organ(words: str, spoken: Language) -> bool:
    """Tell whether some words name nothing beside a state and its organs."""
    return re.search(r"\w", _organs(spoken).sub("", folded(words))) is None


@cache
def _organs(spoken: Language) -> re.Pattern[str]:
    attached = spoken.numbers.get("attached", ())
    front = f"(?:{choice(attached)})?" if attached else ""
    return re.compile(rf"(?<!\w){front}{choice(spoken.names.get('state', ()))}(?!\w)")
