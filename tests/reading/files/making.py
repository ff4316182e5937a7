"""Makers of small files of each format, so that a test shows what stands in them."""

import io
import zipfile

import docx
import xlsxwriter

FONTS = {"": "Helvetica", "bold": "Helvetica-Bold"}


def drawn(x, y, words, size=10, font=""):
    """Give the drawing of some words on a page, in points from the lower left corner."""
    escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    name = "F2" if font else "F1"
    return f"BT /{name} {size} Tf {x} {y} Td ({escaped}) Tj ET"


def lines(words, x=60, top=740, apart=14, **more):
    """Give the drawings of lines below each other."""
    return [drawn(x, top - nth * apart, line, **more) for nth, line in enumerate(words)]


def pdf(*pages, title="", locked=False, trailer=""):
    """Give a PDF file whose pages show these drawings."""
    pieces = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        *(f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} >>" for font in FONTS.values()),
        f"<< /Title ({title}) /CreationDate (D:20210803120000Z) >>",
    ]
    kids = []
    for page in pages:
        content = "\n".join(page)
        kids.append(f"{len(pieces) + 1} 0 R")
        pieces.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents {len(pieces) + 2} 0 R >>"
        )
        pieces.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    pieces[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    lock = (
        f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'11' * 32}> /U <{'22' * 32}> >> "
        f"/ID [<33><33>]"
    )
    return _assembled(pieces, lock if locked else trailer)


def _assembled(pieces, trailer):
    written, starts = b"%PDF-1.4\n", []
    for number, piece in enumerate(pieces, start=1):
        starts.append(len(written))
        written += f"{number} 0 obj\n{piece}\nendobj\n".encode("latin-1")
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    return written + (
        f"xref\n0 {len(pieces) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(pieces) + 1} /Root 1 0 R /Info 5 0 R {trailer} >>\n"
        f"startxref\n{len(written)}\n%%EOF\n"
    ).encode("latin-1")


def document(fill, title=""):
    """Give a Word document that a function has filled."""
    made = docx.Document()
    made.core_properties.title = title
    fill(made)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def archive(**parts):
    """Give a zip archive of parts; a double underscore in a name stands for a slash."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return file.getvalue()


def book(**sheets):
    """Give a workbook of sheets, each a list of rows."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return file.getvalue()


def email(*lines, body="", **headers):
    """Give an e-mail; an underscore in a header's name stands for a hyphen."""
    head = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*head, *lines, "", body]).encode("utf-8")
