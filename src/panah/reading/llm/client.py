"""Asks a language model one question at a time, and says plainly when nothing usable came back.

A failure is a value, not a crash: the reader shows it beside what was read. Redirects are not
followed and no proxy of the environment is used, so that the text goes where the case says and
nowhere else.
"""

import json
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import attrs

from panah.errors import CaseError
from panah.reading.llm.anthropic import Anthropic
from panah.reading.llm.cache import Answers
from panah.reading.llm.openai import OpenAI
from panah.reading.llm.patience import within
from panah.reading.llm.settings import Settings, WireName
from panah.reading.llm.wire import Manner, NoReply, Question, Reply, Wire, plainer

if TYPE_CHECKING:
    import httpx

__all__ = ["ANSWER_TOKENS", "Client", "Outside"]

ANSWER_TOKENS = 8192
"""Longest answer to one question, in tokens. Assumed: about 40 claims of 200 tokens, more than
6,000 characters of text hold; within what current models give."""

_LEAST_ANSWER = 512
"""Below this an answer is hardly one claim, and the budget counts as spent."""

_RETRIES = 4
_PASSING = frozenset({408, 409, 429, 500, 502, 503, 504, 529})
_LONGEST_WAIT, _LONGEST_PAUSE = 60.0, 30.0
"""Seconds: at most so long as a server asks for, and at most so long of our own accord
(docs/method/reading.md, as are the numbers above)."""

_LARGEST_ANSWER = 4_000_000
"""Bytes; sixteen times the longest answer, against a server that does not stop."""

_SAYS = 200
"""Characters of a server's complaint that are shown."""


@attrs.frozen(kw_only=True)
class Outside:
    """What comes in from outside the engine.

    Parameters
    ----------
    key
        The key of the endpoint, from the environment; None when it needs none.
    answers
        Where complete answers are kept between runs.
    clock
        Seconds that only go forward.
    sleep
        Waits some seconds, or until what it is given says that the reading was cancelled.
    chance
        A number from 0 to 1, so that many clients do not come back at one moment.
    """

    key: str | None = attrs.field(repr=False)
    answers: Answers
    clock: Callable[[], float]
    sleep: Callable[[float, Callable[[], bool]], None]
    chance: Callable[[], float]


@attrs.frozen(kw_only=True)
class _Trouble:
    """One failed try."""

    why: str
    status: int = 0
    complaint: str = ""
    wait: float | None = None

    @property
    def is_passing(self) -> bool:
        return self.status == 0 or self.status in _PASSING


def _never() -> bool:
    return False


