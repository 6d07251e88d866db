"""The switch: setting, page and environment decide; keys are kept and never shown."""

from __future__ import annotations

import json
import stat

import pytest
from fakes import ScriptedChatModel, chat_with
from pydantic import SecretStr

from assistant.errors import InputError, ModelError
from assistant.providers.address import checked_address
from assistant.providers.control import SwitchControl
from assistant.providers.switch import ModelSwitch
from assistant.providers.trial import Trial, try_out
from assistant.storage.database import Database
from assistant.storage.model_choice import ChoiceFile, ModelChoice
from assistant.storage.usage_store import DayUsage, UsageStore

NOBODY = {"OLLAMA_HOST": "127.0.0.1:1"}
KEY = SecretStr("sk-canary")


@pytest.fixture
def build(services, tmp_path):
    """Build a switch; `wired` collects the candidates it connects."""

    def build(setting="auto", environment=NOBODY, wired=None, refuse=()):
        def wire(candidate):
            if candidate.service in refuse:
                raise ModelError("用不了。", "No use.")
            (wired if wired is not None else []).append(candidate)
            return chat_with(ScriptedChatModel())

        file = ChoiceFile(tmp_path / "home" / "model.json")
        return ModelSwitch(setting, services, environment, file, wire, 500)

    return build


def test_without_anything_there_is_no_model(build):
    switch = build()

    assert (switch.current(), switch.name, switch.found()) == (None, "", [])


def test_a_model_is_connected_once_and_when_it_is_wanted(build):
    wired = []
    switch = build(environment=NOBODY | {"DEEPSEEK_API_KEY": "x"}, wired=wired)

    assert switch.name == "deepseek:deepseek-chat"
    assert wired == []
    assert switch.current() is switch.current() is not None
    assert len(wired) == 1


def test_a_choice_on_the_page_comes_before_what_is_found_and_outlives_a_restart(build):
    wired = []
    environment = NOBODY | {"DEEPSEEK_API_KEY": "sk-environment"}
    build(environment=environment).use(ModelChoice("qwen:qwen-max", "", KEY))

    again = build(environment=environment, wired=wired)

    assert (again.name, again.current() is None) == ("qwen:qwen-max", False)
    assert [(c.name, c.origin, c.key) for c in wired] == [("qwen:qwen-max", "page", KEY)]
    again.forget()
    assert again.name == "deepseek:deepseek-chat"


def test_no_model_may_be_chosen_too(build):
    switch = build(environment=NOBODY | {"DEEPSEEK_API_KEY": "x"})

    switch.use(ModelChoice("none"))

    assert (switch.current(), switch.name) == (None, "")


def test_a_key_of_the_environment_is_not_sent_to_an_address_of_the_page(build):
    wired = []
    switch = build(environment=NOBODY | {"DEEPSEEK_API_KEY": "sk-environment"}, wired=wired)

    switch.use(ModelChoice("deepseek", "http://127.0.0.1:9/v1/"))

    (candidate,) = wired
    assert candidate.address == "http://127.0.0.1:9/v1"
    assert candidate.key.get_secret_value() == ""


@pytest.mark.parametrize("setting", ["none", "deepseek"])
def test_a_setting_decides_alone(build, setting):
    switch = build(setting)

    with pytest.raises(InputError, match="PLAN_ASSISTANT_MODEL"):
        switch.use(ModelChoice("qwen"))
    with pytest.raises(InputError, match="PLAN_ASSISTANT_MODEL"):
        switch.forget()


@pytest.mark.parametrize(
    "choice",
    [ModelChoice("local:/etc/passwd"), ModelChoice("deepseek", "file:///etc/passwd")],
    ids=lambda choice: choice.name,
)
def test_a_choice_that_cannot_be_used_changes_nothing(build, choice):
    switch = build()

    with pytest.raises(InputError):
        switch.use(choice)
    assert (switch.name, switch.chosen()) == ("", None)


