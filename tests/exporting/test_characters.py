import pytest

from assistant.exporting.characters import printable, width


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("一行\n两行\t三", "一行 两行 三"),
        ("a\x00b\x1bc", "abc"),
        ("价\u202e格", "价格"),
        ("\ud800好", "好"),
        ("=1+1 <b>|", "=1+1 <b>|"),
        ("家👨\u200d👩\u200d👧纺", "家👨\u200d👩\u200d👧纺"),
    ],
    ids=["lines", "controls", "direction", "surrogate", "signs", "joined emoji"],
)
def test_text_keeps_everything_visible_on_one_line(text, kept):
    assert printable(text) == kept


def test_a_chinese_character_is_as_wide_as_two_letters():
    assert width("预算 ab") == 7
