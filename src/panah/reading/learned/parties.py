"""Whose claim it may be: every party, place and people a sentence names, and who was before.

Each is one candidate with the features it has by where it stands: left or right of the figure, its
preposition, subject or not, named here or carried from before. `None` is a candidate too: a text
often does not say who.
"""

from collections.abc import Iterator, Mapping, Sequence

import attrs

from panah.domain.claim import Span
from panah.domain.reading import ActorRef, PlaceRef, Via
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.places import Where, is_area, place_at, role_of
from panah.reading.stance import clause
from panah.reading.tokens import Line
from panah.reading.who import Party, PartyKind, country_at, is_in_phrase

__all__ = ["Candidate", "as_party", "candidates", "key_of"]

_FAR = 80
"""How far from a figure its party may be named, in tokens; assumed: longer than most sentences."""


@attrs.frozen(kw_only=True)
class Candidate:
    """One who may be the party of a claim; `ref` is None where nobody is named.

    Parameters
    ----------
    has
        Its features, by which the classifier chooses.
    """

    ref: ActorRef | None
    has: tuple[str, ...]


def candidates(scene: Scene, count: Count, own: Sequence[Sighting]) -> list[Candidate]:
    """Give those who may be the party of what a figure counts, or of a claim; each once.

    Parameters
    ----------
    count
        The figure; for a claim without one, its trigger.
    own
        What the frames saw that counts with it.
    """
    found: dict[str | None, tuple[ActorRef | None, dict[str, None]]] = {None: (None, {})}
    for ref, has in _all(scene, count, own):
        known = found.setdefault(key_of(ref), (ref, {}))
        known[1].update(dict.fromkeys(has))
    return [
        Candidate(ref=ref, has=tuple(has)) for ref, has in _ranked(found, scene, count).values()
    ]


def key_of(ref: ActorRef) -> str:
    """Give by what a candidate is told from the others."""
    return ref.key or ref.name.casefold()


def _ranked(
    found: Mapping[str | None, tuple[ActorRef | None, dict[str, None]]],
    scene: Scene,
    count: Count,
) -> Mapping[str | None, tuple[ActorRef | None, dict[str, None]]]:
    """Add how many there are to choose from, and that nobody is meant."""
    here = sum("here" in has for _, has in found.values())
    ours = not _OURS.isdisjoint(scene.line.keys)
    found[None][1][f"nobody/{min(here, 3)}"] = None
    for ref, has in found.values():
        if ref is not None:
            has[f"of/{min(here, 4)}/{'here' in has}"] = None
            kind = "country" if ref.key and ref.key == ref.of else "body" if ref.key else "name"
            has[f"kind/{kind}"] = None
            if ours:
                has.update(dict.fromkeys([f"we/{one}" for one in has if one in _OWN]))
            has[f"fled/{ref.key in scene.state.fled}"] = None
            has[f"origin/{ref.key in scene.state.origins}"] = None
            has.update(dict.fromkeys(scene.state.met.of(ref.key)))
            if ref.key is not None and ref.key == count.origin:
                has["mine"] = None
    return found


_OURS = frozenset({"we", "our", "us", "i", "my"})
_OWN = frozenset(
    {"was/publisher", "was/home", "was/speaker", "was/often0", "was/actor", "was/body", "voice0"}
)


def _all(
    scene: Scene, count: Count, own: Sequence[Sighting]
) -> Iterator[tuple[ActorRef, list[str]]]:
    yield from _named(scene, count)
    yield from _places(scene, count)
    yield from _before(scene)
    yield from _area_before(scene, count)
    yield from _voices(scene, count)
    yield from _read(scene, own)


def _named(scene: Scene, count: Count) -> Iterator[tuple[ActorRef, list[str]]]:
    """Give the parties of the sentence."""
    subject = scene.party_left(count.first)
    main = scene.main(count.first)
    outer = scene.party_left(main.first) if main else None
    first = True
    for party in scene.parties:
        ref = _party(scene, party) if _is_near(count, party.first) else None
        if ref is None:
            continue
        has = list(_stand(scene, count, party.first, party.end))
        has += [f"party/{party.kind.value}", f"party/{party.kind.value}/{has[0]}"]
        if party is subject:
            has.append("subject")
        if party is outer:
            has.append("outer")
        if first:
            has.append("first")
        if party.speaks_for is not None:
            has.append("speaks")
        first = False
        yield ref, has
        for area in _areas_of(scene.line, party):
            yield area, [f"office/{one}" for one in has]


