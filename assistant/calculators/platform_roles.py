"""Platform roles: which posts a platform needs, and the names people call the platform by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class PlatformRoles:
    """One kind of platform: the posts it must have and those that are useful, in Chinese."""

    name: str
    aliases: tuple[str, ...]
    must: tuple[str, ...]
    useful: tuple[str, ...] = ()


# The source names Taobao with customer service and design (S0-21); the rest is general knowledge.
PLATFORMS = (
    PlatformRoles(
        "淘宝/天猫",
        ("淘宝", "天猫", "京东", "拼多多", "taobao", "tmall", "jd", "pinduoduo"),
        ("运营", "客服", "美工"),
        ("推广", "内容"),
    ),
    PlatformRoles(
        "阿里国际站",
        ("国际站", "alibaba.com", "国际"),
        ("运营", "业务跟单", "英文"),
        ("美工",),
    ),
    PlatformRoles(
        "1688",
        ("1688", "阿里巴巴", "alibaba"),
        ("运营", "业务跟单"),
        ("美工", "英文"),
    ),
    PlatformRoles(
        "官网+搜索",
        ("官网", "网站", "搜索", "百度", "website", "search", "baidu"),
        ("竞价", "文案"),
        ("技术",),
    ),
    PlatformRoles(
        "抖音/直播",
        ("抖音", "快手", "直播", "视频号", "douyin", "kuaishou", "live"),
        ("主播", "场控", "剪辑", "客服"),
    ),
    PlatformRoles(
        "公众号/小红书",
        ("公众号", "小红书", "微信", "知乎", "wechat", "xiaohongshu", "rednote"),
        ("文案", "设计"),
    ),
)

ROLES_EN: Mapping[str, str] = MappingProxyType(
    {
        "运营": "shop operator",
        "客服": "customer service",
        "美工": "designer",
        "推广": "advertising",
        "内容": "content",
        "业务跟单": "order follow-up",
        "英文": "English",
        "竞价": "search bidding",
        "文案": "copywriter",
        "技术": "web developer",
        "主播": "live host",
        "场控": "floor manager",
        "剪辑": "video editor",
        "设计": "graphic designer",
    }
)


def find_platform(text: str) -> PlatformRoles | None:
    """Return the platform a text names ("淘宝店", "Tmall"), or None when it names none we know."""
    lowered = text.lower()
    found = (p for p in PLATFORMS if any(alias in lowered for alias in p.aliases))
    return next(found, None)
