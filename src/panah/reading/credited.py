"""What the one who speaks is called in an annotated folder.

The annotation names a person by name, an agency by the report's own words for it, and an office by
its country's adjective: "the minister in Kigali" and "Rwanda's minister" are the Rwandan minister
there. Where a phrase goes on ("a refugee from Danané") its head is the name.
"""

import re
from functools import cache
from typing import Any

from panah.domain.reading import ActorRef, Via
from panah.reading.lexicon import table
from panah.reading.same_party import is_alias

__all__ = ["credited"]

_TAIL = re.compile(r"\s(?:from|with|on|at|in|near|who|whose)\s[^A-Z]*$")
_PLACE = re.compile(r"\s(?:in|at|of)\s.*")
_OWNER = re.compile(r"^(?:[\w .-]+(?:['\u2019]s|s['\u2019])|(?:its|his|her|their|our))\s+")
_SEATS = frozenset({"pentagon", "the pentagon", "department of homeland security"})
_OF_STATE = frozenset({"president", "minister", "premier", "chancellor", "officials", "official"})
_BESIDE = frozenset(
    {"prime", "deputy", "vice", "foreign", "interior", "defence", "defense", "home"}
)
_BESIDE |= {"migration", "justice", "health", "labour", "finance", "security", "senior", "affairs"}


def credited(text: str, actor: ActorRef, called: str) -> str:
    """Give what a speaker is called.

    Parameters
    ----------
    text
        The report's.
    called
        The plain English name of whom it is, where a table knows it.
    """
    worded = " ".join(text[actor.span.start : actor.span.end].split())
    low = worded.casefold()
    if actor.key == actor.of and (low.endswith("government") or low in _SEATS):
        return _plain(re.sub("^the ", "", worded, flags=re.IGNORECASE))
    if actor.key:
        own = actor.via is Via.NAME and worded and actor.key != actor.of and not is_alias(called)
        return _plain(worded if own else called)
    if actor.role is None and called != actor.name:
        return _plain(called)
    return _plain(_office(" ".join(actor.name.split()), actor.of))


def _plain(name: str) -> str:
    return name.replace("\u2019", "'")


def _office(name: str, of: str | None) -> str:
    head = _TAIL.sub("", name)
    adjective = _adjective(of)
    words = _PLACE.sub("", _OWNER.sub("", head)).split()
    rules = bool(words) and words[-1].casefold() in _OF_STATE
    if adjective and rules and {word.casefold() for word in words[:-1]} <= _BESIDE:
        return " ".join([adjective, *words])
    return head


@cache
def _adjective(code: str | None) -> str | None:
    country: Any = table("countries").get(code or "", {})
    adjectives = country.get("adjectives", ())
    return str(adjectives[0]) if adjectives else None
