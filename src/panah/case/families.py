"""Families placed from files, without a case: nothing about a family enters a ledger or a brief.

The files are the user's and stay where they are; what panah writes about families is readable by
its owner alone. Only totals, without families of which there are few, are made to be passed on.
"""

import csv
import io
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from panah.brief.exports.sheets import as_book, as_sheet
from panah.case.families_plan import behind_of
from panah.case.sheets import sheet_of
from panah.case.writing import write_file
from panah.domain.family import ALPHABET, KEY_LENGTH, check_mark
from panah.domain.near import near_codes
from panah.domain.place import Places
from panah.domain.table import columns
from panah.errors import FamilyError, InputError
from panah.frames import frame
from panah.reading import gazetteer

if TYPE_CHECKING:
    import polars as pl

    from panah.plan.families.batch import Request
    from panah.plan.families.from_plan import Behind
    from panah.plan.families.stream import Outcome

__all__ = [
    "FamilyFiles",
    "Placed",
    "measure_families",
    "new_families",
    "place_families",
    "save_families",
]

Progress = Callable[[int, int], None]

_FEW = 5
"""Families below which a total is withheld. Assumed: the least cell of published tables of the
field, so that no household can be told from a total."""


@attrs.frozen(kw_only=True)
class FamilyFiles:
    """The files by which families are placed.

    Parameters
    ----------
    families, localities
        CSV or XLSX, with the columns of the tables of these names.
    rulings, scores
        The same; None for none.
    plan
        The workbook of a plan: its prices of places are floors of the prices of beds, and who it
        brings is who is expected; None for none.
    people_first
        Whether as many people as can be are placed before any score is looked at.
    """

    families: Path
    localities: Path
    rulings: Path | None = None
    scores: Path | None = None
    plan: Path | None = None
    people_first: bool = False


@attrs.frozen(kw_only=True, eq=False)
class Placed:
    """A batch as it was placed.

    Parameters
    ----------
    placements, rooms, rulings
        A row a family, a locality, a ruling with what it changed.
    totals
        A row a country: families and people placed and waiting; made to be passed on.
    scoring
        Whose scores decided: given, wishes or none.
    expected
        Families still to come by which places were priced.
    could_go
        People who wait although there is room that fits them, as it is worth more to others.
    plan
        What the plan behind it says of the countries of the localities; None without one.
    """

    placements: "pl.DataFrame"
    rooms: "pl.DataFrame"
    rulings: "pl.DataFrame"
    totals: "pl.DataFrame"
    scoring: str
    expected: int
    could_go: int
    plan: "Behind | None" = None


def new_families(number: int) -> str:
    """Give a sheet of families with fresh random keys and nothing else, as CSV."""
    names = [column.name for column in columns("families")]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for key in sorted(_keys(number)):
        writer.writerow([key, *("" for _ in names[1:])])
    return out.getvalue()


def _keys(number: int) -> Iterable[str]:
    """Draw keys from the chance of the system: no seed may lead back to them."""
    found: set[str] = set()
    while len(found) < number:
        drawn = "".join(secrets.choice(ALPHABET) for _ in range(KEY_LENGTH - 1))
        found.add(drawn + check_mark(drawn))
    return found


def place_families(
    files: FamilyFiles,
    *,
    as_of: date,
    until: date,
    expected: int | None = None,
    seed: int = 1,
    progress: Progress = lambda *_: None,
) -> Placed:
    """Place the families who have come by a day and are not placed yet.

    Parameters
    ----------
    until
        Last day of the programme: places are priced for who may come until then.
    expected
        Families who still come until then; None for as many as the plan brings, and without a plan
        for as many a day as have come so far.

    Raises
    ------
    FamilyError
        If a file holds what is not taken, or rulings cannot hold together.
    FileError
        If a file is no table.
    InputError
        If the packages that plans need are not installed.
    """
    from panah.chance import stream  # noqa: PLC0415  (numpy loads on use)

    request = _request(files, as_of)
    if until < as_of:
        raise FamilyError(f"the programme ends on {until}, before {as_of}; give a later --until")
    plan = None if files.plan is None else behind_of(files.plan, (as_of, until))
    if not request.due:
        raise FamilyError(
            f"no family of {files.families} waits on {as_of}: each is placed or comes later"
        )
    from panah.plan.families import batch, explain, prices  # noqa: PLC0415  (the solver loads here)

    if plan is not None:
        request = _under(request, plan)
    coming = _expected(request, until, plan) if expected is None else expected
    luck = stream(seed, "families to come")
    futures = prices.Futures(count=prices.sampled(), families=coming, chance=luck)
    told = explain.told(batch.place(request, futures, progress))
    placements = list(explain.placements(told))
    return Placed(
        placements=frame("placements", placements),
        rooms=frame("rooms", explain.rooms(told)),
        rulings=frame("ruling_effects", explain.effects(told.batch, progress)),
        totals=frame("family_totals", _withheld(explain.totals(told))),
        scoring=told.batch.scoring.value,
        expected=coming,
        could_go=sum(
            int(str(row["people"])) for row in placements if row["why"] == explain.WORTH_MORE
        ),
        plan=plan,
    )


