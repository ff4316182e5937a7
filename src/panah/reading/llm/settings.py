"""What ``case.toml`` may say under ``[llm]``: which model, where, and at what cost.

There is no default endpoint. Another machine is asked only with ``allow_remote = true``, because
the text of the report travels there; the key is no setting and stands in no file.
"""

import ipaddress
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

import attrs

from panah.errors import CaseError

__all__ = ["Mode", "Price", "Settings", "WireName", "read"]

_Word = TypeVar("_Word", bound=StrEnum)

TIMEOUT = 120.0
"""Seconds one answer may take. Assumed: a small model on a laptop answers a chunk in one or two
minutes."""


class WireName(StrEnum):
    """The two wire formats; Ollama, vLLM and llama.cpp speak the first."""

    OPENAI = "openai"
    ANTHROPIC = "anthropic"


class Mode(StrEnum):
    """Which sentences the model reads: those the rules flagged as unread, or all of them."""

    UNREAD = "unread"
    ALL = "all"


@attrs.frozen(kw_only=True)
class Price:
    """What a million tokens cost, in `currency`."""

    input: float
    output: float
    currency: str = "USD"


@attrs.frozen(kw_only=True)
class Settings:
    """Which model reads second, and within what bounds.

    Parameters
    ----------
    endpoint
        Base address: ``http://127.0.0.1:11434/v1`` for a server that speaks OpenAI's format.
    allow_remote
        Consent to send the text of public reports to another machine.
    budget_tokens
        The most tokens, sent and received, that one run may use; None for no limit.
    price
        For the cost in a dry run; None when it costs nothing or nobody said.
    timeout
        Seconds one answer may take.
    """

    endpoint: str
    wire: WireName
    model: str
    allow_remote: bool = False
    budget_tokens: int | None = None
    price: Price | None = None
    mode: Mode = Mode.UNREAD
    timeout: float = TIMEOUT


def read(table: Mapping[str, object]) -> Settings:
    """Read the table ``[llm]``.

    Raises
    ------
    CaseError
        If a key is unknown, missing or of the wrong kind, or the endpoint is on another machine
        and the case does not allow that.
    """
    _known(table, Settings, "llm")
    allow_remote = _flag(table, "allow_remote")
    return Settings(
        endpoint=_endpoint(_text(table, "endpoint"), allow_remote=allow_remote),
        wire=_one_of(WireName, table, "wire", None),
        model=_text(table, "model"),
        allow_remote=allow_remote,
        budget_tokens=_budget(table.get("budget_tokens")),
        price=_price(table.get("price")),
        mode=_one_of(Mode, table, "mode", Mode.UNREAD),
        timeout=_positive(table.get("timeout", TIMEOUT), "timeout", "seconds"),
    )


def _endpoint(endpoint: str, *, allow_remote: bool) -> str:
    parts = _parts(endpoint)
    host = parts.hostname or ""
    if _is_loopback(host):
        return endpoint.rstrip("/")
    if not allow_remote:
        raise CaseError(
            f"llm.endpoint is on another machine, {host}: the text of reports would be sent "
            f"there; set allow_remote = true under [llm] if that is allowed for this case"
        )
    if parts.scheme == "http" and not _is_private(host):
        raise CaseError(
            f"llm.endpoint would send reports to {host} in the clear; write https:// instead"
        )
    return endpoint.rstrip("/")


def _parts(endpoint: str) -> SplitResult:
    try:
        parts = urlsplit(endpoint)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise CaseError(f"llm.endpoint is not an address: {error}") from error
    if parts.scheme not in {"http", "https"} or not named:
        raise CaseError(
            f"llm.endpoint must be an address such as http://127.0.0.1:11434/v1, got {endpoint!r}"
        )
    if parts.username is not None or parts.query or parts.fragment:
        raise CaseError(
            "llm.endpoint holds a user name, a query or a fragment; give the address alone, "
            "the key comes from the environment"
        )
    return parts


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    address = _address(host)
    return address is not None and address.is_loopback


def _is_private(host: str) -> bool:
    address = _address(host)
    return address is not None and address.is_private


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _known(table: Mapping[str, object], cls: type, name: str) -> None:
    known = {field.name for field in attrs.fields(cls)}
    if unknown := table.keys() - known:
        wrong, right = ", ".join(sorted(unknown)), ", ".join(sorted(known))
        raise CaseError(f"[{name}] sets {wrong}, which panah does not know; it knows {right}")


def _text(table: Mapping[str, object], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CaseError(f'[llm] gives no {key}; write {key} = "…"')
    return value.strip()


def _flag(table: Mapping[str, object], key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise CaseError(f"llm.{key} must be true or false, not {value!r}")
    return value


def _one_of(
    kind: type[_Word], table: Mapping[str, object], key: str, default: _Word | None
) -> _Word:
    value = table.get(key, default)
    if value not in list(kind):
        raise CaseError(f"llm.{key} must be one of {', '.join(kind)}, not {value!r}")
    return kind(str(value))


def _budget(value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
        raise CaseError(f"llm.budget_tokens must be a whole number above 0, not {value!r}")
    return value


def _positive(value: object, key: str, unit: str) -> float:
    number = _number(value)
    if number is None or number <= 0:
        raise CaseError(f"llm.{key} must be a number of {unit} above 0, not {value!r}")
    return number


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value < float("inf") else None


def _price(value: object) -> Price | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise CaseError("llm.price must be a table: price = { input = 0.5, output = 1.5 }")
    _known(value, Price, "llm.price")
    cost = {key: _number(value.get(key)) for key in ("input", "output")}
    currency = value.get("currency", "USD")
    if None in cost.values() or not isinstance(currency, str):
        raise CaseError("llm.price must give input and output, each the price of a million tokens")
    return Price(input=cost["input"] or 0.0, output=cost["output"] or 0.0, currency=currency)
