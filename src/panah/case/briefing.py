"""The hand-over: a situation, and what may come, as a brief in which every number is a link."""

from collections.abc import Callable, Mapping
from pathlib import Path

import attrs

from panah.brief import html, markdown
from panah.brief.compose import language_of, make
from panah.brief.model import Brief as Content
from panah.brief.plan.page import PlanPage
from panah.case.meant import files
from panah.case.settings import Settings
from panah.case.words import Words
from panah.case.writing import write_file
from panah.domain.outlook import CaseForecast
from panah.domain.situation import Situation
from panah.errors import InputError

__all__ = ["BRIEF_FORMS", "Brief", "hand_over"]

BRIEF_FORMS: Mapping[str, Callable[[Content], str]] = {
    ".html": html.as_html,
    ".md": markdown.as_markdown,
}
"""How a brief is written, by the ending of its file."""


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


def hand_over(  # noqa: PLR0913  (one parameter a part of the brief)
    situation: Situation,
    forecast: CaseForecast | None,
    words: Words,
    settings: Settings,
    *,
    kind: str,
    language: str | None,
    plan: PlanPage | None = None,
) -> Brief:
    """Write a situation, what may come and what is planned, as a brief of the case.

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
        plan=plan,
    )
    return Brief(content)
