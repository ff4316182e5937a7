"""The model as second reader: asks about sentences, grounds what comes back, shows what failed.

A restricted report is never sent, to any endpoint: a server on this machine may pass it on. What
could not be asked or read is a failure with its stretch of the report, never silence.
"""

import json
from collections.abc import Iterable, Sequence

import attrs

from panah.domain.canonical import digest
from panah.domain.claim import MadeBy
from panah.domain.reading import Draft, Failure, Reading, ReadingContext, Refused, TextReader
from panah.domain.report import Report, Sensitivity
from panah.reading.ground import Grounds, ground
from panah.reading.llm.answer import Answer, parse
from panah.reading.llm.client import ANSWER_TOKENS, Client
from panah.reading.llm.prompt import PROMPT, Chunk, chunks, question, repaired
from panah.reading.llm.settings import Mode
from panah.reading.llm.wire import NoReply, Question
from panah.reading.resolved import Tables
from panah.reading.text import Part, Sentence, sentences

__all__ = ["Estimate", "ModelReader"]

_PROMPT_HASH = digest(PROMPT)

_MOST_CLAIMS = 400
"""Claims of one answer that are looked at. Assumed: ten times what the longest answer asked for
can hold; a server that sends more has run wild."""


@attrs.frozen(kw_only=True)
class Estimate:
    """What reading a report would take; nothing is sent to find out.

    Parameters
    ----------
    questions, kept
        Questions in all, and those whose answers are kept and cost nothing.
    sent
        About how many tokens would be sent.
    received
        The most tokens that could come back.
    cost
        The most it could cost, in `currency`; None when the case gives no price.
    withheld
        Reports that are never sent, because they are not public.
    """

    questions: int = 0
    kept: int = 0
    sent: int = 0
    received: int = 0
    cost: float | None = None
    currency: str = ""
    withheld: int = 0


class ModelReader:
    """Reads a report with a language model; every draft is grounded in the report.

    Parameters
    ----------
    client
        Asks the model.
    first
        The reader whose unread sentences the model reads in the mode ``unread``.
    """

    name = "llm"
    version = "1"

    def __init__(self, client: Client, *, first: TextReader) -> None:
        self._client = client
        self._first = first

    def read(self, report: Report, context: ReadingContext) -> Reading:
        """Give what the model makes of a report, alone."""
        return self.second(report, self._read_first(report, context), context)

    def second(self, report: Report, first: Reading, context: ReadingContext) -> Reading:
        """Give what the model makes of a report that was read once."""
        if why := _why_not(report):
            return Reading(report=report, failures=(Failure(span=None, why=why),))
        grounds = Grounds.of(report, Tables.of(report, context.overlay))
        found = _Found(grounds=grounds, client=self._client)
        asked = self._chunks(grounds.sentences, first)
        for nth, chunk in enumerate(asked):
            context.progress(nth, len(asked))
            if why := _stopped(context):
                found.give_up(asked[nth:], why)
                break
            if not found.take(chunk, context):
                found.give_up(asked[nth + 1 :], "not asked after that")
                break
        context.progress(len(asked), len(asked))
        return found.reading()

    def estimate(self, reports: Iterable[Report], context: ReadingContext) -> Estimate:
        """Give what reading some reports would take at most; nothing is sent."""
        taken = list(reports)
        public = [report for report in taken if not _why_not(report)]
        questions: list[Question] = []
        for report in public:
            parts = sentences(report.text)
            asked = self._chunks(parts, self._read_first(report, context))
            questions += [question(report, parts, chunk) for chunk in asked]
        fresh = [one for one in questions if not self._client.is_kept(one)]
        estimate = self._estimate(len(questions), fresh)
        return attrs.evolve(estimate, withheld=len(taken) - len(public))

    def _read_first(self, report: Report, context: ReadingContext) -> Reading:
        if self._client.settings.mode is Mode.UNREAD:
            return self._first.read(report, context)
        return Reading(report=report)

    def _estimate(self, count: int, fresh: Sequence[Question]) -> Estimate:
        sent = sum(one.tokens for one in fresh)
        received = ANSWER_TOKENS * len(fresh)
        price = self._client.settings.price
        cost = (sent * price.input + received * price.output) / 1e6 if price else None
        return Estimate(
            questions=count,
            kept=count - len(fresh),
            sent=sent,
            received=received,
            cost=cost,
            currency=price.currency if price else "",
        )

    def _chunks(self, parts: Sequence[Sentence], first: Reading) -> list[Chunk]:
        if self._client.settings.mode is Mode.ALL:
            return chunks(parts)
        flagged = frozenset(
            nth
            for nth, sentence in enumerate(parts)
            if any(sentence.span.overlaps(item.span) for item in first.unread)
            and sentence.part is not Part.BOILERPLATE
        )
        return chunks(parts, flagged)


