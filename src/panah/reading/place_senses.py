"""What one name may stand for, and the towns, which are too many to be made before they are met.

A sense is one reading of a name: a country, its people, its capital, a region or a place. Towns of
more than 15,000 people come from GeoNames as a packed table; a row becomes a place or a sense when
somebody asks for it.
"""

import gzip
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from importlib.resources import files

import attrs

from panah.domain.place import Level, Place
from panah.reading.name_index import key

__all__ = ["TOWN", "NamedKind", "Sense", "Towns"]

_LARGE = 150_000
_LARGE_OF_TWO_WORDS = 50_000
"""People a town needs to be read where nothing names its country: assumed, measured in tests."""
_SHORTEST = 3
_SOURCE = "GeoNames, CC BY 4.0"

TOWN = "geonames:"
"""What the code of a town begins with."""


class NamedKind(StrEnum):
    """What kind of name it is."""

    COUNTRY = "country"
    ALIAS = "alias"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    REGION = "region"
    PLACE = "place"


@attrs.frozen
class Sense:
    """One thing a name may stand for.

    Parameters
    ----------
    weight
        How likely beside the other senses: people for a town.
    is_free
        Whether it is read where nothing else names its country.
    is_kept
        Whether it is of our own tables, so that words beside it do not matter.
    exact
        The spelling it needs; empty when any will do.
    plural
        Whether it is said of several people.
    """

    code: str
    kind: NamedKind
    name: str
    country: str | None
    weight: float
    is_free: bool = True
    is_kept: bool = True
    exact: str = ""
    plural: bool = False


class Towns:
    """The towns of GeoNames by folded name, kept as their lines: only a few are ever read.

    Parameters
    ----------
    alpha3
        Three-letter codes by the two letters of a country.
    stop
        Folded names that are never read as a town.
    """

    def __init__(self, alpha3: Mapping[str, str], stop: frozenset[str]) -> None:
        self._alpha3 = alpha3
        self._stop = stop

    @cached_property
    def rows(self) -> dict[str, str]:
        """The lines of the towns of a folded name; folded when a text is read first."""
        rows: dict[str, str] = {}
        for row in self._by_code.values():
            name = key(row.split(_TAB, 2)[1])
            if name not in self._stop and len(name) >= _SHORTEST:
                rows[name] = f"{rows[name]}\n{row}" if name in rows else row
        return rows

    def senses(self, name: str) -> Iterator[Sense]:
        """Give the towns of a folded name."""
        return (self._sense(row, name) for row in self.rows.get(name, "").splitlines())

    def sense(self, code: str) -> Sense | None:
        """Give the town of a code as a sense of any of its names; None if no town has it."""
        row = self._by_code.get(code)
        return self._sense(row, key(row.split(_TAB, 2)[1])) if row else None

    def _sense(self, row: str, name: str) -> Sense:
        identity, said, alpha2, *_, people = row.split(_TAB)
        count = float(people)
        is_large = count >= (_LARGE_OF_TWO_WORDS if " " in name else _LARGE)
        return Sense(
            f"{TOWN}{identity}",
            NamedKind.PLACE,
            said,
            self._alpha3[alpha2],
            count,
            is_large,
            is_kept=False,
        )

    @property
    def codes(self) -> Collection[str]:
        """The code of every town."""
        return self._by_code.keys()

    def place(self, code: str, known: Collection[str] = ()) -> Place | None:
        """Give the town of a code, in its state where that is a known place, else in its country.

        None if no town has it.
        """
        row = self._by_code.get(code)
        return self._place(row, known) if row else None

    @cached_property
    def _by_code(self) -> dict[str, str]:
        return {f"{TOWN}{row.partition(_TAB)[0]}": row for row in _rows()}

    def _place(self, row: str, known: Collection[str]) -> Place:
        identity, name, alpha2, admin1, lat, lon, _ = row.split(_TAB)
        state = f"US-{admin1}" if alpha2 == "US" else ""
        return Place(
            code=f"{TOWN}{identity}",
            name=name,
            level=Level.ADMIN3,
            parent=state if state in known else self._alpha3[alpha2],
            lat=float(lat),
            lon=float(lon),
            source=_SOURCE,
        )


_TAB = "\t"


def _rows() -> list[str]:
    """Read id, name, country, first-level code, latitude, longitude and people of each town."""
    file = files("panah.reading") / "data" / "places.tsv.gz"
    lines = gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()
    return lines[1:]
