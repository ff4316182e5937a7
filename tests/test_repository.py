"""What must be true of every file of the repository."""

import ast
import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.shared import SHARED, needs_shared

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "src").rglob("*.py"))
SCRIPTS = sorted(
    path
    for path in (*(ROOT / "scripts").iterdir(), ROOT / ".ci" / "run")
    if path.is_file() and path.read_bytes().startswith(b"#!/bin/sh")
)
TOOLS = sorted(
    path
    for path in (ROOT / "scripts").iterdir()
    if path.is_file() and b"python" in path.read_bytes().split(b"\n", 1)[0]
)
INDEXES = re.compile(r"\b(?:pypi|pythonhosted|npmjs|deb\.debian|anaconda)\.(?:org|com)\b")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/\w")


def run(*command):
    program = shutil.which(command[0]) or command[0]
    return subprocess.run(  # noqa: S603  (our own scripts, with nothing from outside)
        [program, *map(str, command[1:])], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def texts():
    """Every text file that is in the repository or would be."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    assert listed.returncode == 0, listed.stderr
    paths = {name: ROOT / name for name in listed.stdout.split("\0") if name}
    contents = {name: path.read_bytes() for name, path in paths.items() if path.is_file()}
    return {name: held.decode("utf-8") for name, held in contents.items() if b"\0" not in held}


def found(pattern, texts):
    hits = {name: pattern.search(text) for name, text in texts.items()}
    return {name: hit.group() for name, hit in hits.items() if hit}


def test_no_file_names_a_package_index(texts):
    assert found(INDEXES, texts) == {}


def test_no_file_names_a_path_of_one_machine(texts):
    assert found(MACHINE_PATHS, texts) == {}


@needs_shared
@pytest.mark.shared
def test_no_sentence_of_the_real_reports_is_in_the_repository(texts):
    theirs = set()
    for report in (SHARED / "reports").rglob("*.txt"):
        theirs |= runs_of_words(report.read_text(encoding="utf-8"))
    ours = {name: runs_of_words(text) & theirs for name, text in texts.items()}

    assert theirs
    assert {name: sorted(some)[0] for name, some in ours.items() if some} == {}


def runs_of_words(text, length=9):
    words = re.findall(r"\w+", text.casefold())
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_files_are_unix_text_without_trailing_space(texts):
    wrong = [
        name
        for name, text in texts.items()
        if "\r" in text or (text and not text.endswith("\n")) or re.search(r"[ \t]\n", text)
    ]

    assert [name for name in wrong if name != "LICENSE"] == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_posix_shell_and_says_what_it_does(script):
    checked = run("sh", "-n", script)
    first = script.read_text(encoding="utf-8").splitlines()[1]

    assert checked.returncode == 0, checked.stderr
    assert first.startswith("# ")


@pytest.mark.parametrize("tool", TOOLS, ids=lambda path: path.name)
def test_what_a_script_takes_from_panah_is_there(tool):
    taken = [
        (node.module, one.name)
        for node in ast.walk(ast.parse(tool.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("panah")
        for one in node.names
    ]
    missing = [
        f"{module}.{name}"
        for module, name in taken
        if not hasattr(importlib.import_module(module), name)
        and importlib.util.find_spec(f"{module}.{name}") is None
    ]

    assert missing == []


def test_the_scripts_are_those_the_guide_names():
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    assert {path.name for path in SCRIPTS} >= {"install", "demo", "test", "check", "constraints"}
    assert [path.name for path in SCRIPTS if path.name not in guide and path.name != "run"] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_opens_with_what_it_is_about_and_stays_short(module):
    text = module.read_text(encoding="utf-8")
    docstring = ast.get_docstring(ast.parse(text))

    assert docstring
    assert docstring.splitlines()[0].strip().endswith((".", ":", "?"))
    assert len(text.splitlines()) < 400


def test_every_dependency_has_one_pinned_version():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = {
        _name(wish) for wish in (*project["dependencies"], *(w for some in extras for w in some))
    }
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines)

    assert wanted - pins.keys() == set()
    assert list(pins) == sorted(pins)


def _name(wish):
    return re.match(r"[\w.-]+", wish).group().lower().replace("_", "-")


def test_every_fragment_of_the_changelog_has_a_number_and_a_known_kind():
    kinds = {
        kind["directory"]
        for kind in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
            "towncrier"
        ]["type"]
    }
    names = [path.name for path in (ROOT / "changelog.d").iterdir() if path.suffix == ".md"]

    assert [name for name in names if not _is_fragment(name, kinds)] == []


def _is_fragment(name, kinds):
    match = re.fullmatch(r"\d+\.(\w+)(?:\.\d+)?\.md", name)
    return bool(match) and match.group(1) in kinds


def test_importing_panah_loads_nothing_heavy():
    code = "import sys, panah; print({'polars', 'jinja2', 'pycountry'} & set(sys.modules))"

    assert run(sys.executable, "-c", code).stdout.strip() == "set()"
