"""The commands by which people decide: review, matter, grade; and note, which decides nothing."""

import attrs
import click

from panah.case import Case, Decision, decide_matter, grade_of, proposed, recalling
from panah.case.queue import queue
from panah.cli.options import Word, at_option, by_option, case_argument
from panah.cli.show import counted, queue_text
from panah.domain.claim import Kind
from panah.domain.entry import Reason, Relation
from panah.errors import InputError

__all__ = ["grade", "matter", "note", "review"]


@click.command()
@case_argument
@click.argument("claims", nargs=-1)
@click.option("--all-proposed", is_flag=True, help="Every claim that nobody has decided yet.")
@click.option("--accept", is_flag=True, help="They count from here.")
@click.option("--reject", is_flag=True, help="They are out; --reason says why.")
@click.option(
    "--reason",
    type=Word(Reason),
    default=Reason.WRONG_READING.value,
    show_default=True,
    help="Why they are rejected.",
)
@click.option(
    "--amend",
    multiple=True,
    metavar="FIELD=VALUE",
    help="They are read otherwise: status=agreed, qty.lo=7200, event=2021-07. Repeatable.",
)
@click.option("--retract", is_flag=True, help="Undo the last decision on each.")
@click.option("--matter", metavar="M", help="Gather them under this matter; a new one is made.")
@click.option(
    "--link",
    nargs=2,
    multiple=True,
    metavar="RELATION CLAIM",
    help=f"How they stand to another claim: {', '.join(Relation)}. Repeatable.",
)
@click.option(
    "--unlink",
    nargs=2,
    multiple=True,
    metavar="RELATION CLAIM",
    help="Take such a link back. Repeatable.",
)
@click.option(
    "--independent",
    multiple=True,
    metavar="CLAIM",
    help="Their unnamed sources are others than this claim's: two voices (R7). Repeatable.",
)
@click.option("--grade", metavar="B2", help="Admiralty grade: source A to F, information 1 to 6.")
@click.option("--note", metavar="TEXT", help="A remark that changes nothing.")
@click.option("--why", default="", metavar="TEXT", help="Why it was decided so.")
@at_option
@by_option
def review(
    case: Case,
    claims: tuple[str, ...],
    *,
    all_proposed: bool,
    at: str | None,
    by: str,
    why: str,
    **options: object,
) -> None:
    """Decide claims: each decision is an entry of the ledger, and another entry can undo it.

    Claims are named by their label, or by the start of their id. Without any, what waits for a
    decision is listed: denials first, then by how often the rule that read it was right so far.
    """
    given = [name for name, value in options.items() if value and name != "reason"]
    if not claims and not all_proposed and not given:
        click.echo(queue_text(queue(case)), nl=False)
        return
    if all_proposed == bool(claims):
        raise click.UsageError("name the claims, or give --all-proposed")
    decision = _decision(options)
    names: list[str] = list(claims)
    if all_proposed:
        names, doubtful = proposed(case, in_bulk=decision.accept)
        for key in doubtful:
            click.echo(f"{key[:8]} is left: its words hold a negation; look at it alone", err=True)
    new = case.review(*names, verdict=decision, by=by, note=why, at=at)
    click.echo(f"{counted(len(names), 'claim')}, {counted(new, 'new entry')}", err=True)


def _decision(options: dict[str, object]) -> Decision:
    chosen = options
    amended, links, unlinks = chosen["amend"], chosen["link"], chosen["unlink"]
    return Decision(
        accept=bool(chosen["accept"]),
        reject=Reason(str(chosen["reason"])) if chosen["reject"] else None,
        changes=dict(_change(str(text)) for text in _many(amended)),
        retract=bool(chosen["retract"]),
        matter=_text(chosen["matter"]),
        links=tuple((_relation(pair[0]), pair[1]) for pair in _pairs(links)),
        unlinks=tuple((_relation(pair[0]), pair[1]) for pair in _pairs(unlinks)),
        independent=tuple(str(name) for name in _many(chosen["independent"])),
        grade=grade_of(str(chosen["grade"])) if chosen["grade"] else None,
        note=_text(chosen["note"]),
    )


def _change(text: str) -> tuple[str, str]:
    field, sign, value = text.partition("=")
    if not sign:
        raise InputError(f"{text!r} changes nothing; write FIELD=VALUE, such as status=agreed")
    return field.strip(), value.strip()


def _relation(text: str) -> Relation:
    if text not in set(Relation):
        raise InputError(f"{text!r} is no relation; there is {', '.join(Relation)}")
    return Relation(text)


def _many(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    return tuple((str(pair[0]), str(pair[1])) for pair in _many(value) if isinstance(pair, tuple))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


@click.command()
@case_argument
@click.argument("matter_id", metavar="MATTER")
@click.option("--rename", metavar="TITLE", help="Give it another title; its id stays.")
@click.option("--merge-into", metavar="OTHER", help="Make it one with another matter.")
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="FIELD=VALUE",
    help="What it is: group.label, period, parent (the matter it is part of), subject, place …",
)
@click.option("--why", default="", metavar="TEXT", help="Why it was decided so.")
@at_option
@by_option
def matter(  # noqa: PLR0913  (one parameter an option)
    case: Case,
    matter_id: str,
    *,
    rename: str | None,
    merge_into: str | None,
    changes: tuple[str, ...],
    why: str,
    at: str | None,
    by: str,
) -> None:
    """Rename a matter, merge it into another, or say what it is.

    A matter that is part of another (``--set parent=OTHER``) keeps its own line, and its numbers
    are never added to those of the other. An empty value takes what was said away. To split a
    matter, review its claims with --matter.
    """
    hand = case.hand(by, at, why)
    new = decide_matter(
        case,
        matter_id,
        hand=hand,
        title=rename,
        into=merge_into,
        changes=dict(map(_change, changes)),
    )
    click.echo(f"{matter_id}: {counted(new, 'new entry')}", err=True)


@click.command()
@case_argument
@click.argument("name")
@click.argument("given", metavar="GRADE")
@click.option(
    "--kind", "kinds", type=Word(Kind), multiple=True, help="Of an actor: only for claims of this."
)
@click.option("--why", default="", metavar="TEXT", help="Why it was graded so.")
@at_option
@by_option
def grade(  # noqa: PLR0913  (one parameter an option)
    case: Case,
    name: str,
    given: str,
    *,
    kinds: tuple[Kind, ...],
    why: str,
    at: str | None,
    by: str,
) -> None:
    """Grade a claim, or an actor for all it says: B2 is a source A to F, information 1 to 6.

    NAME is a claim's label or the start of its id, or an actor as reports name it. A grade is a
    rank: it decides whose words lead, and is never a weight in a sum.
    """
    graded = attrs.evolve(grade_of(given), scope=tuple(sorted(set(kinds))))
    new = recalling.grade(case, name, graded, case.hand(by, at, why))
    click.echo(f"{name}: {counted(new, 'new entry')}", err=True)


@click.command()
@case_argument
@click.argument("name")
@click.argument("text")
@click.option("--asked", is_flag=True, help="It is a question, and it was asked.")
@at_option
@by_option
def note(case: Case, name: str, text: str, *, asked: bool, at: str | None, by: str) -> None:
    """Remark something about anything; it changes no answer, and `panah log` shows it.

    NAME is a claim, a matter, a report, an entry or an actor.
    """
    new = recalling.note(case, name, text, case.hand(by, at), asked=asked)
    click.echo(f"{name}: {counted(new, 'new entry')}", err=True)
