"""Choosing: which chat model is taken, of those that setting and environment offer."""

from __future__ import annotations

import pytest
from pydantic import SecretStr

from assistant.providers.candidate import Candidate
from assistant.providers.choosing import choose, find

NOBODY = {"OLLAMA_HOST": "127.0.0.1:1"}
TAGS = {"models": [{"name": "bge-m3:latest"}, {"name": "qwen3:4b"}, {"name": "other"}]}
LISTED = {"data": [{"id": "text-embedding-v3"}, {"id": "qwen-plus"}, {"id": "other"}]}


def test_none_is_none(services):
    assert choose("none", services, {"OPENAI_API_KEY": "sk-canary"}) is None


@pytest.mark.parametrize(
    ("setting", "candidate"),
    [
        ("ollama:qwen3:4b", Candidate("ollama", "qwen3:4b", "setting", "http://127.0.0.1:1")),
        ("local:/m/x.gguf", Candidate("local", "/m/x.gguf", "setting")),
        ("anthropic:claude", Candidate("", "anthropic:claude", "setting")),
        (
            "deepseek",
            Candidate("deepseek", "deepseek-chat", "setting", "https://api.deepseek.com/v1"),
        ),
        (
            "moonshot:kimi",
            Candidate("moonshot", "kimi", "setting", "https://api.moonshot.cn/v1"),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_model_that_is_named_is_taken_as_it_is(services, setting, candidate):
    assert choose(setting, services, NOBODY) == candidate


def test_without_key_and_without_ollama_there_is_no_model(services):
    assert choose("auto", services, NOBODY) is None


@pytest.mark.parametrize(
    ("variable", "name", "address"),
    [
        ("OPENAI_API_KEY", "openai:gpt-4o-mini", "https://api.openai.com/v1"),
        ("DEEPSEEK_API_KEY", "deepseek:deepseek-chat", "https://api.deepseek.com/v1"),
        (
            "DASHSCOPE_API_KEY",
            "qwen:qwen-plus",
            "https://dashscope.aliyuncs.com/compatible-mode/v1",
        ),
        ("ZHIPUAI_API_KEY", "zhipu:glm-4-flash", "https://open.bigmodel.cn/api/paas/v4"),
        ("MOONSHOT_API_KEY", "moonshot:moonshot-v1-8k", "https://api.moonshot.cn/v1"),
        ("SILICONFLOW_API_KEY", "siliconflow:Qwen/Qwen3-8B", "https://api.siliconflow.cn/v1"),
    ],
)
def test_a_key_alone_is_enough(services, variable, name, address):
    found = choose("auto", services, NOBODY | {variable: "sk-canary"})

    assert found is not None
    assert (found.name, found.address, found.origin) == (name, address, "environment")
    assert found.key.get_secret_value() == "sk-canary"
    assert "sk-canary" not in repr(found)


@pytest.mark.parametrize("variable", ["VLLM_BASE_URL", "LLAMA_CPP_BASE_URL"])
def test_a_server_of_ones_own_needs_an_address_and_no_key(services, service, variable):
    service.says("/v1/models", LISTED)

    found = choose("auto", services, NOBODY | {variable: f"http://{service.address}/v1"})

    assert found is not None
    assert (found.model, found.key) == ("qwen-plus", SecretStr(""))
    assert service.requests == [("/v1/models", "")]


def test_a_model_named_beside_the_key_is_taken(services, service, openai_environment):
    found = choose("auto", services, openai_environment | {"OPENAI_MODEL": "deepseek-chat"})

    assert found is not None
    assert found.name == "openai:deepseek-chat"
    assert service.requests == []


def test_a_service_at_another_address_is_asked_for_its_first_model(
    services, service, openai_environment
):
    service.says("/v1/models", LISTED)

    found = choose("auto", services, openai_environment)

    assert found is not None
    assert found.name == "openai:qwen-plus"
    assert service.requests == [("/v1/models", "Bearer sk-canary")]


@pytest.mark.parametrize("host", ["{}", "http://{}", "http://{}/"])
def test_a_running_ollama_comes_first_with_its_first_model_that_chats(services, service, host):
    service.says("/api/tags", TAGS)
    environment = {"OLLAMA_HOST": host.format(service.address), "DEEPSEEK_API_KEY": "sk-canary"}

    found = find(services, environment)

    assert [candidate.name for candidate in found] == ["ollama:qwen3:4b", "deepseek:deepseek-chat"]
    assert found[0].address == f"http://{service.address}"


ODD = {
    "an error": ({}, 500),
    "a list": ([1, 2], 200),
    "no models": ({"models": [], "data": []}, 200),
    "models by name": ({"models": {"a": 1}, "data": {"a": 1}}, 200),
    "strings": ({"models": ["a"], "data": ["a"]}, 200),
    "nameless": ({"models": [{}], "data": [{"id": 3}]}, 200),
    "null": (None, 200),
}


@pytest.mark.parametrize(("content", "status"), ODD.values(), ids=ODD.keys())
def test_an_odd_list_of_models_counts_as_none(
    services, service, openai_environment, content, status
):
    service.says("/v1/models", content, status)
    service.says("/api/tags", content, status)

    found = choose("auto", services, openai_environment | {"OLLAMA_HOST": service.address})

    assert found is not None
    assert found.name == "openai:gpt-4o-mini"


def test_a_list_behind_a_redirect_is_not_followed(services, service, openai_environment):
    service.replies["/v1/models"] = (302, "text/plain", b"")

    found = choose("auto", services, openai_environment)

    assert found is not None
    assert found.name == "openai:gpt-4o-mini"


@pytest.mark.parametrize("host", ["127.0.0.1:port", "http://", "http://[x", "ftp://127.0.0.1"])
def test_an_address_that_is_none_counts_as_no_model(services, host):
    assert choose("auto", services, {"OLLAMA_HOST": host}) is None
