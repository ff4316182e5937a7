"""The outlets, organisations and armed groups that reports name, with what else they are called.

Resolved before anything is counted: "the UN refugee agency" and UNHCR are one actor. An outlet is a
step of an attribution, never its first voice.
"""

import tomllib
from functools import cache
from importlib.resources import files

from panah.domain.actor import Actor, ActorType

__all__ = ["load", "named"]


@cache
def load() -> tuple[Actor, ...]:
    """Give the actors of ``agencies.toml``, in its order."""
    file = files("panah.reading") / "data" / "agencies.toml"
    return tuple(
        Actor(
            id=words["id"],
            name=words["name"],
            type=ActorType(words["type"]),
            aliases=tuple(words.get("aliases", ())),
            iso3=words.get("iso3"),
        )
        for words in tomllib.loads(file.read_text(encoding="utf-8"))["actors"]
    )


@cache
def _by_id() -> dict[str, Actor]:
    return {actor.id: actor for actor in load()}


def named(identity: str) -> Actor | None:
    """Give the actor of an id; None if there is none."""
    return _by_id().get(identity)
