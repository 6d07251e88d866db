"""Read what a firm is called and what it sells from the way owners introduce themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.interview.clauses import Span
from assistant.interview.cues import Cue
from assistant.interview.reading import Reading
from assistant.interview.scan import Scan
from assistant.interview.utterance import trim

MOST_CUES = 8  # cues tried before the first clause is taken
_REST_OF_PLACE = 2  # characters that may follow a town as its district
LONGEST_NAME, LONGEST_LATIN = 24, 60
_CALLED = re.compile(
    r"(?:公司|品牌|店铺?|厂子?|工厂|企业|名字|我们|我家|咱们|我)(?:的?名字?)?[ ]?"
    r"(?:就?叫做?|名叫|名为|取名)[ ]?"
    r"|(?:公司|品牌|店|厂)(?:名称?)(?:是|叫|为|[:：])?[ ]?|名[字称](?:是|叫|[:：])[ ]?"
    r"|(?:品牌|公司)(?:是|[:：])[ ]?"
    r"|(?:^|(?<=[,，。;；\s]))叫做?[ ]?"
)
_CALLED_LATIN = re.compile(
    r"(?i:called|named|name is|brand is|company is|brand name|company name|we are|we're|this is"
    r"|i run|i own|at)[: ]+(?:the )?(?P<name>[A-Z][\w&'-]*(?: (?:[A-Z&][\w&'-]*|of|and))*)",
)
_WE_ARE = re.compile(
    r"^[\s]*(?:您好|你好|hi|hello)?[,，。!！ ]*"
    r"(?:我们家?|咱们|我这边|我|这里|这边|本公司)(?:公司|店)?(?:就)?是[ ]?"
)
_GREETING = re.compile(r"^(?:您好|你好|hi|hello)[,，。!！ ]*")
_STOP = re.compile(
    r"[\s,，。;；、(（:：!！]|在(?![㐀-鿿]?线)|位于|坐落|是(?:一家|做|卖|个)"
    r"|做(?:的|了)|专门?做|主营|主要"
)
_GENERIC = re.compile(
    r"(?:家|个|间)?(?:[㐀-鿿]*的)?(?:工厂|厂家|厂子|公司|企业|商家|卖家|网店|淘宝店|小店|店铺|团队"
    r"|作坊|门店|老店|贸易商|供应商|批发商)$"
)
_NOT_A_NAME = re.compile(
    r"^(?:就|只|才|夫妻|两口子|一家|一个|一间|家|做|卖|专|主|开|个|刚|目前|现在|还没|没有|不|有|我们?|公司在|在|搞|从事"
    r"|生产|(?:公司|工厂|店铺?|品牌|企业)$)"
    r"|的|[?？]|多少|人$|年$|^\d"
)
_LATIN_NAME = re.compile(r"[A-Z][\w&'.-]*(?: (?:[A-Z&][\w&'.-]*|of|and)){0,5}")
_QUOTED = re.compile(r"[“\"「『《]([^“”\"「」『』《》\n]{2,20})[”\"」』》]")

_NOT_OF_A_NAME = ("duration", "percent", "money")
_PRODUCT_STOP = re.compile(
    r"[,，。;；\n!！]|主要?卖给|卖给|供给|供应给|批发给|给(?=企业|工厂|公司|个人|客户|酒店)|面向|针对"
    r"|为主|卖到|销往|出口到|发往|[bc]端|to[bc](?![a-z])"
    r"|(?<=[a-z]) (?:to|for|mainly|online|in|through|on|via|and we|nationwide|across)(?= |$)"
)
_NOT_A_PRODUCT = re.compile(
    r"^(?:[了过到大强好得法给什么生意商]|\d+[ ]?(?:年|人|个|家|万|岁|%)"
    r"|电商|网店|淘宝|天猫|线上|推广|一个|我们)|^(?:it|them|online)"
    r"|(?:姑娘|女生|男生|学生|妈妈?|年轻人|老人|客户|客人|的人)(?:比较|居)?多$|^(?:19|20)\d\d年"
    r"|^(?:姑娘|女生|男生|学生|妈妈|宝妈|宝爸|年轻人|老人|客户|客人|人群?|女性|男性|女士|男士|白领|家庭|家长)们?$"
    r"|^(?:只[算是]|不[做卖是]|没有?|还[没有是]|先[做说聊]|对了|预算|目标)"
    r"|^(?:budget|from |since |sorry|now )"
)
_PRODUCT_TAIL = re.compile(
    r"(?:的(?:企业|公司|工厂|厂家|生产商|制造商)|的生意|生意|这块|这一块|这些|之类的?|等等|等|方面的?|类的|的)+$"
)
_INTRODUCTION = re.compile(
    r"^(?:种(?![植子类牙草])|养(?![生老护殖])|就是|主要是|主要|是|一些|各种|各类"
    r"|做|卖|the |a |some |our )+"
)


def read_name(scan: Scan, places: Sequence[Span]) -> Reading | None:
    """Return what the firm or brand is called, or None when only described ("一家床品厂")."""
    for span in _name_candidates(scan):
        words = scan.words(*span)
        plain = scan.plain[span.start : span.end].strip()
        if (
            1 < len(words) <= (LONGEST_LATIN if words.isascii() else LONGEST_NAME)
            and not _NOT_A_NAME.search(plain)
            and not _is_place(scan, span, places)
        ):
            return Reading(trim(words), (span,))
    return None


def _name_candidates(scan: Scan) -> Iterator[Span]:
    """Yield stretches that may be the name, the surest first."""
    typed = scan.utterance.typed
    for match in _CALLED.finditer(scan.plain, scan.start, scan.end):
        yield _until_stop(scan, match.end())
    latin = _CALLED_LATIN.search(typed, scan.start, scan.end)
    if latin:
        yield Span(*latin.span("name"))
    for quoted in _QUOTED.finditer(typed, scan.start, scan.end):
        yield Span(*quoted.span(1))
    for clause in scan.clauses:
        yield from _from_clause(scan, clause)


def _from_clause(scan: Scan, clause: Span) -> Iterator[Span]:
    plain = scan.plain[clause.start : clause.end]
    lead = _WE_ARE.match(plain) or _GREETING.match(plain)
    start = clause.start + (lead.end() if lead else 0)
    span = _until_stop(scan, start)
    has_figure = any(span.overlaps(*q.span) for q in scan.quantities_in(clause))
    words = scan.plain[span.start : span.end].strip()
    if re.match(r"[a-z]", words):
        match = _LATIN_NAME.match(scan.utterance.typed[start : clause.end].lstrip())
        offset = (
            start
            + len(scan.utterance.typed[start : clause.end])
            - len(scan.utterance.typed[start : clause.end].lstrip())
        )
        if match and match.end() > 3:
            yield Span(offset, offset + match.end())
        return
    described = _GENERIC.search(words) and (lead or "家" in words[:2])
    if not has_figure and not described:
        yield span


def _until_stop(scan: Scan, start: int) -> Span:
    match = _STOP.search(scan.plain, start, scan.end)
    return Span(start, match.start() if match else scan.end)


def _is_place(scan: Scan, span: Span, places: Sequence[Span]) -> bool:
    words = scan.plain[span.start : span.end].strip()
    if span.start > scan.start and any(
        place.start == span.start and span.end - place.end <= _REST_OF_PLACE for place in places
    ):
        return True  # "赣州信丰" behind what the firm does is where it sits
    return any(
        scan.plain[place.start : place.end].strip().rstrip("市省县区的")
        == words.rstrip("市省县区的")
        for place in places
    )


def read_product(scan: Scan, cues: Sequence[Cue]) -> Reading | None:
    """Return what is made or sold: behind a cue ("我们卖床品"), else the first clause."""
    for cue in cues[:MOST_CUES]:
        before = scan.plain[scan.span.start : cue.start]
        listed = "、" in scan.plain[scan.clause_at(cue.start).start : cue.start]
        # behind the product stands whom it is sold to: "四件套，卖给当妈妈的人"
        of_customers = before.strip() and scan.plain.startswith("给", cue.end)
        span = None if listed or of_customers else _product_span(scan, cue.end)
        if span:
            return Reading(_product_words(scan, span), (Span(cue.start, cue.end), span))
    return None


def read_bare_product(
    scan: Scan, claimed: Sequence[Span], places: Sequence[Span]
) -> Reading | None:
    """Return the first clause that can be a product; customers and places are passed over."""
    for index, clause in enumerate(scan.clauses):
        is_other = index > 0 and any(span.overlaps(*clause) for span in claimed)
        is_other = is_other or _is_of_the_firm(scan, clause, places)
        span = None if is_other else _product_span(scan, clause.start)
        if span:
            return Reading(_product_words(scan, span), (span,))
    return None


def _is_of_the_firm(scan: Scan, clause: Span, places: Sequence[Span]) -> bool:
    """Tell whether a clause is nothing but a place, or counts people, years, shares or money."""
    words = len(scan.words(*clause))
    if any(p.overlaps(*clause) and p.end - p.start >= words for p in places):
        return True
    figures = scan.quantities_in(clause)
    return any(q.unit == "人" or q.kind in _NOT_OF_A_NAME for q in figures)


def _product_span(scan: Scan, start: int) -> Span | None:
    """Return the stretch from `start` up to where customers or places are spoken of."""
    plain = scan.plain
    if plain.startswith("给", start):
        inner = re.compile(r"[^,，。;；]{1,12}?(?:的|做|供应?)").match(plain, start)
        start = inner.end() if inner else start
    stop = _PRODUCT_STOP.search(plain, start, scan.end)
    end = stop.start() if stop else scan.end
    words = _product_words(scan, Span(start, end))
    if len(words) < 2 or _NOT_A_PRODUCT.search(plain[start:end].strip()):
        return None
    return Span(start, end)


def _product_words(scan: Scan, span: Span) -> str:
    words = scan.words(*span)
    words = _INTRODUCTION.sub("", words)
    return trim(_PRODUCT_TAIL.sub("", words))
