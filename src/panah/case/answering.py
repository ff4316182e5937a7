"""Answers in the form somebody asked for: a table for the terminal, files for other programs."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import attrs

from panah.brief import html, markdown
from panah.brief.compose import language_of, make
from panah.brief.exports import answer, cap, flat, geojson, jsonld, terminal, workbook
from panah.brief.model import Brief as Content
from panah.case.folder import received_bytes
from panah.case.meant import files
from panah.case.settings import Settings
from panah.case.words import Words
from panah.case.writing import write_file
from panah.domain.dossier import dossiers
from panah.domain.entry import Entry
from panah.domain.outlook import CaseForecast
from panah.domain.situation import Situation
from panah.errors import InputError, NotKnownError

__all__ = ["BRIEF_FORMS", "FORMS", "TAGGED", "Asked", "Brief", "hand_over", "render", "warning"]


@attrs.frozen(kw_only=True)
class Asked:
    """A situation that is to be written, and what some formats need beside it.

    Parameters
    ----------
    acts
        Entries about its claims and reports, oldest first: the provenance of JSON-LD.
    hxl
        Whether a row of HXL hashtags follows the names of columns.
    """

    situation: Situation
    words: Words
    acts: Sequence[Entry] = ()
    hxl: bool = False


FORMS: Mapping[str, Callable[[Asked], str | bytes]] = {
    "table": lambda asked: terminal.as_table(asked.situation, asked.words.names),
    "csv": lambda asked: flat.as_csv(asked.situation, hxl=asked.hxl),
    "xlsx": lambda asked: workbook.as_xlsx(asked.situation, hxl=asked.hxl),
    "json": lambda asked: answer.as_json(asked.situation),
    "jsonld": lambda asked: jsonld.as_jsonld(asked.situation, asked.words.names, asked.acts),
    "geojson": lambda asked: geojson.as_geojson(asked.situation, asked.words.names),
}
"""How a situation is written, by format."""

TAGGED = ("csv", "xlsx")
"""Formats that take a row of HXL hashtags."""

BRIEF_FORMS: Mapping[str, Callable[[Content], str]] = {
    ".html": html.as_html,
    ".md": markdown.as_markdown,
}
"""How a brief is written, by the ending of its file."""


def render(
    situation: Situation,
    words: Words,
    form: str,
    *,
    acts: Sequence[Entry] = (),
    hxl: bool = False,
) -> str | bytes:
    """Write a situation in a format of `FORMS`.

    Parameters
    ----------
    acts, hxl
        As in `Asked`.

    Raises
    ------
    InputError
        If panah does not write that format, or it takes no hashtags.
    """
    if form not in FORMS:
        raise InputError(f"panah does not write {form!r}; it writes {', '.join(FORMS)}")
    if hxl and form not in TAGGED:
        raise InputError(f"{form} has no row of hashtags; {' and '.join(TAGGED)} have")
    return FORMS[form](Asked(situation=situation, words=words, acts=acts, hxl=hxl))


@attrs.frozen
class Brief:
    """The hand-over, every number of it a link to its quote, speaker, publisher and day."""

    content: Content

    @property
    def html(self) -> str:
        """The page, whole in one file."""
        return html.as_html(self.content)

    @property
    def markdown(self) -> str:
        """The text, with footnotes."""
        return markdown.as_markdown(self.content)

    def written(self, form: str) -> bytes:
        """Give its bytes in a form of `BRIEF_FORMS`.

        Raises
        ------
        InputError
            If panah does not write that form.
        """
        if form not in BRIEF_FORMS:
            raise InputError(f"panah writes briefs as {', '.join(BRIEF_FORMS)}, not as {form!r}")
        return BRIEF_FORMS[form](self.content).encode("utf-8")

    def save(self, file: str | Path) -> Path:
        """Write it to a file; the ending says in which form.

        Raises
        ------
        InputError
            If panah does not write that form.
        """
        (path,) = files([file], "the file of a brief")
        write_file(path, self.written(path.suffix.lower()))
        return path


def hand_over(
    situation: Situation,
    forecast: CaseForecast | None,
    words: Words,
    settings: Settings,
    *,
    kind: str,
    language: str | None,
) -> Brief:
    """Write a situation, and what may come, as a brief of the case.

    Raises
    ------
    InputError
        If its amounts were read by a policy that is only tried.
    """
    if situation.view.policy:
        raise InputError(
            f"no brief is made of amounts read by {situation.view.policy}, which is a view; set "
            f"the policy in case.toml under [amounts] and amend what `panah check` lists"
        )
    content = make(
        situation,
        kind=kind,
        case=settings.name,
        places=words.places,
        actors=words.actors,
        language=language or language_of(settings.languages),
        forecast=forecast,
    )
    return Brief(content)


def warning(
    situation: Situation,
    words: Words,
    matter: str,
    *,
    sender: str,
    before: Path | None = None,
    meant: cap.Meant = cap.Meant.ACTUAL,
) -> str:
    """Write what a matter warns of as a message of the Common Alerting Protocol.

    Parameters
    ----------
    before
        The file of the message that this one updates or cancels.

    Raises
    ------
    NotKnownError
        If there is no line of that matter.
    InputError
        If nothing warns and nothing did.
    """
    told = dossiers(situation.detail, situation.standing, words.names)
    one = next((one for one in told if one.line.matter.id == matter), None)
    if one is None and before is None:
        raise NotKnownError(
            f"there is no line {matter!r} on {situation.view.as_of}; `panah situation` with "
            f"--format csv lists those there are"
        )
    earlier = None if before is None else cap.message_of(received_bytes(before), before.name)
    return cap.as_cap(matter, one, situation, sender=sender, before=earlier, meant=meant)
