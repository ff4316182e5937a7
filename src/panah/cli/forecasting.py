"""The command that runs a public displacement instance and scores it: validate."""

import json
from pathlib import Path

import click

from panah.case.validating import validate_folder, validation_plain, validation_table
from panah.cli.options import write

__all__ = ["validate"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option(
    "--compat",
    type=click.Choice(["flee"]),
    help="Behave as Flee 3 does, its defects included.",
)
@click.option(
    "--runs", type=click.IntRange(min=1), default=40, show_default=True, help="How many runs."
)
@click.option("--seed", type=click.IntRange(min=0), default=1, show_default=True, help="Of chance.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="To look at, or for a program.",
)
def validate(folder: Path, *, compat: str | None, runs: int, seed: int, form: str) -> None:
    """Run a displacement instance and score it against what was registered.

    FOLDER has input_csv/ and source_data/ in the layout of Flee, and may have simsetting.yml or
    settings.toml. The scores stand beside those of simple rules without a model.
    """
    found = validate_folder(folder, compat=compat or "", runs=runs, seed=seed)
    if form == "table":
        write(validation_table(found, folder.resolve().name), None)
    else:
        write(json.dumps(validation_plain(found), indent=1) + "\n", None)
