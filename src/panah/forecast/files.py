"""A forecast in the form of a file: tables, single futures, everything as JSON.

Every form carries the limits of use and the manifest; numbers from 1 to 9 people leave as "<10", or
as a flag where a form has no words.
"""

import io
import json
from typing import TYPE_CHECKING

from panah.domain.outlook import CaseForecast
from panah.errors import InputError
from panah.forecast.arrays import LIMITS, as_netcdf

if TYPE_CHECKING:
    import polars as pl

__all__ = ["as_file"]

_NUMBERS = ("low", "middle", "high")
_WITHHELD = {*_NUMBERS, "low_80", "low_50", "high_50", "high_80"}
_SHARES = (0.5, 0.8)


def as_file(found: CaseForecast, form: str) -> bytes:
    """Write a forecast in a form: single futures as NetCDF, bands as tables, all as JSON.

    Raises
    ------
    InputError
        If panah does not write that form.
    """
    writers = {".nc": as_netcdf, ".parquet": _parquet, ".csv": _csv, ".json": _json}
    if form not in writers:
        raise InputError(
            f"panah writes forecasts as {', '.join(writers)}, not {form or 'nothing'!r}"
        )
    return writers[form](found)


def _bands(found: CaseForecast) -> "pl.DataFrame":
    import polars as pl  # noqa: PLC0415

    return pl.concat([found.band(share) for share in _SHARES])


def _parquet(found: CaseForecast) -> bytes:
    out = io.BytesIO()
    about = {"limits_of_use": LIMITS, "manifest": json.dumps(found.manifest, default=str)}
    _bands(found).write_parquet(out, metadata=about)
    return out.getvalue()


def _csv(found: CaseForecast) -> bytes:
    """Write the bands; the last lines, which begin with #, hold limits of use and manifest."""
    import polars as pl  # noqa: PLC0415

    bands = _bands(found)
    worded = bands.with_columns(
        pl.when(pl.col(name).is_null())
        .then(pl.lit("<10"))
        .otherwise(pl.col(name).cast(pl.Int64).cast(pl.String))
        .alias(name)
        for name in _NUMBERS
    )
    manifest = json.dumps(found.manifest, default=str)
    return f"{worded.write_csv()}# {LIMITS}\n# {manifest}\n".encode()


def _json(found: CaseForecast) -> bytes:
    tables = {
        "bands": _bands(found),
        **{
            name: found.table(found, name, 0.8)
            for name in ("course", "risks", "triggers", "scores", "earlier", "inputs")
        },
    }
    whole = {
        "limits_of_use": LIMITS,
        "manifest": found.manifest,
        "start": found.start,
        "days": found.days,
        **{name: _rows(table) for name, table in tables.items()},
        "unknown": found.unknown,
        "findings": [one.text for one in found.findings],
    }
    return (json.dumps(whole, default=str, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _rows(table: "pl.DataFrame") -> list[dict[str, object]]:
    withheld = _WITHHELD & set(table.columns)
    return [
        {key: "<10" if value is None and key in withheld else value for key, value in row.items()}
        for row in table.iter_rows(named=True)
    ]
