"""What a speaker is called in an annotated folder."""

import pytest

from panah.domain.claim import Span
from panah.domain.reading import ActorRef, Via
from panah.reading.credited import credited


def called(words, known=None, *, key=None, of=None, via=Via.NAME):
    role = Span(0, len(words)) if key is None and known is None else None
    ref = ActorRef(key=key, name=words, span=Span(0, len(words)), via=via, of=of, role=role)
    return credited(words, ref, known or words)


@pytest.mark.parametrize(
    ("words", "of", "name"),
    [
        ("Kenya\u2019s interior minister", "KEN", "Kenyan interior minister"),
        ("minister in Nairobi", "KEN", "Kenyan minister"),
        ("president", "KEN", "Kenyan president"),
        ("president", None, "president"),
        ("mayor of Lodwar", "KEN", "mayor of Lodwar"),
        ("agency's head", None, "agency's head"),
        ("lieutenant with a cold", None, "lieutenant"),
        ("Rory O\u2019Dowd", None, "Rory O'Dowd"),
    ],
)
def test_an_office_is_called_by_its_countrys_adjective(words, of, name):
    assert called(words, of=of) == name


def test_an_agency_is_called_as_the_report_calls_it_unless_all_know_its_letters():
    assert called("Doctors Without Borders", "MSF", key="MSF") == "Doctors Without Borders"
    assert called("the UN refugee agency", "UNHCR", key="UNHCR") == "UNHCR"


def test_a_capital_that_speaks_is_its_country():
    assert called("Nairobi", "Kenya", key="KEN", of="KEN", via=Via.CAPITAL) == "Kenya"


def test_a_government_that_speaks_is_called_one():
    assert called("the Kenyan government", "Kenya", key="KEN", of="KEN") == "Kenyan government"
