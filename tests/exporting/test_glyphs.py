import pytest

from assistant.exporting.glyphs import drawable, has_glyph


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("小满家纺 Café £5", "小满家纺 Café £5"),
        ("繁體字與「引號」", "繁體字與「引號」"),
        ("卖得好😀😀👍🏽！", "卖得好•！"),
        ("一家👨‍👩‍👧人", "一家•人"),
        ("สวัสดี", "？" * 4),
        ("360 万元ᶜ", "360 万元ᶜ"),
        ("第一行\n第二行\u202e", "第一行 第二行"),
        ("", ""),
    ],
    ids=["plain", "traditional", "emoji", "family", "thai", "mark", "lines", "empty"],
)
def test_what_the_font_lacks_is_replaced_and_all_else_kept(typed, shown):
    assert drawable(typed) == shown


def test_the_font_has_common_signs_and_no_emoji():
    assert all(map(has_glyph, "一龘国國①※→×≥—…“”"))
    assert not any(map(has_glyph, "😀\ue000"))
