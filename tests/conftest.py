import pytest

from panah.case import build_example


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The shipped case as it is built once for all tests that only ask it."""
    return build_example("afghanistan-2021", tmp_path_factory.mktemp("shipped") / "case")
