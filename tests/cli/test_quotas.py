"""For whom an offer is: a quota by UNHCR's category and priority, a border for whoever arrives."""

import json

QUOTA = {
    "id": "Q1",
    "report": "quota.txt",
    "kind": "hosting",
    "subject": "PRT",
    "status": "announced",
    "mode": "resettlement",
    "said": "2019-03-03",
    "group": {
        "label": "women judges",
        "category": "women_and_girls_at_risk",
        "priority": "emergency",
    },
    "qty": {"lo": 250, "hi": 250, "hedge": "exact", "unit": "person", "measure": "capacity"},
    "chain": [{"actor": "Rui Alva (PRT minister)", "how": "said"}],
}
ASKED = ("--as-of", "2019-03-10")
FOR_WHOM = "women judges (women and girls at risk, emergency)"


def learn(panah, case, group, code=0):
    file = case.parent / "quota.jsonl"
    file.write_text(json.dumps({**QUOTA, "group": group}), encoding="utf-8")
    return panah("import", case, file, "--by", "rita", code=code)


def test_a_quota_is_printed_with_its_category_and_priority(panah, case, tmp_path):
    learn(panah, case, QUOTA["group"])
    panah("brief", case, *ASKED, "--kind", "offers", "-o", tmp_path / "b.md")
    line = json.loads(panah("situation", case, *ASKED, "--format", "json").stdout)["lines"][0]

    assert FOR_WHOM in (tmp_path / "b.md").read_text(encoding="utf-8")
    assert FOR_WHOM in str(line["terms"])


def test_a_category_is_kept_as_given_and_can_be_read_otherwise(panah, case):
    learn(panah, case, QUOTA["group"])
    panah("review", case, "Q1", "--amend", "group.priority=urgent", "--amend", "group.category=")
    panah("export", case, "-o", case.parent / "log.jsonl")
    last = (case.parent / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1]

    assert '"group":{"label":"women judges","priority":"urgent"}' in last


def test_a_category_that_unhcr_does_not_have_is_refused_with_those_it_has(panah, case):
    said = learn(panah, case, {"label": "judges", "category": "judges"}, code=1).stderr

    assert "family_reunification" in said
    assert "quota.jsonl" in said


def test_arrivals_at_a_border_are_nobodys_request(panah, case):
    border = {**QUOTA, "mode": "asylum", "counterpart": "USA"}
    file = case.parent / "border.jsonl"
    file.write_text(json.dumps(border), encoding="utf-8")
    panah("import", case, file, "--by", "rita")
    line = json.loads(panah("situation", case, *ASKED, "--format", "json").stdout)["lines"][0]

    assert (line["matter"], line["title"]) == ("hosting.PRT.none.asylum", "Portugal, arrivals")
