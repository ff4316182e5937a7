"""What the brief needs and nobody stated, as questions: unknown is not zero (R14)."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from panah.domain.actor import ActorType
from panah.domain.claim import Claim, CondType, Kind, Mode, Mood, PlanningClass
from panah.domain.dossier import PEOPLE, ROOM, Dossier
from panah.domain.place import Level
from panah.domain.quantity import Measure, Unit
from panah.domain.situation import Gap

__all__ = ["gaps"]

Stated = Callable[[Dossier], bool]

_IN_USE = frozenset({Measure.STOCK, Measure.FLOW, Measure.CUMULATIVE})
_SITES = frozenset({Unit.CAMP, Unit.SITE, Unit.DEPOT})
_OF_SHARE = frozenset({Unit.SHARE})
_ONWARD = frozenset({Mode.TRANSIT.value, Mode.TEMPORARY.value})
_HAPPENED = "whether it happened"
"""What is asked of a plan whose last day has passed (R12)."""
_ORDER = (PlanningClass.FIRM, PlanningClass.READY, PlanningClass.POSSIBLE, None)


def gaps(dossiers: Iterable[Dossier]) -> tuple[Gap, ...]:
    """Give every facet that a line needs and nobody stated, firmest lines first.

    A line that is closed asks nothing; one that is only feared asks nothing either.
    """
    asking = sorted((one for one in dossiers if _asks(one)), key=_turn)
    return tuple(gap for one in asking for gap in _gaps(one))


def _turn(dossier: Dossier) -> tuple[int, str]:
    return _ORDER.index(dossier.line.planning_class), dossier.line.matter.id


def _asks(dossier: Dossier) -> bool:
    line = dossier.line
    if line.closing is not None and not line.closing.due:
        return False
    return any(claim.mood is not Mood.MAY for claim in _claims(dossier))


def _gaps(dossier: Dossier) -> Iterator[Gap]:
    line = dossier.line
    needed = _NEEDED.get(line.kind, {})
    missing = [facet for facet, is_stated in needed.items() if not is_stated(dossier)]
    is_due = line.closing is not None and line.closing.due
    if missing or is_due:
        matter, ask = line.matter, _whom(dossier)
        asked = {facet: f"for {facet} of {matter.title}" for facet in missing}
        if is_due:
            asked[_HAPPENED] = f"{_HAPPENED}: {matter.title}"
        for facet, what in asked.items():
            question = f"ask {ask} {what}"
            yield Gap(matter=matter.id, title=matter.title, facet=facet, ask=ask, question=question)


def _whom(dossier: Dossier) -> str:
    """Give the subject; where that is nobody one can ask, who spoke of it."""
    if _is_party(dossier):
        return dossier.names.of(dossier.subject)
    return dossier.speaker(dossier.lead)


def _is_party(dossier: Dossier) -> bool:
    """Tell whether the subject is a country or an actor the case knows."""
    names = dossier.names
    actor = names.actors.get(names.actors.resolve(dossier.subject))
    is_people = actor is not None and actor.type is ActorType.PEOPLE
    return not is_people and bool(actor or names.country(dossier.subject))


def _claims(dossier: Dossier) -> Iterator[Claim]:
    return map(dossier.claim, dossier.line.claims)


def _has_people(dossier: Dossier) -> bool:
    cells = dossier.numbers(units=PEOPLE, measures=ROOM)
    return any(dossier.is_figure(cell) for cell in cells)


def _has_capacity(dossier: Dossier) -> bool:
    return bool(dossier.numbers(measures={Measure.CAPACITY, Measure.CEILING}, mood=None))


def _has_use(dossier: Dossier) -> bool:
    return bool(dossier.numbers(units=PEOPLE, measures=_IN_USE))


def _has_sites(dossier: Dossier) -> bool:
    return bool(dossier.numbers(units=_SITES, mood=None))


def _has_duration(dossier: Dossier) -> bool:
    return bool(
        dossier.term("duration")
        or dossier.term(CondType.UNTIL_DATE)
        or dossier.numbers(measures={Measure.DURATION}, mood=None)
    )


def _has_onward(dossier: Dossier) -> bool:
    """Resettlement and asylum need no onward destination."""
    modes = set(dossier.term("mode"))
    return not (modes & _ONWARD) or bool(dossier.term("onward destination"))


def _has_place(dossier: Dossier) -> bool:
    """Whether a place inside a country is stated that the case knows."""
    stated = (
        place
        for claim in _claims(dossier)
        if claim.place
        for piece in (claim.place, *claim.place.replace("+", ",").split(","))
        if (place := dossier.names.places.get(piece.strip()))
    )
    return any(place.level not in (Level.REGION, Level.COUNTRY) for place in stated)


def _has_number(dossier: Dossier) -> bool:
    cells = dossier.numbers(mood=None)
    return any(cell.unit not in _OF_SHARE and dossier.is_figure(cell) for cell in cells)


def _said(field: str) -> Stated:
    def is_stated(dossier: Dossier) -> bool:
        return any(getattr(claim, field) is not None for claim in _claims(dossier))

    return is_stated


def _has_pop(dossier: Dossier) -> bool:
    return any(claim.group is not None and claim.group.pop for claim in _claims(dossier))


def _has_status(dossier: Dossier) -> bool:
    return dossier.line.status is not None or bool(dossier.line.holds)


def _has_condition(dossier: Dossier) -> bool:
    return any(claim.conditions for claim in _claims(dossier))


def _has_goods(dossier: Dossier) -> bool:
    return any(claim.qty is not None and claim.qty.unit for claim in _claims(dossier))


_NEEDED: Mapping[Kind, Mapping[str, Stated]] = {
    Kind.HOSTING: {
        "number": _has_people,
        "for whom": lambda dossier: bool(dossier.term("for whom")),
        "mode": lambda dossier: bool(dossier.term("mode")),
        "duration": _has_duration,
        "onward destination": _has_onward,
        "places used": _has_use,
    },
    Kind.FACILITY: {
        "number of sites": _has_sites,
        "capacity": _has_capacity,
        "place": _has_place,
    },
    Kind.MOVEMENT: {
        "number": _has_number,
        "from": _said("from_"),
        "to": _said("to"),
        "window": _said("event"),
    },
    Kind.POPULATION: {
        "number": _has_number,
        "as-of date": _said("event"),
        "place": _said("place"),
        "population type": _has_pop,
    },
    Kind.ACCESS: {
        "open or not": _has_status,
        "since when": _said("event"),
        "on what condition": _has_condition,
    },
    Kind.SUPPORT: {"what": _has_goods, "how much": _has_number, "from whom": _is_party},
}
"""Facets needed by kind: docs/method/rules.md, R14."""