def _areas_of(line: Line, party: Party) -> Iterator[ActorRef]:
    """Give the town or region that an official is of: "the mayor of Lyon"."""
    if party.kind in {PartyKind.OFFICIAL, PartyKind.PERSON}:
        for at in range(party.first, party.end):
            place = place_at(line, at) if line.is_a(at, "CITY") else None
            if place is not None:
                yield _area(line, at, place, country_at(line, at))


def _party(scene: Scene, party: Party) -> ActorRef | None:
    """Give a party as an actor: an official is his country, a pronoun whom it stands for."""
    if party.kind is PartyKind.PRONOUN:
        country = scene.country(party)
        return country.ref() if country else None
    if party.kind in {PartyKind.OFFICIAL, PartyKind.PERSON} and party.key is None:
        country = scene.country(party)
        if country is not None:
            return country.ref()
    return party.ref(scene.line)


def _is_near(count: Count, at: int) -> bool:
    """Tell whether a token stands near enough; in a long list each figure has its own."""
    return count.first - _FAR <= at < count.end + _FAR


def _stand(scene: Scene, count: Count, first: int, end: int) -> Iterator[str]:
    """Give where a phrase stands towards the figure."""
    line = scene.line
    side = "left" if end <= count.first else "right" if first >= count.end else "in"
    apart = count.first - end if side == "left" else first - count.end
    inside = clause(line, count.first if count.quantity is None else count.quantity)
    near = inside[0] <= first < inside[1]
    before = line.low(first - 1)
    if line.is_a(first - 1, "DET"):
        before = line.low(first - 2)
    yield side
    yield "here"
    yield f"{side}/{near}"
    yield f"{side}/{_bucket(apart)}"
    yield f"after/{before if line.is_a(first - 1, 'PREP', 'DET') or first == 0 else '-'}"
    yield f"after/{before}/{side}" if line.is_a(first - 1, "PREP") else f"free/{side}"
    if first == 0:
        yield "opens"
    if line.low(end) == "'s":
        yield f"owner/{side}"


def _bucket(apart: int) -> str:
    return next((str(limit) for limit in (0, 1, 2, 4, 7, 12, 20) if apart <= limit), "far")


def _places(scene: Scene, count: Count) -> Iterator[tuple[ActorRef, list[str]]]:
    """Give the places of the sentence: each as its country, a town or region also as itself."""
    line = scene.line
    for at in (one for one in line.where("GPE", "DEM") if _is_near(count, one)):
        where, code = line.tokens[at].value, country_at(line, at)
        place = place_at(line, at)
        if place is None or not isinstance(where, Where):
            continue
        has = list(_stand(scene, count, at, at + 1))
        role = role_of(line, at).value
        people = line.is_a(at, "DEM")
        what = "people" if people else "town" if line.is_a(at, "CITY") else "land"
        has += [f"place/{what}", f"role/{role}", f"role/{role}/{has[0]}", f"place/{what}/{has[0]}"]
        follows = next(
            (
                tag
                for tag in ("GROUPN", "GOVN", "ROLEN", "BORDERN", "CAMPN")
                if line.is_a(at + 1, tag)
            ),
            "",
        )
        has.append(f"place/{what}/{follows}")
        if code:
            yield _country(code, place), has
        area = _area(line, at, place, code)
        if is_area(area) and _may_act(line, at, area):
            yield area, [*(f"itself/{one}" for one in has), "here"]


_LANDS = frozenset(
    {"State", "Region", "Province", "Territory", "County", "District", "Governorate"}
)


def _may_act(line: Line, at: int, area: ActorRef) -> bool:
    """Tell a town that may act from one where something is: "the mayor of Lyon", not "in Lyon"."""
    is_town = str(area.key).startswith(("geonames:", "place-"))
    return not is_town or not is_in_phrase(line, at) or line.low(at - 1) == "of"


def _area(line: Line, at: int, place: PlaceRef, code: str | None) -> ActorRef:
    """Give a town or region as a party, with the word of it that is part of its name."""
    end = at + 2 if at + 1 < len(line) and line.tokens[at + 1].text in _LANDS else at + 1
    return ActorRef(
        key=place.code,
        name=line.words(at, end),
        span=line.cover(at, end),
        via=place.via,
        of=code,
    )


