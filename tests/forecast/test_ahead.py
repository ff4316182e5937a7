"""The engine compiled before it is needed."""

import os
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
FIRST_FORECAST = """
from panah.forecast.ahead import compile_ahead
from panah.forecast.kernel import simulate
compile_ahead()
print(sum(simulate.stats.cache_hits.values()), sum(simulate.stats.cache_misses.values()))
"""


def test_after_compiling_ahead_another_process_compiles_nothing():
    environment = os.environ | {"PYTHONPATH": str(SOURCE)}
    ahead = [sys.executable, "-m", "panah.forecast.ahead"]
    subprocess.run(ahead, env=environment, check=True)  # noqa: S603  (our own module)

    script = [sys.executable, "-c", FIRST_FORECAST]
    done = subprocess.run(script, env=environment, check=True, capture_output=True, text=True)  # noqa: S603

    assert done.stdout.split() == ["1", "0"]
