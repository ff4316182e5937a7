"""A case: one crisis on disk, and the road from its reports to a cited situation.

The case joins the store, the engines and the world: the clock, the disk and the words of its
folder come in here and nowhere below. What an answer does not need loads with the verb that does.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from panah.case import clock, meant
from panah.case.folder import Reports
from panah.case.remembering import Memory, uncollected
from panah.case.roles import allow_entries
from panah.case.settings import Settings
from panah.case.unwatched import never, quiet
from panah.case.words import Words
from panah.domain.entry import Entry, LedgerStore
from panah.domain.report import Sensitivity
from panah.domain.situation import Situation, View
from panah.ledger.known import Known
from panah.ledger.reconcile import reconcile
from panah.situation.compose import compose

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import polars as pl

    from panah.case.about import About
    from panah.case.briefing import Brief
    from panah.case.deciding import Decision
    from panah.case.explaining import Wanted
    from panah.case.reading import Readings
    from panah.domain.finding import Finding
    from panah.domain.forecast import Forecast
    from panah.domain.outlook import CaseForecast
    from panah.domain.plan import Plan
    from panah.domain.plan_policy import Policy
    from panah.ledger.decide import Hand
    from panah.reading.llm.reader import Estimate

__all__ = ["Case"]


@attrs.frozen(kw_only=True)
class Case:
    """One crisis: its settings, its ledger, and the questions one can ask of it.

    Parameters
    ----------
    folder
        Where it lies.
    now
        The clock; tests and rebuilt crises set their own.
    """

    folder: Path
    settings: Settings
    ledger: LedgerStore
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    @cached_property
    def _memory(self) -> Memory:
        return Memory(ledger=self.ledger, four_eyes=self.settings.four_eyes)

    @cached_property
    def reports(self) -> Reports:
        """The reports as received."""
        return Reports(self.folder / "reports")

    @cached_property
    def words(self) -> Words:
        """The case's policy, actors, places and lexicon."""
        return Words(folder=self.folder, settings=self.settings)

    def read(
        self,
        *files: str | Path,
        about: "About | None" = None,
        reader: str | None = None,
        progress: Callable[[int, int], None] = quiet,
        cancelled: Callable[[], bool] = never,
    ) -> "Readings":
        """Read reports into proposed claims; nothing is kept yet.

        Parameters
        ----------
        reader
            Which text reader reads them; None for the case's.
        cancelled
            Asked while reading; once true, what was read by then is given.

        Raises
        ------
        CaseError
            If there is no such text reader.
        ReportError
            If a file cannot be read as text.
        """
        from panah.case.proposing import proposed  # noqa: PLC0415  (loads when reports are read)

        by = self.settings.reader if reader is None else reader
        return proposed(self, files, about, reader=by, progress=progress, cancelled=cancelled)

    def estimate(self, *files: str | Path, about: "About | None" = None) -> "Estimate":
        """Give what reading reports with the language model would take; nothing is sent."""
        from panah.case.proposing import estimated  # noqa: PLC0415  (loads when reports are read)

        return estimated(self, files, about)

    def record(self, readings: "Readings", *, by: str, at: str | None = None) -> int:
        """Keep the reports and propose their claims; give how many claims were new.

        Parameters
        ----------
        at
            A moment or day that rebuilds a past crisis; not before the ledger's last entry.
        """
        from panah.case.proposing import recorded  # noqa: PLC0415  (loads when reports are read)

        return recorded(self, readings, by=by, at=at)

    def append(self, entries: Iterable[Entry]) -> int:
        """Keep entries; give how many were new.

        Raises
        ------
        RoleError
            If ``case.toml`` gives roles and who makes them lacks one.
        """
        ready = list(meant.entries(entries))
        allow_entries(self.settings.roles, ready)
        new = self.ledger.append(ready)
        self._memory.keep(new)
        return new

    def hand(self, by: str, at: str | None = None, why: str = "") -> "Hand":
        """Give who acts and when: now, or a moment set by hand to rebuild a past crisis."""
        from panah.ledger.decide import Hand  # noqa: PLC0415  (loads when somebody acts)

        who, note = meant.a_who(by), meant.a_text(why, "note", "write a reason, or leave it out")
        if at is None:
            return Hand(at=self.now(), by=who, why=note)
        zone = self.settings.zone
        moment = clock.acted(at, last=self.last_received(), now=self.now(), zone=zone)
        return Hand(at=moment, by=who, why=note, reconstructed=True)

    def last_received(self) -> datetime | None:
        """Give the moment of the ledger's last entry; None while it is empty."""
        last = self.ledger.last()
        return last.received if last else None

    def today(self) -> date:
        """Give the day that it is where the case is."""
        return clock.in_zone(self.now(), self.settings.zone).date()

    def known(self, as_known: datetime | None = None) -> Known:
        """Give what the ledger knew at a moment; all it holds by default."""
        return self._memory.known(self.ledger.last(), meant.a_moment(as_known, "as_known"))

    def claims(
        self,
        as_of: date,
        as_known: datetime | None = None,
        *,
        drafts: bool = False,
        level: Sensitivity = Sensitivity.PUBLIC,
        policy: str | Path | None = None,
    ) -> "pl.DataFrame":
        """Give the claims that stand on a day, one row each, with quote, source and conflict."""
        asked = self.situation(as_of, as_known, drafts=drafts, level=level, policy=policy)
        return asked.claims

    def situation(  # noqa: PLR0913  (the API's contract)
        self,
        as_of: date,
        as_known: datetime | None = None,
        *,
        as_public: datetime | None = None,
        strict: bool = False,
        drafts: bool = False,
        level: Sensitivity = Sensitivity.PUBLIC,
        policy: str | Path | None = None,
    ) -> Situation:
        """Give what stood on a day, as known at a moment.

        Parameters
        ----------
        as_of, as_known, as_public
            The day in the world; the moment, with its zone, up to which the ledger is read (all of
            it by default); only what anyone could have read by then.
        strict, drafts
            Count only what is agreed or firmer; also take claims nobody has decided, marked.
        level
            Leave out claims whose report is more sensitive.
        policy
            Another reading policy to try: ``conservative``, or a file of changes to panah's own.
            Such a view is looked at; no brief is made of it.

        Raises
        ------
        InputError
            If a day is no day, a moment has no zone, or there is no such level.
        """
        until, zone = meant.a_moment(as_known, "as_known"), self.settings.zone
        public = meant.a_moment(as_public, "as_public")
        tried = ""
        if policy is not None:
            from panah.case.rereading import policy_named, read_again  # noqa: PLC0415  (seldom)

            other = policy_named(meant.files([policy], "policy")[0])
            tried = f"{other.name} {other.hash[:12]}"
        view = View(
            as_of=meant.a_day(as_of, "as_of"),
            as_known=clock.in_zone(until or self.now(), zone),
            as_public=clock.in_zone(public, zone) if public else None,
            strict=strict,
            drafts=drafts,
            level=meant.a_level(level),
            policy=tried,
        )
        with uncollected():
            if tried:
                return self.answer(view, read_again(self.known(until), other, self.words.policy))
            return self._answer(view, self._memory.seen(self.ledger.last(), until, view.level))

    def answer(self, view: View, known: Known) -> Situation:
        """Give what stood in a view, of what a ledger knew."""
        return self._answer(view, self._memory.showing(known, view.level))

    def _answer(self, view: View, shown: Known) -> Situation:
        claims = self._memory.ready(shown, view.level, self.words.actors)
        found = reconcile(shown, view, self.words.actors, claims=claims)
        return compose(
            view=view,
            head=shown.head,
            lines=found.lines,
            standing=found.standing,
            links=found.links,
            findings=found.findings,
            places=self.words.places,
            actors=self.words.actors,
            factors=self.settings.persons,
            withheld=shown.withheld,
        )

    def acts(self, situation: Situation) -> tuple[Entry, ...]:
        """Give the entries about a situation's claims and their reports, oldest first.

        Of claims that were read otherwise, what was done to the old reading belongs to it.
        """
        of = meant.a_situation(situation, "acts")
        return self.known(of.view.as_known).about(of.standing)

    def plan(  # noqa: PLR0913  (the API's contract)
        self,
        situation: Situation,
        forecast: "Forecast | None" = None,
        *,
        rules: "Policy | None" = None,
        solver: str = "highs",
        days: int = 60,
        parameters: str | Path | None = None,
        rulings: str | Path | None = None,
        after: "Plan | None" = None,
    ) -> "Plan":
        """Plan who can be sheltered where, from a situation and who is forecast to come.

        Parameters
        ----------
        rules
            Whose turn it is and what may be counted on; panah's default for None.
        solver
            A solver by name, as linopy knows it.
        parameters
            A file of numbers that replace those of the case's ``plan.toml`` for this plan.
        rulings
            A file of locks, forbids and overrides.
        after
            A plan of an earlier day that is carried on: what it did until today is a fact.
        """
        from panah.case import planning  # noqa: PLC0415  (loads when somebody plans)

        built = planning.built_of(
            self,
            meant.a_situation(situation, "plan"),
            meant.a_forecast(forecast),
            planning.asked_of(days=days, parameters=parameters, rulings=rulings),
        )
        before = None if after is None else meant.a_plan(after, "plan")
        made = planning.carried_on(before, built)
        return planning.make(made, meant.a_policy(rules), solver=solver)

    def explain(self, plan: "Plan", wanted: "Wanted") -> "dict[str, pl.DataFrame]":
        """Explain a plan of this case; a table an explanation, by its name."""
        from panah.case import explaining, plan_scheme  # noqa: PLC0415  (loads when somebody plans)

        of, asked = meant.a_plan(plan, "explain"), explaining.wanted_of(wanted)
        scheme = plan_scheme.scheme_of(self)
        return explaining.explain(scheme, of, asked, explaining.unseen()).tables

    def brief(
        self,
        situation: Situation,
        forecast: "CaseForecast | None" = None,
        plan: "Plan | None" = None,
        *,
        kind: str = "country",
        language: str | None = None,
    ) -> "Brief":
        """Write a situation as a hand-over, every number a link to what it rests on.

        Parameters
        ----------
        forecast, plan
            Made from the same situation; the brief then says what may come, and who is placed.
        language
            None for the first of the case's languages in which panah writes.
        """
        from panah.case.briefing import hand_over  # noqa: PLC0415  (loads when a brief is written)
        from panah.case.plan_paging import page_of  # noqa: PLC0415

        of, coming = meant.a_situation(situation, "brief"), meant.a_forecast(forecast)
        told = None if plan is None else page_of(self, of, meant.a_plan(plan, "plan"))
        words, settings = self.words, self.settings
        return hand_over(of, coming, words, settings, kind=kind, language=language, plan=told)

    def forecast(  # noqa: PLR0913  (the API's contract)
        self,
        situation: Situation,
        *,
        days: int,
        runs: int = 200,
        seed: int,
        scenario: str | None = None,
        earlier: int = 0,
        executor: "Executor | None" = None,
        progress: Callable[[int, int], None] = quiet,
    ) -> "CaseForecast":
        """Forecast who may arrive where and when, as many futures.

        Parameters
        ----------
        days, runs, seed
            How far it reaches, how many futures, and their chance; one seed gives one answer.
        scenario
            The name of a file in the case's folder ``scenarios``, without its ending.
        earlier
            How many forecasts from earlier days are made again, as known then, and scored.
        executor
            What runs the futures: processes, or a cluster; threads of this process without it.
        """
        from panah.case.forecasting import Asked, make_forecast  # noqa: PLC0415  (as its engine)

        asked = Asked(days=days, runs=runs, seed=seed, scenario=scenario, earlier=earlier)
        of = meant.a_situation(situation, "forecast")
        return make_forecast(self, of, asked, executor=executor, progress=progress)

    def review(
        self,
        *claims: str,
        verdict: "str | Decision",
        by: str,
        note: str = "",
        at: str | None = None,
    ) -> int:
        """Keep a decision about claims; give how many entries are new.

        Parameters
        ----------
        claims
            Named by label, or by the start of their id.
        verdict
            ``accepted``, ``rejected`` or ``retracted``, or a `Decision` that says more.
        note
            Why it was decided so.
        """
        from panah.case import deciding  # noqa: PLC0415  (loads when somebody decides)

        decision = deciding.verdict_of(verdict)
        return deciding.decide(self, claims, decision, by=by, at=at, why=note)

    def check(self) -> "tuple[Finding, ...]":
        """Give everything that looks wrong, at once."""
        from panah.case import checking  # noqa: PLC0415  (it looks at all that a case can do)

        return checking.check(self)
