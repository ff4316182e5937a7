"""Answers in the form somebody asked for: a table for the terminal, files for other programs."""

from collections.abc import Callable, Mapping
from pathlib import Path

import attrs

from panah.brief import html, markdown
from panah.brief.exports import answer, flat, geojson, jsonld, terminal, workbook
from panah.brief.model import Brief as Content
from panah.case.words import Words
from panah.case.writing import write_file
from panah.domain.situation import Situation
from panah.errors import InputError

__all__ = ["BRIEF_FORMS", "FORMS", "Brief", "render"]

FORMS: Mapping[str, Callable[[Situation, Words], str | bytes]] = {
    "table": lambda situation, words: terminal.as_table(situation, words.names),
    "csv": lambda situation, _: flat.as_csv(situation),
    "xlsx": lambda situation, _: workbook.as_xlsx(situation),
    "json": lambda situation, _: answer.as_json(situation),
    "jsonld": lambda situation, words: jsonld.as_jsonld(situation, words.names),
    "geojson": lambda situation, words: geojson.as_geojson(situation, words.names),
}
"""How a situation is written, by format."""

BRIEF_FORMS: Mapping[str, Callable[[Content], str]] = {
    ".html": html.as_html,
    ".md": markdown.as_markdown,
}
"""How a brief is written, by the ending of its file."""


def render(situation: Situation, words: Words, form: str) -> str | bytes:
    """Write a situation in a format of `FORMS`.

    Raises
    ------
    InputError
        If panah does not write that format.
    """
    if form not in FORMS:
        raise InputError(f"panah does not write {form!r}; it writes {', '.join(FORMS)}")
    return FORMS[form](situation, words)


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
        path = Path(file)
        write_file(path, self.written(path.suffix.lower()))
        return path
