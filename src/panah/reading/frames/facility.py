"""Facilities: camps, shelters, centres and depots that are built, planned, run, full.

A camp is told by a verb of setting up beside it, by what it can hold, or in a caption by its place
alone. "No camps are being built" is a denial, not a camp.
"""

from collections.abc import Iterator

import attrs

from panah.domain.claim import Hold, Kind, Mood, Status
from panah.domain.quantity import Measure, Unit
from panah.domain.reading import ActorRef, Amount, Flag, PlaceRef
from panah.reading.conditions import conditions
from panah.reading.discourse import place_of
from panah.reading.frames.doers import as_body, is_doer
from panah.reading.frames.frame import woken_by
from panah.reading.frames.scene import Scene, Sighting
from panah.reading.group import Count
from panah.reading.numbers import Quantity
from panah.reading.pattern import worded
from panah.reading.places import place_at
from panah.reading.predicate import Predicate
from panah.reading.stance import Stance, cue_left
from panah.reading.text import Part
from panah.reading.who import Party, PartyKind

__all__ = ["capacity", "facility"]

_BUILT = worded("facility", "built")
_IS_BUILT = worded("facility", "is_built")
_USED_AS = worded("facility", "used_as")
_WORK = worded("facility", "work")
_TURNED_INTO = worded("facility", "turned_into")
_IN_WORK = worded("facility", "in_work")
_FULL = worded("facility", "full")
_HOLDS = worded("facility", "holds")
_CAPTION = worded("facility", "caption")
_ABOUT_PEOPLE = ("PEOPLE", "CAMPWORD", "DEM", "REFN")


_MEANT = worded("facility", "meant")
_SERVES = worded("facility", "serves")
_INSIDE = worded("facility", "inside")


@attrs.frozen
class _Site:
    verb: int
    noun: int
    first: int
    end: int


@woken_by(("CAMPN", "DEPOTN"))
def facility(scene: Scene) -> Iterator[Sighting]:
    """Give the camps, centres and depots of a sentence."""
    done: set[int] = set()
    for rule, site in _sites(scene):
        if site.noun in done or not _is_for_people(scene, site):
            continue
        if sighting := _sighting(scene, rule, site):
            done.add(site.noun)
            yield sighting


@woken_by(("QTY",), ways=(_MEANT,))
def capacity(scene: Scene) -> Iterator[Sighting]:
    """Give what a camp or site was built to hold."""
    line = scene.line
    if not line.has("CAMPN") and scene.state.refuge_words <= 2:
        return
    for found in line.find(_MEANT):
        count = next((one for one in scene.counts if one.first == found.groups["q"][0]), None)
        party = scene.party_left(found.first)
        builds = line.is_a(found.first, "SETUPV")
        by_country = party and party.kind is PartyKind.COUNTRY and not builds
        if count is None or not count.is_people or by_country:
            continue
        if line.is_a(found.first, "READYA") and not line.has("CAMPN"):
            continue
        place = (
            scene.place_near(count.end, len(line))
            or _named_site(scene, found.first)
            or scene.refuge_setting(count.origin)
        )
        yield Sighting(
            rule="facility.capacity",
            kind=Kind.FACILITY,
            first=found.first,
            end=found.end,
            shows=scene.covers(count),
            status=_built(scene, found.first) if builds else Status.IN_PLACE,
            subject=_builder(scene, party) if builds else None,
            place=place,
            group=scene.people(count),
            amount=scene.amount(count, Measure.CAPACITY),
        )
        return


def _built(scene: Scene, verb: int) -> Status | None:
    pred = scene.predicate(verb)
    return _as_site(scene.stance(pred), pred).status if pred else Status.IN_PLACE


def _builder(scene: Scene, party: Party | None) -> ActorRef | None:
    """Give who builds or runs a site, where the sentence says it."""
    if party is None or party.kind in {PartyKind.ARMED, PartyKind.PRONOUN, PartyKind.MEDIA}:
        return None
    country = scene.country(party) if party.kind is not PartyKind.BODY else None
    return country.ref() if country else party.ref(scene.line)


def _named_site(scene: Scene, before: int) -> PlaceRef | None:
    where = [index for index in scene.line.where("GPE") if index < before]
    return place_at(scene.line, where[-1]) if where else None


def _sites(scene: Scene) -> Iterator[tuple[str, _Site]]:
    patterns = (
        ("facility.build", _BUILT),
        ("facility.build", _IS_BUILT),
        ("facility.build", _USED_AS),
        ("facility.build", _TURNED_INTO),
        ("facility.work", _WORK),
        ("facility.work", _IN_WORK),
        ("facility.full", _FULL),
        ("facility.capacity", _HOLDS),
    )
    for rule, pattern in patterns:
        for found in scene.line.find(pattern):
            site = _Site(found.groups["v"][0], found.groups["n"][0], found.first, found.end)
            yield rule, site
    for found in scene.line.find(_SERVES):
        noun = found.groups["n"][0]
        yield "facility.serves", _Site(noun, noun, found.first, found.end)
    for found in scene.line.find(_INSIDE):
        if not any(one.quantity is not None and one.is_people for one in scene.counts):
            noun = found.groups["n"][0]
            yield "facility.inside", _Site(noun, noun, found.first, found.end)
    if scene.line.sentence.part is Part.CAPTION or _is_verbless(scene):
        for found in scene.line.find(_CAPTION):
            noun = found.groups["n"][0]
            yield "facility.caption", _Site(noun, noun, found.first, found.end)


def _is_verbless(scene: Scene) -> bool:
    """Tell a caption by its lack of any verb."""
    return not scene.line.has("BE", "HAVE", "DO", "FUT", "MODAL", "SAYV") and not any(
        (pred := scene.predicate(at)) and pred.is_finite
        for at in scene.line.where("VBD", "VBZ", "VB")
    )


