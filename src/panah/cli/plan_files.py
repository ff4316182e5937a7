"""The files of a plan: its page, its map, and every table with the words behind each key."""

from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from panah.brief.plan.geojson import plan_geojson
from panah.brief.plan.html import plan_html
from panah.brief.plan.notes import sources
from panah.brief.plan.page import PlanPage
from panah.case import Case
from panah.case.plan_saving import save_plan
from panah.case.planning import tables
from panah.cli.options import write

if TYPE_CHECKING:
    from panah.plan.instance.build import Built

__all__ = ["write_plan"]


def write_plan(
    case: Case, page: PlanPage, built: "Built", file: Path, *, hxl: bool = False
) -> list[Path]:
    """Write a plan as the ending of a file says, and give the files written.

    Parameters
    ----------
    hxl
        In sheets: put a row of HXL hashtags below the names.
    """
    from panah.frames import frame  # noqa: PLC0415  (polars loads on use)

    if file.suffix == ".html":
        write(plan_html(page), file)
        return [file]
    if file.suffix == ".geojson":
        write(plan_geojson(page, case.words.places), file)
        return [file]
    asked = {
        name: frame(name, rows) for name, rows in page.explained.items() if name != "plan_worse_off"
    }
    found = tables(built, page.plan, asked)
    rests = sources(page, (table.iter_rows(named=True) for table in found.values()))
    every = {**found, "plan_sources": frame("plan_sources", rests)}
    return save_plan(every, _about(page), file, hxl=hxl)


def _about(page: PlanPage) -> dict[str, str]:
    """Give what a workbook of a plan says about itself."""
    manifest, policy = page.plan.manifest, page.plan.manifest.policy
    choices = {
        field.name.replace("_", " "): _told(getattr(policy, field.name))
        for field in attrs.fields(type(policy))
    }
    return {
        "plan": manifest.instance,
        "ledger head": manifest.head,
        "from": f"{manifest.start}, {manifest.days} days",
        "complete": "yes" if manifest.complete else f"no: {manifest.note}",
        **choices,
        **{f"ruled by {by}: {said}": why for said, by, why in page.rulings},
        **{f"assumed: {key}": page.numbers[key] for key in page.assumed},
    }


def _told(choice: object) -> str:
    """Give a choice in words; one that nobody made stays empty."""
    if isinstance(choice, bool):
        return "yes" if choice else "no"
    if isinstance(choice, tuple):
        return ", ".join(map(_told, choice))
    return "" if choice is None else str(choice)
