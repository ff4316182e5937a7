"""Whether the rules can read a report: whether it is in English."""

from panah.domain.report import Report
from panah.reading.languages.guess import language_of

__all__ = ["is_english"]


def is_english(report: Report) -> bool:
    """Tell whether a report is in English, by what the import says and by its words."""
    return language_of(report) == "en"
