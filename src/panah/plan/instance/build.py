"""Build the instance of a case from its situation, its forecast and its scheme."""

from typing import TYPE_CHECKING

import attrs

from panah.domain.dossier import dossiers
from panah.domain.limit import Offer, Resource, Standards
from panah.domain.naming import Names
from panah.domain.near import near_codes
from panah.domain.network import Group, NodeKind, Stage, Track, grid
from panah.domain.plan_input import PlanInput, Present
from panah.domain.situation import Situation
from panah.errors import PlanError
from panah.plan.instance.access import unheard
from panah.plan.instance.air import lay_air, tracks_of
from panah.plan.instance.coming import Coming
from panah.plan.instance.ground import lay_ground
from panah.plan.instance.hosts import hostings, left_out
from panah.plan.instance.laying import Laying
from panah.plan.instance.numbers import figure_of, origin_of
from panah.plan.instance.scheme import LAND, Scheme
from panah.plan.instance.unread import unread

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from panah.domain.finding import Finding
    from panah.plan.parameters import Parameter
    from panah.plan.rulings import PlanRuling

__all__ = ["Built", "build"]


@attrs.frozen(kw_only=True)
class Built:
    """An instance, and what a person should know about it.

    Parameters
    ----------
    findings
        Offers that are left out, and why.
    assumed
        Every parameter that was used and is assumed, by key.
    called
        What its groups, places, countries and offers are called, by their names in it.
    rulings
        What a person ruled, where the instance is under it.
    """

    instance: PlanInput
    scheme: Scheme
    findings: "tuple[Finding, ...]"
    assumed: "Mapping[str, Parameter]"
    called: "Mapping[str, str]" = attrs.field(factory=dict)
    rulings: "tuple[PlanRuling, ...]" = ()

    def in_words(self, limit: str) -> str:
        """Give what a limit is called: ``seats:airport`` is the seats of the airport."""
        what, _, of = limit.partition(":")
        place, onward, _ = of.partition(" onward")
        named = f"{what} of {self.called.get(place, place)}{onward}"
        return named if of and what != "lock" else of or limit


def build(
    situation: Situation, names: Names, scheme: Scheme, coming: Coming, *, days: int, name: str
) -> Built:
    """Build the instance of a situation.

    Raises
    ------
    PlanError
        If nobody seeks to leave and nobody comes, or the numbers cannot hold together.
    """
    _refuse_unknown_countries(scheme, names)
    start = situation.view.as_of
    lines = dossiers(situation.detail, situation.standing, names)
    by_land = frozenset(gate.host for gate in scheme.gates if gate.kind == LAND)
    offered = hostings(lines, by_land, scheme.matters)
    laying = Laying(scheme, lines, start, days=days)
    lay_air(laying, offered)
    lay_ground(laying, offered, coming, days=days)
    _people(laying)
    if not laying.states:
        raise PlanError(
            "the case's plan.toml names no gate; a plan needs a way out: [gates.NAME] with kind "
            "air or land"
        )
    instance = PlanInput(
        name=name,
        start=start,
        periods=grid(days),
        groups=tuple(_groups(laying)),
        tracks=tuple(_tracks(laying)),
        nodes=tuple(laying.nodes.values()),
        states=tuple(laying.states.values()),
        lanes=tuple(laying.lanes.values()),
        standards=_standards(laying),
        resources=tuple(_in_flights(laying)),
        uses=tuple(laying.uses.values()),
        offers=tuple(_chances(laying)),
        camps=tuple(laying.camps),
        depots=tuple(laying.depots),
        routes=tuple(laying.routes),
        shares=tuple(laying.shares),
        arrivals=tuple(laying.arrivals),
        present=tuple(laying.present),
        facts=tuple(laying.facts),
        head=situation.head,
    )
    return Built(
        instance=instance,
        scheme=scheme,
        findings=(
            *left_out(lines, offered, scheme),
            *unheard(lines, laying.heard, laying.doors),
            *unread(laying, situation, names, days=days),
        ),
        assumed=_assumed(laying),
        called=_called(laying, names),
    )


def _called(laying: Laying, names: Names) -> "Mapping[str, str]":
    """Give what groups, places, countries and offers are called."""
    scheme = laying.scheme
    found = {one.line.matter.id: one.line.matter.title for one in laying.dossiers}
    for node in laying.nodes.values():
        kind, _, _ = node.name.rpartition(" ")
        there = names.of(node.country)
        found |= {node.country: there, node.name: f"the {kind} of {there}" if kind else there}
    found |= {group.name: group.label for group in scheme.groups}
    return found | {gate.name: gate.label for gate in scheme.gates}


