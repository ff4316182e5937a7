from tests.ledger.keep import NOBODY, known, view
from tests.make import claim, entry, people, story, when

from panah.domain.actor import Actors
from panah.domain.claim import Kind, Mode, Mood
from panah.domain.dossier import Dossier, called, dossiers, hull
from panah.domain.entry import Act, Assigning, Assignment
from panah.domain.matter import Matter
from panah.domain.naming import Names
from panah.domain.place import Level, Place, Places
from panah.domain.quantity import Hedge, Measure, Unit
from panah.ledger.reconcile import reconcile

NAMES = Names(Places([Place(code="TJK", name="Tajikistan", level=Level.COUNTRY)]), Actors(()))


def opened(*claims, matter="M"):
    made = reconcile(known(*story(*claims, matter=matter)), view(), NOBODY)
    [one] = dossiers(made.lines, made.standing, NAMES)
    return one


def test_a_dossier_opens_its_claims_their_reports_and_speakers():
    one = claim(label="C01", mode=Mode.TRANSIT)

    offer = opened(one)

    assert offer.claim(one.id) == one
    assert offer.report(one.id).publisher == "RFE/RL"
    assert offer.speaker(one.id) == "Imomali Ibrohimzoda"
    assert offer.publisher(one.id) == "RFE/RL"
    assert offer.called([one.id, "unheard"]) == ("C01", "unheard")
    assert (offer.lead, offer.subject, offer.host) == (one.id, "TJK", "TJK")
    assert offer.term("mode") == ("transit",)
    assert offer.term("duration") == ()


def test_a_label_that_two_claims_share_names_neither():
    one, other = claim(label="C01"), claim(label="C01", start=90)

    made = reconcile(known(*story(one, other)), view(), NOBODY)

    assert called(made.standing) == {one.id: one.id, other.id: other.id}


def test_an_outlook_leads_where_there_is_no_status():
    plan = claim(mood=Mood.WILL)

    assert opened(plan).lead == plan.id


def test_the_place_is_the_matters_or_the_first_that_is_told():
    assert opened(claim()).place is None
    assert opened(claim(), claim(place="TJK", start=90)).place == "TJK"


def test_room_is_what_names_a_figure_of_places():
    offer = opened(claim())
    vague = opened(claim(qty=people(2, None, Hedge.VAGUE)))

    assert [cell.amount.hi for cell in offer.room] == [100_000]
    assert vague.room == ()
    assert offer.worded(offer.room[0]) == ""
    assert offer.numbers(units={Unit.FLIGHT}) == ()
    assert offer.numbers(measures={Measure.STOCK}) == ()
    assert offer.numbers(mood=None) == offer.line.numbers


def test_a_cell_whose_lead_gives_no_amount_is_worded_as_nothing():
    offer = opened(claim())
    cell = offer.room[0]
    silent = claim(qty=None)
    standing = {
        cell.lead: offer.standing[cell.lead].__class__(
            claim=silent, report=offer.report(cell.lead), matter="M", seq=0
        )
    }

    bare = Dossier(line=offer.line, standing=standing, names=NAMES)

    assert bare.worded(cell) == ""
    assert not bare.is_figure(cell)


def test_a_period_runs_from_the_first_to_the_last_day_if_all_tell():
    one = claim(event=when("2021-07-01"))
    other = claim(event=when("2021-07-20"), start=90)
    silent = claim(event=None, start=180)

    offer = opened(one, other, silent)

    assert str(offer.period([one.id, other.id])) == "2021-07-01/2021-07-20"
    assert offer.period([one.id, silent.id]) is None


def test_nothing_bounds_times_that_are_open_to_both_sides():
    assert hull([]) is None
    assert hull([when("../2021-07-01"), when("2021-08-01/..")]) is None
    assert str(hull([when("2021-07-01"), when("2021-08")])) == "2021-07-01/2021-08"


def test_a_matter_without_a_subject_has_that_of_its_lead():
    one = claim(subject="the valley")
    bare = Matter(id="M", kind=Kind.HOSTING)
    told = entry(Act.ASSIGN, "M", value=Assignment(do=Assigning.DEFINE, defined=bare))

    made = reconcile(known(told, *story(one)), view(), NOBODY)
    [offer] = dossiers(made.lines, made.standing, NAMES)

    assert offer.subject == "the valley"
    assert offer.host is None
