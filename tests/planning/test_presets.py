"""The trades of presets.yaml: every one is complete, and mistakes in the file are named."""

import pytest
import yaml
from f1 import ROOT
from trades import clinic, factory

from assistant.calculators.calendar_file import load_calendar
from assistant.errors import PromptError
from assistant.interview.profile import Profile
from assistant.interview.value import Value
from assistant.planning.proposals.preset_file import load_presets
from assistant.planning.proposals.trade import choose_preset, is_known
from assistant.planning.wording import load_wording

PROMPTS = ROOT / "prompts"
CALENDAR = load_calendar(PROMPTS)
PRESETS = load_presets(PROMPTS, CALENDAR)
WORDING = load_wording(PROMPTS)
TRADES = pytest.mark.parametrize("preset", PRESETS.presets, ids=lambda preset: preset.key)


@pytest.mark.parametrize(
    ("category", "customers", "trade"),
    [
        ("床品四件套", "b2c", "retail"),
        ("不锈钢螺栓和非标件", "b2b", "industrial"),
        ("口腔诊所，洗牙和种植", "b2c", "local_service"),
        ("少儿编程培训课程", "b2c", "education"),
        ("火锅餐厅", "b2c", "catering"),
        ("LED lights for export", "b2b", "export"),
        ("项目管理软件", "b2b", "saas"),
        ("别的东西", "b2c", "retail"),
        ("别的东西", "b2b", "industrial"),
    ],
)
def test_a_trade_is_chosen_by_the_words_then_by_the_customers(category, customers, trade):
    profile = Profile({"offer.category": Value(category), "offer.customer_type": Value(customers)})
    assert choose_preset(profile, PRESETS).key == trade


def test_a_plan_for_service_without_telling_words_is_a_local_service():
    told = {"offer.category": Value("别的"), "plan.type": Value("service")}
    assert choose_preset(Profile(told), PRESETS).key == "local_service"


def test_a_trade_is_known_once_somebody_said_what_is_sold():
    assumed = Profile({"offer.customer_type": Value("both", origin="assumption")})
    assert [is_known(p) for p in (Profile(), assumed, factory(), clinic())] == [
        False,
        False,
        True,
        True,
    ]


@TRADES
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_trade_watches_sales_and_the_brand(preset, language):
    names = [PRESETS.kpis[name].name.text(language) for name in preset.kpis]
    for kind in ("kpi_sales", "kpi_brand"):
        assert [name for name in names if WORDING.mentions(kind, name)] != []


@TRADES
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_trade_thinks_of_the_key_person(preset, language):
    events = [PRESETS.risks[name].event.text(language) for name in preset.risks]
    assert [event for event in events if WORDING.mentions("risk_person", event)] != []


@TRADES
def test_every_usual_action_answers_a_sort_of_issue_the_plan_knows(preset):
    for name in preset.actions:
        sorts = PRESETS.actions[name].answers
        assert [sort for sort in sorts if f"answer.{sort}" not in WORDING] == []


def _write(folder, change):
    data = yaml.safe_load((PROMPTS / "presets.yaml").read_text(encoding="utf-8"))
    change(data)
    (folder / "presets.yaml").write_text(yaml.safe_dump(data, allow_unicode=True))
    return folder


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda d: d["presets"][0]["actions"].append("juggling"), "catering > actions"),
        (lambda d: d["presets"][0]["kpis"].append("mood"), "catering > kpis"),
        (
            lambda d: d["presets"][1]["battles"].append({"node": "xyz", "objective": "sales"}),
            "education > battles",
        ),
        (lambda d: d["presets"][2].update(schedule="circus"), "local_service > schedule"),
        (lambda d: d["actions"]["listing"].update(share_pct=90), "catering > actions"),
        (lambda d: d["actions"]["listing"].update(weeks=[5, 2, 9]), "actions > listing"),
        (lambda d: d["figures"].update(draws=1), "figures > draws"),
        (lambda d: d["risks"]["key_person"].pop("signal"), "risks > key_person > signal"),
    ],
)
def test_a_mistake_names_the_file_and_the_key(tmp_path, change, named):
    with pytest.raises(PromptError) as error:
        load_presets(_write(tmp_path, change), CALENDAR)
    assert "presets.yaml" in error.value.en
    assert named in error.value.en
