import pytest
from tests.make import when
from tests.reading.files.making import email

from panah.errors import ReportError
from panah.reading.files.eml import read_eml

HEAD = {"From": "desk@example.org", "Date": "Tue, 03 Aug 2021 23:30:00 -0200", "Subject": "Velm"}
WORDS = "Some 4,200 people had crossed the bridge at Velm since the first of June."


def read(received, name="note.eml"):
    return read_eml(received, name)


def mixed(*parts, head=HEAD):
    lines = ["Content-Type: multipart/mixed; boundary=x", ""]
    for kind, content in parts:
        lines += ["--x", *kind, "", content]
    return email(*lines, "--x--", **head)


def test_the_subject_is_the_title_and_the_day_it_was_sent_that_of_publication():
    report = read(email(body=WORDS, **HEAD))

    assert report.text == f"Velm\n\n{WORDS}\n"
    assert report.title == "Velm"
    assert report.published == when("2021-08-04")


def test_plain_text_goes_before_html():
    page = f"<html><body><article><p>Another text. {WORDS}</p></article></body></html>"
    received = mixed((["Content-Type: text/html"], page), (["Content-Type: text/plain"], WORDS))

    assert read(received.replace(b"mixed", b"alternative")).text == f"Velm\n\n{WORDS}\n"


def test_a_message_in_html_alone_is_read_as_a_page():
    page = f"<html lang='fr'><body><article><p>{WORDS}</p></article></body></html>"
    report = read(email("Content-Type: text/html; charset=utf-8", body=page, **HEAD))

    assert report.text == f"Velm\n\n{WORDS}\n"
    assert report.extractor.startswith("eml 1, html 1 (trafilatura ")
    assert report.lang == "fr"


def test_attachments_are_named_and_their_names_cannot_harm():
    names = ['"../../etc/passwd"', '"a\x07b\u202egnp.exe"', '"' + "n" * 500 + '"']
    parts = [([f"Content-Disposition: attachment; filename={name}"], "x") for name in names]
    (warning,) = read(mixed((["Content-Type: text/plain"], WORDS), *parts)).warnings

    assert "../../etc/passwd" in warning
    assert warning.isprintable()
    assert len(warning) < 300


def test_a_message_that_was_passed_on_is_named_by_its_subject():
    inner = f"Subject: From Osk\n\n{WORDS}"
    kind = ["Content-Type: message/rfc822"]
    (warning,) = read(mixed((["Content-Type: text/plain"], WORDS), (kind, inner))).warnings

    assert "not read (From Osk)" in warning


def test_words_in_another_encoding_are_read_in_the_one_the_message_names():
    head = "\r\n".join(f"{key}: {value}" for key, value in HEAD.items())
    kind = "Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: 8bit"
    received = f"{head}\r\n{kind}\r\n\r\n“Café”: {WORDS}".encode("windows-1252")

    assert "“Café”" in read(received).text


def nested(depth):
    opened = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(depth)
    )
    return f"Subject: a\r\n{opened}".encode()


@pytest.mark.parametrize(
    ("received", "says"),
    [
        (b"", "it is empty"),
        (b"%PDF-1.4", "is a PDF file"),
        (b"no header here\r\n\r\nwords", "no From, Date or Subject"),
        (email(body="  ", **HEAD), "no text in it"),
        (mixed((["Content-Type: image/png"], "x")), "no text in it"),
        (email("Content-Type: text/plain; charset=klingon", body=WORDS, **HEAD), "klingon"),
        (email("Content-Type: text/plain; charset=ascii", body="Café", **HEAD), "and it is not"),
        (mixed(*[(["Content-Type: text/plain"], "x")] * 600), "may have up to 500"),
        (nested(5_000), "no mail program writes|no text|may have up to"),
    ],
)
def test_what_is_no_message_is_refused_by_name(received, says):
    with pytest.raises(ReportError, match=says) as error:
        read(received)
    assert str(error.value).startswith("note.eml: ")


@pytest.mark.parametrize("date", ["yesterday", "", "Tue, 99 Foo 2021", "Tue, 03 Aug 99999 1:2:3"])
def test_a_date_that_is_none_leaves_the_day_open(date):
    assert read(email(body=WORDS, **{**HEAD, "Date": date})).published is None


EARLIER = "Some 900 people wait at the ford of Osk."


@pytest.mark.parametrize(
    "quoting",
    [
        f"On Mon, 2 Aug 2021 at 10:15, Ada Lin <ada@example.org> wrote:\n> {EARLIER}\n>\n> Ada",
        f"On Mon, 2 Aug 2021 at 10:15, Ada Lin\n<ada@example.org> wrote:\n\n{EARLIER}\n",
        f"Le lun. 2 août 2021 à 10:15, Ada Lin a écrit :\n> {EARLIER}",
        f"-----Original Message-----\nFrom: Ada Lin\nSubject: Osk\n\n{EARLIER}",
        f"> {EARLIER}",
    ],
)
def test_what_a_reply_quotes_of_an_earlier_message_is_not_its_own_claim(quoting):
    report = read(email(body=f"{WORDS}\n\n{quoting}", **HEAD))

    assert report.text == f"Velm\n\n{WORDS}\n"
    (warning,) = report.warnings
    assert "quotes of earlier messages was left out" in warning


def test_an_answer_below_what_is_quoted_is_read():
    body = f"Ada wrote:\n\nOn Monday Ada wrote:\n> {EARLIER}\n\n{WORDS}"
    report = read(email(body=body, **HEAD))

    assert EARLIER not in report.text
    assert WORDS in report.text


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Fwd: Osk", f"See below.\n\n-----Original Message-----\nFrom: Ada\n\n{EARLIER}"),
        ("Osk", f"See below.\n\n---------- Forwarded message ---------\n> {EARLIER}"),
        ("Osk", f"> {EARLIER}"),
        ("Osk", f"Begin forwarded message:\n\n> {EARLIER}"),
        ("Osk", f"On Monday the ministry wrote:\n\n{EARLIER}"),
    ],
)
def test_a_message_that_is_handed_on_or_says_nothing_else_stays_whole(subject, body):
    report = read(email(body=body, **(HEAD | {"Subject": subject})))

    assert EARLIER in report.text
    assert report.warnings == ()


def test_what_a_page_cites_of_an_earlier_message_is_not_its_own_claim():
    page = (
        f"<html><body><article><p>{WORDS}</p><blockquote type='cite'><p>{EARLIER}</p></blockquote>"
        f"</article></body></html>"
    )
    report = read(email("Content-Type: text/html; charset=utf-8", body=page, **HEAD))

    assert report.text == f"Velm\n\n{WORDS}\n"
    (warning,) = report.warnings
    assert "1 piece" in warning


@pytest.mark.parametrize(
    ("subject", "before"),
    [("Fwd: Osk", "See below."), ("Osk", "<br>Begin forwarded message:"), ("Osk", "")],
)
def test_a_page_that_hands_on_a_message_or_says_nothing_else_stays_whole(subject, before):
    page = (
        f"<html><body><p>{before}</p><blockquote type='cite'><p>{EARLIER} {WORDS}</p></blockquote>"
        f"</body></html>"
    )
    head = HEAD | {"Subject": subject}
    report = read(email("Content-Type: text/html; charset=utf-8", body=page, **head))

    assert EARLIER in report.text
    assert report.warnings == ()
