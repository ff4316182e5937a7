"""From the plain values of JSON back to the values of the domain, with every type checked.

What was kept has no empty fields, so there a field that is missing is an empty one. What comes
from elsewhere gets the domain's own defaults, and must name what has none.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter, ForbiddenExtraKeysError, transform_error
from cattrs.cols import homogenous_tuple_structure_factory
from cattrs.errors import BaseValidationError, CattrsError
from cattrs.gen import make_dict_structure_fn, override

from panah.domain.canonical import KEPT
from panah.domain.entry import VALUES, Act, Entry
from panah.errors import PanahError
from panah.store.scalars import SCALARS, Shape, WrongError, refuse

__all__ = ["FAULTS", "REFUSED", "converter", "entry_shape", "why_not"]

FAULTS = (AttributeError, CattrsError, KeyError, OverflowError, PanahError, TypeError, ValueError)
"""What reading something of another shape can raise."""

REFUSED = BaseValidationError
"""What a converter raises; it holds every fault."""

Shapes = Mapping[str, Shape]

_MISSING = "is missing"
_EMPTY: tuple[object, ...] = (None, False, "", (), frozenset())


@cache
def converter(*, as_kept: bool = True) -> Converter:
    """Give a converter from plain values to the domain's, which collects every fault for `why_not`.

    Parameters
    ----------
    as_kept
        A field that is missing is an empty one, as in the canonical form.
    """
    made = Converter(detailed_validation=True)
    made.register_structure_hook_factory(
        attrs.has, lambda cls: _class_shape(cls, made, as_kept=as_kept)
    )
    made.register_structure_hook_factory(_may_be_none, lambda of: _optional_shape(of, made))
    made.register_structure_hook_factory(_is_many, lambda many: _many_shape(many, made))
    for of, shape in SCALARS.items():
        made.register_structure_hook(of, shape)
    return made


def entry_shape(act: object) -> Shape:
    """Give how the content of an entry is read, which hangs on its act.

    Raises
    ------
    WrongError
        If there is no such act.
    """
    shape = _entry_shapes().get(act if type(act) is str else None)
    return shape or refuse(f"an act, one of {', '.join(Act)}", act)


def why_not(error: BaseException) -> str:
    """Say in one line what is wrong and where, from an error of a detailed converter."""
    faults = transform_error(error, path="", format_exception=_said)
    return "; ".join(_placed(fault) for fault in faults)


@cache
def _entry_shapes() -> dict[object, Shape]:
    made = converter()
    return {
        act.value: _class_shape(
            Entry, made, as_kept=True, shapes={"value": _value_shape(act, made)}
        )
        for act in Act
    }


def _class_shape(
    cls: type, made: Converter, *, as_kept: bool, shapes: Shapes = MappingProxyType({})
) -> Shape:
    """Give how a class is read; `shapes` says how its fields are whose type does not tell."""
    fields = {
        field.name.rstrip("_"): field
        for field in attrs.fields(cls)
        if field.metadata.get(KEPT, True)
    }
    absent = {
        name: empty
        for name, field in fields.items()
        if field.default not in _EMPTY
        for empty in _empty(field.type, as_kept=as_kept)
    }
    overrides: Any = {
        field.name: override(
            rename=field.name.rstrip("_"),
            omit=field.name.rstrip("_") not in fields,
            struct_hook=shapes.get(field.name),
        )
        for field in attrs.fields(cls)
    }
    shape: Shape = make_dict_structure_fn(cls, made, _cattrs_forbid_extra_keys=True, **overrides)

    def read(given: object, _: object) -> object:
        if type(given) is not dict:
            refuse("fields in braces", given)
        return shape({**absent, **given}, cls)

    return read


def _empty(of: object, *, as_kept: bool) -> tuple[object, ...]:
    """Give the plain form of a type's empty value, if it has one."""
    if NoneType in get_args(of):
        return (None,)
    if as_kept and of is str:
        return ("",)
    return ([],) if as_kept and _is_many(of) else ()


def _value_shape(act: Act, made: Converter) -> Shape:
    cls = VALUES[act]
    if cls is NoneType:
        return lambda value, _: refuse(f"no value for {act}", value)
    shape: Shape = made.get_structure_hook(cls)
    return lambda value, _: shape(value, cls)


def _may_be_none(of: object) -> bool:
    return NoneType in get_args(of) and len(get_args(of)) == 2


def _optional_shape(of: object, made: Converter) -> Shape:
    (some,) = set(get_args(of)) - {NoneType}
    shape: Shape = made.get_structure_hook(some)
    return lambda value, _: None if value is None else shape(value, some)


def _is_many(of: object) -> bool:
    return get_origin(of) in (tuple, frozenset)


def _many_shape(many: Any, made: Converter) -> Shape:  # noqa: ANN401  # tuple[X, ...] or frozenset[X]
    row: Any = tuple[get_args(many)[0], ...]  # type: ignore[misc]  # made while running
    items = homogenous_tuple_structure_factory(row, made)
    is_row = get_origin(many) is tuple

    def shape(given: object, _: object) -> object:
        if type(given) is not list:
            refuse("a list", given)
        found = items(given, row)
        return found if is_row else frozenset(found)

    return shape


def _said(error: BaseException, _: type | None) -> str:
    if isinstance(error, ForbiddenExtraKeysError):
        extra = ", ".join(sorted(error.extra_fields))
        kept = (field for field in attrs.fields(error.cl) if field.metadata.get(KEPT, True))
        fields = ", ".join(field.name.rstrip("_") for field in kept)
        return f"{extra} is not known here; there is {fields}"
    if isinstance(error, KeyError):
        return _MISSING
    return str(error) if isinstance(error, (WrongError, PanahError)) else f"cannot be: {error}"


def _placed(fault: str) -> str:
    """Put the place before what is wrong: cattrs gives ``WHAT @ .claims[0].from_``."""
    what, _, where = fault.rpartition(" @ ")
    place = where.lstrip(".").replace("_.", ".").rstrip("_")
    if what == _MISSING:
        return f"{place} {what}"
    return f"{place}: {what}" if place else what
