"""The documents: every example runs, everything public is documented."""

import doctest
import importlib
import inspect
import os
import pkgutil
import re
import shlex
import subprocess
import sys
import tomllib
from enum import StrEnum
from pathlib import Path

import attrs
import click
import pytest
from click.testing import CliRunner

import panah
import panah.domain
from panah import errors
from panah.case.roles import Role
from panah.case.settings import ForecastSettings, Settings
from panah.cli import main
from panah.domain.table import (
    BESIDE_TABLES,
    FAMILY_TABLES,
    FORECAST_TABLES,
    GROUND,
    PLAN_TABLES,
    TABLES,
    columns,
)
from panah.plugins import Hooks, manager
from panah.reading import numbers
from panah.reading.llm import settings as llm
from panah.reading.policy import load
from panah.reading.tables.column_map import ColumnRule, NumberRule, TableMap, shipped

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
README = ROOT / "README.md"
PAGES = sorted([*DOCS.rglob("*.md"), README])
FENCE = re.compile(r"^```(?P<head>[^\n]*)\n(?P<body>.*?)^```$", re.DOTALL | re.MULTILINE)
SHELL = re.compile(r"[|<>&;$`*]")
PROGRESS = re.compile(
    r"^(?:(?:reading|sampling|placing|forecasting|signatures)[^:\n]*|planning [^\n]*"
    r"|compiling the engine [^\n]*)\n",
    re.MULTILINE,
)
CAPTION = re.compile(r":caption: (\S+)\n\n?")
DOMAIN = sorted(
    f"panah.domain.{module.name}" for module in pkgutil.iter_modules(panah.domain.__path__)
)


def text_of(page):
    return page.read_text(encoding="utf-8")


def blocks(page):
    for match in FENCE.finditer(text_of(page)):
        yield match["head"].strip(), match["body"]


def has_examples(page):
    return any(head in {"console", "python"} or "code-block" in head for head, _ in blocks(page))


def name_of(page):
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", [p for p in PAGES if has_examples(p)], ids=name_of)
def test_the_examples_of_a_page_run_and_print_what_it_shows(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    world = {}
    for head, body in blocks(page):
        if named := CAPTION.match(body):
            write(tmp_path / named[1], body[named.end() :])
        elif head == "console":
            for command, shown in commands(body):
                got = run(command, tmp_path)
                assert agrees(shown, got), f"{name_of(page)}: $ {command}\n{got}"
        elif head == "python":
            exec(compile(body, name_of(page), "exec"), world)  # noqa: S102  (our own documents)
        elif head == "toml":
            tomllib.loads(body)


def write(file, content):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")


def commands(body):
    """Each command with the output that is shown below it."""
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)
    assert parts[0] == "", f"a console block begins with a command: {body!r}"
    for part in parts[1:]:
        lines = part.split("\n")
        length = 1
        while lines[length - 1].endswith("\\"):
            length += 1
        yield "\n".join(lines[:length]), "\n".join(lines[length:])


