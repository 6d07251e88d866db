"""The page in traditional characters: ours in Taiwan wording, the words of the owner as said."""

from __future__ import annotations

import pytest

from assistant.language import to_traditional
from assistant.prompts import Wording, resource_dir
from assistant.ui.traditional.markup import traditional_markup

WORDS = {
    "send": "傳送",
    "stop": "停止",
    "new_plan": "新方案",
    "my_plans": "我的方案",
    "download": "下載",
    "knowledge": "知識庫",
    "profile_label": "資料",
    "chat_label": "對話",
    "dark": "深色",
    "readiness": "準備度",
    "print": "列印",
    "save_version": "儲存版本",
    "sign_out": "退出",
    "approve": "批准",
    "nav_calendar": "日曆",
    "contents": "目錄",
    "tagline": "把生意講給我聽，方案我來起草。",
}


@pytest.mark.parametrize("key", WORDS)
def test_a_typical_word_of_the_page_has_the_wording_of_taiwan(key):
    said = Wording.load(resource_dir("prompts") / "page.yaml")(key, "zh")
    assert to_traditional(said) == WORDS[key]


def test_texts_and_spoken_attributes_are_converted_and_links_are_not():
    shown = traditional_markup('<a href="/资料" title="资料" class="资料">营销<b>软件</b></a>')
    assert shown == '<a href="/资料" title="資料" class="资料">行銷<b>軟體</b></a>'


def test_what_is_marked_stays_with_everything_inside_it():
    shown = traditional_markup(
        '<i translate="no">软<i>件</i>软</i>软件<bdi translate="no">软件</bdi>'
    )
    assert shown == '<i translate="no">软<i>件</i>软</i>軟體<bdi translate="no">软件</bdi>'


def test_own_words_stay_wherever_they_stand():
    assert traditional_markup("<p>恒发软件的软件</p>", ["恒发软件", "", "的"]) == (
        "<p>恒发软件的軟體</p>"
    )
