"""What is told while a level is solved: value, bound and gap at every step."""

import pytest
from tests.plan.evacuation import SMALL, an_evacuation

from panah.domain.plan_policy import Order, Policy
from panah.plan import progress
from panah.plan.engine import Watch
from panah.plan.making import make_plan
from panah.plan.progress import Progress


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(progress, "EVERY", 0.0)


@pytest.mark.parametrize(
    ("line", "sign", "told"),
    [
        (
            "  53    6.58374247e+07   6.58221986e+07   5.68e-13   3.22e-14  2.31e-04     128.5",
            1.0,
            "waiting: step 53, 65,837,424.7, bound 65,822,198.6, gap 2.3e-04",
        ),
        (
            "  61*  -6.58287173e+01  -6.58287169e+01   5.68e-13   2.08e-15  6.31e-09     145.0\n",
            -1.0,
            "waiting: step 61, 65.8, bound 65.8, gap 6.3e-09",
        ),
        (
            "   3    6.58374247e+07   6.58221986e+07   5.68e-03   3.22e-14  2.31e-04     1.5",
            1.0,
            "waiting: step 3, no bound yet",
        ),
        (
            "      1707     2.6942276402e+07 Pr: 12(3.5) 2s\n",
            1.0,
            "waiting: step 1,707, at 26,9",
        ),
    ],
)
def test_a_step_of_the_solver_is_told_in_figures(at_once, line, sign, told):
    lines = []
    heard = Progress(lines.append)
    heard.begin("waiting", sign)
    heard.hear(line)

    assert lines[0].startswith(told)


def test_other_lines_and_steps_in_quick_succession_are_not_told():
    lines = []
    heard = Progress(lines.append)
    heard.begin("waiting", 1.0)
    heard.hear("Presolving model\n")
    heard.hear("      1707     2.6942276402e+07 Pr: 12(3.5) 2s\n")

    assert lines == []


def test_the_bound_of_levels_begun_together_comes_to_their_value_while_they_are_solved(at_once):
    lines = []
    make_plan(an_evacuation(SMALL), Policy(order=Order.STRICT), watch=Watch(tell=lines.append))
    steps = [one for one in lines if one.startswith("begun together, w") and ", gap " in one]
    gaps = [float(one.rpartition(" ")[2]) for one in steps]

    assert len(steps) > 3
    assert gaps[-1] < gaps[0]
    assert gaps[-1] < 1e-6
