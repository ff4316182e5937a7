"""Amounts as another reading policy has them: a view, which is never kept and never published.

What counts is what was recorded. To see how much of an answer hangs on the table of wordings, its
amounts are read again from the words and figures that every amount keeps.
"""

import tomllib
from importlib.resources import files
from pathlib import Path

import attrs
import msgspec

from panah.case.folder import received_bytes
from panah.domain.quantity import Qty
from panah.errors import CaseError
from panah.ledger.known import Known
from panah.reading.build import again
from panah.reading.policy import Policy, load

__all__ = ["SHIPPED", "policy_named", "read_again"]

SHIPPED = ("conservative",)
"""Policies that panah ships beside its own, by name."""


def policy_named(named: str | Path) -> Policy:
    """Give a policy by its name, or from a file of changes to panah's own.

    Raises
    ------
    CaseError
        If the file is no TOML, or sets what the policy does not know.
    FileError
        If it cannot be read.
    """
    if str(named) in SHIPPED:
        shipped = files("panah.reading") / "data" / f"amounts_{named}.toml"
        return load(tomllib.loads(shipped.read_text(encoding="utf-8")))
    file = Path(named)
    try:
        changes = tomllib.loads(received_bytes(file).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{file} is not TOML: {error}") from error
    try:
        return load(changes)
    except CaseError as error:
        raise CaseError(f"{file}: {error}") from error


def read_again(known: Known, tried: Policy, own: Policy) -> Known:
    """Give what a ledger knew with its amounts read by another policy.

    An amount that its words do not give under the case's own policy was read by a person, or
    elsewhere, and stays.
    """
    claims = dict(known.claims)
    for key, heard in known.claims.items():
        qty = heard.claim.qty
        if qty is not None and _same(again(qty, own), qty):
            claim = heard.claim.read_as(again(qty, tried))
            claims[key] = msgspec.structs.replace(heard, claim=claim)
    return attrs.evolve(known, claims=claims)


def _same(one: Qty, other: Qty) -> bool:
    return (one.lo, one.hi) == (other.lo, other.hi)
