import pytest
from click.testing import CliRunner

from panah.cli import main

TEXT = (
    "Ardan Opens Two Halls\n\n"
    "Portugal is ready to host up to 300 refugees from Chad, Interior Minister Rui Alva said on "
    "3 March. Some 120 people from Chad have arrived in Portugal since January, the ministry "
    "said.\n"
)


@pytest.fixture
def panah():
    """Run the command and give its result; the test says which exit code it wants."""

    def run(*arguments, code=0):
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])

        assert result.exit_code == code, (result.output, result.exception)
        return result

    return run


@pytest.fixture
def case(panah, tmp_path):
    panah("new", tmp_path / "case", "--name", "Chad 2019")
    return tmp_path / "case"


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "halls.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def recorded(panah, case, report):
    """A case that has read one report, with its claims proposed."""
    about = ("--published", "2019-03-04", "--publisher", "Jornal")
    panah("read", case, report, *about, "--record", "--by", "rita")
    return case
