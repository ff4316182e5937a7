"""Families that are to be placed, and the localities that take them: units, needs, asks, rulings.

A family is known by a random key and by nothing else: no name, no number of a document, no free
text. Its record holds what a place must have for it, and stays with whoever keeps the file: it is
never an entry of the ledger. A *locality* is a town or site of a country of stay that takes in
families; what a locality asks of the families it takes is an *ask*.
"""

from datetime import date
from enum import StrEnum

import attrs

from panah.domain.group import Need
from panah.errors import FamilyError

__all__ = [
    "ALPHABET",
    "KEY_LENGTH",
    "NEEDS_TAKEN",
    "Count",
    "Decree",
    "Family",
    "Locality",
    "Ruling",
    "Stand",
    "check_mark",
    "is_key",
]

ALPHABET = "123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32 without the 0, so that they are 31, a prime: no letter that is read as a
digit, and no ``u``. Source: crockford.com/base32.html."""

KEY_LENGTH = 10
"""Characters of a key: nine drawn by chance and a check mark. Assumed: 31⁹ keys cannot be guessed,
and ten characters can be read out on the telephone."""

NEEDS_TAKEN = tuple(need for need in Need if need not in {Need.TORTURE, Need.VIOLENCE})
"""The specific needs a family's row may name. What was done to a person is not taken: the places of
treatment that are needed say what a placement has to know. Assumed: least data that decide."""


def check_mark(drawn: str) -> str:
    """Give the check mark of the drawn part of a key.

    The sum of the characters' values, each times its place from 1, modulo 31: as 31 is prime, one
    wrong character or two neighbours that changed places are always seen.

    >>> check_mark("7k3m9x2q5")
    's'
    """
    total = sum(place * ALPHABET.index(sign) for place, sign in enumerate(drawn, start=1))
    return ALPHABET[total % len(ALPHABET)]


def is_key(text: str) -> bool:
    """Tell whether a text is a key that panah could have drawn; an identity number is not."""
    return (
        len(text) == KEY_LENGTH and set(text) <= set(ALPHABET) and check_mark(text[:-1]) == text[-1]
    )


class Count(StrEnum):
    """What a family takes up and a locality has: places that are counted, each on its own."""

    BEDS = "beds"
    ACCESSIBLE = "accessible"
    SCHOOL = "school"
    INTERPRETERS = "interpreters"
    MEDICAL = "medical"


class Decree(StrEnum):
    """What a person rules about a family and a locality."""

    LOCK = "lock"
    FORBID = "forbid"
    OVERRIDE = "override"


class Stand(StrEnum):
    """How a family stands after a batch."""

    EARLIER = "earlier"
    PLACED = "placed"
    WAITS = "waits"


def _key(_: object, attribute: "attrs.Attribute[str]", value: str) -> None:
    if not is_key(value):
        raise FamilyError(
            f"{attribute.name}: {value!r} is not a key that panah drew; keys are random, so that "
            f"none leads back to a person: `panah families new` draws them"
        )


def _counts(_: object, attribute: object, value: dict[Count, int]) -> None:
    for count, number in value.items():
        if number < 0:
            raise FamilyError(f"{count.value}: {number} is below 0")


@attrs.frozen(kw_only=True)
class Family:
    """People who stay together, and what a locality must have for them.

    Parameters
    ----------
    key
        Random, with a check mark; see `is_key`.
    needs
        How many of each count they take up; people take up beds.
    arrives
        The first day on which they can be placed.
    languages
        BCP 47 tags of the languages they speak; empty for not stated, which shuts out nothing.
    specific
        Specific needs, which hosts' asks refer to.
    admitted
        ISO 3166-1 alpha-3 codes of the countries that may take them; empty for any.
    kin
        Localities where relatives live: only these, unless `waives` says that the family goes
        elsewhere as well.
    together
        Keys of families that go to one locality with this one.
    wishes
        Localities in the order of preference.
    placed
        Where it was placed before; empty for a family that is still to be placed.
    """

    key: str = attrs.field(validator=_key)
    needs: dict[Count, int] = attrs.field(validator=_counts)
    arrives: date
    languages: tuple[str, ...] = ()
    specific: tuple[Need, ...] = ()
    admitted: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    waives: bool = False
    together: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    placed: str = ""

    def __attrs_post_init__(self) -> None:
        """See that somebody is in it, and that it goes together with other families."""
        if self.people < 1:
            raise FamilyError(f"family {self.key} has no people; a row is at least one person")
        for other in self.together:
            if other == self.key or not is_key(other):
                raise FamilyError(
                    f"family {self.key} goes together with {other!r}; write the keys of other "
                    f"families, which panah drew"
                )

    @property
    def people(self) -> int:
        """How many they are."""
        return self.needs.get(Count.BEDS, 0)


@attrs.frozen(kw_only=True)
class Locality:
    """A town or site that takes in families.

    Parameters
    ----------
    has
        How many of each count it has in all, those in use included.
    languages
        Languages spoken or interpreted there; empty for not stated, which shuts out nobody.
    most
        The largest family it takes; None for any.
    only
        Host's ask: only families with one of these specific needs; empty for all.
    never
        Host's ask: no family with one of these.
    least_price
        The least that a bed there is worth to later families, in units of the score: the plan's
        price of a place.
    """

    name: str
    country: str
    has: dict[Count, int] = attrs.field(validator=_counts)
    languages: tuple[str, ...] = ()
    most: int | None = None
    only: tuple[Need, ...] = ()
    never: tuple[Need, ...] = ()
    least_price: float = 0.0


@attrs.frozen(kw_only=True)
class Ruling:
    """What a person ruled about a family and a locality.

    A lock binds within the hard rules; an override sets the asks, languages, kin and admission
    aside, never a count; a forbid shuts the locality out.
    """

    decree: Decree
    key: str
    locality: str
    by: str
    why: str