class _Found:
    """What one report's chunks gave so far."""

    def __init__(self, grounds: Grounds, client: Client) -> None:
        self._grounds = grounds
        self._client = client
        self._drafts: list[Draft] = []
        self._refused: list[Refused] = []
        self._failures: list[Failure] = []

    def take(self, chunk: Chunk, context: ReadingContext) -> bool:
        """Ask about a chunk and ground the answer; false when asking on is of no use."""
        asked = question(self._grounds.report, self._grounds.sentences, chunk)
        answer = self._answer(asked, context)
        if isinstance(answer, NoReply):
            self._fail(chunk, answer.why)
            return not answer.lasts
        if answer.broken:
            self._fail(chunk, f"the answer is not whole: {answer.broken}")
        made_by = MadeBy(
            reader=ModelReader.name,
            version=ModelReader.version,
            model=self._client.settings.model,
            prompt=_PROMPT_HASH,
            request=self._client.key(asked),
        )
        claims = list({json.dumps(raw, sort_keys=True): raw for raw in answer.claims}.values())
        if len(claims) > _MOST_CLAIMS:
            why = f"the answer has {len(claims):,} claims; the first {_MOST_CLAIMS} were looked at"
            self._fail(chunk, why)
        for raw in claims[:_MOST_CLAIMS]:
            outcome = ground(raw, self._grounds, made_by)
            if isinstance(outcome, Refused):
                self._refused.append(outcome)
            elif not any(_is_same(outcome, draft) for draft in self._drafts):
                self._drafts.append(outcome)
        return True

    def _answer(self, asked: Question, context: ReadingContext) -> Answer | NoReply:
        """Ask; ask once more when the answer is no JSON; keep whichever gives more."""
        reply = self._client.ask(asked, context.cancelled)
        if isinstance(reply, NoReply):
            return reply
        if not reply.complete:
            return attrs.evolve(parse(reply.text), broken="it was cut before its end")
        answer = parse(reply.text)
        if not answer.broken:
            return answer
        again = self._client.ask(repaired(asked, answer.broken), context.cancelled)
        if isinstance(again, NoReply):
            return answer
        better = parse(again.text)
        if not again.complete:
            better = attrs.evolve(better, broken="it was cut before its end")
        return answer if better.broken and len(answer.claims) > len(better.claims) else better

    def give_up(self, left: Iterable[Chunk], why: str) -> None:
        """Note chunks that are not asked about."""
        for chunk in left:
            self._fail(chunk, why)

    def _fail(self, chunk: Chunk, why: str) -> None:
        self._failures.append(Failure(span=chunk.span(self._grounds.sentences), why=why))

    def reading(self) -> Reading:
        """Give what was found, in order of the text."""
        report = self._grounds.report
        warnings = tuple(
            f"{report.name}: the report speaks to a machine at character {span.start} "
            f"({report.text[span.start : span.end]!r}); look at every draft from there"
            for span in self._grounds.planted
        )
        ordered = sorted(self._drafts, key=lambda draft: (draft.quote.start, draft.quote.end))
        return Reading(
            report=report,
            drafts=tuple(ordered),
            refused=tuple(self._refused),
            failures=tuple(self._failures),
            warnings=warnings,
        )


def _is_same(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts say the same; sentences repeated between chunks are read twice."""
    return attrs.evolve(one, made_by=other.made_by) == other


def _why_not(report: Report) -> str:
    if report.sensitivity is Sensitivity.PUBLIC:
        return ""
    return f"{report.name} is {report.sensitivity}; only public reports are sent to a model"


def _stopped(context: ReadingContext) -> str:
    if context.cancelled():
        return "cancelled"
    return "past the deadline" if context.is_late() else ""
