"""Parameters as figures of a plan, each with what it rests on."""

from datetime import date

from panah.domain.figure import Figure, Origin
from panah.plan.parameters import Parameter

__all__ = ["figure_of", "origin_of", "text_of"]


def origin_of(parameter: Parameter) -> Origin:
    """Give what a parameter rests on: an assumption by its key, or a source as a rule."""
    said = f"{parameter.source}; {parameter.said or parameter.unit}"
    dated = f" ({parameter.date})" if parameter.date else ""
    if parameter.assumed:
        return Origin(assumption=parameter.key, text=text_of(said + dated))
    return Origin(rule=parameter.key, text=text_of(said + dated))


def figure_of(parameter: Parameter, start: date, *, times: float = 1.0) -> Figure:
    """Give a parameter as a figure counted from the first day of a plan.

    Steps before the first day hold on it, as far as they are not overtaken.
    """
    steps: dict[int, float] = {}
    for day, number in parameter.steps:
        at = 0 if day is None else max((day - start).days, 0)
        steps[at] = number * times
    return Figure(tuple(sorted(steps.items())), origin_of(parameter))


def text_of(text: str) -> str:
    """Give a text in one line."""
    return " ".join(text.split())
