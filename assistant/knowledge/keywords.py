"""Keywords: a text becomes bigrams of Chinese and whole Latin words, whatever its script."""

from __future__ import annotations

import re

from assistant.language import normalise

_RUN = re.compile(r"[㐀-䶿一-鿿豈-﫿]+|[a-z]+|[0-9]+(?:\.[0-9]+)?")

# What a question is made of besides its subject, as it is written and as it is spoken. Cut out
# of queries before bigrams are taken, so that "怎么分配比较好" searches for 分配 and not for texts
# that happen to say 比较.
_ASKING = re.compile(
    "咋回事|咋办|咋整|咋弄|咋样|咋|啥时候|为啥|干嘛|干啥|做啥|啥|哪儿|到底|究竟|"
    "请问|想问一下|请教|麻烦|告诉我|介绍一下|说明一下|为什么|为何|怎么样|怎么办|怎么|怎样|如何|"
    "是什么|什么样|什么时候|什么|哪一个|哪几个|哪几种|哪些|哪个|哪种|哪里|多少钱|多少|几个|几种|"
    "是不是|有没有|能不能|可不可以|要不要|可以|应该|需要|才能|比较好|比较|一下|我们|你们|您|"
    "[吗呢吧啊呀么的了]"
)
_ENGLISH_ASKING = frozenset(
    re.findall(
        r"\w+",
        "a an the of to in on for and or is are was were be been do does did how what which who "
        "whom when where why should would could can may i we you our your it its this that these "
        "those there with by from at as many much most have has had will not me my us",
    )
)


def tokenize(text: str) -> list[str]:
    """Return bigrams of Chinese runs (a lone character stays), Latin words, numbers; in order."""
    tokens: list[str] = []
    for run in _RUN.findall(normalise(text)):
        if run[0].isascii() or len(run) == 1:
            tokens.append(run)
        else:
            tokens.extend(run[i : i + 2] for i in range(len(run) - 1))
    return tokens


def tokenize_query(query: str) -> list[str]:
    """Return the tokens of a question's subject; all its tokens when nothing else is left."""
    tokens = tokenize(_ASKING.sub(" ", normalise(query)))
    subject = [token for token in tokens if token not in _ENGLISH_ASKING]
    return subject or tokenize(query)
