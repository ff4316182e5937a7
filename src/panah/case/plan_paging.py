"""What a page of a plan calls things by, from the case that the plan is of."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from panah.brief.plan.page import PlanPage
from panah.case.plan_scheme import scheme_of
from panah.domain.plan import Plan
from panah.domain.situation import Situation

if TYPE_CHECKING:
    from panah.case.case import Case
    from panah.plan.instance.scheme import Scheme

__all__ = ["labels_of", "page_of"]


def labels_of(scheme: "Scheme") -> Mapping[str, str]:
    """Give what groups, gates and lifts are called, by their names."""
    return {
        **{group.name: group.label for group in scheme.groups},
        **{gate.name: gate.label for gate in scheme.gates},
        **{lift.name: lift.label for lift in scheme.lifts},
    }


def page_of(case: "Case", situation: Situation, plan: Plan) -> PlanPage:
    """Put a plan beside what a brief needs to call things by their names.

    Raises
    ------
    CaseError, PlanError
        If the case has no ``plan.toml``, or it says what no plan reads.
    """
    return PlanPage(
        plan=plan,
        situation=situation,
        labels=labels_of(scheme_of(case)),
        name_of=case.words.names.of,
        numbers={},
        assumed={},
        left_out=(),
        explained={},
        prices={},
    )
