"""Claims are found by the words somebody remembers of them."""

import json

import pytest

CLAIMS = [
    {
        "id": "K1",
        "report": "halls.txt",
        "kind": "hosting",
        "subject": "XKX",
        "counterpart": "USA",
        "status": "agreed",
        "event": "2019-03-03",
        "note": "Zürich desk asked",
        "chain": [{"actor": "Vjosa Osmani (XKX president)", "how": "said"}],
    },
    {
        "id": "K2",
        "report": "other.txt",
        "kind": "hosting",
        "subject": "ALB",
        "status": "ready",
        "event": "2019-03-03",
        "chain": [{"actor": "Reuters", "how": "reported"}],
    },
]


@pytest.fixture
def told(panah, case, tmp_path):
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, CLAIMS)), encoding="utf-8")
    panah("import", case, tmp_path / "c.jsonl")
    return case


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kosovo", ["K1"]),
        ("OSMANI states", ["K1"]),
        ("osmani reuters", []),
        ("zurich", ["K1"]),
        ("reut", ["K2"]),
        ("euters", []),
        ("other.txt", ["K2"]),
        ("hosting", ["K1", "K2"]),
        ("", ["K1", "K2"]),
        ("(", ["K1", "K2"]),
    ],
)
def test_claims_are_found_by_the_starts_of_words_whatever_their_case_and_accents(
    panah, told, words, found
):
    asked = ("claims", told, "--as-of", "2019-03-10", "--format", "jsonl", "--matching", words)
    shown = panah(*asked).stdout

    assert sorted(json.loads(line)["label"] for line in shown.splitlines()) == found
