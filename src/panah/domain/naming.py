"""How codes are written for people, and in which country a place or a party is.

A code that nobody knows is printed as it is: what a report said is never guessed away.
"""

import re

import attrs

from panah.domain.actor import Actors
from panah.domain.place import Places

__all__ = ["Names"]

_JOINT = re.compile(r"\s*\+\s*")
_WITHIN = re.compile(r"\s*[,;]\s*")


@attrs.frozen
class Names:
    """The names of one case's places and actors."""

    places: Places
    actors: Actors
    _named: dict[str, str] = attrs.field(factory=dict, init=False, repr=False, eq=False)
    _countries: dict[str, str | None] = attrs.field(factory=dict, init=False, repr=False, eq=False)
    """What was asked before: few places and parties stand behind most claims."""

    def of(self, key: str | None) -> str:
        """Give the name to print for a code, an actor's id, or several joined by ``+``."""
        if not key:
            return ""
        if key not in self._named:
            parts = [self._one(part) for part in _JOINT.split(key)]
            self._named[key] = " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
        return self._named[key]

    def country(self, key: str | None) -> str | None:
        """Give the one country a place or party is in or of; None when it cannot be told."""
        if not key:
            return None
        if key not in self._countries:
            found = {self._country(part) for part in _JOINT.split(key)}
            self._countries[key] = found.pop() if len(found) == 1 else None
        return self._countries[key]

    def _one(self, key: str) -> str:
        if self.places.get(key):
            return self.places.name(key)
        if self.actors.get(self.actors.resolve(key)):
            return self.actors.name(self.actors.resolve(key))
        parts = _WITHIN.split(key)
        if len(parts) > 1:
            return ", ".join(self.places.name(part) for part in parts)
        code, space, rest = key.partition(" ")
        is_code = bool(space) and len(code) == 3 and code.isupper() and self.places.get(code)
        return f"{self.places.name(code)} {rest}" if is_code else key

    def _country(self, key: str) -> str | None:
        if country := self.places.country(key) or self._of_party(key):
            return country
        parts = _WITHIN.split(key)
        found = {self.places.country(part) or self._of_party(part) for part in parts} - {None}
        return found.pop() if len(found) == 1 else None

    def _of_party(self, key: str) -> str | None:
        seen: set[str] = set()
        step: str | None = self.actors.resolve(key)
        while step and step not in seen:
            seen.add(step)
            actor = self.actors.get(step)
            if country := self.places.country(actor.iso3 if actor else step):
                return country
            step = actor.of if actor else None
        return None
