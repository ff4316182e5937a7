"""A crisis that never was: people leave Karsha; Tolmera, Vessland, Ondara and Istrel answer.

`situation` takes claims by matter through the ledger, so that tests speak of what people said.
"""

from datetime import UTC, datetime, time

from tests.ledger.keep import keep
from tests.make import day, entry, moment

from panah.domain.actor import Actor, Actors, ActorType
from panah.domain.canonical import digest
from panah.domain.claim import Claim, Cond, CondType, Hold, Hop, How, Kind, Mode, Mood, Span, Status
from panah.domain.entry import Act, Assignment, Claims, Link, Relation
from panah.domain.group import Group, Pop, Sex
from panah.domain.naming import Names
from panah.domain.place import Level, Place, Places
from panah.domain.quantity import Hedge, Measure, Qty, Unit
from panah.domain.report import Basis, Report
from panah.domain.situation import View
from panah.domain.when import When
from panah.ledger.reconcile import reconcile
from panah.ledger.replay import replay
from panah.situation.compose import compose

HUNDREDS = "\u0635\u062f\u0647\u0627"
"""Persian for hundreds."""

NO_ROOM = (
    "\u062c\u0632\u06cc\u0631\u0647\u200c\u0647\u0627 "
    "\u062c\u0627\u06cc\u06cc \u0646\u062f\u0627\u0631\u0646\u062f"
)
"""Persian for: the islands have no room."""

COUNTRIES = {
    "KRS": "Karsha",
    "TLM": "Tolmera",
    "VES": "Vessland",
    "OND": "Ondara",
    "ISL": "Istrel",
}

PLACES = Places(
    [
        *(
            Place(code=code, name=name, level=Level.COUNTRY, lat=40.0 + number, lon=60.0)
            for number, (code, name) in enumerate(COUNTRIES.items())
        ),
        Place(
            code="TLM-NO",
            name="North Tolmera",
            provider_name="Tolmera Shimol",
            level=Level.ADMIN1,
            parent="TLM",
        ),
        Place(code="arpa", name="Arpa", level=Level.SITE, parent="TLM-NO", lat=41.25, lon=61.5),
        Place(code="gate", name="the Iron Gate", level=Level.CROSSING, parent="VES"),
    ]
)

ACTORS = Actors(
    [
        *(
            Actor(id=code, name=name, type=ActorType.COUNTRY, iso3=code)
            for code, name in COUNTRIES.items()
        ),
        Actor(id="velt", name="Ana Velt", type=ActorType.OFFICIAL, of="TLM"),
        Actor(id="relief", name="Relief Council", type=ActorType.ORGANISATION),
        Actor(id="courier", name="The Courier", type=ActorType.PUBLISHER),
    ]
)

NAMES = Names(PLACES, ACTORS)


def report(name="courier", **changes):
    said = {
        "id": digest(name),
        "name": f"{name}.txt",
        "publisher": {"courier": "The Courier", "post": "Harbour Post"}.get(name, name.title()),
        "published": When.parse("2021-05-10"),
        "extractor": "text 1",
    }
    return Report(**(said | changes))


REPORTS = {
    "courier": report(),
    "post": report(
        "post", published=When.parse("2021-05-11/2021-05-12"), published_basis=Basis.INFERRED
    ),
    "khabar": report("khabar", lang="fa"),
}


def people(lo, hi, hedge=Hedge.EXACT, measure=Measure.CAPACITY, worded="", **more):
    unit = more.pop("unit", Unit.PERSON)
    return Qty(lo=lo, hi=hi, hedge=hedge, unit=unit, measure=measure, worded=worded, **more)


def said(label, quote="we have room for those who come", **changes):
    """Tolmera's offer of 10 May 2021, by its own official; change what the test is about."""
    source = changes.pop("source", "courier")
    voice = changes.pop("voice", "velt")
    by = {
        "velt": (Hop(actor="velt", how=How.SAID, of="TLM"),),
        "courier": (),
        "unnamed": (Hop(actor="a border guard", how=How.UNNAMED),),
    }.get(voice, (Hop(actor=voice, how=How.SAID, of=changes.get("subject")),))
    published = Hop(actor=REPORTS[source].publisher, how=How.REPORTED)
    made = {
        "report": REPORTS[source].id,
        "label": label,
        "kind": Kind.HOSTING,
        "subject": "TLM",
        "chain": (*by, published),
        "span": Span(7, 7 + len(quote)) if quote else None,
        "quote": quote,
        "status": Status.READY,
        "event": When.parse("2021-05-10"),
        "said": When.parse("2021-05-10"),
    }
    return Claim(**(made | changes))


def cond(type_, text, operand=None):
    return Cond(type=CondType(type_), text=text, operand=operand)