def run(command, folder):
    """What a command prints: a plain call of panah here, whatever needs a shell in one."""
    here = {
        **{key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ},
        "PYTHONUTF8": "1",
        "COLUMNS": "100",
        "LOGNAME": "mina",
    }
    here["PATH"] = f"{Path(sys.executable).parent}:{here['PATH']}"
    words = shlex.split(command.replace("\\\n", " "))
    if words[0] == "panah" and not SHELL.search(command):
        done = CliRunner(env=here).invoke(main, words[1:], prog_name="panah")
        code, printed = done.exit_code, done.output
    else:
        ended = subprocess.run(  # noqa: S603  (the commands of our own documents)
            ["/bin/sh", "-e", "-c", command],
            cwd=folder,
            env=here,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        code, printed = ended.returncode, ended.stdout
    assert code in {0, 1}, f"$ {command}\n{printed}"
    assert "Traceback" not in printed, f"$ {command}\n{printed}"
    return PROGRESS.sub("", printed)


def agrees(shown, got):
    if not shown.strip():
        return "Error: " not in got
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    return doctest.OutputChecker().check_output(shown.strip() + "\n", got.strip() + "\n", flags)


@pytest.mark.parametrize(
    "module", [m.name for m in pkgutil.walk_packages(panah.__path__, "panah.")]
)
def test_the_examples_in_the_code_are_true(module):
    failed, _ = doctest.testmod(importlib.import_module(module))

    assert failed == 0


def amounts():
    """Each wording that the page on amounts reads, with the interval it shows."""
    page = text_of(DOCS / "method" / "amounts.md")
    yield from re.findall(r"[|;] ([^|;→\[]+) → (\[[^\])]+[\])])", page)


@pytest.mark.parametrize(("wording", "shown"), list(amounts()))
def test_the_page_on_amounts_shows_what_the_policy_reads(wording, shown):
    (found,) = numbers.find(f"{wording} people")
    made = load().qty(hedge=found.hedge, stated=found.stated, worded=wording, below=found.below)
    end = "no bound)" if made.hi is None else f"{made.hi:,.0f}]"

    assert f"[{made.lo:,.0f}, {end}" == shown


def every_command(group=main, name="panah"):
    for called in group.list_commands(None):
        command, path = group.get_command(None, called), f"{name} {called}"
        if isinstance(command, click.Group):
            yield from every_command(command, path)
        else:
            yield path, command


@pytest.mark.parametrize(("name", "command"), list(every_command()), ids=str)
def test_every_command_and_option_says_what_it_does(name, command):
    options = [param for param in command.params if isinstance(param, click.Option)]

    assert command.help
    assert [
        option.name for option in options if not option.help and not explains_itself(option)
    ] == []


def explains_itself(option):
    return isinstance(option.type, click.Choice) or option.name == "output"


def test_every_command_is_shown_at_work():
    shown = "\n".join(body for page in PAGES for head, body in blocks(page) if head == "console")

    assert [name for name, _ in every_command() if f"$ {name} " not in shown] == []


def test_every_option_is_explained_outside_the_generated_page():
    pages = re.sub(r"[`.,;\n]", " ", "".join(text_of(page) for page in PAGES))
    silent = [
        (name, option.opts)
        for name, command in every_command()
        for option in command.params
        if isinstance(option, click.Option) and not any(f"{opt} " in pages for opt in option.opts)
    ]

    assert silent == []


@pytest.mark.parametrize(
    "table", [*TABLES, *FORECAST_TABLES, *PLAN_TABLES, *BESIDE_TABLES, *FAMILY_TABLES, *GROUND]
)
def test_every_table_is_listed_and_every_column_described(table):
    page = "geography.md" if table in GROUND else "tables.md"

    assert f"```{{table-columns}} {table}\n" in text_of(DOCS / "reference" / page)
    assert [column.name for column in columns(table) if not column.description] == []


def test_every_closed_list_is_listed():
    lists = {
        name
        for module in DOMAIN
        for name, thing in vars(importlib.import_module(module)).items()
        if inspect.isclass(thing) and issubclass(thing, StrEnum) and thing.__module__ == module
    }
    page = text_of(DOCS / "reference" / "words.md")

    assert sorted(name for name in lists if f"```{{closed-list}} {name}\n" not in page) == []


def test_every_setting_is_documented_and_nothing_else_is():
    page = text_of(DOCS / "reference" / "settings.md")
    documented = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))

    assert documented == {field.name for field in attrs.fields(Settings)}


def test_every_role_is_documented():
    page = text_of(DOCS / "reference" / "settings.md")

    assert [role for role in Role if f"\n| {role} |" not in page] == []


def test_every_setting_of_the_forecast_is_documented():
    page = text_of(DOCS / "reference" / "settings.md")
    documented = set(re.findall(r"^\| `forecast\.(\w+)` \|", page, re.MULTILINE))

    assert documented == {field.name for field in attrs.fields(ForecastSettings)}


def test_every_setting_of_the_language_model_is_documented():
    page = text_of(DOCS / "reference" / "settings.md")
    documented = set(re.findall(r"^\| `llm\.(\w+)` \|", page, re.MULTILINE))

    assert documented == {field.name for field in attrs.fields(llm.Settings)}


@pytest.mark.parametrize("rule", [TableMap, ColumnRule, NumberRule], ids=lambda rule: rule.__name__)
def test_every_key_of_a_map_of_a_table_is_documented(rule):
    page = text_of(DOCS / "reference" / "maps.md")

    assert [f.name for f in attrs.fields(rule) if f"\n| `{f.name}` |" not in page] == []


def test_every_map_of_a_table_is_shown():
    page = text_of(DOCS / "reference" / "maps.md")

    assert [name for name in shipped() if f"/maps/{name}.toml\n" not in page] == []


def test_every_ending_of_a_report_is_documented():
    page = text_of(DOCS / "howto" / "formats.md")
    endings = {ending for some in manager().hook.register_readers() for ending in some}

    assert sorted(ending for ending in endings if f"`{ending}`" not in page) == []


def test_every_hook_is_documented():
    hooks = [thing for name, thing in vars(Hooks).items() if not name.startswith("_")]

    assert hooks
    assert [hook.__name__ for hook in hooks if not hook.__doc__] == []


def test_every_error_stands_in_the_tree():
    tree = inspect.getdoc(errors)

    assert [name for name in errors.__all__ if not re.search(rf"\b{name}\b", tree)] == []


def test_every_public_name_is_in_the_reference_and_says_what_it_is():
    page = text_of(DOCS / "reference" / "api.md")
    absent = [name for name in panah.__all__ if f"`panah.{name}`" not in page]
    silent = [name for name in panah.__all__ if not inspect.getdoc(getattr(panah, name))]

    assert absent == []
    assert silent == []


def test_every_page_can_be_reached_from_its_index():
    indexes = [page for page in PAGES if page.name == "index.md" and page.parent != DOCS]

    for index in indexes:
        trees = "\n".join(body for head, body in blocks(index) if head == "{toctree}")
        beside = {page.stem for page in index.parent.glob("*.md")} - {"index"}
        assert beside == {line for line in trees.splitlines() if line in beside}
