"""The case: one crisis on disk, and what can be done with it.

Each name loads when it is first used, so that a command pays for its own work alone.
"""

from typing import TYPE_CHECKING

from panah.on_demand import on_demand

if TYPE_CHECKING:
    from panah.case.about import About
    from panah.case.answering import FORMS, render
    from panah.case.briefing import Brief
    from panah.case.case import Case
    from panah.case.deciding import Decision, decide_matter, grade_of, proposed
    from panah.case.evaluating import evaluate_reading
    from panah.case.example import Built, build_example
    from panah.case.importing import import_file
    from panah.case.keeping import export, merge, verify
    from panah.case.opening import new_case, open_case
    from panah.case.queue import Waiting
    from panah.case.reading import Readings
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
    "export",
    "grade_of",
    "import_file",
    "merge",
    "new_case",
    "open_case",
    "proposed",
    "render",
    "verify",
    "write_file",
]

_HOMES = {
    "FORMS": ".answering",
    "About": ".about",
    "Brief": ".briefing",
    "Built": ".example",
    "Case": ".case",
    "Decision": ".deciding",
    "Readings": ".reading",
    "Waiting": ".queue",
    "build_example": ".example",
    "decide_matter": ".deciding",
    "evaluate_reading": ".evaluating",
    "export": ".keeping",
    "grade_of": ".deciding",
    "import_file": ".importing",
    "merge": ".keeping",
    "new_case": ".opening",
    "open_case": ".opening",
    "proposed": ".deciding",
    "render": ".answering",
    "verify": ".keeping",
    "write_file": ".writing",
}
"""The module in which each name is defined."""

__getattr__ = on_demand(__name__, _HOMES, globals())
