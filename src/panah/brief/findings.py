"""The finding in one sentence, and the key figures, each with its own date.

A total of one class and one measure is printed as a range, rounded outwards; offers without a
number are counted beside it; what may not be added stands in parts.
"""

from collections.abc import Iterable, Sequence

from panah.brief.model import KeyFigure, Run, Sentence
from panah.brief.voice import joined, ours, worded, words
from panah.brief.words import amount, counted, outward, time_of
from panah.domain.claim import Kind, Mood, PlanningClass
from panah.domain.dossier import Dossier, hull
from panah.domain.entry import Relation
from panah.domain.line import NumberCell
from panah.domain.quantity import Measure, Unit
from panah.domain.situation import Situation, Total

__all__ = ["CLASSES", "figures", "headline", "in_class", "note_of"]

_MEASURES = {Measure.CAPACITY: "capacity", Measure.CEILING: "ceiling", None: ""}
_SHOWN = 2
"""Figures of people on the move that stand beside the three of capacity."""


def note_of(total: Total) -> str:
    """Name the footnote that says how a total was made."""
    return f"total {total.planning_class or 'people'} {total.measure or 'no number'} {total.unit}"


def headline(situation: Situation, told: Sequence[Dossier]) -> Sentence:
    """Say what is firm, then what is ready, then what is possible, with the words of each."""
    offers = [one for one in told if one.line.kind is Kind.HOSTING]
    if not offers:
        return (ours("No country had offered places yet."),)
    firm = "agreed" if situation.view.strict else "firm"
    parts = list(_firm(situation, told, firm))
    for name, verb in ((PlanningClass.READY, "ready"), (PlanningClass.POSSIBLE, "possible")):
        named = _named(situation, offers, name)
        if named:
            parts += [ours(f" {verb.capitalize()}: "), *named, ours(".")]
    return tuple(parts)


def _firm(situation: Situation, told: Sequence[Dossier], word: str) -> Iterable[Run]:
    totals = [
        total
        for total in situation.totals
        if total.planning_class is PlanningClass.FIRM and total.amount
    ]
    if not totals:
        yield ours(f"No place is {word} by number.")
        return
    for total in totals:
        hosts = joined(_hosts(total.parts, told))
        of_kind = " at most" if total.measure is Measure.CEILING and _is_closed(total) else ""
        cells = _disputed(total, told)
        if len(cells) == 1:
            yield from words(*cells[0])
            yield ours(f" places are {word}", note_of(total))
        else:
            yield ours(f"{_sum(total)} places{of_kind} are {word}", note_of(total))
        differ = "; sources differ" if total.disputed else ""
        yield ours(f", in {hosts}{differ}." + (" " if total is not totals[-1] else ""))


def _disputed(total: Total, told: Sequence[Dossier]) -> list[tuple[Dossier, NumberCell]]:
    """Give the numbers of a total of one disputed offer: its wordings say more than their hull."""
    if not total.disputed or len(total.parts) != 1:
        return []
    return [
        (one, cell)
        for one in told
        for cell in one.room
        if one.line.matter.id in total.parts
        and (cell.unit, cell.measure) == (total.unit, total.measure)
    ]


def _is_closed(total: Total) -> bool:
    """Tell whether a range has an upper end of its own."""
    amount_ = total.amount
    return amount_ is not None and amount_.hi is not None and amount_.lo != amount_.hi


def _sum(total: Total) -> str:
    return amount(outward(total.amount)) if total.amount else "number not stated"


def _hosts(matters: Iterable[str], told: Sequence[Dossier]) -> list[str]:
    by_matter = {one.line.matter.id: one for one in told}
    found = [by_matter[key] for key in matters if key in by_matter]
    return list(dict.fromkeys(one.names.of(one.host or one.subject) for one in found))


def _named(situation: Situation, offers: Sequence[Dossier], name: PlanningClass) -> list[Run]:
    """Give host and words of each offer of a class that states a number, largest first."""
    rows = situation.rows("offers")
    classes = {row["matter"]: row["class"] for row in rows if row["counted"]}
    mine = [one for one in offers if classes.get(one.line.matter.id) == name]
    cells = [(one, cell) for one in mine for cell in one.room]
    cells.sort(key=lambda pair: (-pair[1].amount.top, pair[0].line.matter.id))
    runs: list[Run] = []
    for one, cell in cells:
        host = one.names.of(one.host or one.subject)
        differ = [ours(" (sources differ)")] if cell.conflict else []
        runs += [ours(("; " if runs else "") + f"{host} "), *words(one, cell), *differ]
    silent = sum(not one.room for one in mine)
    if silent:
        also = "; " if runs else ""
        runs.append(ours(f"{also}{counted(silent, 'offer', 'offers')} with no number"))
    return runs


