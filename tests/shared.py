"""The real reports and claims beside the repository, for the tests that need them."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"

needs_shared = pytest.mark.skipif(
    not (SHARED / "claims").is_dir(),
    reason="the real reports are not here: there is no ../shared beside the repository",
)
