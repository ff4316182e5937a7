"""Who tells a report that is all one person's words: a briefing, remarks, a note on them.

Its title says so ("Press briefing by Ambassador Ann Lee"), or one of its first sentences ("what
was said by spokesperson Ann Lee at the briefing"). Whose turn it is otherwise is for `transcript`.
"""

from panah.domain.reading import ActorRef
from panah.reading.frames.scene import Scene
from panah.reading.who import PartyKind

__all__ = ["prefaced", "teller"]

_TOLD = frozenset(
    {"call", "briefing", "interview", "transcript", "remarks", "speech", "testimony", "evidence"}
)


_NOTES = frozenset(
    {"summary", "note", "notes", "following", "transcript", "text", "excerpts", "record"}
)
_SPOKEN = frozenset({"remarks", "briefing", "speech", "testimony"})
_PREFACE = 3
"""Paragraphs, from the first, that may say whose words all of it gives; assumed."""
_TITLED = 8
"""Tokens that may stand between "said by" and the name: "UNHCR spokesperson"; assumed."""


def teller(scene: Scene) -> ActorRef | None:
    """Give who speaks in a transcript: "Press briefing by Ambassador Ann Lee"."""
    if _TOLD.isdisjoint(scene.line.keys):
        return None
    person = next((one for one in scene.parties if one.kind is PartyKind.PERSON), None)
    return person.ref(scene.line) if person else None


def prefaced(scene: Scene) -> ActorRef | None:
    """Give whose words a note goes on to give: "what was said by spokesperson Ann Lee today"."""
    line = scene.line
    if line.sentence.paragraph >= _PREFACE or line.keys.isdisjoint(_NOTES):
        return None
    for at in line.places(words=frozenset({"by"})):
        before = {line.low(n) for n in range(max(0, at - _TITLED), at)}
        if line.low(at - 1) != "said" and before.isdisjoint(_SPOKEN):
            continue
        for one in scene.parties:
            if one.kind is PartyKind.PERSON and at <= one.first <= at + _TITLED:
                return one.ref(line)
    return None
