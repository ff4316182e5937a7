"""The quick way back from what was kept: its JSON is held against the domain's fields while parsed.

A ledger is read whole, so this decides how long an answer takes. msgspec checks every name, word
and type as it parses, with no more leniency than `panah.store.shape`, which reads again what is
refused here and says why. What a ledger says over and over (a voice, a matter, a relation) is
known again by its bytes and made once.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache, lru_cache
from types import NoneType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin

import attrs
import msgspec
from msgspec.structs import astuple

from panah.domain.canonical import KEPT
from panah.domain.claim import Cond, Hop, MadeBy, Span
from panah.domain.entry import LAYOUT, VALUES, Act, Assignment, Entry, Grade, Link, Rejection
from panah.domain.group import Group
from panah.domain.when import When
from panah.errors import PanahError
from panah.store.scalars import moment

__all__ = ["REFUSED", "entry_of", "value_of"]

REFUSED = (msgspec.MsgspecError, PanahError, RecursionError, ValueError)
"""What reading something that is no entry of this layout can raise."""

T = TypeVar("T")

Maker = Callable[[Any], Any]
Wired = tuple[Any, Maker | None]
"""As what msgspec reads a type, and what makes the domain's value of it; None: it is one."""

_RECURRING = frozenset({Assignment, Cond, Grade, Group, Hop, Link, MadeBy, Rejection})
"""Classes of which a ledger holds the same few values over and over."""

_REMEMBERED = 2**16
"""Values of one kind that are known again. Assumed: more voices and matters than one crisis has,
so that they are made once each; some 10 MB when all are met."""

_WHOLE = int | float
"""A number that was written without a point stays whole, so that it is written so again."""

_SCALARS: dict[Any, Wired] = {
    float: (_WHOLE, None),
    str | float | None: (str | _WHOLE | None, None),
    datetime: (str, lru_cache(_REMEMBERED)(moment)),
    When: (str, lru_cache(_REMEMBERED)(When.parse)),
    Span: (tuple[int, int], lambda ends: Span(*ends)),
}

_EMPTY: dict[Any, Any] = {str: "", tuple: (), frozenset: frozenset()}
"""What a field that was left out holds, by its type."""


def entry_of(body: bytes | str) -> Entry:
    """Read an entry's content back.

    Raises
    ------
    Exception
        One of `REFUSED`, if it is not an entry's content in this layout; it does not say why.
    """
    decoder, makers = _entries()
    read = decoder.decode(body)
    return makers[type(read)](read)  # type: ignore[no-any-return]


def value_of(body: bytes, of: type[T]) -> T:
    """Read one value of the domain back from its canonical JSON.

    Raises
    ------
    Exception
        One of `REFUSED`, if it is no such value; it does not say why.
    """
    decode, make = _reader(of)  # type: ignore[arg-type]  # a class is hashable
    read = decode(body)
    return make(read) if make else read  # type: ignore[no-any-return]


@cache
def _reader(of: type) -> tuple[Callable[[bytes], Any], Maker | None]:
    read, make = _wired(of)
    return msgspec.json.Decoder(read).decode, make


@cache
def _entries() -> tuple[msgspec.json.Decoder[Any], dict[type, Maker]]:
    makers = dict(_entry(act) for act in Act)
    return msgspec.json.Decoder(Union[tuple(makers)]), makers  # noqa: UP007  # made while running


def _entry(act: Act) -> tuple[type, Maker]:
    """Give how the content of one act is read: the act tells what its value is."""
    wired = {name: _wired(of) for name, of in _kept(Entry).items() if name not in _OWN}
    make: Maker | None = None
    if VALUES[act] is not NoneType:
        wired["value"] = _wired(VALUES[act] | None)
        make = wired["value"][1]
    wired["v"] = (Literal[LAYOUT], None)
    struct, _ = _class(Entry, wired, act)
    at = wired["at"][1] or moment

    def made(read: Any) -> Entry:  # noqa: ANN401  # an entry as it was read
        value = make(read.value) if make and read.value is not None else None
        return Entry(at(read.at), read.by, act, read.on, value, read.why, read.reconstructed)

    return struct, made


