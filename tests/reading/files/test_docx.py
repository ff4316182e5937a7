import io
import zipfile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from tests.reading.files.making import archive, document

from panah.errors import ReportError
from panah.reading.files.docx import read_docx


def read(received, name="plan.docx"):
    return read_docx(received, name)


def xml(tag):
    head, _, rest = tag.partition(">")
    return parse_xml(f"{head} {nsdecls('w')}>{rest}")


def test_headings_paragraphs_items_and_captions_keep_their_order():
    def fill(made):
        made.add_heading("Shelter", level=1)
        made.add_paragraph("Some 4,200 people sleep in two schools.")
        made.add_paragraph("Velm: 310 tents", style="List Bullet")
        made.add_paragraph("Osk: 75 tents", style="List Bullet")
        made.add_paragraph("Tents at the river", style="Caption")

    assert read(document(fill, title="Plan for Ardan")).text == (
        "Plan for Ardan\n\nShelter\n\nSome 4,200 people sleep in two schools.\n\n"
        "- Velm: 310 tents\n- Osk: 75 tents\n\nCaption: Tents at the river\n"
    )


def test_a_row_names_its_columns_and_repeats_what_goes_on_from_above():
    def fill(made):
        made.add_paragraph("Tents by place.")
        table = made.add_table(rows=3, cols=3, style="Table Grid")
        for at, row in enumerate([("District", "Place", "Tents"), ("Ardan", "Velm", "310")]):
            for cell, words in zip(table.rows[at].cells, row, strict=True):
                cell.text = words
        table.cell(1, 0).merge(table.cell(2, 0))
        table.cell(2, 1).text, table.cell(2, 2).text = "Osk", "75"

    text = read(document(fill)).text

    assert "- District: Ardan | Place: Velm | Tents: 310\n" in text
    assert "- District: Ardan | Place: Osk | Tents: 75\n" in text


def test_a_table_that_only_sets_the_page_is_read_as_paragraphs():
    def fill(made):
        made.add_table(rows=1, cols=2)
        row = made.tables[0].rows[0].cells
        row[0].text, row[1].text = "A long account. " * 30, "Some 900 people came."

    assert read(document(fill)).text.endswith("account.\n\nSome 900 people came.\n")


def test_tracked_words_and_words_in_boxes_are_read_and_told():
    box = (
        "<w:p><w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox>"
        "<w:txbxContent><w:p><w:r><w:t>In a box: 75 tents.</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r></w:p>"
    )

    def fill(made):
        line = made.add_paragraph("Some ")._p
        line.append(xml('<w:ins w:id="1" w:author="x"><w:r><w:t>4,200</w:t></w:r></w:ins>'))
        line.append(xml('<w:del w:id="2"><w:r><w:delText>9,999</w:delText></w:r></w:del>'))
        line.append(xml("<w:r><w:tab/><w:t>people came.</w:t></w:r>"))
        made.element.body.insert(1, xml(box))

    report = read(document(fill))

    assert report.text == "Some 4,200 people came.\n\nIn a box: 75 tents.\n"
    assert "tracked changes" in report.warnings[0]


def test_the_day_it_was_saved_is_told_and_not_taken_for_the_day_of_publication():
    report = read(document(lambda made: made.add_paragraph("Some 900 people came.")))

    assert report.published is None
    assert "was last saved on 2013-12-23" in report.warnings[-1]


def grown(part, content):
    """Give a Word document with one part replaced."""
    return rebuilt({part: lambda _: content})


def rebuilt(changes, more=()):
    """Give a Word document with some parts changed and some added."""
    whole = io.BytesIO(document(lambda made: made.add_paragraph("Some 900 people came.")))
    made = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, lambda content: content)(old.read(name)))
        for name, content in more:
            new.writestr(name, content)
    return made.getvalue()


def test_a_document_that_says_nothing_about_itself_gets_no_title_and_no_day():
    report = read(rebuilt({"_rels/.rels": lambda content: content.replace(b"core-", b"no-")}))

    assert (report.title, report.warnings) == ("", ())


def test_a_first_row_without_a_figure_names_the_columns_of_rows_that_have_one():
    def fill(made):
        table = made.add_table(rows=3, cols=2)
        table._tbl.tblPr.remove(table._tbl.tblPr.find(qn("w:tblLook")))
        for row, words in zip(table.rows, ["Place Tents", "Velm 310", "Osk 75"], strict=True):
            for cell, word in zip(row.cells, words.split(), strict=True):
                cell.text = word

    assert read(document(fill)).text == "- Place: Velm | Tents: 310\n- Place: Osk | Tents: 75\n"


def test_footnotes_follow_the_text():
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    notes = (
        f'<w:footnotes xmlns:w="{space}"><w:footnote w:type="separator" w:id="-1"><w:p/>'
        '</w:footnote><w:footnote w:id="1"><w:p><w:r><w:t>By the count of the council.</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    received = rebuilt(
        {
            "word/_rels/document.xml.rels": lambda content: content.replace(
                b"</Relationships>", relation.encode()
            )
        },
        more=[("word/footnotes.xml", notes)],
    )

    assert read(received).text == "Some 900 people came.\n\nBy the count of the council.\n"


OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document '
    b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    b"<w:t>&a; Some 900 people came.</w:t></w:r></w:p></w:body></w:document>"
)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;">]><w:document xmlns:w="http://schemas.openxmlformats.org/'
    b'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>'
)


@pytest.mark.parametrize(
    ("received", "says"),
    [
        (b"", "empty"),
        (b"%PDF-1.4", "is a PDF file"),
        (b"\xd0\xcf\x11\xe0....", "with a password, or one from before 2007"),
        (document(lambda _: None)[:3000], "broken or cut off"),
        (archive(a_xml="<a/>"), "cannot be opened as a Word document"),
        (archive(word__document_xml="<a/>"), "cannot be opened as a Word document"),
        (document(lambda _: None), "no text in it"),
        (grown("word/document.xml", b"<w:document>"), "cannot be opened"),
        (grown("word/document.xml", b" " * 60_000_000), "would unpack"),
        (grown("word/document.xml", LAUGHS), "declares a document type|cannot be opened"),
        (grown("word/document.xml", OUTSIDE), "declares a document type"),
        (archive(**{f"part{n}": "" for n in range(5_001)}), "holds 5,001 parts"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(received, says):
    with pytest.raises(ReportError, match=says) as error:
        read(received)
    assert str(error.value).startswith("plan.docx: ")
