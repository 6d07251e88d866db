"""K12 people by platform."""

from __future__ import annotations

import pytest

from assistant.calculators.platform_roles import PLATFORMS, ROLES_EN, find_platform
from assistant.calculators.staffing import staffing
from assistant.errors import InputError


def test_420_inquiries_an_hour_need_twelve_seats():
    result = staffing(
        platforms=["淘宝"], inquiries_per_hour=420, capacity_per_hour=45, utilisation_pct=80
    )

    assert result.values["seats"] == 12


def test_taobao_must_have_service_and_design():
    roles = staffing(platforms=["淘宝店"]).values["roles"]

    assert [(role["zh"], role["need"]) for role in roles] == [
        ("运营", "must"),
        ("客服", "must"),
        ("美工", "must"),
        ("推广", "useful"),
        ("内容", "useful"),
    ]


def test_a_post_two_platforms_share_is_listed_once_and_must_wins():
    values = staffing(platforms=["1688", "国际站", "火星"]).values
    english = next(role for role in values["roles"] if role["zh"] == "英文")

    assert english == {
        "zh": "英文",
        "en": "English",
        "need": "must",
        "platforms": ["1688", "阿里国际站"],
    }
    assert values["unknown_platforms"] == ["火星"]
    assert values["seats"] is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tmall", "淘宝/天猫"),
        ("抖音直播", "抖音/直播"),
        ("阿里巴巴国际站", "阿里国际站"),
        ("微信公众号", "公众号/小红书"),
        ("官网", "官网+搜索"),
    ],
)
def test_platforms_are_found_by_what_people_call_them(text, name):
    found = find_platform(text)

    assert found is not None
    assert found.name == name


def test_every_post_has_an_english_name():
    assert {role for platform in PLATFORMS for role in (*platform.must, *platform.useful)} == set(
        ROLES_EN
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"platforms": ["火星"]},
        {"platforms": []},
        {"inquiries_per_hour": -1},
        {"capacity_per_hour": 0},
        {"utilisation_pct": 0},
    ],
)
def test_an_input_that_cannot_be_used_is_refused_by_name(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        staffing(**{"platforms": ["淘宝"], **wrong})
