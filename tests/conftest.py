import pytest
from hypothesis import HealthCheck, settings

from panah.case import build_example

settings.register_profile(
    "any machine",
    settings.get_profile(settings.get_current_profile_name()),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The shipped case as it is built once for all tests that only ask it."""
    return build_example("afghanistan-2021", tmp_path_factory.mktemp("shipped") / "case")
