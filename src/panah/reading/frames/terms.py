"""Terms: what people must do, be or pass to be let in, helped or kept.

Terms are policy of the host; they stand beside its offer and never make one.
"""

from collections.abc import Iterator

from panah.domain.claim import Kind, Mood, Status
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.pattern import worded
from panah.reading.tokens import Found

__all__ = ["terms"]

_OBLIGED = worded("terms", "obliged")
_CHECKED = worded("terms", "checked")
_ONLY = worded("terms", "only")
_OF_ENTRY = ("ASYLUMN", "REFN", "PLACEN", "BORDERN", "RETN", "HOSTV", "ENTERV", "DEALN", "REGV")


def terms(scene: Scene) -> Iterator[Sighting]:
    """Give the terms a sentence sets for people who come, stay or return."""
    line = scene.line
    if not line.has("GROUPN", "DEM", "PRON") or scene.state.refuge_words < 1:
        return
    for pattern in (_CHECKED, _OBLIGED, _ONLY):
        found = next(line.find(pattern), None)
        if found is None or _is_told(scene, found):
            continue
        if pattern is not _CHECKED and not line.has(*_OF_ENTRY):
            continue
        if sighting := _term(scene, found, is_check=pattern is _CHECKED):
            yield sighting
            return


def _is_told(scene: Scene, found: Found) -> bool:
    return any(one.first < found.end and found.first < one.end for one in scene.seen)


def _term(scene: Scene, found: Found, *, is_check: bool) -> Sighting | None:
    if scene.line.has("SUPPLYN") and not is_check:
        return None
    party = scene.party_left(found.first)
    country = scene.country(party) or scene.state.home or scene.state.setting()
    if country is None:
        return None
    planned = any(scene.line.is_a(n, "FUT") for n in range(found.first, found.end))
    done = any(
        scene.line.low(n) in {"completed", "passed", "undergone"}
        for n in range(found.first, found.end)
    )
    status = Status.ANNOUNCED if planned else Status.DONE if done else Status.IN_PLACE
    return Sighting(
        rule="policy.terms",
        kind=Kind.POLICY,
        first=found.first,
        end=min(found.end + 6, scene.same_clause(found.first)[1]),
        status=status,
        mood=Mood.WILL if planned else Mood.IS,
        subject=country.ref(),
        place=country.place(),
    )
