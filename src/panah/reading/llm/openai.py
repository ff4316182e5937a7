"""The wire format of OpenAI's chat completions, which Ollama, vLLM and llama.cpp speak too."""

from collections.abc import Mapping
from typing import Any

from panah.reading.llm.wire import Form, Manner, Question, Reply, counted

__all__ = ["OpenAI"]


class OpenAI:
    """Chat completions: ``POST {endpoint}/chat/completions``."""

    name = "openai"
    forms: tuple[Form, ...] = (Form.JSON_SCHEMA, Form.JSON_OBJECT, Form.PLAIN)

    def address(self, endpoint: str) -> str:
        """Give the address that is posted to."""
        return f"{endpoint}/chat/completions"

    def headers(self, key: str | None) -> dict[str, str]:
        """Give the headers of a request."""
        return {"authorization": f"Bearer {key}"} if key else {}

    def body(self, question: Question, model: str, manner: Manner, limit: int) -> dict[str, object]:
        """Give the body of a request."""
        body: dict[str, object] = {
            "model": model,
            "messages": [
                {"role": "system", "content": question.system},
                {"role": "user", "content": question.user},
            ],
            manner.limit_key: limit,
        }
        if manner.temperature:
            body["temperature"] = 0
        if manner.form is Form.JSON_SCHEMA:
            shape = {"name": "claims", "strict": True, "schema": dict(question.schema)}
            body["response_format"] = {"type": "json_schema", "json_schema": shape}
        elif manner.form is Form.JSON_OBJECT:
            body["response_format"] = {"type": "json_object"}
        return body

    def reply(self, body: Mapping[str, Any]) -> Reply:
        """Read an answer."""
        choice = body["choices"][0]
        used = (body.get("usage") or {}).get("total_tokens")
        return Reply(
            text=str(choice["message"].get("content") or ""),
            complete=choice.get("finish_reason") in {"stop", "eos", None},
            tokens=counted(used),
        )
