"""Who hosts and who asked: it depends on how far the offer has come.

Of "asked Albania to host" the host is the one asked; of "in talks with Qatar to house" the one that
will house; of "housed in Albania" the place.
"""

from panah.domain.reading import ActorRef
from panah.reading.discourse import Country, is_country
from panah.reading.frames.hosting_acts import Act, adjoining
from panah.reading.frames.scene import Scene
from panah.reading.places import Role, place_at
from panah.reading.predicate import Tense
from panah.reading.stance import Stance, clause
from panah.reading.who import Party, PartyKind, country_at

__all__ = ["hosts_and_asker"]


def hosts_and_asker(scene: Scene, act: Act, view: Stance) -> tuple[list[ActorRef], ActorRef | None]:
    """Give the hosts, and who asked them."""
    if view.name in {"asked", "must"} and not act.is_passive:
        hosts, asker = _asked(scene, act, view)
        if hosts or asker:
            return hosts, asker
    if act.is_passive:
        place = _host_place(scene, act)
        return ([place] if place else []), _requester(scene, act, None)
    party = (
        adjoining(scene, act) or scene.party_left(view.first) or scene.party_left(act.pred.first)
    )
    if view.name == "in_talks":
        return _in_talks(scene, act, view, party)
    one = _as_host(scene, party)
    hosts = _listed(scene, one) if one else []
    return hosts, _requester(scene, act, one)


def _as_host(scene: Scene, party: Party | None) -> ActorRef | None:
    if party is None:
        if here := scene.as_host(scene.only_country()):
            return here
        context = scene.state.context()
        return context.ref() if context else None
    country = scene.country(party)
    if country:
        return country.ref()
    if party.kind is PartyKind.OFFICIAL and (here := scene.as_host(scene.only_country())):
        return here
    return None if party.kind is PartyKind.PRONOUN else party.ref(scene.line)


def _asked(scene: Scene, act: Act, view: Stance) -> tuple[list[ActorRef], ActorRef | None]:
    """Read "X asked A, B and C to host": X asks, each of A, B and C is a host."""
    line = scene.line
    asker_party = scene.party_left(view.first)
    inside = [
        one
        for one in scene.parties
        if view.first < one.first and one.end <= act.pred.at and one.kind is not PartyKind.MEDIA
    ]
    passive = any(line.is_a(index, "BE") for index in range(max(0, view.first - 3), view.first))
    if passive and asker_party and not inside:
        host_ = _as_host(scene, asker_party)
        return ([host_] if host_ else []), None
    helped = next((n for n in range(view.first, act.pred.at) if line.is_a(n, "HELPV")), act.pred.at)
    asked = [one for one in inside if one.end <= helped]
    asker = _asker(scene, asker_party)
    hosts = [ref for one in asked if (ref := _as_host(scene, one))]
    if helped < act.pred.at and (others := [one for one in inside if one.first > helped]):
        asker = _as_host(scene, others[0]) or asker
    if not hosts:
        hosts = _unnamed_hosts(scene, view.first, act.pred.first)
    return hosts, asker


def _asker(scene: Scene, party: Party | None) -> ActorRef | None:
    if party is None:
        return None
    if party.speaks_for:
        body = party.speaks_for
        return ActorRef(key=body.id, name=body.name, span=scene.line.cover(party.first, party.end))
    country = scene.country(party) if party.kind is not PartyKind.BODY else None
    if country and party.kind is not PartyKind.PERSON:
        return country.ref()
    return country.ref() if country else party.ref(scene.line)


def _unnamed_hosts(scene: Scene, first: int, end: int) -> list[ActorRef]:
    """Give hosts that are only spoken of: "all countries", "European countries"."""
    line = scene.line
    for index in range(first, end):
        if line.low(index) in {
            "countries",
            "states",
            "nations",
            "governments",
            "neighbours",
            "neighbors",
        }:
            begin = index
            while begin > first + 1 and line.is_a(begin - 1, "ADJ", "DET", "DEM", "DIRW", "CAPW"):
                begin -= 1
            name = line.words(begin, index + 1)
            return [ActorRef(key=None, name=name, span=line.cover(begin, index + 1))]
    context = scene.state.context()
    asked_person = any(line.is_a(index, "ROLEN", "COUNTRYN") for index in range(first + 1, end))
    return [context.ref()] if context and asked_person else []


def _in_talks(
    scene: Scene, act: Act, view: Stance, party: Party | None
) -> tuple[list[ActorRef], ActorRef | None]:
    """Read "X is in talks with Y to house": of two countries the one that will host is the host."""
    one = _as_host(scene, party)
    if one and is_country(one) and act.pred.tense is Tense.GERUND:
        return [one], None
    other = next(
        (
            ref
            for candidate in scene.parties
            if view.first < candidate.first < act.pred.at
            and scene.line.low(candidate.first - 1) in {"with", "the", "between"}
            and (ref := _as_host(scene, candidate))
        ),
        None,
    )
    if one and other and one.key != other.key:
        return [other], one
    return ([one] if one else [other] if other else []), None


def _host_place(scene: Scene, act: Act) -> ActorRef | None:
    """Give the host of a passive: by whom, or in which country."""
    agent = scene.agent(act.pred)
    if agent and (country := scene.country(agent)):
        return country.ref()
    end = clause(scene.line, act.pred.at)[1]
    for setting in scene.settings(act.pred.end, end):
        if setting.role in {Role.IN, Role.OTHER} and setting.where and setting.where.country:
            place = place_at(scene.line, setting.index)
            if place:
                return ActorRef(
                    key=setting.where.country,
                    name=place.name,
                    span=place.span,
                    via=place.via,
                    of=setting.where.country,
                )
    context = scene.state.setting()
    return context.ref() if context else None


def _listed(scene: Scene, one: ActorRef) -> list[ActorRef]:
    """Give every host of a list of countries that ends where the host stands."""
    line = scene.line
    at = next((p for p in scene.parties if line.tokens[p.first].start == one.span.start), None)
    if at is None or at.kind is not PartyKind.COUNTRY:
        return [one]
    refs = [one]
    index = at.first
    while index >= 2 and line.low(index - 1) in {",", "and"}:
        step = index - 2 if line.is_a(index - 2, "GPE") else index - 3
        if step < 0 or not line.is_a(step, "GPE"):
            break
        party = next((p for p in scene.parties if p.first <= step < p.end), None)
        if party and (country := scene.country(party)):
            refs.append(country.ref())
        index = step
    return refs


def _requester(scene: Scene, act: Act, host_: ActorRef | None) -> ActorRef | None:
    """Give who asked: "a U.S. request", "a request by X", "to help X house"."""
    line = scene.line
    for index in line.where("REQN"):
        if index > act.pred.at:
            break
        for near in (index - 1, index - 2, index + 2, index + 3):
            code = country_at(line, near)
            if code and code != (host_.key if host_ else None):
                return Country(
                    code=code, name=line.tokens[near].text, span=line.cover(near, near + 1)
                ).ref()
    for index in line.where("HELPV"):
        inside = [
            one
            for one in scene.parties
            if index < one.first <= index + 3 and one.end <= act.pred.at
        ]
        if inside and (country := scene.country(inside[0])):
            return country.ref()
    return None
