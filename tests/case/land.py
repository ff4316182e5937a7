"""A land to forecast, as a case: two provinces, and a country beyond where people were counted."""

from datetime import date

from panah.case import Case, new_case

PLACES = """code,name,kind,country,lat,lon,population
XA-UP,Upper,province,XAA,44.0,21.0,400000
XA-LO,Lower,province,XAA,44.5,21.2,200000
XBB,Away,country,XBB,45.4,21.6,
"""
LINKS = "from,to,km,mode\nXA-UP,XA-LO,60,road\nXA-LO,XBB,80,walk\n"
SERIES = """place,measure,date,people,since,published,source
XBB,cumulative,2021-08-08,9000,2021-07-01,2021-08-10,register
XBB,cumulative,2021-08-22,11000,2021-07-01,2021-08-24,register
"""
ATTACK = """name = "Attack"
why = "The governor fears it."
[[onset]]
place = "XA-UP"
date = 2021-08-17
why = "assumed"
[[place]]
code = "XBB"
capacity = 100
why = "a school"
"""
TODAY = date(2021, 8, 16)


def land(folder, *, places=PLACES, attack=ATTACK) -> Case:
    geography = folder / "geography"
    geography.mkdir()
    for name, text in (("places", places), ("links", LINKS), ("series", SERIES)):
        (geography / f"{name}.csv").write_text(text, encoding="utf-8")
    made = new_case(folder / "case", name="A land", geography=geography)
    (made.folder / "scenarios").mkdir()
    (made.folder / "scenarios" / "attack.toml").write_text(attack, encoding="utf-8")
    return made
