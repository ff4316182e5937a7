"""A forecast as labelled arrays, and blocks of futures as bytes that can be kept and read again."""

import io
import json
import zlib
from datetime import timedelta
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import numpy as np

from panah.domain.forecast import Forecast, World
from panah.domain.outlook import CaseForecast
from panah.forecast.groups import ALL, GROUP

if TYPE_CHECKING:
    import xarray as xr

__all__ = ["LIMITS", "arrays", "as_netcdf", "block_bytes", "block_of"]

LIMITS = (
    "For preparing reception, shelter and supplies; not for stopping, intercepting or turning back "
    "people. Counts of people by place and day, never of a person. The chance of a future is that "
    "of this model with these inputs."
)
"""What a forecast may be used for; in every export."""
WITHHELD = -1
"""Stands for 1 to 9 people in a file of single futures."""
_PLACES = ("stock", "arrivals", "departures", "outflow", "waiting")
_KEPT = (*_PLACES, "entries")
_SPLIT = "by_group_"
"""Before the name of a count by group, in a block that is kept."""


def arrays(found: CaseForecast) -> "xr.Dataset":
    """Give the single futures by member, day, place or country, and group."""
    import xarray as xr  # noqa: PLC0415  (slow to load)

    days = [found.start + timedelta(days=day) for day in range(found.days)]
    split = found.by_group or {name: getattr(found, name)[..., np.newaxis] for name in _KEPT}
    home = found.countries.index(found.home)
    dataset = xr.Dataset(
        {
            **{name: (("member", "day", "place", "group"), split[name]) for name in _PLACES},
            "entries": (("member", "day", "country", "group"), split["entries"]),
            "returns": (("member", "day", "group"), split["entries"][:, :, home]),
            "weight": ("member", found.weight),
        },
        coords={
            "member": np.arange(found.members),
            "day": np.array(days, dtype="datetime64[ns]"),
            "place": list(found.places),
            "country": list(found.countries),
            "group": list(found.groups or (ALL,)),
            "country_of_place": ("place", list(found.countries_of)),
        },
        attrs={"limits_of_use": LIMITS, "manifest": json.dumps(found.manifest, default=str)},
    )
    for name in (*_PLACES, "entries", "returns"):
        dataset[name].attrs["units"] = "person"
    return dataset


def as_netcdf(found: CaseForecast) -> bytes:
    """Write the single futures as NetCDF; numbers from 1 to 9 people are withheld as -1."""
    dataset = arrays(found)
    for name in (*_PLACES, "entries", "returns"):
        values = dataset[name]
        dataset[name] = values.where((values < 1) | (values > 9), WITHHELD).astype(np.int32)
        dataset[name].attrs = {"units": "person", "comment": "-1 stands for 1 to 9 people"}
    packed = {name: {"zlib": True, "complevel": 4} for name in dataset.data_vars}
    return bytes(dataset.to_netcdf(engine="h5netcdf", encoding=packed))


def block_bytes(block: Forecast) -> bytes:
    """Write a block of futures as NumPy's own archive, packed as fast as can be.

    Level 1 takes a sixth of the time of NumPy's level 6 and a seventh more room.
    """
    out = io.BytesIO()
    fields = {name: getattr(block, name) for name in _KEPT}
    fields |= {f"{_SPLIT}{name}": values for name, values in block.by_group.items()}
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, values in fields.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as file:
                np.lib.format.write_array(file, values, allow_pickle=False)
    return out.getvalue()


def block_of(kept: bytes, world: World) -> Forecast | None:
    """Read a block of futures of a world; None for bytes that are no such block, or no longer."""
    try:
        with np.load(io.BytesIO(kept), allow_pickle=False) as held:
            fields = {name: held[name] for name in _KEPT}
            split = {name: held[f"{_SPLIT}{name}"] for name in (_KEPT if world.attributes else ())}
    except (ValueError, OSError, EOFError, KeyError, BadZipFile, zlib.error):
        return None
    if fields["stock"].ndim != 3 or fields["stock"].shape[1:] != (world.days, len(world.spots)):
        return None
    members = len(fields["stock"])
    groups = next((one.values for one in world.attributes if one.name == GROUP), ())
    return Forecast(
        **fields,
        groups=groups if split else (),
        by_group=split,
        start=world.start,
        places=tuple(spot.name for spot in world.spots),
        countries=tuple(dict.fromkeys(spot.country for spot in world.spots)),
        home=world.home,
        weight=np.full(members, 1 / members),
    )
