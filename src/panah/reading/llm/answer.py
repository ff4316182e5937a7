"""Reads the claims out of what a model wrote, which may be wrapped, wordy, broken or cut.

An answer that breaks off still yields its whole claims; that it broke off is said beside them.
"""

import json
import re
from collections.abc import Iterator, Mapping

import attrs

__all__ = ["Answer", "parse"]

_REASONING = re.compile(r"<(think|thinking|reasoning)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,]*")
_LIST = re.compile(r'"claims"\s*:\s*\[')
_STARTS = 20
"""How many opening braces and brackets are tried for the start of the JSON; more is prose."""


@attrs.frozen(kw_only=True)
class Answer:
    """What could be read.

    Parameters
    ----------
    claims
        The whole claims, as the model gave them.
    broken
        What is wrong with the JSON; empty when it is whole.
    """

    claims: tuple[Mapping[str, object], ...] = ()
    broken: str = ""


def parse(text: str) -> Answer:
    """Read an answer."""
    plain = _REASONING.sub("", text)
    for start in _openings(plain):
        claims = _claims(_whole(plain, start))
        if claims is not None:
            return _sorted_out(claims)
    salvaged = tuple(_salvaged(plain))
    return Answer(claims=salvaged, broken=_complaint(plain))


def _openings(text: str) -> Iterator[int]:
    marks = r"\{" if _LIST.search(text) else r"[{\[]"
    for nth, match in enumerate(re.finditer(marks, text)):
        if nth == _STARTS:
            return
        yield match.start()


def _whole(text: str, start: int) -> object:
    try:
        return json.JSONDecoder().raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _claims(found: object) -> list[object] | None:
    if isinstance(found, Mapping):
        found = found.get("claims")
    elif isinstance(found, list) and not all(_is_claim(item) for item in found):
        return None
    return found if isinstance(found, list) else None


def _is_claim(item: object) -> bool:
    return isinstance(item, Mapping) and "quote" in item


def _sorted_out(items: list[object]) -> Answer:
    claims = tuple(item for item in items if isinstance(item, Mapping))
    others = len(items) - len(claims)
    return Answer(claims=claims, broken=f"{others} items are no claims" if others else "")


def _salvaged(text: str) -> Iterator[Mapping[str, object]]:
    """Give the whole claims of a list that breaks off."""
    match = _LIST.search(text)
    at = match.end() if match else len(text)
    while True:
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # it matches the empty text
        try:
            item, at = json.JSONDecoder().raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        if isinstance(item, Mapping):
            yield item


def _complaint(text: str) -> str:
    start = text.find("{")
    if start < 0:
        return "there is no JSON in the answer"
    try:
        json.loads(text[start:])
    except RecursionError:
        return "the JSON is nested too deeply"
    except ValueError as error:
        return f"not valid JSON: {error}"
    return "the JSON has no list of claims"
