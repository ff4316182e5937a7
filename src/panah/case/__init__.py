"""The case: one crisis on disk, and what can be done with it."""

from panah.case.answering import FORMS, Brief, render
from panah.case.case import Case
from panah.case.deciding import Decision, decide_matter, grade_of, proposed
from panah.case.evaluating import evaluate_reading
from panah.case.example import Built, build_example, example
from panah.case.importing import import_file
from panah.case.keeping import export, merge, verify
from panah.case.opening import new_case, open_case
from panah.case.queue import Waiting, queue
from panah.case.reading import About, Readings
from panah.case.writing import write_file

__all__ = [
    "FORMS",
    "About",
    "Brief",
    "Built",
    "Case",
    "Decision",
    "Readings",
    "Waiting",
    "build_example",
    "decide_matter",
    "evaluate_reading",
    "example",
    "export",
    "grade_of",
    "import_file",
    "merge",
    "new_case",
    "open_case",
    "proposed",
    "queue",
    "render",
    "verify",
    "write_file",
]
