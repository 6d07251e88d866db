"""Manipulation: sentences of a document that are written for a chat model, not for a reader."""

from __future__ import annotations

import re

from assistant.language import normalise

_OVERRIDING = (
    r"(?:忽略|无视|忘记|忘掉|不要理会|不用理会|抛开|推翻|覆盖|绕过|取消).{0,12}"
    r"(?:指令|指示|要求|规则|限制|提示|设定|约束|命令|说明|对话|内容|资料)",
    r"\b(?:ignor|disregard|forget|overrid|overrul|bypass).{0,30}"
    r"\b(?:instruction|prompt|rule|direction|guideline|constraint|restriction|above|previous|prior"
    r"|passages?|polic)",
)
_REVEALING = (
    r"(?:系统|初始|原始|隐藏|内部|你的|上面的|开头的).{0,6}(?:提示词|提示语|prompt|指令|设定|规则)",
    r"(?:system|initial|hidden|original|internal|your)\s+(?:prompt|instruction|message|rule|direct)",
    r"(?:说出|输出|打印|显示|泄露|展示|复述|背出|写出|翻译).{0,8}(?:提示词|提示语|指令|密钥|密码|api)",
    r"\b(?:print|show|send|reveal|include|output|repeat)\b.{0,40}"
    r"\b(?:api[ _-]?key|password|system prompt|your instructions|everything above|text above)",
)
_RECASTING = (
    r"(?:你现在是|你将扮演|从现在起,?你|从现在开始,?你|你不再是|假装你|假设你是|请你扮演|切换到|进入)"
    r".{0,14}(?:没有限制|不受限|不受约束|开发者模式|dan\b|管理员|root|越狱|海盗|黑客|系统|无限制|猫)",
    r"\b(?:you are now|from now on,? you|you are no longer|pretend (?:to be|you)|act as if)\b",
    r"\b(?:developer|debug|admin|god|jailbreak|dan|sudo)\s*(?:mode|override)\b",
)
_DICTATING = (
    r"(?:致|告诉|提醒|通知)(?:所有|各位)?(?:ai|人工智能|大模型|语言模型)",
    r"(?:大模型|语言模型|ai ?助手|聊天机器人).{0,6}(?:必须|应当|请|只能|务必|注意)",
    r"\b(?:ai|ai assistant|language model|chatbot|llm)s?\b.{0,12}"
    r"\b(?:must|should|shall|has to|have to|please)\b",
    r"(?:只|一律)(?:能|需|要)?(?:用.{1,6})?(?:回答|回复|输出)[:“\"「]",
    r"(?:你的|所有|任何|每个|下面的)(?:回答|回复|答案|输出)",
    r"(?:回答|回复|答案|输出)(?:的|里|中)?(?:末尾|结尾|开头|最后|里面)",
    r"(?:不要|不得|禁止|不许)(?:引用资料|写出处|标注出处|核对|使用资料|使用上面)",
    r"\byour (?:next )?(?:answer|reply|response|output)s?\b",
    r"\b(?:respond|reply|answer) (?:only|exactly|solely)\b|\binstead of answering\b",
    r"\bdo not (?:cite|quote the|mention (?:this|the source)|use the (?:passages|sources))\b",
)
_MARKUP = (
    r"<\|?/?(?:im_start|im_end|system|assistant|user|inst|sys|endoftext|prompt|instructions?)\b",
    r"\[/?(?:inst|system|sys)\]|<</?sys>>",
    r"^\W*(?:system|assistant|developer|new instructions?)\s*[:：]",
    r"^\W*(?:系统|助手|系统消息|系统指令|新指令)\s*[:：]",
)
_SIGN = re.compile(
    "|".join((*_OVERRIDING, *_REVEALING, *_RECASTING, *_DICTATING, *_MARKUP)), re.MULTILINE
)


def addresses_a_model(text: str) -> bool:
    """Tell whether a text tells a model what to do, or carries markup that only models read.

    A guess by its words, and only the first line of defence: such text is neither quoted nor shown
    to a model. Whatever passes is still no instruction to the code that checks the answer.
    """
    return bool(_SIGN.search(normalise(text)))