def test_a_setting_that_cannot_be_connected_is_an_error_and_a_choice_only_a_trouble(build):
    build().use(ModelChoice("qwen"))

    with pytest.raises(ModelError):
        build("qwen", refuse=("qwen",)).current()
    switch = build(refuse=("qwen",))
    assert (switch.current(), switch.name, switch.trouble.zh) == (None, "", "用不了。")


def test_the_file_is_for_its_owner_alone_and_the_choice_shows_no_key(tmp_path):
    file = ChoiceFile(tmp_path / "deep" / "model.json")
    choice = ModelChoice("qwen", "https://a.example", KEY)

    file.write(choice)

    path = tmp_path / "deep" / "model.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text())["key"] == "sk-canary"
    assert file.read() == choice
    assert "sk-canary" not in repr(choice)
    assert [found.name for found in path.parent.iterdir()] == ["model.json"]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"name": "x"}', "null"])
def test_a_damaged_file_is_named(tmp_path, text):
    (tmp_path / "model.json").write_text(text)

    with pytest.raises(InputError, match=r"model\.json"):
        ChoiceFile(tmp_path / "model.json").read()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "ftp://a.example", "//a.example", "http://", "a.example/v1", "",
        "http://me:secret@127.0.0.1/v1", "http://169.254.169.254/latest", "http://[fe80::1]/v1",
        "http://0.0.0.0:8000", "http://127.0.0.1:99999/v1", "http://127.0.0.1/v1?x=1",
        "http://127.0.0.1/a b", "javascript:alert(1)", "http://[::ffff:169.254.169.254]/v1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_to_be_asked_is_refused(address):
    with pytest.raises(InputError):
        checked_address(address)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/v1/", " http://192.168.1.9/v1"])
def test_an_address_in_the_house_is_fine(address):
    assert checked_address(address) == address.strip().rstrip("/")


@pytest.fixture
def control(build, prompts_dir):
    return SwitchControl(build(), UsageStore(Database("sqlite://")), prompts_dir)


def test_the_page_sees_the_state_without_the_key(control):
    control.use("deepseek", "http://127.0.0.1:9/v1", "sk-canary")

    state = control.state()

    assert (state.name, state.origin, state.has_key, state.address, state.day_tokens) == (
        "deepseek:deepseek-chat", "page", True, "http://127.0.0.1:9/v1", 500,
    )  # fmt: skip
    assert "sk-canary" not in repr(state)


@pytest.mark.parametrize(
    ("name", "address", "keeps"),
    [
        ("deepseek:other", "http://127.0.0.1:9/v1", True),
        ("deepseek", "http://127.0.0.1:10/v1", False),
        ("qwen", "http://127.0.0.1:9/v1", False),
    ],
)
def test_a_key_is_kept_for_the_same_place_only(control, name, address, keeps):
    control.use("deepseek", "http://127.0.0.1:9/v1", "sk-canary")

    control.use(name, address, "")

    assert control.state().has_key is keeps


@pytest.mark.parametrize(
    ("replies", "trial"),
    [
        (['{"answer": "复购率是再次购买的客户占比。"}'], (True, True, "")),
        (["复购率是再次购买的客户占比。"], (False, True, "")),
        (['{"answer": "Repeat purchases."}'], (True, False, "")),
        ([ConnectionRefusedError()] * 2, (False, False, "unreachable")),
    ],
    ids=["all", "no form", "no Chinese", "nobody"],
)
def test_a_trial_is_one_call_that_shows_what_a_model_can_do(prompts_dir, replies, trial):
    model = ScriptedChatModel(replies=replies, usage=(40, 20))

    tried = try_out(chat_with(model), prompts_dir)

    assert (tried.is_structured, tried.is_chinese, tried.fault) == trial
    assert (tried.speed > 0) is (tried.fault == "")
    assert tried != Trial()


def test_calls_are_added_up_by_day():
    store = UsageStore(Database("sqlite://"))

    assert store.today() == DayUsage(0, 0, 0, 0)
