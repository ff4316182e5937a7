"""What a matter is called when nobody named it: its kind, parties and places in words."""

from collections.abc import Callable, Mapping

from panah.domain.claim import Kind, Mood
from panah.domain.dossier import Dossier
from panah.domain.matter import Way
from panah.domain.quantity import Unit

__all__ = ["title"]

_SITES = {Unit.CAMP: "camps", Unit.DEPOT: "depots"}


def title(dossier: Dossier) -> str:
    """Give the matter's own title, or one made of what its claims say."""
    matter = dossier.line.matter
    if matter.title:
        return matter.title
    name = _NAMED[matter.kind](dossier)
    return name or matter.id


def _hosting(one: Dossier) -> str:
    host = one.names.of(one.subject)
    is_request = one.line.matter.way is not Way.ASYLUM  # arrivals at a border are nobody's
    if is_request and (asked := _counterpart(one)):
        return f"{host}, for {asked}"
    way = {Way.ASYLUM: "arrivals", Way.RESETTLEMENT: "resettlement"}.get(
        one.line.matter.way or Way.ONWARD, "hosting"
    )
    return f"{host}, {way}"


def _movement(one: Dossier) -> str:
    claim = one.claim(one.lead)
    ends = [one.names.of(end) for end in (claim.from_, claim.to)]
    way = {
        (True, True): f"{ends[0]} to {ends[1]}",
        (True, False): f"Departures from {ends[0]}",
        (False, True): f"Arrivals in {ends[1]}",
    }.get((bool(ends[0]), bool(ends[1])), one.names.of(one.subject))
    if ends[0] and claim.to in one.names.places.line(claim.from_):
        way = f"Inside {ends[1]}" + (f", from {ends[0]}" if claim.from_ != claim.to else "")
    who = claim.group.label if claim.group and claim.group.label not in (claim.from_, "") else ""
    feared = "feared" if claim.mood is Mood.MAY else ""
    return ", ".join(filter(None, (way, who, feared)))


def _facility(one: Dossier) -> str:
    units = (qty.unit for key in one.line.claims if (qty := one.claim(key).qty))
    what = next((_SITES[unit] for unit in units if unit in _SITES), "sites")
    holder, place = one.names.of(one.subject), one.names.of(one.place)
    return f"{holder}, {what}" + (f", {place}" if place and place != holder else "")


def _population(one: Dossier) -> str:
    claim = one.claim(one.lead)
    who = claim.group.label if claim.group else one.names.of(one.subject)
    return " in ".join(filter(None, (who, one.names.of(one.place))))


def _access(one: Dossier) -> str:
    subject, place = one.names.of(one.subject), one.names.of(one.place)
    return f"{subject}, access" + (f", {place}" if place and place != subject else "")


def _support(one: Dossier) -> str:
    return " to ".join(filter(None, (f"{one.names.of(one.subject)}, support", _counterpart(one))))


def _parties(one: Dossier) -> str:
    parties = one.names.of(one.subject), _counterpart(one)
    return " and ".join(filter(None, parties))


def _counterpart(one: Dossier) -> str:
    stated = (one.claim(key).counterpart for key in one.line.claims)
    return one.names.of(one.line.matter.counterpart or next(filter(None, stated), None))


_NAMED: Mapping[Kind, Callable[[Dossier], str]] = {
    Kind.HOSTING: _hosting,
    Kind.SUPPORT: _support,
    Kind.MOVEMENT: _movement,
    Kind.POPULATION: _population,
    Kind.FACILITY: _facility,
    Kind.ACCESS: _access,
    Kind.SECURITY: _parties,
    Kind.POLICY: _parties,
    Kind.CONTEXT: _parties,
}
