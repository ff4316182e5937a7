"""From a situation to a brief: sentences in order, and a footnote behind every number.

Pure: the same situation gives the same brief. No clock is read; the days are those of the view.
"""

from collections.abc import Sequence

from panah.brief.board import board
from panah.brief.findings import figures, headline
from panah.brief.model import Brief, Kind
from panah.brief.notes import with_notes
from panah.brief.outlook import outlook
from panah.brief.plan.page import PlanPage
from panah.brief.proposal import proposal
from panah.brief.sections import (
    countries,
    differences,
    differs,
    filled,
    gaps_of,
    questions,
    read_together,
    refused,
)
from panah.brief.traces import replaced
from panah.domain.actor import Actors
from panah.domain.claim import Kind as ClaimKind
from panah.domain.dossier import dossiers
from panah.domain.naming import Names
from panah.domain.outlook import CaseForecast
from panah.domain.place import Places
from panah.domain.report import Sensitivity
from panah.domain.situation import Situation
from panah.errors import InputError

__all__ = ["LANGUAGES", "language_of", "make"]

LANGUAGES = ("en",)
"""Languages in which panah writes; quotes stay in the language of their report."""


def language_of(wanted: Sequence[str]) -> str:
    """Give the first language of a case in which panah writes; English when it writes none."""
    return next((one for one in wanted if _is_written(one)), LANGUAGES[0])


def _is_written(language: str) -> bool:
    return language.partition("-")[0].lower() in LANGUAGES


def make(  # noqa: PLR0913  (one parameter an option of the brief)
    situation: Situation,
    *,
    kind: str = Kind.COUNTRY,
    case: str,
    places: Places,
    actors: Actors,
    language: str = "en",
    forecast: CaseForecast | None = None,
    plan: PlanPage | None = None,
) -> Brief:
    """Compose a brief.

    Parameters
    ----------
    kind
        ``country``: what each country has said and done. ``offers``: the offer board.
    case
        Name of the case, for the title.
    language
        BCP 47; a region is allowed and changes nothing.
    forecast
        Made from the same situation: the brief then has a section on what may come.
    plan
        Made from the same situation: the brief then has a section on who is placed where.

    Raises
    ------
    InputError
        If the kind or the language is not one panah writes, or the forecast or the plan is of
        another situation.
    """
    if kind not in list(Kind):
        raise InputError(f"there is no brief of kind {kind!r}; there is {', '.join(Kind)}")
    if not isinstance(language, str) or not _is_written(language):
        raise InputError(
            f"panah writes briefs in {', '.join(LANGUAGES)}, not in {language!r}; quotes stay in "
            f"the language of their report"
        )
    names = Names(places, actors)
    told = dossiers(situation.detail, situation.standing, names)
    section, worked = (None, {}) if forecast is None else outlook(forecast, situation, names)
    placing, planned = ((), {}) if plan is None else proposal(plan)
    is_country = kind == Kind.COUNTRY
    hosting = [one for one in told if one.line.kind is ClaimKind.HOSTING]
    questions_of = situation.gaps if is_country else gaps_of(hosting, situation.gaps)
    brief = Brief(
        kind=Kind(kind),
        case=case,
        language=language,
        view=situation.view,
        head=situation.head,
        withheld=situation.withheld,
        closed=sum(
            one.report.sensitivity is not Sensitivity.PUBLIC for one in situation.standing.values()
        ),
        headline=headline(situation, told),
        figures=figures(situation, told),
        outlook=section,
        plan=placing,
        offers=board(situation, told),
        countries=countries(situation, told) if is_country else (),
        blocks=filled(
            *(
                ()
                if is_country
                else (
                    differs(hosting, differences(situation)),
                    read_together(hosting),
                    replaced(hosting),
                )
            ),
            refused(situation, told),
            questions(questions_of),
        ),
    )
    return with_notes(brief, situation, told, {**worked, **planned})