def _is_for_people(scene: Scene, site: _Site) -> bool:
    """Tell a camp for people from a shopping centre and a training camp."""
    line = scene.line
    if line.is_a(site.noun, "CAMPWORD", "DEPOTN"):
        return True
    return line.has(*_ABOUT_PEOPLE) or scene.state.refuge_words > 2


def _sighting(scene: Scene, rule: str, site: _Site) -> Sighting | None:
    view = _view(scene, rule, site)
    if view is None:
        return None
    place, runner = _where(scene, site)
    count = _counted(scene, site)
    amount = _amount(scene, site, count)
    conditional = conditions(scene.line, site.verb)
    return Sighting(
        rule=rule,
        kind=Kind.FACILITY,
        first=site.first,
        end=site.end,
        shows=frozenset({view.first, *scene.covers(count)}),
        status=view.status,
        hold=view.hold,
        mood=view.mood,
        subject=runner,
        place=place,
        amount=amount,
        conditions=conditional,
        group=scene.people(count) if count and count.is_people else None,
        flags=frozenset({Flag.CAPTION}) if rule == "facility.caption" else frozenset(),
    )


_STANDING = frozenset(
    f"facility.{rule}" for rule in ("full", "capacity", "caption", "serves", "inside")
)


def _view(scene: Scene, rule: str, site: _Site) -> Stance | None:
    if rule in _STANDING:
        return Stance(name="present", first=site.first, status=Status.IN_PLACE)
    pred = scene.predicate(site.verb)
    if rule == "facility.work" or pred is None:
        return _work_view(scene, site)
    found = scene.stance(pred)
    if _is_denied(scene, site, pred):
        return attrs.evolve(found, status=None, hold=Hold.DECLINED, mood=Mood.IS)
    return _as_site(found, pred)


def _as_site(found: Stance, pred: Predicate) -> Stance:
    """Give a built camp as in place, one being built as under way."""
    if found.name == "past" or (found.name == "present" and pred.is_passive):
        return attrs.evolve(found, status=Status.IN_PLACE)
    if found.name == "participle" and pred.is_passive:
        return attrs.evolve(found, status=Status.IN_PLACE)
    if found.name in {"announced", "future", "infinitive", "expected"}:
        return attrs.evolve(found, status=Status.ANNOUNCED, mood=Mood.WILL)
    return found


_WORK_CUES = frozenset({"announced", "expected", "considering", "possible", "suspended", "agreed"})


def _work_view(scene: Scene, site: _Site) -> Stance | None:
    line = scene.line
    after = range(site.end, min(site.end + 12, len(line)))
    cue = cue_left(line, site.first)
    if cue and cue.name in _WORK_CUES:
        return cue
    if any(line.is_a(index, "FUT") for index in after):
        return Stance(name="future", first=site.first, status=Status.ANNOUNCED, mood=Mood.WILL)
    if any(line.low(index) in {"completed", "finished", "complete"} for index in after):
        return Stance(name="past", first=site.first, status=Status.IN_PLACE)
    return Stance(name="work", first=site.first, status=Status.UNDER_WAY)


def _is_denied(scene: Scene, site: _Site, pred: Predicate) -> bool:
    low = scene.line.low(site.noun - 1)
    early = {scene.line.low(index) for index in range(max(0, site.noun - 3), site.noun)}
    return pred.is_negated or low == "no" or (site.noun < site.verb and bool(early & {"no"}))


def _where(scene: Scene, site: _Site) -> tuple[PlaceRef | None, ActorRef | None]:
    """Give where the camp is, and who builds or runs it, or in whose country it lies."""
    end = scene.same_clause(site.noun)[1]
    place = scene.place_near(min(site.noun, site.verb), end)
    party = _by(scene, site) if site.noun < site.verb else scene.party_left(site.first)
    runner: ActorRef | None = None
    if party and is_doer(party):
        runner = as_body(scene, party)
    elif party and party.kind is not PartyKind.ARMED:
        country = scene.country(party)
        runner = country.ref() if country else None
    return place or place_of(runner) or scene.setting(), runner


def _by(scene: Scene, site: _Site) -> Party | None:
    """Give who runs a site that is told in the passive: "was opened by UNHCR"."""
    pred = scene.predicate(site.verb)
    return scene.agent(pred) if pred is not None and pred.is_passive else None


_SITE_UNITS = frozenset({Unit.CAMP, Unit.DEPOT, Unit.SITE, Unit.PLACE_BED})


def _counted(scene: Scene, site: _Site) -> Count | None:
    """Give what is counted of it: sites, tents, or the people it is for."""
    first, end = min(site.first, site.noun), max(site.end, site.noun + 1)
    for one in scene.counts:
        near = one.quantity is not None and first <= one.first < end + 9
        if near and (one.unit in _SITE_UNITS or one.is_people):
            return one
    return None


_UNITS = ((("province", "provinces"), Unit.PROVINCE, Measure.EXTENT),)


def _amount(scene: Scene, site: _Site, count: Count | None) -> Amount | None:
    line = scene.line
    for index in line.where("QTY"):
        value = line.tokens[index].value
        if not isinstance(value, Quantity) or not site.first <= index < site.end + 6:
            continue
        for nouns, unit, measure in _UNITS:
            if line.low(index + 1) in nouns:
                return Amount(
                    worded=value.span,
                    hedge=value.hedge,
                    stated=value.stated,
                    unit=unit,
                    measure=measure,
                )
    if count is None:
        return None
    measure = Measure.CAPACITY if count.is_people else Measure.STOCK
    return scene.amount(count, measure)
