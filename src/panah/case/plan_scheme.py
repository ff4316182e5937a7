"""The ``plan.toml`` of a case: read, and held against what the case has ever heard of.

A number of a host that no report names, or words about an offer that is not there, would count for
nobody. Whoever wrote them is told so before anything is planned.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from panah.domain.claim import Kind
from panah.domain.near import near
from panah.errors import CaseError, FileError, PlanError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from panah.case.case import Case
    from panah.plan.instance.scheme import Scheme

__all__ = ["SCHEME", "scheme_of"]

SCHEME = "plan.toml"


def scheme_of(case: "Case", parameters: Path | None = None) -> "Scheme":
    """Read the ``plan.toml`` of a case, with numbers that replace some of it.

    Raises
    ------
    CaseError
        If the case has none.
    PlanError
        If it says what no plan reads, or names an offer or host of which the case never heard.
    """
    from panah.plan.instance.scheme import read_scheme  # noqa: PLC0415  (the solver loads on use)

    file = case.folder / SCHEME
    if not file.is_file():
        raise CaseError(
            f"no {SCHEME} in {case.folder}: it says who seeks to leave and by which gates; "
            f"docs/howto/plan.md shows one"
        )
    over = (
        {"override": _numbers(parameters), "override_name": parameters.name} if parameters else {}
    )
    scheme = read_scheme(_read(file), file.name, **over)
    _refuse_unheard(case, scheme)
    return scheme


def _numbers(file: Path) -> str:
    """Read the numbers that replace some; a file with none was left empty by a slip."""
    text = _read(file)
    if all(line.lstrip()[:1] in {"", "#"} for line in text.splitlines()):
        raise PlanError(
            f"{file.name} holds no number; write for instance [gates.NAME.seats] with value, unit "
            f"and source"
        )
    return text


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FileError(f"cannot read {file} as text: {error}") from error


def _refuse_unheard(case: "Case", scheme: "Scheme") -> None:
    """Refuse offers that the ledger does not hold on any day, and hosts that nobody ever named."""
    for said in _unheard_matters(case, scheme):
        raise PlanError(said)
    heard = {*_hosts(case), *_written(scheme)}
    for key, file in scheme.files.items():
        kind, _, rest = key.partition(".")
        host = rest.partition(".")[0]
        if kind == "hosts" and host not in heard:
            raise PlanError(
                f"{file}: {key} is of a host that no report of the case names; "
                f"{near(host, heard)}; places there that rest on no offer are [hosts.{host}.hub]"
            )
    for lift in scheme.lifts:
        for word, codes in (("from", lift.start), ("to", lift.end)):
            if not heard.intersection(codes):
                raise PlanError(
                    f"{scheme.name}: lifts.{lift.name} flies {word} {', '.join(codes)}, and no "
                    f"report of the case names a place there; {near(codes[0], heard)}"
                )


def _unheard_matters(case: "Case", scheme: "Scheme") -> "Iterator[str]":
    known = case.known().matters if scheme.matters else {}
    offers = {key: one.title for key, one in known.items() if one.kind is Kind.HOSTING}
    for name in scheme.matters:
        if name in known and name not in offers:
            yield (
                f"{scheme.name}: [matters.{name}] is no offer of places but about "
                f"{known[name].kind}; {near(name, offers)}"
            )
        elif name not in known:
            yield (
                f"{scheme.name}: [matters.{name}] is no matter of the case; {near(name, offers)}; "
                f"`panah situation --format csv` lists them"
            )


def _hosts(case: "Case") -> "Iterator[str]":
    """Give the countries that a claim about shelter names as host, place or end, on any day."""
    names = case.words.names
    for one in case.known().claims.values():
        claim = one.claim
        if claim.kind is Kind.HOSTING:
            named = (claim.subject, claim.place, claim.counterpart, claim.to)
            yield from filter(None, map(names.country, named))


def _written(scheme: "Scheme") -> "Iterator[str]":
    """Give the countries to which the scheme itself leads."""
    for gate in scheme.gates:
        yield from filter(None, (gate.host,))
    for group in scheme.groups:
        yield from group.tracks
    for key in scheme.files:
        if key.startswith("hosts.") and key.endswith(".hub"):
            yield key.split(".")[1]
