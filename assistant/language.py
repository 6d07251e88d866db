"""Writing systems: traditional and simplified, full and half width, which language a text is."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from opencc import OpenCC

Language = Literal["zh-Hans", "zh-Hant", "en"]

_CJK = re.compile(r"[㐀-䶿一-鿿豈-﫿]")
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
# marketing words of Taiwan that OpenCC leaves or turns into words of computing
_TAIWAN_WORDS = {
    "行銷": "營銷",
    "企劃": "策劃",
    "通路": "渠道",
    "營運": "運營",
    "簡報": "匯報",
    "客訴": "投訴",
    "折價券": "優惠券",
    "粉絲團": "粉絲群",
    "部落客": "博主",
    "直播主": "主播",
    "小編": "運營",
    "門市": "門店",
    "賣場": "店鋪",
    "業配": "推廣",
    "開箱": "測評",
    "私訊": "私信",
    "關鍵字": "關鍵詞",
    "檢討會": "復盤會",
}
_TAIWAN_WORD = re.compile("|".join(_TAIWAN_WORDS))
# words of marketing that OpenCC would turn into words of computing (專案, 點選, 韌體), or
# that are said otherwise in Taiwan
_TRADITIONAL_WORDS = {
    "营销": "行銷",
    "项目": "項目",
    "类型": "類型",
    "审核": "審核",
    "点击": "點擊",
    "数据": "數據",
    "参数": "參數",
    "算法": "算法",
    "发布": "發布",
    "线下": "線下",
    "设备": "設備",
    "紧固件": "緊固件",
    "视频号": "視頻號",
}
_TRADITIONAL_WORD = re.compile("|".join(_TRADITIONAL_WORDS))
# half a surrogate pair cannot be encoded, and NUL ends a text for everything written in C
_BROKEN = re.compile("[\x00\ud800-\udfff]")


@cache
def _converter(config: str) -> OpenCC:
    return OpenCC(config)


def clean(text: str) -> str:
    """Return the text with U+FFFD for each character that can be neither stored nor converted."""
    return _BROKEN.sub("\ufffd", text)


def to_simplified(text: str) -> str:
    """Return the text in simplified characters (one character stays one character)."""
    return str(_converter("t2s").convert(clean(text)))


def to_mainland(text: str) -> str:
    """Return the text in simplified characters and mainland words: 網路行銷 becomes 网络营销."""
    simplified = to_simplified(text)
    if simplified == clean(text):
        return simplified
    known = _TAIWAN_WORD.sub(lambda match: _TAIWAN_WORDS[match.group()], clean(text))
    return str(_converter("tw2sp").convert(known))


def to_traditional(text: str) -> str:
    """Return the text in traditional characters with Taiwan wording."""
    convert = _converter("s2twp").convert
    whole = clean(text)
    pieces: list[str] = []
    end = 0
    for found in _TRADITIONAL_WORD.finditer(whole):
        pieces += convert(whole[end : found.start()]), _TRADITIONAL_WORDS[found.group()]
        end = found.end()
    return "".join([*pieces, convert(whole[end:])])


def normalise(text: str) -> str:
    """Return the form that is searched and parsed: NFKC, mainland wording, lower case."""
    return to_mainland(unicodedata.normalize("NFKC", text)).lower()


def count_cjk(text: str) -> int:
    """Count the Chinese characters in a text."""
    return len(_CJK.findall(text))


def reading_size(text: str) -> int:
    """Return a length that is fair to both scripts: other characters count a third of a Chinese."""
    chinese = count_cjk(text)
    return chinese + (len(text) - chinese) // 3


def detect_language(text: str) -> Language:
    """Tell simplified Chinese, traditional Chinese or English; Chinese wins in mixed text."""
    chinese = count_cjk(text)
    if chinese == 0 or chinese * 2 < len(_LATIN_WORD.findall(text)):
        return "en" if _LATIN_WORD.search(text) else "zh-Hans"
    return "zh-Hant" if to_simplified(text) != clean(text) else "zh-Hans"
