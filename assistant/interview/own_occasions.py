"""Occasions only the owner knows: 爱牙日, 新品发布会, 采摘节; read where campaigns are asked."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.interview.occasion import Occasion
from assistant.interview.scan import Scan
from assistant.interview.venues import OccasionMention

_OWN = re.compile(
    r"(?P<name>(?!什么|每个?|各种|所有|这|那|哪|过|假|还有|就|只|先|主要|不)(?:(?![和跟与及的])[㐀-鿿]){1,8}?"
    r"(?:节(?![省约日点奏目假都])|(?<![每平今明昨作假节整近])日(?![销常均子期历用])|季(?![度])"
    r"|(?:发布|订货|品鉴|答谢|推介|交流|招商|采购|团购)会|峰会|年会|展(?![示开厅台])|周年庆?|庆典|开放日|大促))"
    r"|(?P<time>年底|暑假|寒假|旺季)(?=[、和跟与,，。;；]|$)"
    r"|(?P<english>[a-z]+(?: [a-z]+)? (?:day|week|season|festival|fair|launch|summit|conference))"
    r"(?![a-z])"
)
_LEAD = re.compile(
    r"^(?:[一二三四五六七八九十]{1,2}月份?的?|月份?的?|的|有|是|打|做|搞|办|参加|和|跟|与|及|以及)+"
)
_ENGLISH_LEAD = re.compile(r"^(?:and|the|our|for|then|also|on) ")
_SEASONS = ("春季", "秋季")


def with_own_occasions(scan: Scan) -> Scan:
    """Return the scan with the occasions that no lexicon lists, by how they are called.

    One the lexicon knows stays what it is; a season that belongs to a longer name
    ("春季新品发布会", "秋季广交会") is none of its own. A shorter name later on means the same
    occasion ("峰会").
    """
    named: list[OccasionMention] = []
    for match in _OWN.finditer(scan.plain, scan.start, scan.end):
        start = match.start() + _lead(match[0])
        words = scan.words(start, match.end())
        is_listed = any(o.end == match.end() or o.start <= start < o.end for o in scan.occasions)
        if len(words) > 1 and not is_listed:
            full = next((o.occasion for o in named if o.occasion.name.endswith(words)), None)
            named.append(OccasionMention(start, match.end(), full or Occasion(name=words)))
    listed = [o for o in scan.occasions if not _is_part(scan, o, named)]
    return replace(scan, occasions=tuple(sorted([*listed, *named], key=lambda o: o.start)))


def _lead(words: str) -> int:
    lead = _LEAD.match(words) or _ENGLISH_LEAD.match(words)
    return lead.end() if lead else 0


def _is_part(scan: Scan, mention: OccasionMention, named: list[OccasionMention]) -> bool:
    if any(o.start <= mention.start and mention.end <= o.end for o in named):
        return True
    follows = any(o.start == mention.end for o in (*scan.occasions, *named))
    return follows and scan.plain[mention.start : mention.end] in _SEASONS
