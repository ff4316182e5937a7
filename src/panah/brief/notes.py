"""Footnotes: what every number rests on, numbered in the order in which they are met."""

from collections.abc import Iterable, Mapping, Sequence

import attrs

from panah.brief.findings import note_of
from panah.brief.model import Brief, Footnote
from panah.brief.words import amount, time_of
from panah.domain.dossier import Dossier, called
from panah.domain.report import Basis, Report
from panah.domain.situation import Situation, Standing, Total

__all__ = ["with_notes"]


def with_notes(
    brief: Brief,
    situation: Situation,
    told: Sequence[Dossier],
    worked: Mapping[str, Footnote] | None = None,
) -> Brief:
    """Give the brief with a footnote for everything its runs rest on.

    Parameters
    ----------
    worked
        Footnotes that are written already, by key: those of a forecast.
    """
    made = worked or {}
    totals = {note_of(total): total for total in situation.totals}
    parts = {key: _claims_of(total, told) for key, total in totals.items()}
    parts |= {key: note.rests_on for key, note in made.items()}
    order: dict[str, int] = {}
    for key in _used(brief):
        order.setdefault(key, len(order) + 1)
    for key in list(order):
        for claim in parts.get(key, ()):
            order.setdefault(claim, len(order) + 1)
    titles = {one.line.matter.id: one.line.matter.title for one in told}
    names = called(situation.standing)
    notes = []
    for key, number in order.items():
        if key in made:
            notes.append(attrs.evolve(made[key], number=number))
        elif key in totals:
            notes.append(_total(number, key, totals[key], parts[key], titles))
        else:
            notes.append(_claim(number, key, situation.standing[key], told, names))
    return attrs.evolve(brief, notes=tuple(notes))


def _used(brief: Brief) -> Iterable[str]:
    for run in brief.runs():
        yield from run.notes


def _claims_of(total: Total, told: Sequence[Dossier]) -> tuple[str, ...]:
    wanted = set(total.parts)
    return tuple(
        key
        for one in told
        if one.line.matter.id in wanted
        for cell in one.line.numbers
        if (cell.unit, cell.measure, cell.mood) == (total.unit, total.measure, total.mood)
        for key in cell.claims
    )


def _total(
    number: int, key: str, total: Total, parts: tuple[str, ...], titles: Mapping[str, str]
) -> Footnote:
    added = "; ".join(titles.get(matter, matter) for matter in total.parts)
    sum_ = amount(total.amount) if total.amount else ""
    several = f"{sum_}: the sum of the low ends and of the high ends of"
    made = several if len(total.parts) > 1 else f"{sum_}, of one offer:"
    disputed = "; sources differ on a part, which is added by the range that holds both"
    taken = "".join(f", with {factor}" for factor in total.factors)
    return Footnote(
        number=number,
        key=key,
        text=f"Computed (R11). {made} {added}{taken}{disputed if total.disputed else ''}.",
        rests_on=parts,
    )


def _claim(
    number: int, key: str, one: Standing, told: Sequence[Dossier], names: Mapping[str, str]
) -> Footnote:
    claim, report = one.claim, one.report
    spoken = told[0].names if told else None
    chain = [spoken.of(hop.actor) if spoken else hop.actor for hop in claim.chain]
    return Footnote(
        number=number,
        key=key,
        label=names[key] if names[key] != key else key[:8],
        quote=claim.quote,
        lang=report.lang,
        speaker=chain[0],
        chain=" → ".join(
            f"{name} ({hop.how})" for name, hop in zip(chain, claim.chain, strict=True)
        ),
        said=time_of(claim.said) if claim.said else "",
        publisher=spoken.of(report.publisher) if spoken and report.publisher else chain[-1],
        published=_published(report),
        report=f"{report.name}, page {claim.page}" if claim.page else report.name,
        span=f"{claim.span.start}{_DASH}{claim.span.end}" if claim.span else "",
        text="" if one.accepted else "Nobody has reviewed this claim.",
    )


_DASH = "\N{EN DASH}"


def _published(report: Report) -> str:
    if report.published is None:
        return "day of publication not stated"
    basis = "" if report.published_basis is Basis.STATED else f" ({report.published_basis})"
    return f"{time_of(report.published)}{basis}"
