"""What the two wire formats have in common: a question, how it may be put, and a reply.

Servers differ in what they accept. A `Manner` is one way of putting the question; when a server
answers 400 or 422 the next manner is tried, from the strictest to the plainest.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

import attrs

from panah.domain.canonical import canonical, digest

__all__ = ["Form", "Manner", "NoReply", "Question", "Reply", "Wire", "counted", "plainer"]


class Form(StrEnum):
    """How the server is asked to hold the answer to its shape."""

    JSON_SCHEMA = "json_schema"
    JSON_OBJECT = "json_object"
    PLAIN = "plain"


@attrs.frozen(kw_only=True)
class Manner:
    """One way of putting a question.

    Parameters
    ----------
    temperature
        Whether to ask for the likeliest words; some models take no temperature.
    limit_key
        What the server calls the longest answer in tokens.
    """

    form: Form = Form.JSON_SCHEMA
    temperature: bool = True
    limit_key: str = "max_tokens"


@attrs.frozen(kw_only=True)
class Question:
    """What is asked: the instruction, the marked sentences, the shape of the answer."""

    system: str
    user: str
    schema: Mapping[str, object]

    @property
    def tokens(self) -> int:
        """About how many tokens it takes: a third of its bytes in UTF-8, rounded up.

        English takes about four bytes a token, so this is high; scripts with two or three bytes a
        letter take about one token a letter. Assumed, and only for budgets; what a server counts
        replaces it.
        """
        return -(-len((self.system + self.user).encode("utf-8", "replace")) // 3)

    def key(self, wire: str, model: str) -> str:
        """Give the key under which the answer is kept."""
        parts = [wire, model, self.system, self.user, dict(self.schema)]
        return digest(canonical(parts))


@attrs.frozen(kw_only=True)
class Reply:
    """What came back.

    Parameters
    ----------
    complete
        Whether the server says that it ended where it wanted to.
    tokens
        Sent and received, as the server counts; None when it does not say.
    """

    text: str
    complete: bool = True
    tokens: int | None = None


@attrs.frozen(kw_only=True)
class NoReply:
    """Why nothing came back; `lasts` when the next question would fare no better."""

    why: str
    lasts: bool = True


class Wire(Protocol):
    """One wire format."""

    name: str
    forms: tuple[Form, ...]

    def address(self, endpoint: str) -> str:
        """Give the address that is posted to."""
        ...

    def headers(self, key: str | None) -> dict[str, str]:
        """Give the headers of a request; the key stands here and nowhere else."""
        ...

    def body(self, question: Question, model: str, manner: Manner, limit: int) -> dict[str, object]:
        """Give the body of a request; `limit` is the longest answer in tokens."""
        ...

    def reply(self, body: Mapping[str, object]) -> Reply:
        """Read an answer.

        Raises
        ------
        LookupError, TypeError, AttributeError
            If it is no answer of this format.
        """
        ...


def counted(*said: object) -> int | None:
    """Give the tokens that a server counts; None when it says none, or fewer than one."""
    if not all(type(one) is int and one > 0 for one in said):
        return None
    return sum(one for one in said if isinstance(one, int))


def plainer(manner: Manner, forms: tuple[Form, ...], complaint: str) -> Manner | None:
    """Give the next manner after a server refused one; None when there is none left.

    Parameters
    ----------
    complaint
        What the server said; it decides only what is left out.
    """
    if "max_completion_tokens" in complaint and manner.limit_key == "max_tokens":
        return attrs.evolve(manner, limit_key="max_completion_tokens")
    if "temperature" in complaint and manner.temperature:
        return attrs.evolve(manner, temperature=False)
    left = forms[forms.index(manner.form) + 1 :]
    return attrs.evolve(manner, form=left[0]) if left else None
