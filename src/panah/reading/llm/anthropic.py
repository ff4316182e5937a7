"""The wire format of Anthropic's messages."""

from collections.abc import Mapping
from typing import Any

from panah.reading.llm.wire import Form, Manner, Question, Reply, counted

__all__ = ["Anthropic"]

VERSION = "2023-06-01"
"""Version of the format, sent with each request: the only one its maker names as current."""


class Anthropic:
    """Messages: ``POST {endpoint}/v1/messages``; an endpoint may end in ``/v1`` already."""

    name = "anthropic"
    forms: tuple[Form, ...] = (Form.JSON_SCHEMA, Form.PLAIN)

    def address(self, endpoint: str) -> str:
        """Give the address that is posted to."""
        return f"{endpoint.removesuffix('/v1')}/v1/messages"

    def headers(self, key: str | None) -> dict[str, str]:
        """Give the headers of a request."""
        return {"anthropic-version": VERSION, **({"x-api-key": key} if key else {})}

    def body(self, question: Question, model: str, manner: Manner, limit: int) -> dict[str, object]:
        """Give the body of a request."""
        body: dict[str, object] = {
            "model": model,
            "system": question.system,
            "messages": [{"role": "user", "content": question.user}],
            "max_tokens": limit,
        }
        if manner.temperature:
            body["temperature"] = 0
        if manner.form is Form.JSON_SCHEMA:
            shape = {"type": "json_schema", "schema": dict(question.schema)}
            body["output_config"] = {"format": shape}
        return body

    def reply(self, body: Mapping[str, Any]) -> Reply:
        """Read an answer; only blocks of text count, not those of reasoning."""
        blocks = [block["text"] for block in body["content"] if block.get("type") == "text"]
        usage = body.get("usage") or {}
        return Reply(
            text="".join(str(block) for block in blocks),
            complete=body.get("stop_reason") in {"end_turn", "stop_sequence", None},
            tokens=counted(usage.get("input_tokens"), usage.get("output_tokens")),
        )
