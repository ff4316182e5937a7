"""The command ``panah``: the contract is the table of commands in docs/reference/commands.md.

Results go to standard output, progress and errors to standard error. Exit codes: 0 done; 1 a
`PanahError`, one line that says what is wrong, where, and what would be right; 2 wrong usage; 130
stopped by Ctrl-C, with nothing of it half done.
"""

import io
import signal
import sys
from typing import Any

import click

from panah.brief.exports.terminal import tame
from panah.cli.asking import claims, situation
from panah.cli.briefing import alert, brief, issues
from panah.cli.examples import teach
from panah.cli.families import families
from panah.cli.forecasting import forecast, validate
from panah.cli.keeping import check, export, log, merge, retract, verify
from panah.cli.planning import plan
from panah.cli.reading import eval_reading, import_, read
from panah.cli.reviewing import grade, matter, note, review
from panah.cli.starting import demo, new
from panah.errors import PanahError

__all__ = ["main"]

STOPPED = 128 + signal.SIGINT
"""Exit code of a program that Ctrl-C ended, as shells give it."""


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
        return list(self.commands)


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


for command in (
    *(demo, new, read, review, matter, grade, note, import_, claims, situation, forecast),
    *(brief, issues, alert, log, retract, export, merge, verify, check, eval_reading, validate),
    plan,
    families,
):
    main.add_command(command)
teach(main)
