"""People: who of the team does a piece of work, and who leads."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.interview.profile import Profile

# What the calendar and the platform table call a post, and the posts of D2 that fill it.
_POSTS = {
    "负责人": ("lead",),
    "运营": ("operations", "promotion"),
    "美工": ("design",),
    "设计": ("design",),
    "内容": ("copy", "video"),
    "文案": ("copy",),
    "客服": ("service",),
    "供应链": ("warehouse",),
    "业务": ("sales",),
    "业务跟单": ("sales",),
    "推广": ("promotion", "operations"),
    "竞价": ("promotion",),
    "技术": ("technology",),
    "剪辑": ("video",),
    "主播": ("video",),
    "场控": ("operations",),
}
_SELLING = ("sales", "operations", "promotion")


def lead_of(profile: Profile) -> str:
    """Return who leads, "" while nobody was named."""
    return profile.text("lead.name").strip()


def person_for(profile: Profile, roles: Iterable[str]) -> str:
    """Return the one person who does a piece of work: the first post that is filled, else the lead.

    "" when neither the team nor the lead is known, so that nobody is made up.
    """
    for role in roles:
        if role == "lead":
            break
        if name := holder_of(profile, role):
            return name
    return lead_of(profile)


def holder_of(profile: Profile, role: str) -> str:
    """Return the first member of the team (D2) who holds a post, "" when it is empty."""
    names = (str(m.get("name") or "") for m in _team(profile) if m.get("role") == role)
    return next((name.strip() for name in names if name.strip()), "")


def holder_of_post(profile: Profile, post: str) -> str:
    """Return who holds a post under the name the calendar gives it ("客服"), "" when empty."""
    roles = _POSTS.get(post, ())
    if "lead" in roles:
        return lead_of(profile)
    return next((name for role in roles if (name := holder_of(profile, role))), "")


def sellers(profile: Profile) -> tuple[str, ...]:
    """Return who sells (D2), in their order; the lead alone when the team names no such post."""
    members = (m for m in _team(profile) if m.get("role") in _SELLING)
    names = [str(member.get("name") or "").strip() for member in members]
    found = tuple(dict.fromkeys(name for name in names if name))
    return found or tuple(filter(None, (lead_of(profile),)))


def _team(profile: Profile) -> list[dict[str, object]]:
    return [member for member in profile.items_of("team") if isinstance(member, dict)]
