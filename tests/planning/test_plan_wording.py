import re
from pathlib import Path

import pytest
import yaml
from f1 import ROOT

from assistant.errors import PromptError
from assistant.planning.plan import Run
from assistant.planning.wording import load_wording

TEXTS = {"greeting": {"zh": "差距 {gap},请看", "en": "The gap is {gap}, look"}}


@pytest.fixture
def real():
    return load_wording(ROOT / "prompts")


def _write(directory: Path, **changes: object) -> Path:
    """Write a small plan.yaml with the real thresholds and the changes given."""
    data = yaml.safe_load((ROOT / "prompts" / "plan.yaml").read_text(encoding="utf-8"))
    data = {"texts": TEXTS, "thresholds": data["thresholds"], "keywords": data["keywords"]}
    (directory / "plan.yaml").write_text(
        yaml.safe_dump({**data, **changes}, allow_unicode=True), encoding="utf-8"
    )
    return directory


def test_a_text_is_filled_with_runs_that_keep_their_origin(tmp_path):
    words = load_wording(_write(tmp_path)).words("zh")
    gap = Run("3,600,000 元", "calculated", "gap = 1")
    assert words("greeting", gap=gap) == (Run("差距 "), gap, Run(",请看"))


def test_what_is_filled_in_is_not_filled_again(tmp_path):
    wording = load_wording(_write(tmp_path))
    assert wording.both("greeting", gap="{gap}").zh == "差距 {gap},请看"


def test_an_empty_slot_is_an_error_that_names_file_key_and_slot(tmp_path):
    words = load_wording(_write(tmp_path)).words("en")
    with pytest.raises(PromptError) as error:
        words("greeting")
    assert error.value.en == "plan.yaml: greeting takes gap, the code does not."


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"texts": {"a": {"zh": "只有中文"}}}, "a"),
        ({"texts": {"a": {"zh": "{x}", "en": "{y}"}}}, "a"),
        ({"texts": {"a": "no languages"}}, "a"),
        ({"texts": None}, "texts"),
        ({"thresholds": {"even_cv": 0.25}}, "thresholds"),
        ({"keywords": {"duty_replies": []}}, "keywords.duty_replies"),
    ],
    ids=["one language", "different slots", "no mapping", "empty", "lacks numbers", "no words"],
)
def test_a_mistake_in_the_file_is_refused_by_file_and_key(tmp_path, changes, key):
    with pytest.raises(PromptError) as error:
        load_wording(_write(tmp_path, **changes))
    assert error.value.en.startswith(f"plan.yaml: {key}")


def test_a_missing_text_is_an_error_that_names_it(real):
    with pytest.raises(PromptError, match=r"plan.yaml 的 P4.gapp"):
        real.words("zh")("P4.gapp")


def test_every_text_the_code_names_in_full_is_in_the_file(real):
    source = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "assistant/planning").rglob("*.py")
    )
    named = set(re.findall(r'(?:words|label|line|part)\(\s*"([A-Za-z0-9._]+)"', source))
    named |= set(re.findall(r'"(head\.[a-z_]+)"', source))
    assert len(named) > 100
    assert sorted(key for key in named if key not in real) == []


def test_no_key_stands_twice_in_the_file():
    class Strict(yaml.SafeLoader):
        pass

    def mapping(loader, node):
        keys = [loader.construct_object(key, deep=True) for key, _ in node.value]
        assert len(set(keys)) == len(keys), f"twice: {keys}"
        return loader.construct_pairs(node, deep=True)

    Strict.add_constructor("tag:yaml.org,2002:map", mapping)
    text = (ROOT / "prompts" / "plan.yaml").read_text(encoding="utf-8")
    assert yaml.load(text, Strict)


def test_keywords_are_found_in_any_case(real):
    assert real.mentions("kpi_sales", "Weekly ORDERS")
    assert real.mentions("duty_rivals", "每周看对手价格")
    assert not real.mentions("duty_rivals", "更新详情页")