def situation(matters, links=(), as_of="2021-05-20", *, reports=REPORTS, **view):
    """What stood, given claims by matter and links as (from label, relation, to label)."""
    claims = [claim for some in matters.values() for claim in some]
    at = moment(12, month=5)
    held = {one.id: one for one in reports.values()}
    entries = [
        *(
            entry(Act.IMPORT, key, at=at, value=held[key])
            for key in sorted({c.report for c in claims})
        ),
        *(entry(Act.READ, one.id, at=at, value=Claims(claims=(one,))) for one in claims),
        *(entry(Act.ACCEPT, one.id, at=at) for one in claims),
        *(
            entry(Act.ASSIGN, one.id, at=at, value=Assignment(matter=matter))
            for matter, some in matters.items()
            for one in some
        ),
        *(
            entry(
                Act.LINK,
                f"label:{source}",
                f"label:{target}",
                at=at,
                value=Link(relation=Relation(relation)),
            )
            for source, relation, target in links
        ),
    ]
    asked = View(
        as_of=day(as_of),
        as_known=datetime.combine(day("2021-05-20"), time.max, tzinfo=UTC),
        **view,
    )
    known = replay(keep(*entries), until=asked.as_known)
    found = reconcile(known, asked, ACTORS)
    return compose(
        view=asked,
        head=known.head,
        lines=found.lines,
        standing=found.standing,
        links=found.links,
        findings=found.findings,
        places=PLACES,
        actors=ACTORS,
    )


def offer(label, host, qty=None, status=Status.ANNOUNCED, **changes):
    """A host's own offer."""
    made = {"subject": host, "voice": host, "place": host, "qty": qty, "status": status}
    return said(label, **(made | changes))


def moved(label, qty, from_="KRS", to="TLM", **changes):
    """People who went from one country to another, as a newspaper tells it."""
    made = {
        "kind": Kind.MOVEMENT,
        "subject": "people from Karsha",
        "voice": "courier",
        "status": Status.DONE,
        "group": Group(label="families from Karsha", origin="KRS"),
        "event": When.parse("2021-05-01/2021-05-09"),
    }
    return said(label, qty=qty, from_=from_, to=to, **(made | changes))


ROOMS = {
    "TLM-border": [
        offer(
            "T1",
            "TLM",
            people(0, 60_000, Hedge.UP_TO, Measure.CEILING, "up to 60,000", stated=(60_000,)),
            Status.READY,
            quote="we can shelter up to 60,000 people",
            mode=Mode.ASYLUM,
            group=Group(label="people from Karsha", origin="KRS", pop=Pop.REF),
        ),
    ],
    "TLM-overflow": [
        said(
            "T2",
            quote="above that number we will ask for tents",
            kind=Kind.SUPPORT,
            subject="donors",
            counterpart="TLM",
            status=Status.ASKED,
            mood=Mood.WILL,
            conditions=(cond("if_exceeds", "above that number", 60_000),),
        ),
    ],
    "VES-relief": [
        offer(
            "V1",
            "VES",
            people(3600, 4400, Hedge.ABOUT, Measure.CAPACITY, "some 4,000", stated=(4000,)),
            Status.IN_TALKS,
            quote="talks about some 4,000 places",
            counterpart="relief",
            mode=Mode.TEMPORARY,
            to="OND",
            group=Group(label="teachers and nurses", origin="KRS"),
        ),
        said(
            "V2",
            quote="thousands may be housed there soon",
            source="post",
            voice="courier",
            subject="VES",
            counterpart="relief",
            qty=people(2000, 9999, Hedge.MAGNITUDE, Measure.CAPACITY, "thousands"),
            status=Status.NEAR_FINAL,
            said=When.parse("2021-05-10/2021-05-12"),
        ),
        said(
            "V3",
            quote="Vessland is cool to the plan",
            source="post",
            voice="unnamed",
            subject="VES",
            counterpart="relief",
            status=Status.CONSIDERING,
            hold=Hold.RELUCTANT,
            said=When.parse("2021-05-10/2021-05-12"),
        ),
    ],
    "OND-quota": [
        offer(
            "O1",
            "OND",
            people(1500, 1500, worded="1,500", stated=(1500,), decided=True),
            quote="Ondara will take in 1,500 people for good",
            mode=Mode.RESETTLEMENT,
            group=Group(label="women at risk", origin="KRS", sex=Sex.F),
            conditions=(cond("until_date", "by the end of the year", "2021-12-31"),),
        ),
        offer(
            "O2",
            "OND",
            people(270, 330, Hedge.ABOUT, Measure.STOCK, "about 300", stated=(300,)),
            quote="about 300 of them have arrived",
        ),
    ],
    "ISL-silent": [
        said(
            "I1",
            quote="Istrel has been asked to help",
            voice="courier",
            subject="ISL",
            qty=people(2, None, Hedge.VAGUE, worded="a number of"),
            status=Status.ASKED,
        ),
    ],
    "ISL-islands": [
        offer(
            "I2",
            "ISL",
            people(200, 999, Hedge.MAGNITUDE, worded=HUNDREDS),
            source="khabar",
            quote=NO_ROOM,
            hold=Hold.DECLINED,
        ),
    ],
}

