"""Plan refuge for people who flee.

>>> import panah
>>> case = panah.open("afghanistan-2021")  # doctest: +SKIP
>>> case.situation(date(2021, 8, 16)).offers  # doctest: +SKIP

Each name loads when it is first used, so that importing panah costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from panah.case import About, Case, Decision
    from panah.case import new_case as new
    from panah.case import open_case as open  # noqa: A004  (panah.open reads like pl.read_csv)
    from panah.case.example import example
    from panah.case.scoring import score
    from panah.domain.claim import Hold, Status
    from panah.domain.quantity import Qty
    from panah.domain.when import When
    from panah.errors import PanahError
    from panah.plugins import hookimpl

__all__ = [
    "About",
    "Case",
    "Decision",
    "Hold",
    "PanahError",
    "Qty",
    "Status",
    "When",
    "example",
    "hookimpl",
    "new",
    "open",
    "score",
]

_HOMES = {
    "About": "panah.case:About",
    "Case": "panah.case:Case",
    "Decision": "panah.case:Decision",
    "Hold": "panah.domain.claim:Hold",
    "PanahError": "panah.errors:PanahError",
    "Qty": "panah.domain.quantity:Qty",
    "Status": "panah.domain.claim:Status",
    "When": "panah.domain.when:When",
    "example": "panah.case.example:example",
    "hookimpl": "panah.plugins:hookimpl",
    "new": "panah.case:new_case",
    "open": "panah.case:open_case",
    "score": "panah.case.scoring:score",
}
"""Where each public name is defined, and what it is called there."""


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"panah has no {name}; it has {', '.join(__all__)}")
    module, _, there = _HOMES[name].partition(":")
    globals()[name] = found = getattr(import_module(module), there)
    return found


def __dir__() -> list[str]:
    return list(__all__)
