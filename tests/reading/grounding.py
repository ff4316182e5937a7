"""A report of our own invention and what a careful reader marks up in it, for the grounding tests.

No event in it happened; the countries are real because the gazetteer knows no others.
"""

from functools import cache

from tests.make import report

from panah.domain.claim import MadeBy
from panah.reading.ground import Grounds, ground
from panah.reading.resolved import Tables

TEXT = """Who takes whom in: an overview

Portugal is ready to shelter up to 4,300 refugees from Mali, its interior minister said on Tuesday.
Norway will take in 2,750 people at risk, the government announced.

Kenya has agreed to a request by the United States to house some 900 evacuees.
Peru is in talks with Canada over a transit centre for 1,200 families.

Jordan has suspended the admission of refugees from Sudan. Ghana has refused to accept deportees
from Libya. More than 61,400 people have fled from Chad to Niger since 3 May.

Uganda was asked by Denmark to host 650 interpreters. Hungary is reluctant to open a second camp.
Zambia is considering an offer of at least 350 places. Botswana is close to finalising a deal to
receive 5,600 people.

Iceland has asked Finland to house 1,950 people.

Latvia is not ready to shelter up to 770 families. Namibia could take in 340 people.
"""

BLANK = {
    "hold": "live",
    "mood": "is",
    "mode": None,
    "status": None,
}


def said(kind, quote, **marks):
    return {**BLANK, "kind": kind, "quote": quote, "sentence": -1, **marks}


TRUE = {
    "ready": said(
        "hosting",
        "Portugal is ready to shelter up to 4,300 refugees from Mali",
        status="ready",
        status_text="ready to shelter",
        quantity_text="up to 4,300",
        group_text="refugees from Mali",
        subject_text="Portugal",
        from_text="Mali",
        speaker_text="its interior minister",
        said_text="on Tuesday",
    ),
    "announced": said(
        "hosting",
        "Norway will take in 2,750 people at risk",
        status="announced",
        status_text="will take in",
        quantity_text="2,750",
        subject_text="Norway",
        mode="resettlement",
    ),
    "agreed": said(
        "hosting",
        "Kenya has agreed to a request by the United States to house some 900 evacuees",
        status="agreed",
        status_text="has agreed to",
        quantity_text="some 900",
        subject_text="Kenya",
        counterpart_text="the United States",
    ),
    "in_talks": said(
        "hosting",
        "Peru is in talks with Canada over a transit centre for 1,200 families",
        status="in_talks",
        status_text="in talks with",
        quantity_text="1,200",
        subject_text="Peru",
        counterpart_text="Canada",
        mode="transit",
    ),
    "suspended": said(
        "hosting",
        "Jordan has suspended the admission of refugees from Sudan",
        hold="suspended",
        hold_text="has suspended",
        subject_text="Jordan",
        from_text="Sudan",
    ),
    "declined": said(
        "hosting",
        "Ghana has refused to accept deportees\nfrom Libya",
        hold="declined",
        hold_text="refused to accept",
        subject_text="Ghana",
        from_text="Libya",
    ),
    "fled": said(
        "movement",
        "More than 61,400 people have fled from Chad to Niger since 3 May",
        status="done",
        status_text="have fled",
        quantity_text="More than 61,400",
        group_text="people",
        from_text="Chad",
        to_text="Niger",
        event_text="since 3 May",
    ),
    "asked": said(
        "hosting",
        "Uganda was asked by Denmark to host 650 interpreters",
        status="asked",
        status_text="was asked",
        quantity_text="650",
        subject_text="Uganda",
        counterpart_text="Denmark",
    ),
    "asked_of": said(
        "hosting",
        "Iceland has asked Finland to house 1,950 people",
        status="asked",
        status_text="has asked",
        quantity_text="1,950",
        subject_text="Finland",
        counterpart_text="Iceland",
    ),
    "reluctant": said(
        "facility",
        "Hungary is reluctant to open a second camp",
        hold="reluctant",
        hold_text="reluctant to",
        subject_text="Hungary",
    ),
    "considering": said(
        "hosting",
        "Zambia is considering an offer of at least 350 places",
        status="considering",
        status_text="considering",
        quantity_text="at least 350",
        subject_text="Zambia",
    ),
    "near_final": said(
        "hosting",
        "Botswana is close to finalising a deal to\nreceive 5,600 people",
        status="near_final",
        status_text="close to finalising",
        quantity_text="5,600",
        subject_text="Botswana",
    ),
}
"""True claims, each by what is typical of it."""

COUNTRIES = (
    *("Portugal", "Mali", "Norway", "Kenya", "the United States", "Peru", "Canada", "Jordan"),
    *("Sudan", "Ghana", "Libya", "Chad", "Niger", "Uganda", "Denmark", "Hungary", "Zambia"),
    *("Botswana", "Latvia", "Namibia", "Iceland", "Finland", "Germany"),
)
"""Every country the report names, and one it does not."""

MADE_BY = MadeBy(reader="llm", version="1", model="small-model")


@cache
def grounds(text=TEXT, **changes):
    read = report(text=text, **changes)
    return Grounds.of(read, Tables.of(read, {}))


def grounded(raw, text=TEXT, **changes):
    return ground(raw, grounds(text, **changes), MADE_BY)
