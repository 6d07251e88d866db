"""Words advertising must not use are found, and harmless phrases that hold them are left alone."""

from pathlib import Path

import pytest
from f1 import ROOT

from assistant.errors import PromptError
from assistant.planning.lint_file import FILE_NAME, load_lint

LINT = load_lint(ROOT / "prompts")
FOUND = [
    ("国家级品质", "absolute", "国家级"),
    ("最佳选择", "absolute", "最佳"),
    ("全城最好的四件套", "absolute", "最好"),
    ("最高级面料", "absolute", "最高级"),
    ("顶级长绒棉", "absolute", "顶级"),
    ("极品好茶", "absolute", "极品"),
    ("唯一正宗", "absolute", "唯一"),
    ("万能清洁膏", "absolute", "万能"),
    ("销量第一", "absolute", "第一"),
    ("世界第一品牌", "absolute", "第一"),
    ("行业NO.1", "absolute", "NO.1"),
    ("史无前例的优惠", "absolute", "史无前例"),
    ("the best bedding", "absolute", "the best"),
    ("World's first sheet", "absolute", "World's first"),
    ("行业领先的工艺", "leading", "行业领先"),
    ("新娘首选", "leading", "首选"),
    ("百分百有效", "sure_result", "百分百有效"),
    ("１００％满意", "sure_result", "１００％满意"),
    ("我们100%用心", "hundred", "100%"),
    ("考证包过班", "sure_result", "包过"),
    ("稳赚不赔的加盟", "sure_result", "稳赚不赔"),
    ("全网最低", "lowest_price", "全网最低"),
    ("史上最低只此一天", "lowest_price", "史上最低"),
    ("原价299现价199", "was_price", "原价"),
    ("专柜价 980", "was_price", "专柜价"),
    ("抽奖送8万元", "prize_over_limit", "抽奖送8万元"),
    ("抽十万大奖", "prize_over_limit", "抽十万大奖"),
    ("下单抽特斯拉", "prize_car", "抽特斯拉"),
    ("改善失眠的枕头", "cure", "改善失眠"),
    ("根治螨虫", "cure", "根治"),
    ("喝了降血压", "cure", "降血压"),
    ("央视推荐", "state_name", "央视推荐"),
    ("驰名商标", "famous_mark", "驰名商标"),
    ("活动最终解释权归本店", "free_hidden", "最终解释权"),
]
HARMLESS = [
    "第一次下单减20",
    "第一季度上新",
    "第一时间发货",
    "凉而不冰的第一晚",
    "双11第一仗",
    "最近三天包邮",
    "最多买三件",
    "最低起订量 100 件",
    "最高减200",
    "最好提前两天下单",
    "最新款到店",
    "最佳赏味期 30 天",
    "最大承重 150 公斤",
    "100%纯棉",
    "100% cotton",
    "国家级非遗手艺",
    "唯一编号可查",
    "万能胶",
    "前七日最低成交价299，活动价199，原价299",
    "抽奖送5万元",
    "抽 100000 名顾客送小样",
    "抽奖，满300元可参加",
    "Best before 2028",
    "A类面料，可以机洗",
    "",
]


@pytest.mark.parametrize(("text", "rule", "word"), FOUND, ids=[text for text, _, _ in FOUND])
def test_a_word_to_avoid_is_found(text, rule, word):
    assert [(hit.rule.id, hit.word) for hit in LINT.check(text)] == [(rule, word)]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_phrase_is_left_alone(text):
    assert LINT.check(text) == ()


def test_hits_come_in_reading_order_without_overlapping():
    hits = LINT.check("国家级品质，全网最低，原价299")
    assert [(hit.word, hit.start, hit.end) for hit in hits] == [
        ("国家级", 0, 3),
        ("全网最低", 6, 10),
        ("原价", 11, 13),
    ]


def test_every_rule_names_its_law_with_a_year_and_a_safer_phrase():
    for rule in LINT.rules:
        assert any(year in rule.law.zh for year in ("2019", "2020", "2021", "2022", "2023")), (
            rule.id
        )
        assert rule.safer.zh
        assert not [hit for hit in LINT.check(rule.safer.zh) if hit.rule.severity == "B"], rule.id


def test_the_lint_says_that_it_is_no_legal_advice():
    assert "不是法律意见" in LINT.disclaimer.zh


_RULE = "{id: a, severity: W, law: &t {zh: 法, en: law}, why: *t, safer: *t, words: [x]}"


def _load(folder: Path, rule: str):
    text = f"disclaimer: {{zh: 无, en: none}}\nallowed: [y]\nrules:\n  - {rule}\n"
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return load_lint(folder)


def test_a_file_is_read(tmp_path):
    assert [hit.word for hit in _load(tmp_path, _RULE).check("a x y X")] == ["x", "X"]


@pytest.mark.parametrize(
    ("was", "becomes", "named"),
    [
        ("severity: W", "severity: Z", "rules a severity"),
        ("words: [x]", "words: []", "rules a words"),
        ("words: [x]", "patterns: ['(']", "rules a"),
        ("words: [x]", "words: [x], over: many", "rules a over"),
        ("law: &t {zh: 法, en: law}", "law: &t {zh: 法}", "rules a law"),
        ("words: [x]", "wrods: [x]", "rules a"),
    ],
)
def test_a_mistake_names_the_rule_and_the_key(tmp_path, was, becomes, named):
    with pytest.raises(PromptError) as caught:
        _load(tmp_path, _RULE.replace(was, becomes))
    assert FILE_NAME in caught.value.en
    assert named in caught.value.en
