"""Directives that write the reference from panah's own code, so that it cannot be out of date.

``closed-list`` gives the words of an enumeration of the domain with their meaning from
``docs/words.toml``; ``table-columns`` gives the columns of a table from ``panah/domain/tables``;
``parameters`` gives the numbers of ``panah/forecast/parameters`` with their sources. All fail the
build when code and words differ. ``every-module`` documents the modules of a package.
"""

import pkgutil
import tomllib
from collections.abc import Iterable, Sequence
from enum import StrEnum
from importlib import import_module
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata

from panah.domain.claim import Status
from panah.domain.table import columns
from panah.forecast.priors import Prior, priors

WORDS = Path(__file__).parent.parent / "words.toml"


def modules(package: str) -> list[str]:
    """Give the names of the modules of a package."""
    path = import_module(package).__path__
    return sorted(f"{package}.{module.name}" for module in pkgutil.iter_modules(path))


def closed_lists() -> dict[str, type[StrEnum]]:
    """Give the closed lists of the domain by name."""
    return {
        name: thing
        for module in modules("panah.domain")
        for name, thing in vars(import_module(module)).items()
        if isinstance(thing, type) and issubclass(thing, StrEnum) and thing.__module__ == module
    }


def meanings(words: type[StrEnum]) -> dict[str, str]:
    """Give the meaning of every word of a closed list.

    Raises
    ------
    ValueError
        If a word has no meaning, or a meaning no word.
    """
    given = tomllib.loads(WORDS.read_text(encoding="utf-8")).get(words.__name__, {})
    if missing := [word.value for word in words if word.value not in given]:
        raise ValueError(f"docs/words.toml lacks {words.__name__}: {', '.join(missing)}")
    if spare := [word for word in given if word not in list(words)]:
        raise ValueError(f"docs/words.toml has for {words.__name__} no word {', '.join(spare)}")
    return {word.value: str(given[word.value]) for word in words}


class _Written(SphinxDirective):
    """Writes Markdown and has it parsed in place."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Give the parsed nodes."""
        try:
            lines = self.lines(self.arguments[0])
        except (ValueError, AttributeError, ImportError) as error:
            raise self.error(str(error)) from error
        around = nodes.container()
        self.state.nested_parse(StringList(list(lines), "panah"), self.content_offset, around)
        return around.children

    def lines(self, name: str) -> Iterable[str]:
        """Give the Markdown for the thing of that name."""
        return ()


class ClosedList(_Written):
    """Gives a closed list: ``{closed-list} Kind``."""

    def lines(self, name: str) -> Iterable[str]:
        """Give a row a word."""
        if name not in closed_lists():
            raise ValueError(f"the domain has no closed list {name}")
        words = closed_lists()[name]
        if words is Status:
            rows = [
                (f"`{word}`", meaning, Status(word).planning_class.value)
                for word, meaning in meanings(words).items()
            ]
            return _table(("word", "meaning", "planning class"), rows)
        return _table(
            ("word", "meaning"),
            [(f"`{word}`", meaning) for word, meaning in meanings(words).items()],
        )


class TableColumns(_Written):
    """Gives the columns of a table: ``{table-columns} offers``."""

    def lines(self, name: str) -> Iterable[str]:
        """Give a row a column."""
        rows = [
            (
                f"`{column.name}`",
                column.type.value.replace("_", " "),
                column.unit,
                "yes" if column.required else "",
                f"`{column.exchange}`",
                column.description,
            )
            for column in columns(name)
        ]
        return _table(("column", "type", "unit", "always", "in exports", "meaning"), rows)


class Parameters(_Written):
    """Gives the numbers a forecast rests on: ``{parameters} outflow``."""

    def lines(self, name: str) -> Iterable[str]:
        """Give a row a number."""
        rows = [
            (f"`{prior.name}`", _terms(prior), prior.unit, prior.source, prior.since)
            for prior in priors(name).values()
        ]
        return _table(("number", "value or distribution", "unit", "source", "since"), rows)


def _terms(prior: Prior) -> str:
    if prior.distribution == "fixed":
        low, high = prior.terms["range"]
        return f"{prior.value:g} ({low:g} to {high:g})"
    terms = (f"{name.replace('_', ' ')} {value}" for name, value in prior.terms.items())
    return f"{prior.distribution}: {', '.join(terms)}"


class EveryModule(_Written):
    """Documents every module of a package: ``.. every-module:: panah.domain``."""

    def lines(self, name: str) -> Iterable[str]:
        """Give a line of autodoc a module."""
        return [f".. automodule:: {module}" for module in modules(name)]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [_row(head), _row("---" for _ in head), *(_row(row) for row in rows)]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


_SET_ASIDE: dict[str, list[str]] = {}


def set_aside(_app: Sphinx, what: str, name: str, *rest: list[str]) -> None:
    """Keep from napoleon what it would misread: "Key: …" of an attribute is no type."""
    if what in {"attribute", "data", "property"}:
        _SET_ASIDE[name] = rest[-1][:]
        rest[-1].clear()


def put_back(_app: Sphinx, _what: str, name: str, *rest: list[str]) -> None:
    """Put back what was set aside; show the tree of errors as it was drawn."""
    lines = rest[-1]
    lines[:0] = _SET_ASIDE.pop(name, [])
    if name == "panah.errors":
        lines[1:] = ["", "::", "", *(f"    {line}" for line in lines[1:])]


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.connect("autodoc-process-docstring", set_aside, priority=400)
    app.connect("autodoc-process-docstring", put_back, priority=600)
    app.add_directive("closed-list", ClosedList)
    app.add_directive("every-module", EveryModule)
    app.add_directive("parameters", Parameters)
    app.add_directive("table-columns", TableColumns)
    return {"version": "1", "parallel_read_safe": True}
