"""Prompts: files a consultant may edit; a mistake is named with its file, and text stays data."""

from __future__ import annotations

import pytest
import yaml

from assistant.errors import PromptError
from assistant.prompts import Template, Wording, load_template, load_yaml, resource_dir


def test_a_template_is_filled_in_one_go():
    template = Template("{language}：{question}\n{passages}", "answer.md")

    assert template.variables == {"language", "question", "passages"}
    assert template.fill(language="中文", question="{passages}", passages="{language} {x}") == (
        "中文：{passages}\n{language} {x}"
    )


@pytest.mark.parametrize(
    "hostile", ["{question.__class__}", "{0}", "{", "}}", "%s", r"\g<0> \1", "{question!r:>9}"]
)
def test_what_is_filled_in_is_never_read_as_a_format(hostile):
    assert Template("问：{question}", "x").fill(question=hostile) == f"问：{hostile}"


def test_braces_that_are_no_slot_stay():
    assert Template('{"a": {x}} {A} {1}', "x").fill(x=3) == '{"a": 3} {A} {1}'


def test_a_missing_value_is_named():
    with pytest.raises(PromptError) as caught:
        Template("{b} {a} {c}", "answer.md").fill(c=1)

    assert caught.value.zh == "answer.md 还缺 a、b。"
    assert caught.value.en == "answer.md still needs a、b."


def test_a_template_is_loaded_when_its_slots_are_the_ones_the_code_fills(tmp_path):
    (tmp_path / "answer.md").write_text("答：{question}", encoding="utf-8")

    assert load_template(tmp_path, "answer", {"question"}).fill(question="甲") == "答：甲"


def test_a_template_with_another_slot_is_refused_at_the_start(tmp_path):
    (tmp_path / "answer.md").write_text("{context} {query}", encoding="utf-8")

    with pytest.raises(PromptError) as caught:
        load_template(tmp_path, "answer", {"context", "question"})

    assert caught.value.en == (
        "answer.md takes ['context', 'query'], the code fills ['context', 'question']."
    )


def test_the_answer_prompt_takes_what_the_code_fills(prompts_dir):
    template = load_template(prompts_dir, "answer", {"language", "passages", "question"})

    assert "NOT_FOUND" in template.text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "缺少文件"),
        (b"a: [1", "texts.yaml 读不懂：.* line "),
        (b"a: \xff\xfe", "texts.yaml 读不懂"),
        (b"a: 2027-02-30", "texts.yaml 里有一个不存在的日期"),
        (b"- a\n- b", "texts.yaml 要写成"),
        (b"", "texts.yaml 要写成"),
        (b"a: text", "texts.yaml 的 a 要有 zh 和 en"),
        ("a: {zh: 你好}".encode(), "texts.yaml 的 a 要有 zh 和 en"),
        ("a: {zh: '{name}好', en: hello}".encode(), "texts.yaml 的 a：中英文的变量不一样"),
    ],
    ids=["missing", "bad yaml", "not UTF-8", "bad day", "a list", "empty", "a string", "no en",
         "other slots"],
)  # fmt: skip
def test_a_mistake_in_the_texts_names_file_and_key(tmp_path, content, message):
    path = tmp_path / "texts.yaml"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(PromptError, match=message):
        Wording.load(path)


def test_a_word_that_yaml_takes_for_true_or_false_is_refused(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text("mark: {zh: 休, en: off}", encoding="utf-8")

    with pytest.raises(PromptError) as caught:
        Wording.load(path)

    assert caught.value.en == "words.yaml: mark: put off, on, yes and no in quotation marks."


@pytest.mark.parametrize("make", ["folder", "not UTF-8"])
def test_a_template_that_cannot_be_read_is_named(tmp_path, make):
    path = tmp_path / "answer.md"
    path.mkdir() if make == "folder" else path.write_bytes(b"\xff\xfe{x}")

    with pytest.raises(PromptError, match=r"answer\.md 读不懂"):
        load_template(tmp_path, "answer", {"x"})


def test_a_text_is_spoken_in_the_language_asked_for(tmp_path):
    path = tmp_path / "texts.yaml"
    path.write_text("hello: {zh: '{name}，你好', en: 'Hello, {name}'}", encoding="utf-8")
    wording = Wording.load(path)

    spoken = [wording("hello", language, name="李") for language in ("zh-Hans", "zh-Hant", "en")]

    assert spoken == ["李，你好", "李，你好", "Hello, 李"]
    assert wording.keys() == {"hello"}


def test_a_yaml_file_is_read_as_data(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("a: !!python/object/apply:os.getcwd []", encoding="utf-8")

    with pytest.raises(PromptError, match=r"x\.yaml 读不懂"):
        load_yaml(path)


@pytest.mark.parametrize(("name", "file"), [("prompts", "answer.md"), ("corpus", "zh")])
def test_bundled_folders_are_found(name, file):
    assert (resource_dir(name) / file).exists()


@pytest.mark.parametrize(
    "path", sorted(resource_dir("prompts").glob("*.yaml")), ids=lambda path: path.name
)
def test_every_reader_of_yaml_reads_words_as_words(path):
    """`yes` and `off` are truth values without quotes; the loader in Python is the stricter one."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert not [place for place, value in _listed(data) if isinstance(value, bool)]


def _listed(data, place=""):
    """Yield what stands in lists, and the keys of mappings, each with its place."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield place, key
            yield from _listed(value, f"{place} > {key}")
    elif isinstance(data, list):
        for value in data:
            yield place, value
            yield from _listed(value, place)