_REFERS = frozenset(
    {
        *("city", "town", "village", "municipality", "region", "province", "district", "county"),
        *("state", "island", "enclave", "territory", "mayor", "governor", "council", "governorate"),
        *("municipal", "regional", "provincial", "town_hall", "city_hall", "local", "city_council"),
        *("canton", "borough", "port"),
    }
)
"""Words that go back to a town or region that was named before; assumed."""


def _area_before(scene: Scene, count: Count) -> Iterator[tuple[ActorRef, list[str]]]:
    """Give the town or region named last, and by which word the sentence goes back to it."""
    town, line = scene.state.met.town, scene.line
    if town is None:
        return
    has = ["was/town", f"was/town/{_bucket(scene.state.met.since(town.key))}"]
    subject = scene.party_left(count.first)
    for at in line.places(words=_REFERS):
        low = line.low(at)
        has += ["refers", f"refers/{low}", f"refers/{'left' if at < count.first else 'right'}"]
        if subject is not None and subject.first <= at < subject.end:
            has += ["refers/subject", f"refers/subject/{low}"]
        if not is_in_phrase(line, at):
            has.append("refers/free")
    yield town, has


def _country(code: str, place: PlaceRef) -> ActorRef:
    return ActorRef(key=code, name=place.name, span=place.span, via=place.via, of=code)


def _before(scene: Scene) -> Iterator[tuple[ActorRef, list[str]]]:
    """Give whom the report named before."""
    state = scene.state
    for name, country in (
        ("section", state.section),
        ("last", state.last),
        ("place", state.place),
        ("scene", state.scene),
        ("topic", state.topic),
        ("home", state.home),
    ):
        if country is not None:
            yield country.ref(), [f"was/{name}"]
    for nth, country in enumerate(state.often):
        yield country.ref(), ["was/often", f"was/often{nth}", f"was/often{nth}/{len(state.often)}"]
    for name, ref in (("actor", state.actor), ("body", state.body)):
        if ref is not None:
            yield ref, [f"was/{name}"]
    if state.publisher and state.publisher[0]:
        name = state.publisher[-1]
        ref = ActorRef(key=None, name=name, span=Span(0, 1), via=Via.DOCUMENT)
        yield ref, ["was/publisher"]
    speaker = state.speaker
    if speaker is not None and speaker.speaks_for is not None and state.speaker_ref is not None:
        body = speaker.speaks_for
        yield (
            ActorRef(key=body.id, name=body.name, span=state.speaker_ref.span, of=body.of),
            ["was/speaker"],
        )


def _voices(scene: Scene, count: Count) -> Iterator[tuple[ActorRef, list[str]]]:
    """Give who says it."""
    hops, _ = scene.voices.of(count.end - 1)
    for nth, hop in enumerate(hops[:2]):
        ref = hop.actor
        if ref is None:
            continue
        if ref.of and not ref.key:
            ref = attrs.evolve(ref, key=ref.of, role=None)
        yield ref, [f"voice{nth}", f"voice/{hop.how.value}"]


def _read(scene: Scene, own: Sequence[Sighting]) -> Iterator[tuple[ActorRef, list[str]]]:
    """Give the parties and places that the frames found there."""
    for seen in scene.seen:
        name = "read" if seen in own else "beside"
        for field, ref in _refs(seen):
            yield (
                as_party(scene, ref),
                [f"{name}/{field}", f"{name}/{field}/{seen.kind.value}"],
            )


def _refs(seen: Sighting) -> Iterator[tuple[str, ActorRef | PlaceRef]]:
    for field in ("subject", "counterpart", "place", "from_", "to"):
        ref = getattr(seen, field)
        if ref is not None:
            yield field, ref


def as_party(scene: Scene, ref: ActorRef | PlaceRef) -> ActorRef:
    """Give a party as it is, a place as the country it lies in."""
    if isinstance(ref, ActorRef):
        return ref
    host = scene.as_host(ref)
    if host is not None:
        return host
    return ActorRef(key=ref.code, name=ref.name, span=ref.span, via=ref.via, of=ref.code)
