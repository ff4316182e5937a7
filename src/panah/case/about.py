"""What is told of a report when it is taken in: publisher, day, form, and who may see it."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

import attrs

from panah.domain.report import Basis, Form, Sensitivity
from panah.domain.when import When
from panah.errors import InputError

__all__ = ["About"]

_Word = TypeVar("_Word", bound=StrEnum)


def _time(given: When | str | None) -> When | None:
    return When.parse(given) if isinstance(given, str) else given


def _word(words: type[_Word], given: str | None) -> _Word | None:
    if given is not None and given not in list(words):
        name = words.__name__.lower()
        raise InputError(f"{given!r} is no {name}; there is {', '.join(words)}")
    return None if given is None else words(given)


def _basis(given: Basis | str | None) -> Basis | None:
    return _word(Basis, given)


def _form(given: Form | str | None) -> Form | None:
    return _word(Form, given)


def _sensitivity(given: Sensitivity | str | None) -> Sensitivity | None:
    return _word(Sensitivity, given)


def _is(kind: type) -> Callable[[object, "attrs.Attribute[Any]", object], None]:
    def check(_: object, field: "attrs.Attribute[Any]", given: object) -> None:
        if given is not None and not isinstance(given, kind):
            raise InputError(f"{field.name} of a report is {given!r}, which is no {kind.__name__}")

    return check


@attrs.frozen(kw_only=True)
class About:
    """What a report does not say about itself and an import is told.

    Parameters
    ----------
    published
        EDTF: a day or an interval, as text or as a `When`.
    year
        The year of dates without a year.
    form, sensitivity
        None for what the ledger holds of the report; of a new one, news and public.
    """

    published: When | None = attrs.field(default=None, converter=_time, validator=_is(When))
    basis: Basis | None = attrs.field(default=None, converter=_basis)
    why: str = attrs.field(default="", validator=_is(str))
    year: int | None = attrs.field(default=None, validator=_is(int))
    publisher: str = attrs.field(default="", validator=_is(str))
    title: str = attrs.field(default="", validator=_is(str))
    url: str = attrs.field(default="", validator=_is(str))
    lang: str = attrs.field(default="", validator=_is(str))
    form: Form | None = attrs.field(default=None, converter=_form)
    sensitivity: Sensitivity | None = attrs.field(default=None, converter=_sensitivity)
