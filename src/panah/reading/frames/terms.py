"""Terms: what people must do, be or pass to be let in, helped or kept, and for how long.

Terms are policy of the host; they stand beside its offer and never make one. People are obliged
("must register"), a paper is needed ("need a visa"), only some may ("only those who"), or a stay
has a limit ("valid for one year").
"""

from collections.abc import Iterator

from panah.domain.claim import Kind, Mood, Status
from panah.reading.discourse import Country
from panah.reading.frames.frame import woken_by
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.pattern import worded
from panah.reading.tokens import Found
from panah.reading.who import PartyKind

__all__ = ["terms"]

_ANYWHERE = tuple(worded("terms", name) for name in ("checked", "papers", "limits", "provided"))
_OF_PEOPLE = tuple(worded("terms", name) for name in ("obliged", "only", "without", "eligible"))
_ALL = (*_ANYWHERE, *_OF_PEOPLE)
_BEFORE = 2
"""Tokens before the terms that may say they are to come: "would also demand a visa"."""
_OF_ENTRY = (
    "ASYLUMN", "REFN", "PLACEN", "BORDERN", "RETN", "HOSTV", "ENTERV", "DEALN", "REGV", "PAPERN",
    "ARRV", "LEAVEV", "STAYV", "EVACV", "PEOPLE",
)  # fmt: skip


@woken_by(("GROUPN", "DEM", "PRON", "PAPERN", "PLACEN"), ways=_ALL)
def terms(scene: Scene) -> Iterator[Sighting]:
    """Give the terms a sentence sets for people who come, stay or return."""
    line = scene.line
    if scene.state.refuge_words < 1:
        return
    for pattern in line.fitting(_ALL):
        found = next(line.find(pattern), None)
        if found is None or _is_told(scene, found):
            continue
        if pattern in _OF_PEOPLE and not line.has(*_OF_ENTRY):
            continue
        if sighting := _term(scene, found):
            yield sighting
            return


def _is_told(scene: Scene, found: Found) -> bool:
    return any(one.first < found.end and found.first < one.end for one in scene.seen)


def _setter(scene: Scene, found: Found) -> Country | None:
    """Give the country that sets the terms: who does, the one named, or the one spoken of."""
    party = scene.party_left(found.first)
    if party is not None and party.kind is not PartyKind.PRONOUN and party.of:
        return scene.country(party)
    here = scene.only_country()
    if here is not None and here.code is not None:
        code = here.code if len(here.code) == 3 else None
        if code:
            return Country(code=code, name=here.name, span=here.span, via=here.via)
    return scene.country(party) or scene.state.home or scene.state.context()


def _term(scene: Scene, found: Found) -> Sighting | None:
    line = scene.line
    country = _setter(scene, found)
    if country is None:
        return None
    words = range(found.first, found.end)
    planned = any(line.is_a(n, "FUT") for n in range(max(0, found.first - _BEFORE), found.end))
    done = any(line.low(n) in {"completed", "passed", "undergone"} for n in words)
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