class Client:
    """One model at one endpoint, with its budget and what it has learnt about the server."""

    def __init__(self, settings: Settings, outside: Outside) -> None:
        self.settings = settings
        self.used = 0
        self._outside = outside
        self._wire: Wire = OpenAI() if settings.wire is WireName.OPENAI else Anthropic()
        self._manner = Manner()

    def key(self, question: Question) -> str:
        """Give the key of a question: what makes its answer the same."""
        return question.key(self._wire.name, self.settings.model)

    def is_kept(self, question: Question) -> bool:
        """Tell whether the answer is kept, so that asking costs nothing."""
        return self._outside.answers.get(self.key(question)) is not None

    def ask(self, question: Question, cancelled: Callable[[], bool] = _never) -> Reply | NoReply:
        """Ask, unless the answer is kept or the budget is spent.

        Parameters
        ----------
        cancelled
            Asked before each try; a true answer gives no reply.
        """
        kept = self._outside.answers.get(self.key(question))
        if kept is not None:
            return Reply(text=kept, tokens=0)
        limit = self._limit(question)
        if limit < _LEAST_ANSWER:
            return NoReply(
                why=f"the budget of {self.settings.budget_tokens:,} tokens is spent: {self.used:,} "
                f"are used and this needs about {question.tokens + _LEAST_ANSWER:,}; raise "
                f"budget_tokens under [llm]"
            )
        reply = self._keep_asking(question, limit, cancelled)
        if isinstance(reply, Reply):
            spent = question.tokens + Question(system="", user=reply.text, schema={}).tokens
            self.used += reply.tokens or spent
            if reply.complete:
                self._outside.answers[self.key(question)] = reply.text
        return reply

    def _limit(self, question: Question) -> int:
        """Give the longest answer the budget still allows."""
        if self.settings.budget_tokens is None:
            return ANSWER_TOKENS
        return min(ANSWER_TOKENS, self.settings.budget_tokens - self.used - question.tokens)

    def _keep_asking(
        self, question: Question, limit: int, cancelled: Callable[[], bool]
    ) -> Reply | NoReply:
        failed = 0
        with _http(self.settings) as http:
            while not cancelled():
                outcome = self._once(http, question, limit, cancelled)
                if isinstance(outcome, Reply):
                    return outcome
                if self._has_plainer(outcome):
                    continue
                if not outcome.is_passing:
                    return NoReply(why=outcome.why, lasts=outcome.status not in {400, 413, 422})
                if failed == _RETRIES:
                    return NoReply(why=f"gave up after {failed + 1} tries: {outcome.why}")
                if cancelled():
                    break
                self._outside.sleep(self._pause(outcome, failed), cancelled)
                failed += 1
        return NoReply(why="cancelled")

    def _has_plainer(self, trouble: _Trouble) -> bool:
        """Put the question more plainly from now on, if the server refused how it was put."""
        if trouble.status not in {400, 422}:
            return False
        manner = plainer(self._manner, self._wire.forms, trouble.complaint)
        self._manner = manner or self._manner
        return manner is not None

    def _pause(self, trouble: _Trouble, failed: int) -> float:
        if trouble.wait is not None:
            return min(_LONGEST_WAIT, trouble.wait)
        return min(_LONGEST_PAUSE, 2.0**failed) * (0.5 + self._outside.chance() / 2)

    def _once(
        self,
        http: "httpx.Client",
        question: Question,
        limit: int,
        cancelled: Callable[[], bool],
    ) -> Reply | _Trouble:
        import httpx  # noqa: PLC0415  (loads when a model is asked)

        settings = self.settings
        address = self._wire.address(settings.endpoint)
        headers = {**self._wire.headers(self._outside.key), "accept-encoding": "identity"}
        body = self._wire.body(question, settings.model, self._manner, limit)

        def exchange() -> tuple[int, Mapping[str, str], bytes]:
            with http.stream("POST", address, json=body, headers=headers) as response:
                return response.status_code, response.headers, self._received(response)

        try:
            status, told, received = within(settings.timeout, exchange, cancelled)
        except OverflowError as error:
            return _Trouble(status=200, why=f"{address}: {error}")
        except (httpx.HTTPError, TimeoutError) as error:
            return _Trouble(
                why=f"{address} does not answer ({self._said(str(error) or repr(error))})"
            )
        return self._read(received) if status == 200 else self._trouble(status, told, received)

    def _received(self, response: "httpx.Response") -> bytes:
        """Take the answer in, up to a size and a time.

        Raises
        ------
        OverflowError
            If it is too large, or is packed, so that its size cannot be told.
        TimeoutError
            If it does not end within the time one answer may take.
        """
        if response.headers.get("content-encoding", "identity") != "identity":
            raise OverflowError("the answer is packed, which was not asked for")
        begun = self._outside.clock()
        received = bytearray()
        for part in response.iter_raw():
            received += part
            if len(received) > _LARGEST_ANSWER:
                raise OverflowError(f"the answer is larger than {_LARGEST_ANSWER:,} bytes")
            if self._outside.clock() - begun > self.settings.timeout:
                raise TimeoutError(f"the answer took longer than {self.settings.timeout:g} s")
        return bytes(received)

    def _read(self, received: bytes) -> Reply | _Trouble:
        try:
            reply = self._wire.reply(json.loads(received))
            whole = reply.text.encode("utf-8", "replace").decode("utf-8")
            return attrs.evolve(reply, text=whole)
        except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
            return _Trouble(
                status=200,
                why=f"{self.settings.endpoint} answered something else than the wire format "
                f"{self._wire.name}; check endpoint and wire under [llm]",
            )

    def _trouble(self, status: int, headers: Mapping[str, str], received: bytes) -> _Trouble:
        said = self._said(received.decode("utf-8", "replace"))
        return _Trouble(
            status=status,
            complaint=said,
            wait=_seconds(headers),
            why=self._why(status, said[:_SAYS]),
        )

    def _why(self, status: int, said: str) -> str:
        settings = self.settings
        if 300 <= status < 400:
            return f"{settings.endpoint} redirects elsewhere ({status}), which is not followed"
        if status in {401, 403}:
            return (
                f"{settings.endpoint} refuses the key ({status}); check PANAH_LLM_KEY and "
                f"whether it may use the model {settings.model}"
            )
        if status == 404:
            address = self._wire.address(settings.endpoint)
            return f"{address} does not know the model {settings.model} or the address is wrong"
        return f"{settings.endpoint} answered {status}: {said or 'and nothing else'}"

    def _said(self, text: str) -> str:
        """Give what a server said on one line, without the key should it repeat it."""
        if self._outside.key:
            text = text.replace(self._outside.key, "…")
        return " ".join("".join(c if c.isprintable() else " " for c in text[:4000]).split())


def _seconds(headers: Mapping[str, str]) -> float | None:
    """Give how long a server asks to wait: seconds, or a moment by its own clock (RFC 9110)."""
    asked = headers.get("retry-after", "")
    try:
        wait = float(asked)
    except ValueError:
        return _until(asked, headers.get("date", ""))
    return wait if 0 <= wait < float("inf") else None


def _until(moment: str, now: str) -> float | None:
    try:
        wait = parsedate_to_datetime(moment) - parsedate_to_datetime(now)
    except (ValueError, TypeError):
        return None
    return max(0.0, wait.total_seconds())


def _http(settings: Settings) -> "httpx.Client":
    try:
        import httpx  # noqa: PLC0415  (loads when a model is asked)
    except ImportError as error:
        raise CaseError(
            "a language model needs httpx, which is not installed; install panah with its "
            "extra llm: pip install 'panah[llm]'"
        ) from error
    timeout = httpx.Timeout(settings.timeout, connect=min(10.0, settings.timeout))
    return httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False)