MOVES = {
    "KRS-TLM-herders": [
        moved(
            "M1",
            people(810, 990, Hedge.ABOUT, Measure.FLOW, "about 900", stated=(900,)),
            quote="about 900 herders crossed into Tolmera",
        ),
        moved(
            "M2",
            people(1800, 2200, Hedge.ABOUT, Measure.FLOW, "some 2,000", unit=Unit.ANIMAL),
            quote="with some 2,000 goats",
            group=None,
            subject="goats",
        ),
    ],
    "TLM-KRS-herders-back": [
        moved(
            "M3",
            people(810, 990, Hedge.ABOUT, Measure.FLOW, "", stated=(900,)),
            from_="TLM",
            to="KRS",
            quote="all of them have since gone home",
            event=When.parse("2021-05-03/2021-05-10"),
        ),
    ],
    "KRS-OND-flights": [
        moved(
            "M4",
            people(270, 330, Hedge.ABOUT, Measure.CUMULATIVE, "about 300"),
            to="OND",
            quote="about 300 people were flown to Ondara",
        ),
        moved(
            "M5",
            people(1450, 1549, Hedge.EXACT, Measure.CUMULATIVE, "1,500"),
            to="OND",
            mood=Mood.WILL,
            status=Status.ANNOUNCED,
            quote="the airlift is to reach 1,500 in all",
            event=When.parse("2021-05-10/.."),
        ),
    ],
    "KRS-displaced": [
        moved(
            "M6",
            people(70_001, None, Hedge.MORE_THAN, Measure.CUMULATIVE, "more than 70,000"),
            to=None,
            quote="more than 70,000 have left their homes",
            event=When.parse("2021-01-01/2021-05-10"),
        ),
        moved(
            "M7",
            people(8100, 9900, Hedge.ABOUT, Measure.CUMULATIVE, "about 9,000"),
            to=None,
            quote="about 9,000 of them since April",
            event=When.parse("2021-04-01/2021-05-10"),
        ),
    ],
}

SITES = {
    "TLM-camps": [
        said(
            "F1",
            quote="two camps stand at Arpa",
            kind=Kind.FACILITY,
            place="arpa",
            qty=people(2, 2, measure=Measure.STOCK, worded="two", unit=Unit.CAMP),
            status=Status.IN_PLACE,
        ),
        said(
            "F2",
            quote="with room for 5,000",
            kind=Kind.FACILITY,
            place="arpa",
            qty=people(4500, 5499, worded="5,000"),
            status=Status.IN_PLACE,
        ),
    ],
    "TLM-next-camp": [
        said(
            "F3",
            quote="a camp will be built in the north",
            kind=Kind.FACILITY,
            place="TLM-NO",
            qty=people(1, 1, measure=Measure.STOCK, worded="a camp", unit=Unit.CAMP),
            mood=Mood.WILL,
            status=Status.ANNOUNCED,
        ),
    ],
    "TLM-depots": [
        said(
            "F4",
            quote="work on three stores of flour has begun",
            kind=Kind.FACILITY,
            place="TLM-NO",
            qty=people(3, 3, measure=Measure.STOCK, worded="three", unit=Unit.DEPOT),
            status=Status.UNDER_WAY,
        ),
    ],
    "VES-gate": [
        said(
            "G1",
            quote="the Iron Gate is shut until further notice",
            kind=Kind.ACCESS,
            subject="VES",
            voice="courier",
            place="gate",
            status=Status.IN_PLACE,
            hold=Hold.SUSPENDED,
        ),
        said(
            "G2",
            quote="it would open again if the road is safe",
            kind=Kind.ACCESS,
            subject="VES",
            voice="VES",
            place="gate",
            mood=Mood.WILL,
            status=Status.ANNOUNCED,
            conditions=(cond("if_safe", "the road is safe"),),
        ),
    ],
    "KRS-warning": [
        said(
            "W1",
            quote="the harbour may fall within days",
            kind=Kind.SECURITY,
            subject="KRS",
            voice="unnamed",
            mood=Mood.MAY,
            status=None,
            event=None,
        ),
    ],
    "KRS-harbour": [
        said(
            "W2",
            quote="the harbour fell on Friday",
            kind=Kind.SECURITY,
            subject="KRS",
            voice="courier",
            status=Status.DONE,
            event=When.parse("2021-05-14"),
            said=When.parse("2021-05-14"),
        ),
    ],
}

LINKS = (
    ("V2", "refines", "V1"),
    ("V3", "conflicts", "V1"),
    ("M3", "qualifies", "M1"),
    ("M7", "part_of", "M6"),
    ("T2", "qualifies", "T1"),
    ("W2", "bears_out", "W1"),
)

EVERYTHING = {**ROOMS, **MOVES, **SITES}


def whole(**view):
    """The whole made-up situation."""
    return situation(EVERYTHING, LINKS, **view)
