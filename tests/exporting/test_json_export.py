import json

from assistant.exporting.json_file import to_json


def test_the_data_hold_every_run_with_its_origin(plan):
    data = json.loads(to_json(plan))
    gap = next(b for b in data["sections"][3]["blocks"] if b["block"] == "paragraph")
    assert gap["text"][1] == {
        "text": "3,600,000 元",
        "origin": "calculated",
        "source": gap["text"][1]["source"],
    }
    assert gap["text"][1]["source"].endswith("current=2,400,000, target=6,000,000, years=3")
    assert data["results"]["goal_gap"]["values"]["milestones"] == [3120000, 4380000, 6000000]
    assert data["sources"][0]["document"] == "s3-plan-nine-sections"
    assert [annex["id"] for annex in data["annexes"]] == list("ABCDE")


def test_each_block_names_its_kind(plan):
    data = json.loads(to_json(plan))
    kinds = {block["block"] for section in data["sections"] for block in section["blocks"]}
    assert kinds == {"heading", "paragraph", "bullets", "table", "chart"}


def test_hostile_text_survives_as_data(hostile_plan):
    text = to_json(hostile_plan).encode("utf-8", "replace")
    assert json.loads(text)["sections"]
