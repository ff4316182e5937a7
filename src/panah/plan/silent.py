"""HiGHS that prints nothing, not even that it is there, and runs on one thread."""

import highspy

__all__ = ["Silent"]


class Silent(highspy.Highs):
    """HiGHS on one thread, without a word."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.setOptionValue("threads", 1)
        self.setOptionValue("parallel", "off")

    def enableCallbacks(self) -> None:  # noqa: N802  (the name it has)
        """Be silent first: this is what prints the banner."""
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]
