"""What a plug-in can add; panah's own readers come through the same hooks.

A plug-in is a module under the entry point group ``panah``. A hook exists only where a reader of
panah's own uses it.
"""

from collections.abc import Callable, Mapping
from functools import cache

import pluggy

from panah.domain.reading import TextReader
from panah.domain.report import Extracted
from panah.errors import CaseError, ReportError

__all__ = ["ENCODER", "FileReader", "Hooks", "file_reader", "hookimpl", "manager", "text_reader"]

ENCODER = "encoder"
"""The reader by rules, weights and an encoder: it reads where no other is named."""

hookimpl = pluggy.HookimplMarker("panah")
_hookspec = pluggy.HookspecMarker("panah")

FileReader = Callable[[bytes, str], Extracted]
"""Takes the bytes of a file and its name, gives its text; raises ReportError."""


class Hooks:
    """The hooks, each documented in docs/reference/hooks.md (a test compares the two)."""

    @_hookspec
    def register_readers(self) -> Mapping[str, FileReader]:  # type: ignore[empty-body]
        """Give readers of files by the ending of the files they read: ``{".docx": read_docx}``."""

    @_hookspec
    def register_text_readers(self) -> Mapping[str, TextReader]:  # type: ignore[empty-body]
        """Give readers of text by name: ``{"rules": RulesReader()}``."""


class _Own:
    """What panah itself brings."""

    @hookimpl
    def register_readers(self) -> Mapping[str, FileReader]:
        from panah.reading.files.docx import read_docx  # noqa: PLC0415  (load when a file is read)
        from panah.reading.files.eml import read_eml  # noqa: PLC0415
        from panah.reading.files.html import read_html  # noqa: PLC0415
        from panah.reading.files.markdown import read_markdown  # noqa: PLC0415
        from panah.reading.files.pdf import read_pdf  # noqa: PLC0415
        from panah.reading.files.text import read_text  # noqa: PLC0415

        return {
            ".txt": read_text,
            ".md": read_markdown,
            ".html": read_html,
            ".htm": read_html,
            ".pdf": read_pdf,
            ".docx": read_docx,
            ".eml": read_eml,
        }

    @hookimpl
    def register_text_readers(self) -> Mapping[str, TextReader]:
        from panah.reading.encoder.reader import EncodedReader  # noqa: PLC0415  (loads numpy)
        from panah.reading.learned.weigh import by_weights  # noqa: PLC0415  (loads the lexicon)
        from panah.reading.rules import RulesReader  # noqa: PLC0415

        rules = RulesReader(by_weights)
        return {rules.name: rules, ENCODER: EncodedReader()}


@cache
def manager() -> pluggy.PluginManager:
    """Give the manager with panah's own plug-ins and everything installed beside it."""
    plugins = pluggy.PluginManager("panah")
    plugins.add_hookspecs(Hooks)
    plugins.register(_Own(), name="panah")
    plugins.load_setuptools_entrypoints("panah")
    return plugins


def file_reader(name: str) -> FileReader:
    """Give the reader for a file's ending.

    Raises
    ------
    ReportError
        If no reader knows the ending; says which endings are known.
    """
    readers: dict[str, FileReader] = {}
    for some in reversed(manager().hook.register_readers()):
        readers.update(some)
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending not in readers:
        known = ", ".join(sorted(readers))
        raise ReportError(
            f"{name}: no reader for files ending in {ending or 'nothing'!r}; panah reads {known}"
            + ("; `panah import` takes in a table" if ending in {".csv", ".xlsx"} else "")
        )
    return readers[ending]


def text_reader(name: str) -> TextReader:
    """Give the reader of text of that name.

    Raises
    ------
    CaseError
        If there is none; says which there are.
    """
    readers: dict[str, TextReader] = {}
    for some in reversed(manager().hook.register_text_readers()):
        readers.update(some)
    if name not in readers:
        raise CaseError(f"no text reader is called {name!r}; there is {', '.join(sorted(readers))}")
    return readers[name]