_OWN = ("act", "value", "v")
"""Fields of an entry that hang on its act, or on the layout, which must be told."""


@cache
def _wired(of: Any) -> Wired:  # noqa: ANN401  # a type as its field has it
    """Give as what a type is read, and what makes it the domain's."""
    if of in _SCALARS:
        return _SCALARS[of]
    some = [part for part in get_args(of) if part is not NoneType] or [of]
    wired = _wired_anew(of)
    return _known_again(*wired) if some[0] in _RECURRING else wired


def _wired_anew(of: Any) -> Wired:  # noqa: ANN401  # a type as its field has it
    if isinstance(of, type) and attrs.has(of):
        return _class(of, {name: _wired(type_) for name, type_ in _kept(of).items()})
    some = [part for part in get_args(of) if part is not NoneType]
    if NoneType in get_args(of):
        read, make = _wired_one(some[0])
        return read | None, make
    if get_origin(of) is tuple:
        read, make = _wired_one(some[0])
        return tuple[read, ...], make and _each(make)  # type: ignore[valid-type]
    return of, None


def _wired_one(of: Any) -> Wired:  # noqa: ANN401  # a type as its field has it
    """Give how one of several is read: what recurs is known again together with the others."""
    return _wired_anew(of) if of in _RECURRING else _wired(of)


def _kept(cls: type) -> dict[str, Any]:
    """Give the fields of a class that are kept, with their types."""
    return {field.name: field.type for field in attrs.fields(cls) if field.metadata.get(KEPT, True)}


def _each(make: Maker) -> Maker:
    return lambda many: tuple([make(one) for one in many])


def _known_again(read: Any, make: Maker | None) -> Wired:  # noqa: ANN401  # made while running
    """Let a value be made from its bytes once, as long as these are among the last it had."""
    decode = msgspec.json.Decoder(read).decode

    @lru_cache(maxsize=_REMEMBERED)
    def made(text: bytes) -> object:
        found = decode(text)
        return make(found) if make and found is not None else found

    return msgspec.Raw, lambda raw: made(bytes(raw))


def _class(cls: type, wired: dict[str, Wired], act: Act | None = None) -> tuple[type, Maker]:
    """Give as what a class is read, and what makes one of it.

    Parameters
    ----------
    wired
        By field, as what it is read.
    act
        For an entry: what was done, which is told apart before the rest is read.
    """
    defaults = {field.name: _default(field) for field in attrs.fields(cls)} | {"v": ()}
    struct = msgspec.defstruct(
        cls.__name__,
        [(name, read, *defaults[name]) for name, (read, _) in wired.items()],
        rename={name: name.rstrip("_") for name in wired},
        kw_only=True,
        frozen=True,
        forbid_unknown_fields=True,
        tag_field=act and "act",
        tag=act and act.value,
    )
    names = list(struct.__struct_fields__)
    makers = [
        (names.index(name), make, next(iter(defaults[name]), None))
        for name, (_, make) in wired.items()
        if make
    ]
    in_turn = not any(field.kw_only for field in attrs.fields(cls))

    def made(read: msgspec.Struct) -> object:
        values = list(astuple(read))
        for at, make, empty in makers:
            if (value := values[at]) is not empty:
                values[at] = make(value)
        return cls(*values) if in_turn else cls(**dict(zip(names, values, strict=True)))

    return struct, made


def _default(field: "attrs.Attribute[Any]") -> tuple[object, ...]:
    """Give what a field holds when it was left out; nothing if it may not be."""
    if NoneType in get_args(field.type):
        return (None,)
    of = get_origin(field.type) or field.type
    if of in _EMPTY:
        return (_EMPTY[of],)
    return () if field.default is attrs.NOTHING else (field.default,)
