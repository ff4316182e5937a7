"""A report: what was published, as it was received.

The bytes lie in the case folder under their SHA-256, which is the report's id. The text is what was
extracted from them once; it is never normalised or made again in place, because the spans of
claims point into it.
"""

from enum import StrEnum

import attrs

from panah.domain.canonical import KEPT
from panah.domain.when import When

__all__ = ["Basis", "Extracted", "Form", "Report", "Sensitivity"]


class Form(StrEnum):
    """What kind of publication it is."""

    NEWS = "news"
    SITREP = "sitrep"
    PLAN = "plan"
    SPEECH = "speech"
    FORM = "form"
    DATASET = "dataset"
    PHOTO = "photo"


class Basis(StrEnum):
    """How the day of publication is known."""

    STATED = "stated"
    INFERRED = "inferred"
    ASSUMED = "assumed"


class Sensitivity(StrEnum):
    """Who may see it; a claim is as sensitive as its report."""

    PUBLIC = "public"
    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"


@attrs.frozen(kw_only=True)
class Extracted:
    """What a reader of files takes out of one file.

    Parameters
    ----------
    text
        The text, as it will be kept.
    extractor
        Name and version of what made it: ``text 1``.
    title, published, lang
        What the file says about itself; empty or None where it does not.
    warnings
        What a person should know before trusting the text: pages without text, attachments that
        were not read.
    """

    text: str
    extractor: str
    title: str = ""
    published: When | None = None
    lang: str = ""
    warnings: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Report:
    """A publication.

    Parameters
    ----------
    id
        SHA-256 of the bytes as received, in hexadecimal. For a report that is only known through
        imported claims, SHA-256 of its name, and `extractor` is empty.
    name
        File name or label under which it came in.
    publisher
        Who published it; often not in the text, then given at import; empty when nobody knows.
    lang
        BCP 47.
    published
        Day or interval of publication; None when nobody gave one.
    published_basis, published_why
        How the day is known, and the reason in one sentence.
    year
        The year of dates without a year; given at import, never guessed.
    extractor, text_hash
        Name and version of what made the text, and the SHA-256 of the text.
    text
        The text as extracted. It lies in the case folder, not in the ledger.
    """

    id: str
    name: str
    form: Form = Form.NEWS
    publisher: str = ""
    title: str = ""
    url: str = ""
    lang: str = "en"
    published: When | None = None
    published_basis: Basis = Basis.STATED
    published_why: str = ""
    year: int | None = None
    sensitivity: Sensitivity = Sensitivity.PUBLIC
    extractor: str = ""
    text_hash: str = ""
    text: str = attrs.field(default="", repr=False, metadata={KEPT: False})

    @property
    def is_held(self) -> bool:
        """Whether its text is in the case, so that quotes can be checked."""
        return bool(self.extractor)
