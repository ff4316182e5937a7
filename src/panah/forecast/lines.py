"""The lines of a situation into what moves people, rule by rule.

An offer counts as room only where it is firm or ready, for people who come by themselves, at a
place of the map; what is possible never counts, and under ``strict`` what is ready does not either.
A ceiling is a threshold and attracts nobody. What may be or will be is never an input: it is named
as a scenario that somebody could write.
"""

from collections.abc import Iterator
from datetime import date

from panah.domain.claim import Claim, CondType, Kind, Mood, PlanningClass, Status
from panah.domain.figure import Origin
from panah.domain.line import Line, NumberCell
from panah.domain.matter import Way
from panah.domain.outlook import Observation, Quantity, Trigger, Use
from panah.domain.quantity import Interval, Measure, Unit
from panah.domain.situation import Situation
from panah.forecast.access import door
from panah.forecast.chart import Chart
from panah.forecast.events import onsets, settle_onsets
from panah.forecast.moves import movement
from panah.forecast.scene import Found, Room, since_of, worded

__all__ = ["read_lines"]

_PEOPLE = {Unit.PERSON, Unit.PLACE_BED, None}
_NO_CAMP = {Unit.DEPOT, Unit.TONNE}


def read_lines(situation: Situation, chart: Chart) -> Found:
    """Give all that the lines of a situation say to a forecast."""
    found = Found()
    for line in situation.detail:
        claims = _claims(line, situation)
        if line.kind is Kind.HOSTING:
            _hosting(line, claims, situation, chart, found)
        elif line.kind is Kind.FACILITY:
            _facility(line, claims, chart, found)
        elif line.kind is Kind.ACCESS:
            door(line, claims, chart, found)
        elif line.kind is Kind.SECURITY:
            onsets(line, claims, chart, found)
        elif line.kind is Kind.MOVEMENT:
            movement(line, claims, chart, found)
        elif line.kind is Kind.POPULATION:
            _population(line, claims, chart, found)
    settle_onsets(chart, found)
    _conditions(situation, chart, found)
    return found


def _claims(line: Line, situation: Situation) -> tuple[Claim, ...]:
    keys = dict.fromkeys((*line.claims, *line.outlook))
    return tuple(situation.claim(key) for key in keys if key in situation.standing)


def _hosting(
    line: Line, claims: tuple[Claim, ...], situation: Situation, chart: Chart, found: Found
) -> None:
    on_the_way = line.matter.way in {Way.ONWARD, Way.RESETTLEMENT}
    places = chart.find(line.matter.place or line.matter.subject)
    if not places:
        return
    for cell in line.numbers:
        if cell.unit not in _PEOPLE or cell.mood is not Mood.IS or cell.conditional:
            continue
        if cell.measure is Measure.STOCK and line.counted:
            _there(places[0], cell, claims, found)
        elif on_the_way:
            continue
        elif cell.measure is Measure.CEILING:
            _ceilings(places[0], cell, situation, found)
        elif cell.measure is Measure.CAPACITY and _counts(line, situation):
            _room(places[0], cell, since_of(claims, cell.claims), found)


def _counts(line: Line, situation: Situation) -> bool:
    """Tell whether an offer is room: firm, or ready where that is enough, and not held."""
    enough = {PlanningClass.FIRM} if situation.view.strict else _ROOM
    return line.counted and line.planning_class in enough


_ROOM = {PlanningClass.FIRM, PlanningClass.READY}


def _ceilings(place: str, cell: NumberCell, situation: Situation, found: Found) -> None:
    """Give a threshold for each upper end that somebody stated."""
    stated: dict[int, list[str]] = {}
    for key in cell.claims:
        qty = situation.claim(key).qty
        if qty is not None and qty.hi is not None and qty.hi > 0:
            stated.setdefault(round(qty.hi), []).append(key)
    for threshold, keys in stated.items():
        found.triggers.append(
            Trigger(
                of=place,
                quantity=Quantity.STOCK,
                threshold=threshold,
                what="ceiling",
                origin=Origin(claims=tuple(keys)),
            )
        )


def _room(place: str, cell: NumberCell, since: date | None, found: Found) -> None:
    rests = Origin(claims=cell.claims)
    found.rooms.append(Room(place=place, amount=cell.amount, since=since, origin=rests))
    found.give(place, "capacity", worded(cell.amount), rests)
    found.triggers.extend(capacity_triggers(place, cell.amount, rests))


