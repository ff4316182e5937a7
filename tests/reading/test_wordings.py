"""Wordings by kind: each kind of claim in the words that news and situation reports use for it.

Kinds, actors and statuses are those of the annotated folders (`panah eval-reading`), so that a
wording that is lost here is lost in the measures too.
"""

import pytest
from tests.reading.reads import report

from panah.domain.actor import Actors
from panah.domain.reading import ReadingContext
from panah.reading import agencies, gazetteer
from panah.reading.annotate import predictions
from panah.reading.rules import RulesReader

ABOUT = "Notes on refugees, asylum, migrants, displacement and evacuees\n\n"


def told(sentence):
    """The kind, actor and status of each claim of a sentence in a report about refuge."""
    places, actors = gazetteer.load(), Actors(agencies.load())
    source = report(ABOUT + sentence)
    read = RulesReader().read(source, ReadingContext())
    found = predictions(
        source,
        read,
        name=lambda code: places.name(code) if places.country(code) else actors.name(code),
        country=places.country,
    )
    return [(claim["kind"], claim.get("actor"), claim.get("status")) for claim in found]


WORDINGS = {
    "agreement_talks": [
        ("Qatar agreed to house the evacuees temporarily.", "Qatar", "agreed"),
        ("Kenya and Somalia signed an agreement on the return of refugees.", "Kenya", "agreed"),
        (
            "Bangladesh and Myanmar are in talks on the repatriation of Rohingya refugees.",
            "Bangladesh",
            "in_talks",
        ),
        ("The EU is negotiating a migration deal with Tunisia.", "European Union", "in_talks"),
        ("Italy has renewed its memorandum with Libya on migrants.", "Italy", "agreed"),
        ("Germany and Kenya are close to a migration agreement.", "Germany", "near_final"),
    ],
    "arrivals_count": [
        ("Some 4,300 migrants landed on Lampedusa, Italy, over the weekend.", "Italy", "completed"),
        ("About 900 people a day are crossing into Uganda.", "Uganda", "under_way"),
        (
            "Poland has registered 1.3 million arrivals from Ukraine since February.",
            "Poland",
            "completed",
        ),
        ("The number of arrivals in Spain rose to 27,000.", "Spain", "completed"),
        ("Spain has seen the arrival of 8,000 migrants this year.", "Spain", "completed"),
        ("More than 20,000 Congolese have sought refuge in Burundi.", "Burundi", "completed"),
        ("Around 1,100 migrants were brought ashore in Sicily, Italy.", "Italy", "completed"),
        ("Chad has received 120,000 refugees from Sudan since April.", "Chad", "completed"),
        ("Moldova: 380,000 arrivals since 24 February.", "Moldova", "completed"),
    ],
    "camp": [
        (
            "Romania has set up six reception points along its northern border.",
            "Romania",
            "under_way",
        ),
        ("Six reception centres have been opened near Siret, in Romania.", "Romania", "under_way"),
        (
            "Uganda plans three more settlements for refugees in the West Nile.",
            "Uganda",
            "announced",
        ),
        ("A new camp is being built outside Gaziantep, Turkey.", "Turkey", "under_way"),
        ("The camp at Moria, in Greece, is three times over capacity.", "Greece", "under_way"),
        (
            "Sports halls in Berlin are being turned into shelters for refugees.",
            "Germany",
            "under_way",
        ),
        (
            "The exhibition hall in Leipzig serves as an emergency shelter for asylum seekers.",
            "Germany",
            "under_way",
        ),
        ("The site in Jordan was designed for 5,000 refugees.", "Jordan", "under_way"),
        ("The reception centre on Lampedusa, built for 400 people, is full.", "Italy", "under_way"),
        (
            "UNHCR is preparing a transit site for 3,000 people at Renk, South Sudan.",
            "UNHCR",
            "under_way",
        ),
        ("Families sleep in schools and mosques in Gedaref, Sudan.", "Sudan", "under_way"),
        ("Zambia allocated land for a new refugee settlement in Nchelenge.", "Zambia", "announced"),
        ("Tents for 900 families were pitched near Dohuk, Iraq.", "Iraq", "under_way"),
    ],
    "closure_or_suspension": [
        ("Kenya said it would close the two camps by June.", "Kenya", "announced"),
        (
            "Poland has suspended the right to claim asylum at the Belarus border.",
            "Poland",
            "suspended",
        ),
        ("The Lithuanian border was closed to refugees on Friday.", "Lithuania", "suspended"),
        ("Iran sealed its border with Afghanistan.", "Iran", "suspended"),
        ("Sweden has halted family reunification for refugees.", "Sweden", "suspended"),
        ("Finland is building a fence along its border to stop migrants.", "Finland", "under_way"),
        (
            "The US embassy in Kabul stopped processing visas for Afghans.",
            "United States",
            "suspended",
        ),
        ("UNHCR has suspended registration of refugees in Egypt.", "UNHCR", "suspended"),
        ("Finland froze its refugee quota for this year.", "Finland", "suspended"),
    ],
    "condition": [
        ("Ireland waived visa requirements for Ukrainians.", "Ireland", "under_way"),
        ("Refugees must register with the Ugandan police within a month.", "Uganda", "under_way"),
        ("Only Syrians with a sponsor may enter Lebanon.", "Lebanon", "under_way"),
        ("Venezuelans need a passport and a visa to enter Peru.", "Peru", "under_way"),
        (
            "Afghans who worked for the German army are eligible for a visa in Germany.",
            "Germany",
            "under_way",
        ),
        (
            "Ecuador will require Venezuelans to show a criminal record certificate.",
            "Ecuador",
            "announced",
        ),
        ("The permits are valid for one year, Turkey said.", "Turkey", "under_way"),
    ],
    "displaced_count": [
        (
            "The fighting has driven 60,000 people from their homes in Kachin, Myanmar.",
            "Myanmar",
            None,
        ),
        (
            "At least 45,000 people have been uprooted by violence in Cabo Delgado, Mozambique.",
            "Mozambique",
            None,
        ),
        ("Floods forced 200,000 people to leave their homes in Pakistan.", "Pakistan", None),
        ("There are 3.2 million internally displaced people in Yemen.", "Yemen", None),
        ("Some 5,000 families have abandoned their villages in Zamfara, Nigeria.", "Nigeria", None),
        (
            "The number of displaced people in Burkina Faso has passed two million.",
            "Burkina Faso",
            None,
        ),
        ("An estimated 90,000 Armenians have left Nagorno-Karabakh.", "Nagorno-Karabakh", None),
        ("Violence in Haiti has displaced more than 160,000 people.", "Haiti", None),
    ],
    "evacuation_flight": [
        ("France evacuated 1,300 people from Kabul.", "France", "completed"),
        ("Two planes brought 340 Afghans to Spain from Kabul.", "Spain", "completed"),
        (
            "Greece is moving 2,000 asylum seekers from Lesbos to the mainland.",
            "Greece",
            "under_way",
        ),
        ("UNHCR flew 150 refugees out of Libya to Niger.", "UNHCR", "completed"),
        ("Some 400 civilians were bused out of Mariupol, Ukraine.", "Ukraine", "completed"),
        ("Evacuation flights from Sudan have been paused by Germany.", "Germany", "suspended"),
        ("Canada will airlift 80 wounded children from Gaza.", "Canada", "announced"),
        ("Italy transferred 600 migrants from Lampedusa to Sicily by ferry.", "Italy", "completed"),
    ],
    "forecast": [
        ("Up to 500,000 people could flee Sudan by October.", "Sudan", None),
        ("UNHCR expects 250,000 refugees to arrive in Chad.", "Chad", None),
        ("Poland is bracing for another wave of refugees.", "Poland", None),
        ("Kenya fears an influx of refugees from Ethiopia.", "Kenya", None),
        ("As many as 100,000 more may cross into Moldova if Odessa falls.", "Moldova", None),
        ("The agency is planning for 1.2 million refugees in Uganda by December.", "Uganda", None),
    ],
    "hosted_count": [
        ("Lebanon hosts about 1.5 million Syrian refugees.", "Lebanon", None),
        ("Jordan is home to 650,000 registered refugees.", "Jordan", None),
        ("More than 3,000 refugees remain in the camp in Diavata, Greece.", "Greece", None),
        ("The camp in Kutupalong, Bangladesh, now holds 600,000 people.", "Bangladesh", None),
        ("Some 40,000 asylum seekers live in hotels in Britain.", "United Kingdom", None),
        (
            "Turkey, with 3.6 million Syrians, hosts more refugees than any other country.",
            "Turkey",
            None,
        ),
        ("There are 75,000 refugees in Kigoma, Tanzania.", "Tanzania", None),
        ("The number of refugees in Ethiopia stands at 900,000.", "Ethiopia", None),
        ("Around 1,700 people are stranded at the border in Poland.", "Poland", None),
        ("UNHCR has registered 113,000 refugees in Armenia.", "Armenia", None),
    ],
    "offer": [
        (
            "Poland will give Ukrainians the right to work and free health care for 18 months.",
            "Poland",
            "announced",
        ),
        ("Moldova is keeping its border open to refugees.", "Moldova", "under_way"),
        ("Uganda allows refugees to work and move freely.", "Uganda", "under_way"),
        ("Ecuador granted temporary residence to Venezuelan migrants.", "Ecuador", "completed"),
        ("Albania is ready to shelter refugees in its hotels.", "Albania", "ready"),
        ("Portugal offered to take in 50 unaccompanied minors from Greece.", "Portugal", "ready"),
        ("Rwanda said it would take in migrants stranded in Libya.", "Rwanda", "announced"),
        ("Iceland is considering taking in more Afghan refugees.", "Iceland", "considering"),
        ("Colombia gave Venezuelans ten-year residence permits.", "Colombia", "under_way"),
        ("No one will be turned away, the Rwandan minister said.", "Rwanda", "under_way"),
        (
            "Under a deal with the United Kingdom, Rwanda will receive asylum seekers.",
            "Rwanda",
            "announced",
        ),
    ],
    "refusal_or_limit": [
        (
            "Hungary will not take in any migrants, its foreign minister said.",
            "Hungary",
            "declined",
        ),
        ("Pakistan has ruled out accepting more Afghan refugees.", "Pakistan", "declined"),
        ("Croatian police pushed back 120 migrants into Bosnia.", "Croatia", "completed"),
        ("Bangladesh refused entry to 300 Rohingya on Monday.", "Bangladesh", "completed"),
        ("Malta refused to let the rescue ship dock.", "Malta", "declined"),
        ("Egypt says it cannot take Palestinians displaced from Gaza.", "Egypt", "declined"),
        ("Jordan is denying entry to Palestinians from Syria.", "Jordan", "under_way"),
    ],
    "request": [
        ("UNHCR urged Pakistan to halt deportations of Afghans.", "UNHCR", "asked"),
        ("Greece has asked its EU partners to take in unaccompanied children.", "Greece", "asked"),
        (
            "Amnesty International called on Lebanon to stop returning Syrian refugees.",
            "Amnesty International",
            "asked",
        ),
        (
            "The mayor of Berlin appealed to other states to receive refugees from Ukraine.",
            "Germany",
            "asked",
        ),
        ("Italy is demanding that other EU countries share the migrants.", "Italy", "asked"),
        (
            "IOM wants Libya to release detained migrants.",
            "International Organization for Migration",
            "asked",
        ),
        ("Turkey should keep its borders open to Syrians, UNHCR said.", "UNHCR", "asked"),
    ],
    "resettlement_quota": [
        ("Canada will admit 15,000 refugees from Sudan next year.", "Canada", "announced"),
        ("Australia has issued 3,000 humanitarian visas to Afghans.", "Australia", "completed"),
        ("Germany resettled 2,500 Syrian refugees from Turkey last year.", "Germany", "completed"),
        ("Norway has raised its quota to 3,000 refugees.", "Norway", "completed"),
        ("New Zealand will offer 1,500 places to refugees.", "New Zealand", "announced"),
        (
            "Some 6,500 Afghans have been granted permanent residence in the United Kingdom.",
            "United Kingdom",
            "completed",
        ),
    ],
    "return_repatriation": [
        ("Pakistan deported 1,200 Afghans on Tuesday.", "Pakistan", "completed"),
        ("Some 700 Burundians were repatriated from Tanzania.", "Tanzania", "completed"),
        ("Germany has stopped deportations to Afghanistan.", "Germany", "suspended"),
        ("About 3,000 Syrians a week are returning home from Turkey.", "Turkey", "under_way"),
        ("Sweden plans to send Afghans back to Kabul.", "Sweden", "announced"),
        (
            "More than 100,000 Ivorians have gone home from Liberia since 2016.",
            "Liberia",
            "completed",
        ),
        (
            "The voluntary return of 12,000 Somali refugees from Dadaab, Kenya, began in May.",
            "Kenya",
            "completed",
        ),
    ],
    "supply": [
        (
            "The Red Cross distributed 4,000 blankets to displaced families in Beira, Mozambique.",
            "Red Cross",
            "completed",
        ),
        (
            "WFP is handing out food rations to refugees in Cox's Bazar, Bangladesh.",
            "World Food Programme",
            "under_way",
        ),
        (
            "Blankets and hot meals are being given to refugees at the border in Moldova.",
            "Moldova",
            "under_way",
        ),
        ("The camps in Chad have no clean water.", "Chad", "under_way"),
        ("There are only 60 latrines for the refugees in Adre, Chad.", "Chad", "under_way"),
        (
            "Refugees in Bosnia lack warm clothes and medical care.",
            "Bosnia and Herzegovina",
            "under_way",
        ),
        ("WFP has cut rations for refugees in Kenya by half.", "World Food Programme", "suspended"),
        ("Turkey sent 20 trucks of food to displaced people in Idlib.", "Turkey", "completed"),
        ("Food aid reached 31,000 displaced people in Tigray, Ethiopia.", "Ethiopia", "completed"),
        (
            "Japan will send tents and blankets to displaced people in Myanmar.",
            "Japan",
            "announced",
        ),
    ],
}


@pytest.mark.parametrize(
    ("sentence", "kind", "actor", "status"),
    [
        (text, kind, actor, status)
        for kind, rows in WORDINGS.items()
        for text, actor, status in rows
    ],
)
def test_a_wording_tells_its_kind_its_actor_and_how_far_it_has_come(sentence, kind, actor, status):
    assert (kind, actor, status) in told(sentence)
