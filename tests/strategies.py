"""Strategies for everything that a ledger can hold, as wild as its types allow."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from panah.domain.claim import (
    Claim,
    Cond,
    CondType,
    Hold,
    Hop,
    How,
    Kind,
    MadeBy,
    Mode,
    Mood,
    Span,
    Status,
)
from panah.domain.entry import (
    Act,
    Assigning,
    Assignment,
    Claims,
    Entry,
    Grade,
    Issue,
    Link,
    Note,
    Reason,
    Rejection,
    Relation,
    Topic,
)
from panah.domain.group import AGE_BANDS, Category, Group, Need, Pop, Priority, Profile, Sex
from panah.domain.matter import Matter, Way
from panah.domain.quantity import Hedge, Measure, Qty, Unit
from panah.domain.report import Basis, Form, Report, Sensitivity
from panah.domain.when import PartialDate, When

texts = st.text(st.characters(codec="utf-8"), max_size=20)
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
maybe_names = st.none() | names
moments = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  # the bounds of hypothesis are naive
amounts = st.integers(0, 10**18) | st.floats(0, 1e300, allow_subnormal=False)


@st.composite
def dates(draw):
    day = draw(st.dates())
    return draw(
        st.sampled_from(
            [
                PartialDate(day.year, day.month, day.day),
                PartialDate(day.year, day.month, day.day, approximate=True),
                PartialDate(day.year, day.month),
                PartialDate(day.year),
            ]
        )
    )


@st.composite
def whens(draw):
    start, end = draw(st.none() | dates()), draw(dates())
    if start and start.first > end.last:
        start, end = end, start
    return draw(st.sampled_from([When(start, end), When(end, end), When(end, None)]))


@st.composite
def quantities(draw):
    lo, hi = sorted([draw(amounts), draw(amounts)])
    return Qty(
        lo=lo,
        hi=draw(st.sampled_from([hi, None])),
        hedge=draw(st.sampled_from(Hedge)),
        unit=draw(st.none() | st.sampled_from(Unit)),
        measure=draw(st.none() | st.sampled_from(Measure)),
        worded=draw(texts),
        stated=tuple(draw(st.lists(amounts, max_size=2))),
        decided=draw(st.booleans()),
    )


def tags(words):
    return st.frozensets(st.sampled_from(words), max_size=3)


groups = st.builds(
    Group,
    label=texts,
    origin=maybe_names,
    pop=st.none() | st.sampled_from(Pop),
    profile=tags(Profile),
    needs=tags(Need),
    sex=st.none() | st.sampled_from(Sex),
    ages=tags(AGE_BANDS),
    category=st.none() | st.sampled_from(Category),
    priority=st.none() | st.sampled_from(Priority),
)
hops = st.builds(
    Hop,
    actor=texts,
    how=st.sampled_from(How),
    of=maybe_names,
    medium=texts,
    on=st.none() | whens(),
)
conditions = st.builds(
    Cond, type=st.sampled_from(CondType), text=texts, operand=st.none() | names | amounts
)
makers = st.builds(MadeBy, reader=texts, version=texts, rule=texts, policy=texts, model=texts)


@st.composite
def claims(draw):
    kind = draw(st.sampled_from(Kind))
    quote = draw(texts)
    start = draw(st.integers(0, 10**6))
    return Claim(
        report=draw(texts),
        kind=kind,
        subject=draw(names),
        chain=tuple(draw(st.lists(hops, min_size=1, max_size=3))),
        span=Span(start, start + len(quote)) if quote else None,
        quote=quote,
        counterpart=draw(maybe_names),
        group=draw(st.none() | groups),
        qty=draw(st.none() | quantities()),
        place=draw(maybe_names),
        from_=draw(maybe_names),
        to=draw(maybe_names),
        via=draw(maybe_names),
        status=draw(st.none() | st.sampled_from(Status)),
        hold=draw(st.sampled_from(Hold)),
        mode=draw(st.none() | st.sampled_from(Mode)) if kind is Kind.HOSTING else None,
        mood=draw(st.sampled_from(Mood)),
        conditions=tuple(draw(st.lists(conditions, max_size=2))),
        event=draw(st.none() | whens()),
        said=draw(st.none() | whens()),
        verbatim=draw(st.booleans()),
        note=draw(texts),
        label=draw(texts),
        made_by=draw(st.none() | makers),
    )


reports = st.builds(
    Report,
    id=texts,
    name=texts,
    form=st.sampled_from(Form),
    publisher=texts,
    title=texts,
    url=texts,
    lang=texts,
    published=st.none() | whens(),
    published_basis=st.sampled_from(Basis),
    published_why=texts,
    year=st.none() | st.integers(1900, 2100),
    sensitivity=st.sampled_from(Sensitivity),
    extractor=texts,
    text_hash=texts,
)
matters = st.builds(
    Matter,
    id=texts,
    kind=st.sampled_from(Kind),
    title=texts,
    subject=maybe_names,
    place=maybe_names,
    way=st.none() | st.sampled_from(Way),
    parent=maybe_names,
)
VALUES = {
    Act.IMPORT: reports,
    Act.READ: st.builds(
        Claims, claims=st.lists(claims(), max_size=2).map(tuple), reader=texts, version=texts
    ),
    Act.ACCEPT: st.none(),
    Act.AMEND: claims(),
    Act.REJECT: st.builds(Rejection, reason=st.sampled_from(Reason)),
    Act.RETRACT: st.none(),
    Act.ASSIGN: st.builds(
        Assignment,
        do=st.sampled_from(Assigning),
        matter=texts,
        title=texts,
        defined=st.none() | matters,
    ),
    Act.LINK: st.builds(Link, relation=st.sampled_from(Relation)),
    Act.GRADE: st.builds(
        Grade,
        source=texts,
        information=st.integers(0, 6),
        scope=st.lists(texts, max_size=2).map(tuple),
    ),
    Act.NOTE: st.builds(
        Note,
        text=texts,
        topic=st.sampled_from(Topic),
        head=texts,
        count=st.none() | st.integers(0, 10**6),
    ),
    Act.PUBLISH: st.builds(
        Issue,
        as_of=whens(),
        as_known=moments,
        head=texts,
        file_hash=texts,
        as_public=st.none() | moments,
        strict=st.booleans(),
    ),
}
"""Values by act."""


@st.composite
def entries(draw, acts=tuple(Act)):
    act = draw(st.sampled_from(acts))
    return Entry(
        at=draw(moments),
        by=draw(texts),
        act=act,
        on=tuple(draw(st.lists(texts, max_size=3))),
        value=draw(st.none() | VALUES[act]),
        why=draw(texts),
        reconstructed=draw(st.booleans()),
    )
