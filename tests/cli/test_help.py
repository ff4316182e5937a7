"""What `--help` teaches: every command and option says what it does, with examples to type."""

import shlex
from pathlib import Path

import click
import pytest

from panah.case import new_case
from panah.cli import main
from panah.cli.examples import EXAMPLES


def commands(group, *above):
    for name in group.list_commands(None):
        command = group.get_command(None, name)
        yield " ".join((*above, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, *above, name)


EVERY = dict(commands(main))
TYPED = [line for text in EXAMPLES.values() for line in text.splitlines() if line]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with what the examples name."""
    monkeypatch.chdir(tmp_path)
    for name in ("my-crisis", "my-copy"):
        new_case(name, name=name)
    for name in ("my-places", "annotated", "ostria"):
        Path(name).mkdir()
    for word in shlex.split(" ".join(EXAMPLES.values())):
        if Path(word).suffix and not word.startswith("-") and "/" not in word:
            Path(word).touch()


@pytest.mark.parametrize("name", EVERY)
def test_every_command_and_option_says_what_it_does(panah, name):
    shown = panah(*name.split(), "--help").output

    assert EVERY[name].help
    assert all(part.help for part in EVERY[name].params if isinstance(part, click.Option))
    assert "Examples:" in shown
    for line in EXAMPLES[name].splitlines():
        assert line in shown


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("line", TYPED)
def test_every_example_of_the_help_can_be_typed(line):
    program, *rest = shlex.split(line)
    group = main
    while isinstance(group, click.Group):
        _, group, rest = group.resolve_command(click.Context(group), rest)

    assert program == "panah"
    assert group.make_context(None, rest).params


def test_no_example_is_for_a_command_that_is_gone():
    assert EXAMPLES.keys() == EVERY.keys()