def figures(situation: Situation, told: Sequence[Dossier]) -> tuple[KeyFigure, ...]:
    """Give the places by class, then the largest counts of people who moved."""
    places = [_of_class(situation, told, name) for name in CLASSES]
    moved = sorted(
        _counts(situation, told), key=lambda pair: (-pair[1].amount.lo, pair[0].line.matter.id)
    )
    return (*places, *(_count(one, cell) for one, cell in moved[:_SHOWN]))


CLASSES = (PlanningClass.FIRM, PlanningClass.READY, PlanningClass.POSSIBLE)


_SILENT = (ours("none stated"),)


def in_class(situation: Situation, told: Sequence[Dossier], name: PlanningClass) -> Sentence:
    """Give the places of a class: its totals, what may not be added, offers without a number."""
    totals = [total for total in situation.totals if total.planning_class is name]
    runs: list[Run] = []
    for total in (total for total in totals if total.amount):
        runs += [ours("; " if runs else ""), *_total(total, told)]
    refused = any(f" of {name} places" in why and "single" not in why for why in situation.refusals)
    if refused:
        runs.append(ours(("; " if runs else "") + "no total may be made, see the parts"))
    silent = {key for total in totals for key in total.without_number}
    if silent:
        also = "; " if runs else ""
        runs.append(ours(f"{also}{counted(len(silent), 'offer', 'offers')} with no number"))
    return tuple(runs) or _SILENT


def _total(total: Total, told: Sequence[Dossier]) -> Iterable[Run]:
    """Give a total; of one disputed offer its wordings, which say more than the range of both."""
    cells = _disputed(total, told)
    if len(cells) == 1:
        yield ours(f"{joined(_hosts(total.parts, told))} ")
        yield from words(*cells[0])
        yield ours(" (sources differ)", note_of(total))
        return
    tags = (_MEASURES.get(total.measure, ""), "sources differ" if total.disputed else "")
    tag = "; ".join(filter(None, tags))
    yield ours(_sum(total), note_of(total))
    yield ours(f" ({tag})" if tag else "")


def _of_class(situation: Situation, told: Sequence[Dossier], name: PlanningClass) -> KeyFigure:
    totals = [total for total in situation.totals if total.planning_class is name]
    used = [key for total in totals for key in total.parts]
    figure = in_class(situation, told, name)
    is_silent = figure == _SILENT
    return KeyFigure(
        label=f"Places, {name}",
        figure=figure,
        as_of="" if is_silent else _dated(used, told),
        planning_class=name,
    )


def _dated(matters: Iterable[str], told: Sequence[Dossier]) -> str:
    wanted = set(matters)
    if not wanted:
        return "each with its own day"
    times = [
        one.claim(key).said or one.claim(key).event
        for one in told
        if one.line.matter.id in wanted
        for cell in one.room
        for key in cell.claims
    ]
    when = hull(time for time in times if time)
    return f"said {time_of(when)}" if when else "day not stated"


def _counts(situation: Situation, told: Sequence[Dossier]) -> list[tuple[Dossier, NumberCell]]:
    """Give the counts of people that are no part of another count."""
    parts = {link.source for link in situation.links if link.relation is Relation.PART_OF}
    return [
        (one, cell)
        for one in told
        if one.line.kind in (Kind.MOVEMENT, Kind.POPULATION)
        for cell in one.numbers(
            units={Unit.PERSON}, measures={Measure.CUMULATIVE, Measure.STOCK}, mood=Mood.IS
        )
        if one.is_figure(cell) and not parts & set(cell.claims)
    ]


def _count(one: Dossier, cell: NumberCell) -> KeyFigure:
    event = one.claim(cell.lead).event
    return KeyFigure(label=one.line.matter.title, figure=worded(one, cell), as_of=time_of(event))
