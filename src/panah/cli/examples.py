"""What the help of each command teaches with: examples that can be typed, after its options."""

import click

__all__ = ["EXAMPLES", "teach"]

EXAMPLES = {
    "demo": """
panah demo
panah demo --out /tmp/kabul
""",
    "new": """
panah new my-crisis --name "My crisis"
panah new my-crisis --name "My crisis" --geography my-places
""",
    "read": """
panah read my-crisis report.txt
panah read my-crisis report.txt --published 2021-07-23 --publisher RFE/RL --record
panah read my-crisis page.html sitrep.pdf --year 2021 --format jsonl
panah read my-crisis note.txt --sensitivity restricted --record --at 2021-08-15
""",
    "review": """
panah review my-crisis
panah review my-crisis 3fa9c1 --accept
panah review my-crisis 3fa9c1 --amend status=agreed --why "the minister signed"
panah review my-crisis 3fa9c1 --reject --reason duplicate
panah review my-crisis B25 --link refines A22
panah review my-crisis B25 --independent A22 --why "each spoke to a source of its own"
panah review my-crisis --all-proposed --accept
""",
    "matter": """
panah matter my-crisis hosting.ALB.USA.onward --rename "Albania for the United States"
panah matter my-crisis hosting.ALB --merge-into hosting.ALB.USA.onward --why "one offer"
panah matter my-crisis facility.IRN.camp._ --set parent=facility.IRN._._ --set period=2021-08
""",
    "grade": """
panah grade my-crisis 3fa9c1 B2
panah grade my-crisis "Imomali Ibrohimzoda" A2 --kind hosting --why "his own decision"
""",
    "note": """
panah note my-crisis hosting.XKX.USA.onward "How many places?" --asked
panah note my-crisis 3fa9c1 "the desk called Tirana, who stand by it"
""",
    "import": """
panah import my-crisis claims.jsonl
panah import my-crisis claims.jsonl --at 2021-08-16
panah import my-crisis arrivals.csv --map arrivals.toml --publisher UNHCR --published 2021-08-20
panah import my-copy ledger.jsonl
""",
    "claims": """
panah claims my-crisis --as-of 2021-08-16
panah claims my-crisis --as-of 2021-08-16 --matching "border camps"
panah claims my-crisis --as-of 2021-08-16 --matter hosting.ALB.USA.onward --format csv
""",
    "situation": """
panah situation my-crisis --as-of 2021-08-16
panah situation my-crisis --as-of 2021-08-15 --as-known 2021-08-16
panah situation my-crisis --as-of 2021-08-16 --strict --format json
panah situation my-crisis --as-of 2021-08-16 --level public --format xlsx -o lines.xlsx
""",
    "forecast": """
panah forecast my-crisis --as-of 2021-08-16 --days 60
panah forecast my-crisis --as-of 2021-08-16 --days 60 --runs 500 --seed 7 -o bands.csv
panah forecast my-crisis --as-of 2021-08-16 --days 60 --scenario border-closed
""",
    "brief": """
panah brief my-crisis --as-of 2021-08-16 -o brief.html
panah brief my-crisis --as-of 2021-08-16 --kind offers --strict -o offers.md
panah brief my-crisis --as-of 2021-08-16 --publish --why "for the Tuesday meeting" -o brief.html
""",
    "issues": """
panah issues my-crisis
panah issues my-crisis --again 3fa9c1 -o again.html
panah issues my-crisis --file brief.html
""",
    "alert": """
panah alert my-crisis security.AFG --as-of 2021-07-23 --sender desk@example.org -o first.xml
panah alert my-crisis security.AFG --as-of 2021-08-15 --sender desk@example.org --after first.xml
""",
    "log": """
panah log my-crisis
panah log my-crisis hosting.ALB.USA.onward
""",
    "retract": """
panah retract my-crisis 9b02d7 --why "wrong button"
panah retract my-crisis B25 --why "the paper took it back"
""",
    "export": """
panah export my-crisis -o ledger.jsonl
panah export my-crisis --level confidential -o whole.jsonl
""",
    "merge": """
panah merge my-crisis my-copy
panah merge my-crisis ledger.jsonl --by mina
""",
    "verify": """
panah verify my-crisis
""",
    "check": """
panah check my-crisis
""",
    "eval-reading": """
panah eval-reading annotated
panah eval-reading annotated --predictions predicted --format json
""",
    "validate": """
panah validate ostria --runs 5 --seed 7
panah validate ostria --compat flee --format json
""",
    "plan": """
panah plan my-crisis --as-of 2021-08-16
panah plan my-crisis --as-of 2021-08-16 --count ready --explain counting -o plan.html
panah plan my-crisis --as-of 2021-08-16 --ask teachers:95 --since 2021-08-09
""",
    "families": """
panah families new 6 -o keys.csv
panah families place families.csv --localities places.csv --as-of 2031-03-09 --until 2031-03-31
""",
    "families new": """
panah families new 6
panah families new 40 -o keys.csv
""",
    "families place": """
panah families place families.csv --localities places.csv --as-of 2031-03-09 --until 2031-03-31
panah families place in.csv --localities at.csv --as-of 2031-03-09 --until 2031-03-31 -o out.xlsx
""",
    "families measure": """
panah families measure families.csv --localities localities.csv --as-of 2031-03-09
""",
}
"""Lines to type, by command. They are parsed by a test, so an option that goes takes them along."""


def teach(name: str, command: click.Command) -> None:
    """Give a command its examples, and those of a group to its commands."""
    if name in EXAMPLES:
        command.epilog = f"Examples:\n\n\b{EXAMPLES[name]}"
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            teach(f"{name} {inner.name}", inner)
