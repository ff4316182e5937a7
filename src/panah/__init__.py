"""Plan refuge for people who flee.

>>> import panah
>>> case = panah.open("afghanistan-2021")  # doctest: +SKIP
>>> case.situation(date(2021, 8, 16)).offers  # doctest: +SKIP
"""

from panah.case import About, Case, Decision, example
from panah.case import new_case as new
from panah.case import open_case as open  # noqa: A004  (panah.open reads like pl.read_csv)
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
