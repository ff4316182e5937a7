"""E-mails: the words of the message, its subject as title, its date as day of publication.

The plain text of a message is taken where it has one, else its HTML, without the earlier messages
it quotes. Attachments are not opened: they are named, so that a person hands in those that are
reports.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser

import attrs

from panah.domain.report import Extracted
from panah.domain.when import When
from panah.errors import ReportError
from panah.reading.files.opening import finished, looks_like, one_line
from panah.reading.files.replies import is_passed_on, left_out, without_earlier

__all__ = ["read_eml"]

MAX_PARTS = 500
"""Most parts of one message. Assumed: one with all its pictures has some fifty."""

NAMED = 80
"""Characters of an attachment's name that are told."""

_HEADERS = ("from", "date", "subject", "received", "message-id", "mime-version", "to")
_OTHERWISE = "save its text as .txt, or hand in its attachment"


def read_eml(received: bytes, name: str) -> Extracted:
    """Take the words of an e-mail.

    Raises
    ------
    ReportError
        If it is no e-mail, holds no text, has more than `MAX_PARTS` parts, or says that it is in
        an encoding in which it is not.
    """
    message = _opened(received, name)
    subject = one_line(_header(message, "subject"))
    page = _body(message, name, subject)
    body, lines = without_earlier(page.text, subject)
    text = f"{subject}\n\n{body}" if subject else body
    return Extracted(
        text=finished(text if body.strip() else "", name, otherwise=_OTHERWISE),
        extractor=page.extractor,
        title=subject,
        published=_sent(message),
        lang=page.lang,
        warnings=(*page.warnings, *_warnings(message, name, lines)),
    )


def _opened(received: bytes, name: str) -> EmailMessage:
    if (found := looks_like(received)) or not received.strip():
        told = f"it is {found}" if found else "it is empty"
        raise ReportError(f"{name}: this is not an e-mail ({told}); save the message as .eml")
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(received)
        parts = sum(1 for _ in message.walk())
    except (RecursionError, MessageError, ValueError, LookupError) as error:
        raise ReportError(
            f"{name}: is built in a way no mail program writes; {_OTHERWISE}"
        ) from error
    if not any(header in message for header in _HEADERS):
        raise ReportError(
            f"{name}: this is not an e-mail (it has no From, Date or Subject); save the message "
            f"as .eml"
        )
    if parts > MAX_PARTS:
        raise ReportError(
            f"{name}: has {parts:,} parts; an e-mail may have up to {MAX_PARTS:,}: {_OTHERWISE}"
        )
    return message


def _body(message: EmailMessage, name: str, subject: str) -> Extracted:
    """Give the words of a message, what read them, and their language."""
    try:
        part = message.get_body(preferencelist=("plain", "html"))
    except (KeyError, AttributeError, ValueError) as error:
        raise ReportError(f"{name}: its parts do not fit together; {_OTHERWISE}") from error
    if not isinstance(part, EmailMessage):
        return Extracted(text="", extractor="eml 1")
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content.strip():
        return Extracted(text="", extractor="eml 1")
    if part.get_content_subtype() == "html":
        return _page(part, content, name, subject)
    words = _decoded(part, content, name).replace("\r\n", "\n").strip("\n")
    return Extracted(text=f"{words}\n", extractor="eml 1")


def _page(part: EmailMessage, content: bytes, name: str, subject: str) -> Extracted:
    from panah.reading.files.html import article_of, read_html  # noqa: PLC0415  (as it is needed)

    named = part.get_content_charset()
    cited = is_passed_on(content.decode("latin-1"), subject)
    page = (
        article_of(_decoded(part, content, name), name, cited=cited)
        if named
        else read_html(content, name, cited=cited)
    )
    return attrs.evolve(page, extractor=f"eml 1, {page.extractor}")


def _decoded(part: EmailMessage, content: bytes, name: str) -> str:
    charset = part.get_content_charset("utf-8")
    try:
        return content.decode(charset)
    except (LookupError, UnicodeDecodeError) as error:
        raise ReportError(
            f"{name}: says its text is in {one_line(charset)[:40]}, and it is not; save its text "
            f"as .txt in UTF-8"
        ) from error


def _header(message: EmailMessage, header: str) -> str:
    """Give a header's words; a header that is not built as it should be gives none."""
    try:
        return str(message.get(header, ""))
    except (ValueError, LookupError, MessageError, AttributeError, TypeError, IndexError):
        return ""


def _sent(message: EmailMessage) -> When | None:
    """Give the day on which it was sent, in UTC."""
    try:
        sent = message["date"].datetime
    except (ValueError, LookupError, MessageError, AttributeError, TypeError, IndexError):
        return None
    if not isinstance(sent, datetime):
        return None
    return When.on(sent.astimezone(UTC).date() if sent.tzinfo else sent.date())


def _warnings(message: EmailMessage, name: str, lines: int) -> Iterator[str]:
    if lines:
        yield left_out(name, "1 line" if lines == 1 else f"{lines} lines")
    attached = list(_attached(message))
    if attached:
        named = ", ".join(_named(part)[:NAMED] or "?" for part in attached)
        yield f"{name}: its attachments were not read ({named}); hand in those that are reports"


def _attached(part: EmailMessage) -> Iterator[EmailMessage]:
    """Give what is attached; a message that was passed on is one thing, with all it holds."""
    if part.get_content_maintype() == "message":
        yield part
    elif part.is_multipart():
        for inner in part.iter_parts():
            if isinstance(inner, EmailMessage):
                yield from _attached(inner)
    elif _is_attached(part):
        yield part


def _named(part: EmailMessage) -> str:
    """Give what an attachment is called; of a message its subject."""
    inner = part.get_payload() if part.get_content_maintype() == "message" else None
    held = inner[0] if isinstance(inner, list) and inner else None
    subject = _header(held, "subject") if isinstance(held, EmailMessage) else ""
    return one_line(part.get_filename() or subject)


def _is_attached(part: EmailMessage) -> bool:
    is_text = part.get_content_maintype() == "text" and not part.get_filename()
    return part.get_content_disposition() == "attachment" or not is_text