def _assumed(laying: Laying) -> "Mapping[str, Parameter]":
    """Give the assumptions that a plan rests on, by key; chances are read only by draws."""
    held = laying.scheme.numbers
    read = (key for key in laying.read if key in held and not key.startswith(_OF_DRAWS))
    return {key: held[key] for key in read if held[key].assumed}


_OF_DRAWS = ("chance.", "delay.")
"""Numbers that only drawn scenarios read."""


def _in_flights(laying: Laying) -> "Iterator[Resource]":
    """Give the limits; seats go in whole flights on the days that a policy plans so.

    Of seats and crossings where so many must go together, no fewer go in a period.
    """
    flight = laying.number("lift.people").value
    for resource in laying.resources.values():
        kind, _, of = resource.name.partition(":")
        least = [laying.known(f"{table}.{of}.fewest") for table in ("gates", "lifts")]
        fewest = next((one.value for one in least if one is not None), None)
        if fewest and resource.capacity is not None and fewest > resource.capacity.most:
            raise PlanError(
                f"{laying.scheme.name}: at {of} at least {fewest:g} go together, and never more "
                f"than {resource.capacity.most:g} can: nobody could go; give a smaller fewest"
            )
        if kind == "seats":
            yield attrs.evolve(resource, batch=flight, fewest=fewest)
        else:
            yield attrs.evolve(resource, fewest=fewest) if kind == "crossing" else resource


def _refuse_unknown_countries(scheme: Scheme, names: Names) -> None:
    """Refuse codes of countries that nobody knows: a slip would plan for nobody."""
    known = names.places.countries()
    for where, code in scheme.countries():
        if code not in known:
            raise PlanError(
                f"{where} names {code}, which is no country that panah knows; write its code of "
                f"three letters (ISO 3166-1); {near_codes(code, known)}"
            )


def _chances(laying: Laying) -> "Iterator[Offer]":
    """Give the offers with the chance that each comes true, and how they are taken."""
    late = laying.days("delay.offer")
    for offer in laying.offers:
        chance = laying.number(f"chance.{offer.planning_class}").value
        yield attrs.evolve(_chosen(laying, offer), probability=chance, delay_days=late)


def _chosen(laying: Laying, offer: Offer) -> Offer:
    """Give an offer as the scheme says it is taken: whole or not at all, or one of several."""
    scheme = laying.scheme
    further = offer.name not in scheme.matters
    matter = offer.name.rpartition(" ")[0] if further else offer.name
    said = scheme.matters.get(matter, {})
    keys = (f"matters.{matter}.{word}" for word in ("whole", "one_of"))
    told = [one for one in map(laying.known, keys) if one is not None]
    if further and "one_of" in said:
        raise PlanError(
            f"{scheme.name}: matters.{matter} is one_of {said['one_of']!r}, and several numbers "
            f"stand for it on {laying.start}; one alternative is one number: settle which it is"
        )
    return attrs.evolve(
        offer,
        whole=bool(said.get("whole")),
        one_of=said.get("one_of", ""),
        chosen_by=tuple(origin_of(one) for one in told),
    )


def _people(laying: Laying) -> None:
    """Put those who seek to leave where they are."""
    for state in list(laying.states.values()):
        people = laying.known(f"groups.{state.group}.people")
        if state.stage is Stage.ORIGIN and people is not None:
            laying.present.append(
                Present(
                    state=state.name,
                    people=people.value,
                    origin=figure_of(people, laying.start).origin,
                )
            )


def _groups(laying: Laying) -> "Iterator[Group]":
    present = {state.group for state in laying.states.values()}
    for group in laying.scheme.groups:
        if group.name in present:
            danger = laying.figure(
                f"groups.{group.name}.danger_weight", f"danger.class{group.risk_class}"
            )
            yield Group(
                name=group.name,
                risk_class=group.risk_class,
                danger_weight=danger.most,
                origin=danger.origin,
            )


def _tracks(laying: Laying) -> "Iterator[Track]":
    laid = {name for name, node in laying.nodes.items() if node.kind is NodeKind.FINAL}
    present = {state.group for state in laying.states.values()}
    for track in tracks_of(laying):
        if track in laid:
            eligible = [
                group.name
                for group in laying.scheme.groups
                if track in group.tracks and group.name in present
            ]
            quota = laying.given(f"hosts.{track}.quota")
            yield Track(name=track, groups=tuple(eligible), quota=quota)


def _standards(laying: Laying) -> Standards:
    return Standards(
        ration_kg_day=laying.figure("standard.ration"),
        area_m2=laying.figure("standard.area"),
        water_l_day=laying.figure("standard.water"),
        people_per_latrine=laying.figure("standard.latrine"),
    )
