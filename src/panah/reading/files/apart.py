"""A file read in a process of its own, which can neither hang panah nor bring it down.

Readers of binary formats are written in C and are given files from anywhere. One that crashes,
never ends or eats the memory ends with its own process, and the person is told.
"""

import json
import subprocess
import sys
from importlib import import_module

from panah.domain.report import Extracted
from panah.domain.when import When
from panah.errors import ReportError

__all__ = ["MEMORY", "SECONDS", "read_apart"]

SECONDS = 60
"""Seconds of a processor, and of waiting, for one file. Assumed: no report takes a tenth of it."""

MEMORY = 4 * 2**30
"""Bytes of address space for one file. Assumed: no report takes a tenth of it."""


def read_apart(module: str, received: bytes, name: str) -> Extracted:
    """Read a file by the ``extract`` of a module, in a process of its own.

    Raises
    ------
    ReportError
        What ``extract`` raised; or that the file took too long, or brought the process down.
    """
    command = [sys.executable, "-P", "-m", __name__, module, name]
    try:
        done = subprocess.run(  # noqa: S603  (our own interpreter and module)
            command, input=received, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ReportError(
            f"{name}: reading it took more than {SECONDS} seconds and was stopped; the file may be "
            "made to do that. Print it to a new file and hand that in"
        ) from error
    if done.returncode:
        raise ReportError(
            f"{name}: reading it needed more than {MEMORY // 2**30} GiB or {SECONDS} seconds, or "
            "brought the reader down; the file may be made to do that. Print it to a new file"
        )
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise ReportError(answer["refused"])
    published = answer["published"]
    return Extracted(
        text=answer["text"],
        extractor=answer["extractor"],
        title=answer["title"],
        published=When.parse(published) if published else None,
        lang=answer["lang"],
        warnings=tuple(answer["warnings"]),
    )


def _limit() -> None:
    """Take from this process what a file may not have; not where the system cannot."""
    try:
        import resource  # noqa: PLC0415  (POSIX alone has it)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(module: str, name: str) -> dict[str, object]:
    try:
        found: Extracted = import_module(module).extract(sys.stdin.buffer.read(), name)
    except ReportError as error:
        return {"refused": str(error)}
    return {
        "text": found.text,
        "extractor": found.extractor,
        "title": found.title,
        "published": str(found.published) if found.published else "",
        "lang": found.lang,
        "warnings": found.warnings,
    }


if __name__ == "__main__":
    _limit()
    sys.stdout.write(json.dumps(_answer(sys.argv[1], sys.argv[2])))
