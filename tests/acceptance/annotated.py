"""Loads the annotated claims beside the repository into the entries of a ledger."""

import json
import re
from datetime import UTC, datetime, time

from tests.shared import SHARED

from panah.domain.canonical import digest
from panah.domain.claim import (
    Claim,
    Cond,
    CondType,
    Hold,
    Hop,
    How,
    Kind,
    Mode,
    Mood,
    Span,
    Status,
)
from panah.domain.entry import Act, Assignment, Claims, Entry, Link, Relation
from panah.domain.group import Group
from panah.domain.quantity import Hedge, Measure, Qty, Unit
from panah.domain.report import Report
from panah.domain.when import When

CLAIMS = SHARED / "claims"

_COUNTRY = re.compile(r"\(([A-Z]{3}) ")


def expected():
    return json.loads((CLAIMS / "expected_situation.json").read_text(encoding="utf-8"))


def rows():
    """Each annotated claim as it is written, seeds first."""
    for name in ("seed_claims.jsonl", "parallel_claims.jsonl"):
        with (CLAIMS / name).open(encoding="utf-8") as file:
            yield from map(json.loads, file)


def published():
    """Days of publication by the start of the file's name, from the table of the folder."""
    return {"000": "2021-08-15", "001": "2021-08-15/2021-08-18", "002": "2021-07-23"}


def claim_of(row):
    return Claim(
        report=digest(row["report"]),
        label=row["id"],
        kind=Kind(row["kind"]),
        subject=row["subject"],
        counterpart=row["counterpart"],
        chain=tuple(_hop(hop) for hop in row["chain"]),
        span=Span(*row["span"]) if row["span"] else None,
        quote=row["quote"] or "",
        group=Group(label=row["group"]["label"]) if row["group"] else None,
        qty=_qty(row["qty"]),
        place=row["place"],
        from_=row["from"],
        to=row["to"],
        via=row["via"],
        status=row["status"] and Status(row["status"]),
        hold=Hold(row["hold"]),
        mode=row["mode"] and Mode(row["mode"]),
        mood=Mood(row["mood"]),
        conditions=tuple(
            Cond(type=CondType(one["type"]), text=one["text"], operand=one["operand"])
            for one in row["conditions"]
        ),
        event=row["event"] and When.parse(row["event"]),
        said=row["said"] and When.parse(row["said"]),
        verbatim=row["verbatim"],
        note=row["note"] or "",
    )


def _hop(hop):
    country = _COUNTRY.search(hop["actor"])
    return Hop(actor=hop["actor"], how=How(hop["how"]), of=country.group(1) if country else None)


def _qty(qty):
    if qty is None:
        return None
    return Qty(
        lo=qty["lo"],
        hi=qty["hi"],
        hedge=Hedge(qty["hedge"]),
        unit=qty["unit"] and Unit(qty["unit"]),
        measure=qty["measure"] and Measure(qty["measure"]),
        worded=qty["worded"],
        stated=tuple(qty["stated"]),
        decided=qty["decided"],
    )


def day_of(text):
    return datetime.combine(datetime.fromisoformat(text), time(12), tzinfo=UTC)


def entries(some):
    """The entries by which claims enter, count, are gathered and linked, day by day."""
    some = list(some)
    recorded = expected()["recorded"]
    claims = {row["id"]: claim_of(row) for row in some}
    made = []
    for row in some:
        at, claim = day_of(recorded[row["report"]]), claims[row["id"]]
        made += [
            _entry(at, Act.IMPORT, claim.report, value=_report(row["report"])),
            _entry(at, Act.READ, claim.id, value=Claims(claims=(claim,))),
            _entry(at, Act.ACCEPT, claim.id),
            _entry(at, Act.ASSIGN, claim.id, value=Assignment(matter=row["matter"])),
            *(
                _entry(
                    at,
                    Act.LINK,
                    claim.id,
                    f"label:{link['claim']}",
                    value=Link(relation=Relation(link["relation"])),
                )
                for link in row["links"]
            ),
        ]
    return sorted(made, key=lambda entry: entry.at)


def _entry(at, act, *on, value=None):
    return Entry(at=at, by="user:mina", act=act, on=on, value=value)


def _report(name):
    day = published().get(name[:3])
    return Report(id=digest(name), name=name, published=day and When.parse(day))
