"""Legibility: how much a text looks like one somebody wrote, by how common its characters are."""

from __future__ import annotations

import unicodedata

from assistant.language import to_simplified

_SAMPLE = 3000

# The most frequent characters of encyclopaedic and of marketing texts, the first 300 of them half
# as rare again as the rest: between them 85 % of running Chinese.
FREQUENT = (
    "的年一为是在有中大于国人和以后上个时成学不作地分方与部日会用月出之及业行本要名公线营了主"
    "销体网长其发站生可下文动西而多到划他被道第位路法前家定由来海三斯区目台新现东同至子小南亚"
    "等物对开内并所最能球也加自车期代场原市种广因经高港间北色电入计品特络过得化平建尔称外理企"
    "工当合度通此赛者设十队都制面马全进任案里天员务利这或战但军山事立鱼香两龙性号美力系二世重"
    "明式鳍教类产民四水政标布推数比量相策将正实士司州王次岛使巴题关达语运机点从联德活条提约形"
    "金克常华程太流头就起门列湾科则如应们传罗向属无英尼元安表食客基交意说包型城心具米曾拉统书"
    "只资院管影星专手少视音格接兰问指改洲各没户河较略非该又结首乐口节集更保界总选始然单获双亦"
    "万林共段近已陆受服字果信铁处样清直组身演足群取版齿古展完著校角好做带五级写治每观回阿播女"
    "收郡白社创据售很认纪括规花些府离朝先连步么往背江片变骨武效县游画石别张转解维还预侧参层村"
    "初冠源反容黄术局决族史商风省整气剧见六论造居印知义尾需街确份权投即历什争引件光再议蛇环阳"
    "团红命空卡师领情汉神另际举夫索深项息今放官奥象枚打京构帝牠才九持质置存状支青费黑办供研未"
    "导端职它准怎域湖堂响算究去干随评吴例复调牌易把按排园季那死皇增律配座越志模围助火八普亲施"
    "器协宗令且早货氏洋育给除超纳周根委兴许镇底编率料备卫七故记价兵均求报孙银示波半消曲图速短"
    "射奖威看鳞哥班热苏载考让击几圣细李终停奇修功升澳甲密执边思强致博软落显宣证言沙桥注范简盟"
    "哪负适瓦值含控众森伯续读眼真戏失低母温福岁欧呈告拿护录医技莱缘萨般余富宝儿佛装老断乘蓝己"
    "嘉境塞康授限艺盖封济圆伊移岩她我盘吉父诺土阶责顿仍积硬留景素田便精满飞店刘室肉歌邻棘登想"
    "难析优藏独岸极走男馆验百朱伦突爱媒雄叶声担换查块购唐像附杀永远竞继止塔灵臀楼依占洛码隆念"
    "牙病末辑漫何破况哈胜序织筑住梁云沿友鲁试托互征练党渠钟退快祖必植攻吸佳训守靠额厂泽径却泰"
    "频届甚左宽败途希"
)
_MOST_FREQUENT, _FREQUENT = frozenset(FREQUENT[:300]), frozenset(FREQUENT[300:])

# Rough logarithms (base 10) of a character's share in running text.
_OFTEN, _KNOWN, _COMMON, _RARE, _STRANGE, _NEVER = -2.5, -3.2, -4.2, -6.0, -8.0, -12.0


def legibility(text: str) -> float:
    """Return the mean weight of the characters beyond ASCII: about -3 for prose, -7 for garbage.

    Text of ASCII alone is as legible as can be, unless it holds control characters.
    """
    sample = to_simplified(text[:_SAMPLE])
    weights = [_weight(char) for char in sample if not char.isascii() or not _is_written(char)]
    return sum(weights) / len(weights) if weights else _OFTEN


def _is_written(char: str) -> bool:
    return char.isprintable() or char in "\t\n\r\f"


def _weight(char: str) -> float:
    if char in _MOST_FREQUENT:
        return _OFTEN
    if char in _FREQUENT:
        return _KNOWN
    code = char.encode("gb2312", "ignore")
    if len(code) == 2:
        return _gb2312_weight(code[0])
    if "㐀" <= char <= "鿿":
        return _STRANGE if "㐀" <= char <= "䶿" else _RARE - 1
    return _STRANGE if unicodedata.category(char)[0] in "LNPSZ" else _NEVER


def _gb2312_weight(row: int) -> float:
    """Weigh by the row: 16-55 the common characters, 56-87 the others, 1 and 3 punctuation."""
    if 0xB0 <= row <= 0xD7:
        return _COMMON
    if row in (0xA1, 0xA3):
        return _OFTEN
    return _RARE if row >= 0xD8 else _STRANGE
