"""The shape of an answer: words of the report and labels from closed lists, never a number.

Evidence comes first: each value is a piece of the report, copied letter for letter. `sentence` is
the only number, and it is the one printed before the sentence.
"""

from collections.abc import Mapping

from panah.reading.marked import EVIDENCE, LABELS

__all__ = ["SCHEMA"]


def _schema() -> Mapping[str, object]:
    fields: dict[str, object] = {"sentence": {"type": "integer"}, "quote": {"type": "string"}}
    for name in EVIDENCE:
        fields[name] = {"type": ["string", "null"]}
    for name, (words, nullable) in LABELS.items():
        listed: dict[str, object] = {"type": "string", "enum": list(words)}
        fields[name] = {"anyOf": [listed, {"type": "null"}]} if nullable else listed
    return _object({"claims": {"type": "array", "items": _object(fields)}})


def _object(fields: dict[str, object]) -> dict[str, object]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(fields),
        "properties": fields,
    }


SCHEMA = _schema()
"""JSON Schema of an answer, closed at every level."""
