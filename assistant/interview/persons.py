"""Where a reply names persons: 李梅, 小王, 张总, 我自己, Li Mei."""

from __future__ import annotations

import re
from functools import cached_property

from assistant.interview.clauses import Span
from assistant.interview.lexicon import Lexicon
from assistant.interview.occasion import word_pattern
from assistant.interview.utterance import Utterance

# After a full name something must end: a break, a role, or a verb of doing. 王牌 is nobody.
_AFTER_NAME = (
    r"(?=$|[\s,，。.;；、:：!！?？()（）/|→>-]|负责|挂帅|兼|接|带|管|做|来|去|是|在|和|跟|专职|全职|兼职"
    r"|主持|牵头|运营|客服|美工|文案|技术|推广|设计|销售|盯|每|讲|批准|拍板|说了算|当|看|写|拍|他|她|的"
    r"|下周|下个?月|[今明]天|周[一二三四五六日]|从|于|一个人|主管|任|汇报|签字|点头|审批|决定|回|更新|替|顶|备份|吧|\d)"
)
_BEFORE_NAME = (
    r"(?:^|(?<=[\s,，。.;；、:：()（）/|→>是由让给找叫请归和跟与及的位前])"
    r"|(?<=经理)|(?<=总监)|(?<=店长)|(?<=主管)|(?<=厂长)|(?<=助理)|(?<=同事)|(?<=员工)|(?<=负责)|(?<=板娘)|(?<=老婆)|(?<=老公)"
    r"|(?<=[部组科])|(?<=儿子)|(?<=女儿)|(?<=弟弟)|(?<=妹妹)|(?<=我[弟妹哥姐爸妈])|(?<=表[弟哥妹姐])|(?<=运营)|(?<=文员)|(?<=前台))"
)
_LATIN_NAME = re.compile(
    r"(?<![\w'])(?:(?:Mr|Ms|Mrs|Dr)\.? )?[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}(?![\w'])", re.ASCII
)

_WE = re.compile(r"我[们家方]|我公司")
_LED_BY = re.compile(r"(?i:by|with|owner|lead|leader|name)[: ]+$")
_DOES = re.compile(
    r"\s*(?:$|[,，;；\n]|(?:will|is|leads?|chairs?|presents?|approves?|takes?|handles?|does|answers?"
    r"|follows?|owns?|runs?|decides?)\b|主持|负责|挂帅|牵头|来|全职|专职|兼职)"
)


class PersonFinder:
    """Finds persons by family name and surroundings; Latin names by their capitals."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Keep the family names, titles and roles that tell a person."""
        self._lexicon = lexicon

    @cached_property
    def _chinese(self) -> re.Pattern[str]:
        surname = f"[{self._lexicon.surnames}]"
        titles = "|".join(sorted(self._lexicon.titles, key=len, reverse=True))
        nick = rf"(?:小|老|阿|大){surname}(?![㐀-鿿]{{0,1}}(?:司|店|厂|家|号))"
        return re.compile(
            rf"(?P<titled>{surname}[㐀-鿿]?(?:{titles})(?![㐀-鿿]{{0}}(?:司)))"
            rf"|(?P<nick>{nick})"
            rf"|{_BEFORE_NAME}(?P<full>{surname}[㐀-鿿]{{1,2}}?){_AFTER_NAME}"
        )

    @cached_property
    def _roles(self) -> re.Pattern[str]:
        return word_pattern(self._lexicon.roles_of_person)

    def persons(self, utterance: Utterance) -> list[Span]:
        """Return the persons named, left to right."""
        named = self._named(utterance)
        found = self._roles.finditer(utterance.plain)
        roles = [Span(*m.span()) for m in found if not _WE.match(utterance.plain, m.start())]
        # 运营总监刘洋 is one person, called by his name
        roles = [r for r in roles if not any(n.overlaps(r.start, r.end + 1) for n in named)]
        return sorted([*named, *roles])

    def _named(self, utterance: Utterance) -> list[Span]:
        """Return only persons called by a name or title."""
        found = [
            Span(*m.span())
            for m in self._chinese.finditer(utterance.plain)
            if m[0] not in self._lexicon.not_names
        ]
        for match in _LATIN_NAME.finditer(utterance.typed):
            if self._is_latin_name(match, utterance.typed):
                found.append(Span(*match.span()))
        return sorted(found)

    def _is_latin_name(self, match: re.Match[str], typed: str) -> bool:
        """Tell a name from a sentence that opens with a capital: one word needs more evidence."""
        words = match[0].lower().split()
        if set(words) & set(self._lexicon.not_names):
            return False
        before, after = typed[max(0, match.start() - 12) : match.start()], typed[match.end() :]
        return len(words) > 1 or bool(_LED_BY.search(before) or _DOES.match(after))
