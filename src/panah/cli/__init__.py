"""The command ``panah``: the contract is the table of commands in docs/reference/commands.md.

Results go to standard output, progress and errors to standard error. Exit codes: 0 done; 1 a
`PanahError`, one line that says what is wrong, where, and what would be right; 2 wrong usage; 130
stopped by Ctrl-C, with nothing of it half done, whether it gives a part or nothing.

A command and what it works with load when it is the one that was called.
"""

import io
import sys
from functools import cache
from importlib import import_module
from typing import Any

import click

from panah.brief.exports.tame import tame
from panah.cli.examples import teach
from panah.cli.stopping import STOPPED
from panah.errors import PanahError
from panah.loading import loading

__all__ = ["main"]


class _Friendly(click.Group):
    """Shows panah's own errors as one line; lets every other error show its traceback."""

    def main(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        """Write UTF-8 into files and pipes, whatever the locale; ? for what a screen lacks."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                encoding = stream.encoding if stream.isatty() else "utf-8"
                stream.reconfigure(encoding=encoding, errors="replace")
        return super().main(*arguments, **options)

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except PanahError as error:
            raise click.ClickException(tame(" ".join(str(error).split()))) from error
        except (KeyboardInterrupt, click.Abort):
            click.echo("\nstopped; what was recorded before is kept, nothing half done", err=True)
            raise click.exceptions.Exit(STOPPED) from None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in the order of the work, not of the alphabet."""
        return list(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give the command of a name, and load it; None if there is none."""
        return _command(cmd_name) if cmd_name in _HOMES else None


_HOMES = {
    "demo": "starting:demo",
    "new": "starting:new",
    "read": "reading:read",
    "review": "reviewing:review",
    "matter": "reviewing:matter",
    "grade": "reviewing:grade",
    "note": "reviewing:note",
    "import": "reading:import_",
    "claims": "asking:claims",
    "situation": "asking:situation",
    "forecast": "forecasting:forecast",
    "brief": "briefing:brief",
    "issues": "briefing:issues",
    "alert": "briefing:alert",
    "log": "keeping:log",
    "retract": "keeping:retract",
    "export": "keeping:export",
    "merge": "keeping:merge",
    "verify": "keeping:verify",
    "check": "keeping:check",
    "eval-reading": "reading:eval_reading",
    "validate": "forecasting:validate",
    "plan": "planning:plan",
    "families": "families:families",
}
"""Where each command is defined, and what it is called there."""


@cache
def _command(name: str) -> click.Command:
    home, _, there = _HOMES[name].partition(":")
    with loading():
        command: click.Command = getattr(import_module(f"panah.cli.{home}"), there)
    teach(name, command)
    return command


HELP = """Plan refuge for people who flee.

\b
panah demo                                   the whole road on the shipped example
panah new my-crisis --name "My crisis"       an empty case
panah read my-crisis report.txt --published 2021-07-23 --publisher RFE/RL --record
panah review my-crisis --all-proposed --accept
panah situation my-crisis --as-of 2021-08-15
panah forecast my-crisis --as-of 2021-08-15 --days 60
panah brief my-crisis --as-of 2021-08-15 -o brief.html
"""


@click.group(cls=_Friendly, help=HELP)
@click.version_option(package_name="panah", message="%(package)s %(version)s")
def main() -> None:
    """Plan refuge for people who flee."""
