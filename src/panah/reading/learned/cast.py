"""Whom a sentence and the report before it name: where each stands, how it is put, what is known.

What is the same for all figures of a sentence is worked out once; names of features are kept for
each way a phrase may be put and stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

import attrs

from panah.domain.claim import Span
from panah.domain.reading import ActorRef, PlaceRef, Via
from panah.reading.called import called
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.learned.standing import Place, Shape, bucket, of_area, shape_of, stands
from panah.reading.learned.words import group
from panah.reading.places import is_area, place_at, role_of
from panah.reading.stance import clause
from panah.reading.tokens import Line
from panah.reading.who import Party, PartyKind, country_at, is_in_phrase
from panah.reading.worked_out import WorkedOut

__all__ = ["Cast", "Earlier", "Named", "as_party", "key_of"]

_FIRST, _SUBJECT, _OUTER = ("first",), ("subject",), ("outer",)
_KEPT = 16384
"""Names of features kept for each way of making them; assumed: they are short."""


_ONE = frozenset({PartyKind.OFFICIAL, PartyKind.PERSON})
_OURS = frozenset({"we", "our", "us", "i", "my"})
Named = tuple[ActorRef, frozenset[str]]
"""A candidate and some of its features."""


@attrs.frozen
class Earlier:
    """One whom the report named before a sentence.

    Parameters
    ----------
    known
        What is known of it whatever the sentence says.
    was
        As what it was named, in groups that have no feature in common.
    """

    ref: ActorRef
    known: tuple[frozenset[str], ...]
    was: list[frozenset[str]] = attrs.field(factory=list)


@attrs.define(eq=False, slots=False)
class Cast:
    """Those who may be the parties of a sentence's claims.

    Made for each sentence and kept nowhere: what its line held would hold the line, and all of both
    would stay until the garbage collector comes.
    """

    scene: Scene
    _known: dict[tuple[str | None, str | None], tuple[frozenset[str], frozenset[str]]] = (
        attrs.field(init=False, factory=dict)
    )

    def place(self, count: Count) -> Place:
        """Give where a figure stands."""
        at = count.first if count.quantity is None else count.quantity
        return Place(count.first, count.end, clause(self.scene.line, at))

    def here(self, place: Place, subject: Party | None) -> Iterator[Named]:
        """Give each that the sentence names; one may come again."""
        yield from self._of_sentence(place, subject)
        yield from self._of_places(place)
        if self.scene.state.met.is_wide:
            yield from self._of_names(place)

    @WorkedOut
    def before(self) -> Mapping[str, Earlier]:
        """Whom the report named before, by their keys."""
        found: dict[str, Earlier] = {}
        for ref, was in _before(self.scene):
            key = key_of(ref)
            if key not in found:
                found[key] = Earlier(ref, self.known(ref))
            found[key].was.append(was)
        for nth, (key, ref) in enumerate(reversed(self.scene.state.met.parties.items())):
            if key not in found:
                found[key] = Earlier(ref, self.known(ref), [_lately(bucket(nth))])
        return found

    def beside(
        self, place: Place, subject: Party | None, count: Count, own: Sequence[Sighting]
    ) -> Iterator[Named]:
        """Give the area named last, who says it and whom the frames found; one may come again."""
        yield from self._of_area(place, subject)
        yield from _voices(self.scene, count)
        for seen, ref, field in self._read:
            yield ref, _reads("read" if seen in own else "beside", field, seen.kind.value)

    def known(self, ref: ActorRef) -> tuple[frozenset[str], frozenset[str]]:
        """Give what is known of a party whatever the sentence says of it."""
        of = key_of(ref), ref.of
        if of not in self._known:
            state = self.scene.state
            kind = _kind(ref.key, ref.of, ref.key in state.fled, ref.key in state.origins)
            self._known[of] = kind, state.met.of(of[0])
        return self._known[of]

    @WorkedOut
    def is_ours(self) -> bool:
        """Whether somebody speaks of himself: "we"."""
        return not _OURS.isdisjoint(self.scene.line.keys)

    def _of_sentence(self, place: Place, subject: Party | None) -> Iterator[Named]:
        """Give the parties of the sentence."""
        scene = self.scene
        main = scene.main(place.first)
        outer = scene.party_left(main.first) if main else None
        first = True
        near = place.near
        for party, shape, ref, areas in self._parties:
            if party.first not in near:
                continue
            marks: tuple[str, ...] = _SUBJECT if party is subject else ()
            marks += _OUTER if party is outer else ()
            marks += _FIRST if first else ()
            has = stands(shape, place.towards(party.first, party.end), *marks)
            first = False
            yield ref, has
            for area in areas:
                yield area, of_area("office", has)

    @WorkedOut
    def _parties(self) -> list[tuple[Party, Shape, ActorRef, list[ActorRef]]]:
        """The parties of the sentence, as whom they act, and the towns they are officials of."""
        line, found = self.scene.line, []
        for party in self.scene.parties:
            ref = _party(self.scene, party)
            if ref is not None:
                speaks = () if party.speaks_for is None else ("speaks",)
                kind = (f"party/{party.kind.value}",)
                shape = shape_of(line, party.first, party.end, speaks, kind)
                found.append((party, shape, ref, list(_areas_of(line, party))))
        return found

    def _of_places(self, place: Place) -> Iterator[Named]:
        """Give the places of the sentence: each as its country, a town or region also as itself."""
        near = place.near
        for at, shape, country, area in self._places:
            if at not in near:
                continue
            has = stands(shape, place.towards(at, at + 1))
            if country:
                yield country, has
            if area:
                yield area, of_area("itself", has)

    @WorkedOut
    def _places(self) -> list[tuple[int, Shape, ActorRef | None, ActorRef | None]]:
        """The places of the sentence: where, how put, of what country, and as who acts."""
        line, found = self.scene.line, []
        for at in line.where("GPE", "DEM"):
            code, place = country_at(line, at), place_at(line, at)
            if place is not None:
                country = _country(code, place) if code else None
                area = None if code == place.code else _area(line, at, place, code)
                acts = area is not None and is_area(area) and _may_act(line, at, area)
                found.append((at, _shape_of_place(line, at), country, area if acts else None))
        return found

    def _of_names(self, place: Place) -> Iterator[Named]:
        """Give the names of the sentence that no table holds, as they are written."""
        near = place.near
        for at, end, shape, ref in self._names:
            if at in near:
                yield ref, stands(shape, place.towards(at, end))

    @WorkedOut
    def _names(self) -> list[tuple[int, int, Shape, ActorRef]]:
        line = self.scene.line
        return [
            (at, end, shape_of(line, at, end, (), ("called",)), ref)
            for at, end, ref in called(line)
        ]

    def _of_area(self, place: Place, subject: Party | None) -> Iterator[Named]:
        """Give the town or region named last, and by which word the sentence goes back to it."""
        met, line = self.scene.state.met, self.scene.line
        if met.town is None:
            return
        has = ["was/town", f"was/town/{bucket(met.since(met.town.key))}"]
        for at in line.places(words=_REFERS):
            low = line.low(at)
            has += ["refers", f"refers/{low}", f"refers/{'left' if at < place.first else 'right'}"]
            if subject is not None and subject.first <= at < subject.end:
                has += ["refers/subject", f"refers/subject/{low}"]
            if not is_in_phrase(line, at):
                has.append("refers/free")
        yield met.town, group(*has)

    @WorkedOut
    def _read(self) -> list[tuple[Sighting, ActorRef, str]]:
        """The parties and places that the frames found, and as what."""
        scene = self.scene
        return [(s, as_party(scene, ref), field) for s in scene.seen for field, ref in _refs(s)]


@lru_cache(maxsize=_KEPT)
def _kind(key: str | None, of: str | None, is_fled: bool, is_origin: bool) -> frozenset[str]:
    kind = "country" if key and key == of else "body" if key else "name"
    return group(f"kind/{kind}", f"fled/{is_fled}", f"origin/{is_origin}")


def _areas_of(line: Line, party: Party) -> Iterator[ActorRef]:
    """Give the town or region that an official is of: "the mayor of Lyon"."""
    if party.kind in _ONE:
        for at in range(party.first, party.end):
            place = place_at(line, at) if line.is_a(at, "CITY") else None
            if place is not None:
                yield _area(line, at, place, country_at(line, at))


def _party(scene: Scene, party: Party) -> ActorRef | None:
    """Give a party as an actor: an official is his country, a pronoun whom it stands for."""
    if party.kind is PartyKind.PRONOUN:
        country = scene.country(party)
        return country.ref() if country else None
    if party.kind in _ONE and party.key is None:
        country = scene.country(party)
        if country is not None:
            return country.ref()
    return party.ref(scene.line)


def _shape_of_place(line: Line, at: int) -> Shape:
    """Give how a place is put, what it is, and what the noun behind it is."""
    people = line.is_a(at, "DEM")
    what = "people" if people else "town" if line.is_a(at, "CITY") else "land"
    nouns = line.is_a(at + 1, *_NOUNS)
    follows = next(tag for tag in _NOUNS if line.is_a(at + 1, tag)) if nouns else ""
    sides = (f"role/{role_of(line, at).value}", f"place/{what}")
    return shape_of(line, at, at + 1, (f"place/{what}/{follows}",), sides)


_NOUNS = ("GROUPN", "GOVN", "ROLEN", "BORDERN", "CAMPN")
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


def _country(code: str, place: PlaceRef) -> ActorRef:
    return ActorRef(key=code, name=place.name, span=place.span, via=place.via, of=code)


def _before(scene: Scene) -> Iterator[Named]:
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
            yield country.ref(), _was(name)
    for nth, country in enumerate(state.often):
        yield country.ref(), _often(nth, len(state.often))
    for name, ref in (("actor", state.actor), ("body", state.body)):
        if ref is not None:
            yield ref, _was(name)
    if state.publisher and state.publisher[0]:
        name = state.publisher[-1]
        ref = ActorRef(key=None, name=name, span=Span(0, 1), via=Via.DOCUMENT)
        yield ref, _was("publisher")
    speaker = state.speaker
    if speaker is not None and speaker.speaks_for is not None and state.speaker_ref is not None:
        body = speaker.speaks_for
        yield (
            ActorRef(key=body.id, name=body.name, span=state.speaker_ref.span, of=body.of),
            _was("speaker"),
        )


@cache
def _was(name: str) -> frozenset[str]:
    return group(f"was/{name}")


@cache
def _lately(nth: str) -> frozenset[str]:
    return group("was/named", f"was/named/{nth}")


@cache
def _often(nth: int, of: int) -> frozenset[str]:
    return group("was/often", f"was/often{nth}", f"was/often{nth}/{of}")


@cache
def _voice(nth: int, how: str) -> frozenset[str]:
    return group(f"voice{nth}", f"voice/{how}")


def _voices(scene: Scene, count: Count) -> Iterator[Named]:
    """Give who says it."""
    hops, _ = scene.voices.of(count.end - 1)
    for nth, hop in enumerate(hops[:2]):
        ref = hop.actor
        if ref is None:
            continue
        if ref.of and not ref.key:
            ref = attrs.evolve(ref, key=ref.of, role=None)
        yield ref, _voice(nth, hop.how.value)


@lru_cache(maxsize=_KEPT)
def _reads(name: str, field: str, kind: str) -> frozenset[str]:
    return group(f"{name}/{field}", f"{name}/{field}/{kind}")


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


def key_of(ref: ActorRef) -> str:
    """Give by what a candidate is told from the others."""
    return ref.key or ref.name.casefold()
