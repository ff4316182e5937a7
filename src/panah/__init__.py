"""Plan refuge for people who flee.

>>> import panah
>>> case = panah.open("afghanistan-2021")  # doctest: +SKIP
>>> case.situation(date(2021, 8, 16)).offers  # doctest: +SKIP

Each name loads when it is first used, so that importing panah costs next to nothing.
"""

from typing import TYPE_CHECKING

from panah.on_demand import on_demand

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
    "About": "panah.case",
    "Case": "panah.case",
    "Decision": "panah.case",
    "Hold": "panah.domain.claim",
    "PanahError": "panah.errors",
    "Qty": "panah.domain.quantity",
    "Status": "panah.domain.claim",
    "When": "panah.domain.when",
    "example": "panah.case.example",
    "hookimpl": "panah.plugins",
    "new": "panah.case:new_case",
    "open": "panah.case:open_case",
    "score": "panah.case.scoring",
}
"""Where each public name is defined, and what it is called there if not the same."""

__getattr__ = on_demand(__name__, _HOMES, globals())


def __dir__() -> list[str]:
    return list(__all__)
