"""A situation whose names and quotes would be obeyed, were they not data."""

from tests.situation.made import offer, people, said, situation

from panah.domain.claim import Kind, Mode
from panah.domain.group import Group

SCRIPT = "<script>alert(1)</script>"
FORMULA = "=HYPERLINK(1)"
TURNED = "Tolmera\u202egnihton\u202c"
LONG = "Tolmera" * 60


def hostile():
    return situation(
        {
            "a": [
                offer(
                    "=A",
                    "TLM",
                    people(5, 5, worded='"><svg onload=x>'),
                    quote=f'{SCRIPT} & "quotes" \' [link](http://x) `code` | pipe',
                    mode=Mode.TRANSIT,
                    to=SCRIPT,
                    group=Group(label=FORMULA),
                    counterpart="*bold* [^1]: note",
                )
            ],
            "b": [said("B", subject=SCRIPT, voice="courier", quote=FORMULA, qty=people(9, 9))],
            "c": [said("C", subject=LONG, voice="courier", quote=LONG)],
            "d": [said("D", subject=TURNED, voice="courier", quote="a\x1b[31mred\x07 bell")],
            "e": [
                said(
                    "E",
                    kind=Kind.CONTEXT,
                    subject="+SUM(A1)",
                    voice="@cmd",
                    quote="-2+3\n# heading\n- item",
                )
            ],
        }
    )
