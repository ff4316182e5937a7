"""Arguments and options that several commands share, and how progress is shown."""

import getpass
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from panah.brief.words import restrictions
from panah.case import Case, clock, open_case, write_file
from panah.domain.report import Basis, Sensitivity
from panah.domain.situation import Situation
from panah.domain.when import When
from panah.errors import PanahError

__all__ = [
    "DAY",
    "EDTF",
    "Word",
    "about_options",
    "asked",
    "at_option",
    "by_option",
    "case_argument",
    "known_option",
    "level_option",
    "output_option",
    "policy_option",
    "progress",
    "seed_option",
    "strict_option",
    "tell_level",
    "write",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Read(click.ParamType[object]):
    """An option that panah's own words read; what they refuse is wrong usage."""

    def __init__(self, name: str, read: Callable[[str], object]) -> None:
        self.name = name
        self.read = read

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> object:
        try:
            return self.read(value) if isinstance(value, str) else value
        except PanahError as error:
            self.fail(str(error), param, ctx)


class Word(click.Choice[str]):
    """An option whose value is a word of a closed list."""

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__([word.value for word in words])
        self.words = words

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> StrEnum:
        """Give the word as a member of its list."""
        plain = value.value if isinstance(value, StrEnum) else value
        return self.words(super().convert(plain, param, ctx))


class _CaseType(click.ParamType[Case]):
    """A case folder."""

    name = "case"

    def convert(
        self, value: object, _param: click.Parameter | None, _ctx: click.Context | None
    ) -> Case:
        return value if isinstance(value, Case) else open_case(str(value))


DAY = _Read("day", clock.day)
_MOMENT = _Read("moment", clock.written)
EDTF = _Read("edtf", When.parse)

case_argument = click.argument("case", type=_CaseType(), metavar="CASE")
at_option = click.option(
    "--at",
    metavar="WHEN",
    help="Rebuild a past crisis: put what is appended at this moment, never before the ledger's "
    "last entry. The entries are marked as reconstructed.",
)
by_option = click.option(
    "--by",
    default=getpass.getuser,
    show_default="your login",
    metavar="NAME",
    help="Who does it.",
)
level_option = click.option(
    "--level",
    type=Word(Sensitivity),
    default=Sensitivity.PUBLIC.value,
    show_default=True,
    help="Leave out claims whose report is more sensitive than this; how many is said.",
)
policy_option = click.option(
    "--policy",
    metavar="conservative|FILE.toml",
    help="Look at amounts as another reading policy has them: panah's conservative one, or changes "
    "to panah's own in the layout of its table. Never published.",
)
strict_option = click.option("--strict", is_flag=True, help="Count only what is agreed or firmer.")
seed_option = click.option(
    "--seed",
    metavar="S",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Of chance: the same seed gives the same numbers.",
)
output_option = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file instead of the screen.",
)


def asked(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the three clocks."""
    as_public = click.option(
        "--as-public", type=_MOMENT, metavar="P", help="Only what anyone could have read by then."
    )
    as_of = click.option(
        "--as-of", type=DAY, required=True, metavar="D", help="The day to look at."
    )
    return as_of(known_option(as_public(command)))


def known_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the moment up to which the ledger is read, and put moments into the case's zone."""

    @wraps(command)
    def there(case: Case, **given: Any) -> object:  # noqa: ANN401  (as the command takes them)
        zone = case.settings.zone
        moments = {
            name: clock.in_zone(moment, zone)
            for name, moment in given.items()
            if isinstance(moment, datetime)
        }
        return command(case, **{**given, **moments})

    as_known = click.option(
        "--as-known",
        type=_MOMENT,
        metavar="K",
        help="What the ledger had learned by then; a date means its end, in the case's time zone. "
        "Default: all it holds.",
    )
    return as_known(there)


def about_options(command: _Command) -> _Command:
    """Add what a file does not say about itself and an import is told; the fields of About."""
    for option in reversed(_ABOUT):
        command = option(command)
    return command


_ABOUT = (
    click.option("--published", type=EDTF, metavar="EDTF", help="Day or interval of publication."),
    click.option("--basis", type=Word(Basis), help="How that day is known."),
    click.option("--why", default="", help="The reason, in one sentence, if it is not stated."),
    click.option("--year", type=int, metavar="N", help="The year of dates without a year."),
    click.option("--publisher", default="", metavar="NAME", help="Who published it."),
    click.option("--title", default="", help="Its title."),
    click.option("--url", default="", help="Where it was found."),
    click.option("--lang", default="", metavar="TAG", help="Its language, BCP 47; default en."),
    click.option(
        "--sensitivity",
        type=Word(Sensitivity),
        show_default="as recorded, or public",
        help="Who may see it and the claims read from it.",
    ),
)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error while something long runs, and what the library warns of."""
    told, log = _Told(), logging.getLogger("panah")
    log.addHandler(told)
    try:
        with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

            def step(done: int, total: int) -> None:
                bar.length = max(total, 1)
                bar.update(done - bar.pos)

            yield step
    finally:
        log.removeHandler(told)


class _Told(logging.Handler):
    """Says a warning on a line of its own, in the place of a bar if there is one."""

    def emit(self, record: logging.LogRecord) -> None:
        bar = "\r\033[K" if sys.stderr.isatty() else ""
        click.echo(f"{bar}{record.getMessage()}", err=True)


def tell_level(situation: Situation) -> None:
    """Say on standard error what an answer leaves out, or holds that is not to be handed on."""
    reports = [one.report for one in situation.standing.values()]
    closed = sum(report.sensitivity is not Sensitivity.PUBLIC for report in reports)
    for told in restrictions(withheld=situation.withheld, closed=closed):
        click.echo(told, err=True)
    if situation.withheld:
        click.echo("--level confidential takes all of them in, for your own eyes", err=True)


def write(text: str | bytes, output: Path | None) -> None:
    """Write a result to a file or to the screen."""
    if output is None:
        click.echo(text, nl=False)
    else:
        write_file(output, text.encode("utf-8") if isinstance(text, str) else text)
