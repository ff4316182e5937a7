"""Word of the engine being compiled, which happens once and is silent else."""

import logging
from typing import Any

from numba.core import event

from panah.forecast.kernel import simulate

__all__ = ["tell_of_compiling"]

_log = logging.getLogger(__name__)


class _Compiling(event.Listener):
    """Hears numba's compiler begin; it does not, where what it made before is found on disk."""

    def on_start(self, event: Any) -> None:  # noqa: ANN401
        if event.data["dispatcher"] is simulate:
            _log.warning("compiling the engine for its first use: about a minute, once")

    def on_end(self, event: Any) -> None:  # noqa: ANN401
        """Say nothing: what was waited for comes now."""


def tell_of_compiling() -> None:
    """Warn whoever reads the log of this program when the engine is compiled."""
    event.register("numba:compile", _Compiling())  # type: ignore[no-untyped-call]
