"""Work that nobody watches: it tells its progress to nobody and is never cancelled."""

__all__ = ["never", "quiet"]


def quiet(_done: int, _total: int) -> None:
    """Report progress to nobody."""


def never() -> bool:
    """Cancel nothing."""
    return False
