"""A small instance in Flee's layout, of invented places, whose files a test may replace."""

from datetime import date, timedelta

FILES = {
    "input_csv/sim_period.csv": "StartDate,2031-03-01\nLength,20\n",
    "input_csv/locations.csv": (
        "#name,region,country,latitude,longitude,location_type,conflict_date,population\n"
        "Varn,North,Ostria,1.0,2.0,conflict_zone,0,9000\n"
        "Mell,North,Ostria,1.5,2.0,town,,4000\n"
        "Hub,North,Ostria,,,forwarding_hub,,\n"
        "Tann,South,Lydd,2.0,3.0,camp,,500\n"
        "Quay,South,Lydd,2.0,4.0,camp,,0\n"
    ),
    "input_csv/routes.csv": (
        "#name1,name2,distance,forced_redirection\n"
        "Varn,Mell,80,\n"
        "Mell,Tann,150,0\n"
        "Mell,Hub,40,\n"
        "Hub,Quay,420,0\n"
    ),
    "input_csv/closures.csv": "#type,name1,name2,start,end\ncountry,Ostria,Lydd,3,9\n",
    "input_csv/conflicts.csv": "#Day,Varn, Mell\n" + "".join(f"{d},1,0\n" for d in range(20)),
    "source_data/data_layout.csv": "total,all.csv\nTann,tann.csv\nQuay,quay.csv\n",
    "source_data/all.csv": "2031-03-01,0\n2031-03-21,900\n",
    "source_data/tann.csv": "Date,people\n2031-03-01,40\n2031-03-11,240\n2031-03-21,\n",
    "source_data/quay.csv": "2031-03-01,0\n2031-03-06,100\n2031-03-16,180\n",
}


def folder(**changed):
    """The small instance with some files replaced, by the last part of their path."""
    files = dict(FILES)
    for name, text in changed.items():
        path = next((p for p in files if p.split("/")[-1].split(".")[0] == name), None)
        files[path or f"input_csv/{name}.csv"] = text
    return files


def long_series():
    """What makes the small instance long enough for three origins."""
    start = date(2031, 3, 1)

    def series(*values):
        rows = enumerate(values)
        return "".join(f"{start + timedelta(days=10 * n)},{value}\n" for n, value in rows)

    return {
        "sim_period": "StartDate,2031-03-01\nLength,110\n",
        "conflicts": "#Day,Varn\n" + "".join(f"{day},1\n" for day in range(110)),
        "all": series(0, 2000),
        "tann": series(40, 90, 200, 260, 420, 500, 540, 700, 720, 760, 800, 820),
        "quay": series(0, 0, 30, 150, 300, 310, 330, 340, 500, 700, 705, 708),
    }