def capacity_triggers(place: str, amount: Interval, rests: Origin) -> Iterator[Trigger]:
    """Give the thresholds of a capacity: its low end and, where it is another, its high end."""
    ends = {"capacity": amount.hi} if amount.lo == amount.hi else _ends(amount)
    for what, end in ends.items():
        if end:
            yield Trigger(
                of=place,
                quantity=Quantity.STOCK,
                threshold=round(end),
                what=what,
                origin=rests,
            )


def _ends(amount: Interval) -> dict[str, float | None]:
    return {"low end of the capacity": amount.lo, "high end of the capacity": amount.hi}


def _there(place: str, cell: NumberCell, claims: tuple[Claim, ...], found: Found) -> None:
    """Put people who are hosted at a place there on day 0."""
    rests = Origin(claims=cell.claims)
    on = since_of(claims, cell.claims)
    if on is not None:
        there = Observation(places=(place,), on=on, amount=cell.amount, origin=rests, use=Use.START)
        found.stocks.append(there)
        found.give(place, "people hosted", worded(cell.amount), rests)


def _facility(line: Line, claims: tuple[Claim, ...], chart: Chart, found: Found) -> None:
    cells = [cell for cell in line.numbers if cell.unit in _NO_CAMP]
    if cells and len(cells) == len(line.numbers):
        return
    placed = [claim for claim in claims if chart.find(claim.place)]
    camps = dict.fromkeys(
        code
        for claim in placed
        for code in chart.find(claim.place)
        if code in {post.code for post in chart.posts if post.kind == "camp"}
    )
    standing = line.status is not None and line.status.low in {Status.UNDER_WAY, Status.IN_PLACE}
    if not camps:
        if line.counted and standing:
            found.note(
                "camp_not_on_the_map",
                (line.matter.id,),
                f"{line.matter.title} is on no place of the map; a row of kind camp in "
                f"geography/places.csv puts it there",
            )
        return
    if not (line.counted and standing):
        found.note(
            "camp_only_in_a_scenario",
            (line.matter.id,),
            f"{line.matter.title} is announced or expected; only a scenario opens it",
        )
        return
    amount = next((cell.amount for cell in line.numbers if cell.measure is Measure.CAPACITY), None)
    rests = Origin(claims=line.claims)
    if amount is None:
        found.note(
            "size_not_stated",
            (line.matter.id,),
            f"{line.matter.title}: size not stated; the forecast gives it no limit",
        )
    for code in camps:
        found.rooms.append(
            Room(place=code, amount=amount, since=since_of(claims, line.claims), origin=rests)
        )
        found.give(code, "camp", "no limit" if amount is None else worded(amount), rests)
        if amount is not None:
            found.triggers.extend(capacity_triggers(code, amount, rests))


def _population(line: Line, claims: tuple[Claim, ...], chart: Chart, found: Found) -> None:
    """Put people who are in a place on day 0: at a camp among those who move, else beside them."""
    for cell in line.numbers:
        if cell.measure is not Measure.STOCK or cell.unit is not Unit.PERSON:
            continue
        rests = Origin(claims=cell.claims)
        places = chart.find(line.matter.place)
        on = since_of(claims, cell.claims)
        if len(places) != 1 or on is None:
            found.unknown.append(
                f"where the {worded(cell.amount)} people of “{line.matter.title}” are: they are "
                f"on no one place of the map"
            )
            continue
        there = Observation(places=places, on=on, amount=cell.amount, origin=rests, use=Use.START)
        is_camp = any(post.code == places[0] and post.kind == "camp" for post in chart.posts)
        if is_camp:
            found.stocks.append(there)
        else:
            found.before[places[0]] = there
        found.give(places[0], "people there before", worded(cell.amount), rests)


def _conditions(situation: Situation, chart: Chart, found: Found) -> None:
    """Say beside a threshold what was announced for the case that it is passed."""
    for key, standing in situation.standing.items():
        claim = standing.claim
        for cond in claim.conditions:
            if cond.type is not CondType.IF_EXCEEDS or not isinstance(cond.operand, int | float):
                continue
            for place in chart.find(claim.counterpart or claim.place):
                found.triggers.append(
                    Trigger(
                        of=place,
                        quantity=Quantity.STOCK,
                        threshold=round(cond.operand),
                        what=f"above it {chart.places.name(claim.subject)}: {cond.text}",
                        origin=Origin(claims=(key,)),
                    )
                )