def measure_families(
    files: FamilyFiles, *, as_of: date, seed: int = 1, progress: Progress = lambda *_: None
) -> "dict[str, Outcome]":
    """Place a stream of the past week by week by each method, and give what each would have given.

    Raises
    ------
    FamilyError, FileError, InputError
        As `place_families`.
    """
    from panah.chance import stream  # noqa: PLC0415  (numpy loads on use)

    request = _request(files, as_of)
    if not request.seen:
        raise FamilyError(f"no family of {files.families} has come by {as_of}")
    from panah.plan.families.prices import Futures, sampled  # noqa: PLC0415  (the solver loads here)
    from panah.plan.families.stream import Method, replay  # noqa: PLC0415

    return {
        method.value: replay(
            request,
            method,
            Futures(
                count=sampled(),
                families=len(request.seen),
                chance=stream(seed, "families to come"),
            ),
            progress,
        )
        for method in Method
    }


def _under(request: "Request", plan: "Behind") -> "Request":
    """Give a request in which no bed is cheaper than a place of the plan."""
    from panah.plan.families.from_plan import floored  # noqa: PLC0415  (the solver loads on use)

    person = request.weights.first_wish
    return attrs.evolve(request, localities=floored(request.localities, plan, person))


def _expected(request: "Request", until: date, plan: "Behind | None") -> int:
    """Give how many come until a day: those whom the plan brings, or as many a day as so far."""
    if plan is not None:
        countries = {one.country for one in request.localities}
        people = sum(plan.people.get(country, 0.0) for country in countries)
        each = sum(family.people for family in request.seen) / len(request.seen)
        return round(people / each)
    first = min(family.arrives for family in request.seen)
    gone = (request.as_of - first).days + 1
    return round(len(request.seen) / gone * (until - request.as_of).days)


def _request(files: FamilyFiles, as_of: date) -> "Request":
    try:
        from panah.plan.families import sheet  # noqa: PLC0415  (the solver loads on use)
        from panah.plan.families.batch import Request  # noqa: PLC0415
        from panah.plan.families.worth import weights  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise InputError(
            f"plans need {error.name}, which is not installed; install panah[plan]"
        ) from error
    families = sheet.families_of(sheet_of(files.families), files.families.name)
    localities = sheet.localities_of(sheet_of(files.localities), files.localities.name)
    _refuse_unknown_countries(
        {
            **{f"{files.families.name}: admitted of {one.key}": one.admitted for one in families},
            **{f"{files.localities.name}: {one.name}": (one.country,) for one in localities},
        }
    )
    return Request(
        families=families,
        localities=localities,
        rulings=(
            sheet.rulings_of(sheet_of(files.rulings), files.rulings.name) if files.rulings else ()
        ),
        given=sheet.scores_of(sheet_of(files.scores), files.scores.name) if files.scores else {},
        as_of=as_of,
        weights=weights(),
        people_first=files.people_first,
    )


def _refuse_unknown_countries(named: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse codes of countries that nobody knows: nobody would ever be admitted there."""
    known = Places(gazetteer.load().places).countries()
    for where, codes in named.items():
        for code in codes:
            if code not in known:
                raise FamilyError(
                    f"{where} names {code}, which is no country that panah knows; write its code "
                    f"of three letters (ISO 3166-1); {near_codes(code, known)}"
                )


def _withheld(rows: Iterable[dict[str, object]]) -> Iterable[dict[str, object]]:
    """Take the numbers out of rows about few families."""
    for row in rows:
        few = 0 < int(str(row["families"])) < _FEW
        yield row | {"families": None, "people": None, "withheld": True} if few else row


def save_families(placed: Placed, output: Path) -> None:
    """Write what was placed: a workbook, or the placements as CSV; readable by its owner alone.

    Raises
    ------
    InputError
        If panah does not write that form.
    """
    tables = {
        "placements": placed.placements,
        "rooms": placed.rooms,
        "ruling_effects": placed.rulings,
        "family_totals": placed.totals,
    }
    if output.suffix == ".xlsx":
        content = as_book(tables)
    elif output.suffix == ".csv":
        content = as_sheet("placements", placed.placements).encode("utf-8")
    else:
        raise InputError(f"{output}: placements are written as .csv or .xlsx")
    write_file(output, content, private=True)
