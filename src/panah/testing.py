"""What every place that keeps a ledger must do, for whoever writes another one.

Each law takes a function that opens the store, called again to open the same place again; a store
that breaks the law raises `AssertionError`. With pytest::

    @pytest.mark.parametrize("law", LEDGER_STORE_LAWS, ids=lambda law: law.__name__)
    def test_my_store(law, tmp_path):
        law(lambda: MyLedger(tmp_path / "ledger"))
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from panah.domain.canonical import digest
from panah.domain.claim import Claim, Cond, CondType, Hop, How, Kind, MadeBy, Mode, Span, Status
from panah.domain.entry import (
    GENESIS,
    Act,
    Assigning,
    Assignment,
    Claims,
    Entry,
    Grade,
    Issue,
    Kept,
    LedgerStore,
    Link,
    Note,
    Reason,
    Rejection,
    Relation,
    Topic,
    flaw,
    link_hash,
)
from panah.domain.group import Group, Need, Pop
from panah.domain.matter import Matter
from panah.domain.quantity import Hedge, Measure, Qty, Unit
from panah.domain.report import Report
from panah.domain.when import When
from panah.errors import LedgerError

__all__ = ["LEDGER_STORE_LAWS", "every_act"]

Open = Callable[[], LedgerStore]

_NOON = datetime(2019, 3, 4, 12, tzinfo=UTC)
_REPORT = digest("the report of the port of Hanko")


def every_act() -> tuple[Entry, ...]:
    """Give one entry of each act, a minute apart, with every kind of value."""
    claim = _claim()
    values: tuple[tuple[Act, tuple[str, ...], object], ...] = (
        (Act.IMPORT, (_REPORT,), Report(id=_REPORT, name="پناه.txt", published=_when("2019-03"))),
        (Act.READ, (claim.id,), Claims(claims=(claim,), reader="rules", version="3")),
        (Act.ACCEPT, (claim.id,), None),
        (Act.AMEND, (claim.id,), _claim(note="“about” stands in the caption")),
        (Act.REJECT, (claim.id,), Rejection(reason=Reason.DUPLICATE)),
        (Act.RETRACT, (digest("an entry"),), None),
        (Act.ASSIGN, ("FIN-halls",), _defined()),
        (Act.LINK, (claim.id, "label:K2"), Link(relation=Relation.UPDATES)),
        (Act.GRADE, ("Ilta Kuukka",), Grade(source="B", information=2, scope=("hosting",))),
        (Act.NOTE, (), Note(text="who counted?", topic=Topic.QUESTION)),
        (
            Act.PUBLISH,
            (),
            Issue(
                as_of=_when("2019-03-04"), as_known=_NOON, head=GENESIS, file_hash=digest("a file")
            ),
        ),
    )
    return tuple(
        Entry(
            at=_NOON + timedelta(minutes=number),
            by="user:aino",
            act=act,
            on=on,
            value=value,  # type: ignore[arg-type]  # one of Value, by its act
            why="seen twice",
        )
        for number, (act, on, value) in enumerate(values)
    )


def gives_back_what_was_kept_in_order(open_store: Open) -> None:
    """See that what was kept comes back the same, in the order in which it was kept."""
    store, entries = open_store(), every_act()
    count = store.append(entries)

    _same(count, len(entries), "the number that append returned")
    _same([kept.entry for kept in store.entries()], list(entries), "what came back")
    _same([k.entry.body for k in store.entries()], [e.body for e in entries], "its written form")


def an_empty_store_gives_nothing(open_store: Open) -> None:
    """See that an empty store has no entries, and that keeping nothing keeps nothing."""
    store = open_store()

    _same(store.append([]), 0, "the number that append returned for no entries")
    _same(list(store.entries()), [], "what came back")
    _same(store.last(), None, "the last entry")


def keeping_twice_keeps_once(open_store: Open) -> None:
    """See that an entry is kept once, however often it is given, in one append or in two."""
    store, entries = open_store(), every_act()
    first, later = entries[:4], entries[3:]

    _same(store.append([*first, *first]), 4, "how many were new, each given twice")
    _same(store.append(entries), len(later) - 1, "how many were new the second time")
    _same(store.append(iter(entries)), 0, "how many were new the third time")
    _same([kept.entry for kept in store.entries()], list(entries), "what came back")


def the_log_is_chained(open_store: Open) -> None:
    """See that entries are numbered, each hash follows from the one before, receipt never falls."""
    store, entries = open_store(), every_act()
    store.append(entries[:5])
    store.append(entries[5:])
    before: Kept | None = None

    for kept in store.entries():
        _same(flaw(kept, before), "", f"what is wrong with entry {kept.seq}")
        before = kept
    _same(store.last(), before, "the last entry")


def an_entry_is_received_at_its_own_moment(open_store: Open) -> None:
    """See that what is entered here is received when it is made, to the microsecond."""
    store = open_store()
    entry = _noted(_NOON + timedelta(microseconds=1))
    store.append([entry])

    _same(_received(store), [entry.at], "when it was received")


def receipt_never_falls_when_a_clock_goes_back(open_store: Open) -> None:
    """See that an entry made before the last one was received is received with that one."""
    store = open_store()
    late, early = _NOON + timedelta(hours=2), _NOON
    store.append([_noted(late)])
    store.append([_noted(early)])

    _same(_received(store), [late, late], "when they were received")


def what_is_merged_is_received_at_the_merge(open_store: Open) -> None:
    """See that entries from elsewhere are received when they come, and were made when made."""
    store = open_store()
    merged = _NOON + timedelta(days=1)
    store.append([_noted(_NOON)])
    store.append([_noted(_NOON + timedelta(hours=1))], received=merged)

    _same(_received(store), [_NOON, merged], "when they were received")
    _same(
        [kept.entry.at for kept in store.entries()],
        [_NOON, _NOON + timedelta(hours=1)],
        "when they were made",
    )


def what_was_kept_is_there_when_opened_again(open_store: Open) -> None:
    """See that a store that is opened again gives what was kept, and goes on where it ended."""
    entries = every_act()
    open_store().append(entries[:3])
    open_store().append(entries[3:])

    _same([kept.entry for kept in open_store().entries()], list(entries), "what came back")
    _same([kept.seq for kept in open_store().entries()], [*range(1, 12)], "its numbers")


def all_or_none_are_kept(open_store: Open) -> None:
    """See that nothing of an append is kept when one of its entries is refused."""
    store, entries = open_store(), every_act()
    store.append(entries[:2])
    refused = Entry(at=_NOON, by="user:aino", act=Act.ACCEPT, value=Note(text="of another act"))

    _refuses(lambda: store.append([entries[2], refused]), "a value that is not of its act")
    _same([kept.entry for kept in store.entries()], list(entries[:2]), "what is kept after it")


def what_could_not_be_read_back_is_refused(open_store: Open) -> None:
    """See that a store never takes in what it could not give back."""
    store = open_store()
    naive = _NOON.replace(tzinfo=None)

    _refuses(lambda: store.append([_noted(naive)]), "a moment without a time zone")
    _refuses(lambda: store.append([_noted(_NOON, text="\ud83d")]), "half a character")
    _refuses(lambda: store.append([_noted(_NOON, v=2)]), "a layout of a later panah")
    _same(list(store.entries()), [], "what is kept after it")


def reading_goes_on_while_another_appends(open_store: Open) -> None:
    """See that a reader gets what was there when it began, and that nobody waits for it."""
    store, entries = open_store(), every_act()
    store.append(entries[:3])
    seen = []
    for kept in store.entries():
        seen.append(kept.entry)
        open_store().append([entries[kept.seq + 2]])

    _same(seen, list(entries[:3]), "what the reader saw")
    _same([kept.entry for kept in store.entries()], list(entries[:6]), "what is kept after it")


def a_whole_log_is_restored_as_it_was(open_store: Open) -> None:
    """See that numbers, moments and hashes stay, and that only an empty store takes a log."""
    log = _log(every_act(), received=_NOON + timedelta(days=9))
    _refuses(lambda: open_store().restore(log[1:]), "a log without its first entry")
    _refuses(lambda: open_store().restore([*log, log[3]]), "a log with an entry out of order")

    _same(open_store().restore(log), len(log), "how many entries were restored")
    _same(list(open_store().entries()), log, "what came back")
    _refuses(lambda: open_store().restore(log), "a log on top of another")


def _log(entries: Sequence[Entry], *, received: datetime) -> list[Kept]:
    """Give entries as another ledger kept them, all received at one moment."""
    log: list[Kept] = []
    for seq, entry in enumerate(entries, start=1):
        prev_hash = log[-1].hash if log else GENESIS
        log.append(
            Kept(
                seq=seq,
                received=received,
                entry=entry,
                prev_hash=prev_hash,
                hash=link_hash(prev_hash, entry.body, received),
            )
        )
    return log


LEDGER_STORE_LAWS: Sequence[Callable[[Open], None]] = (
    gives_back_what_was_kept_in_order,
    an_empty_store_gives_nothing,
    keeping_twice_keeps_once,
    the_log_is_chained,
    an_entry_is_received_at_its_own_moment,
    receipt_never_falls_when_a_clock_goes_back,
    what_is_merged_is_received_at_the_merge,
    what_was_kept_is_there_when_opened_again,
    all_or_none_are_kept,
    what_could_not_be_read_back_is_refused,
    reading_goes_on_while_another_appends,
    a_whole_log_is_restored_as_it_was,
)
"""Every law of a `LedgerStore`."""


def _claim(note: str = "") -> Claim:
    quote = "room for at least forty families"
    return Claim(
        report=_REPORT,
        kind=Kind.HOSTING,
        subject="FIN",
        chain=(
            Hop(actor="Ilta Kuukka", how=How.SAID, of="FIN", on=_when("2019-03-01~")),
            Hop(actor="Harbour Post", how=How.REPORTED),
        ),
        span=Span(7, 7 + len(quote)),
        quote=quote,
        group=Group(label="families", origin="EST", pop=Pop.REF, needs=frozenset(Need)),
        qty=Qty(
            lo=40,
            hi=None,
            hedge=Hedge.AT_LEAST,
            unit=Unit.FAMILY,
            measure=Measure.CAPACITY,
            worded="at least forty",
            stated=(40.0,),
        ),
        from_="EST",
        status=Status.READY,
        mode=Mode.TEMPORARY,
        conditions=(Cond(type=CondType.IF_EXCEEDS, text="if more than 12.5 tonnes", operand=12.5),),
        event=_when("2019-03-04/.."),
        note=note,
        label="K1",
        made_by=MadeBy(reader="rules", version="3"),
    )


def _defined() -> Assignment:
    return Assignment(
        do=Assigning.DEFINE, defined=Matter(id="FIN-halls", kind=Kind.HOSTING, title="The halls")
    )


def _noted(at: datetime, *, text: str = "noted", v: int = 1) -> Entry:
    return Entry(at=at, by="user:aino", act=Act.NOTE, value=Note(text=text), v=v)


def _when(text: str) -> When:
    return When.parse(text)


def _received(store: LedgerStore) -> list[datetime]:
    return [kept.received for kept in store.entries()]


def _same(found: object, wanted: object, what: str) -> None:
    if found != wanted:
        raise AssertionError(f"{what}: wanted {wanted!r}, got {found!r}")


def _refuses(act: Callable[[], object], what: str) -> None:
    try:
        act()
    except LedgerError:
        return
    raise AssertionError(f"the store kept {what}, which it must refuse")
