"""The settings page: what it shows, who may see it, and that no key ever comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fastapi import FastAPI
from model_lines import OFFLINE, FixedModels
from starlette.testclient import TestClient

from assistant.errors import InputError
from assistant.prompts import Wording
from assistant.ui.access.access import Access, open_to
from assistant.ui.settings.model_control import ModelState, TrialLine
from assistant.ui.settings.page import SettingsPage
from assistant.ui.settings.router import settings_routes
from assistant.ui.visitor import always

ONLINE = replace(OFFLINE, name="deepseek:deepseek-chat", origin="environment",
                 found=("deepseek:deepseek-chat",), calls=3, tokens=900, faults=1,
                 day_tokens=1000)  # fmt: skip
OTHER = {"choice": "other", "service": "deepseek", "model": "", "address": "", "key": "sk-canary"}


@pytest.fixture
def visit(prompts_dir):
    """Open the page over some models, as somebody; returns what asks it."""

    def visit(models: FixedModels, access: Access | None = None) -> TestClient:
        names = ("settings_page.yaml", "page.yaml", "model.yaml")
        words = [Wording.load(prompts_dir / name) for name in names]
        server = FastAPI()
        server.include_router(
            settings_routes(SettingsPage(*words, models), access or open_to("me", ["127.0.0.1"]))
        )
        return TestClient(server, follow_redirects=False)

    return visit


@pytest.mark.parametrize(
    ("state", "path", "shown"),
    [
        (OFFLINE, "/settings", "离线模式：没有用大模型，回答用资料原句。"),
        (OFFLINE, "/en/settings", "Offline mode: no chat model; answers quote the library."),
        (ONLINE, "/settings", "模型模式：deepseek:deepseek-chat"),
        (ONLINE, "/settings", "用了 900 个词元，上限 1,000。 其中 1 次没有得到可用的回答。"),
        (ONLINE, "/settings", "问题和相关资料会发给这个服务"),
        (replace(ONLINE, origin="ollama"), "/settings", "问题不出这台电脑"),
        (replace(ONLINE, origin="setting", is_fixed=True), "/settings", "改成 auto 后可以在这里选"),
        (replace(ONLINE, trouble=("坏了。", "Broken.")), "/en/settings", "Broken."),
    ],
)  # fmt: skip
def test_the_page_says_plainly_which_mode_is_on(visit, state: ModelState, path, shown):
    assert shown in visit(FixedModels(state)).get(path).text


def test_a_model_that_a_setting_names_has_no_form(visit):
    page = visit(FixedModels(replace(ONLINE, is_fixed=True))).get("/settings").text

    assert 'name="choice"' not in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"choice": "auto"}, ("auto", "", "")),
        ({"choice": "none"}, ("none", "", "")),
        ({"choice": "ollama:qwen3:4b", "key": "sk-canary"}, ("ollama:qwen3:4b", "", "")),
        (OTHER, ("deepseek", "", "sk-canary")),
        (OTHER | {"model": " x ", "address": "https://a.example/v1"},
         ("deepseek:x", "https://a.example/v1", "sk-canary")),
        ({}, ("auto", "", "")),
    ],
)  # fmt: skip
def test_a_choice_is_passed_on_and_its_key_never_comes_back(visit, given, told):
    models = FixedModels()
    browser = visit(models)

    response = browser.post("/settings/model", data=given)

    assert (response.status_code, response.headers["location"]) == (303, "/settings?said=saved")
    assert models.told == [told]
    after = browser.get("/settings?said=saved").text
    assert "已保存，从下一个问题起生效。" in after
    assert "sk-canary" not in after


def test_a_choice_can_be_forgotten(visit):
    models = FixedModels(replace(ONLINE, origin="page", has_key=True))
    browser = visit(models)
    assert "已存，不填就不变" in browser.get("/settings").text

    assert browser.post("/settings/forget").headers["location"] == "/settings?said=forgotten"
    assert models.told == [("forget",)]


class Refusing(FixedModels):
    """Cannot do what it is told."""

    def use(self, name: str, address: str, key: str) -> None:
        raise InputError("地址用不了。", "No such address.")


def test_what_cannot_be_done_is_said_on_the_page_without_the_key(visit):
    response = visit(Refusing()).post("/en/settings/model", data=OTHER)

    assert response.status_code == 400
    assert "No such address." in response.text
    assert "sk-canary" not in response.text


@pytest.mark.parametrize(
    ("trial", "shown"),
    [
        (TrialLine(0.84, 23.4, True, False, ""), ["0.8 秒", "每秒 23 词元", "可以", "不行"]),
        (TrialLine(0, 0, False, False, "key"), ["模型服务不认这个密钥"]),
    ],
)
def test_a_trial_shows_how_the_model_did(visit, trial, shown):
    page = visit(FixedModels(ONLINE, trial)).post("/settings/trial").text

    assert all(text in page for text in shown)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/settings"), ("GET", "/en/settings"), ("POST", "/settings/model"),
     ("POST", "/settings/forget"), ("POST", "/settings/trial"), ("POST", "/en/settings/model")],
)  # fmt: skip
def test_only_an_administrator_may_see_or_change_anything(visit, method, path):
    models = FixedModels(ONLINE)
    browser = visit(models, Access(always("bob"), lambda name: name == "boss", ("127.0.0.1",)))

    response = browser.request(method, path)

    assert response.status_code == 403
    assert models.told == []
    assert "deepseek" not in response.text


def test_hostile_names_are_text(visit):
    state = replace(ONLINE, name="<script>alert(1)</script>", found=('"><img src=x>',))

    page = visit(FixedModels(state)).get("/settings").text

    assert "<script>alert" not in page
    assert "<img" not in page
