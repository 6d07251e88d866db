"""Chat: retry, breaker, budget, forms and counting, with a model that follows a script."""

from __future__ import annotations

import threading

import pytest
from fakes import ScriptedChatModel, chat_with
from langchain_core.messages import HumanMessage, SystemMessage
from pydantic import BaseModel, Field

from assistant.chat.breaker import Breaker
from assistant.chat.fault import FAULT_KINDS, ChatError, fault_of
from assistant.chat.form import read_form
from assistant.chat.limits import Limits
from assistant.chat.meter import Meter, estimate_prompt, estimate_tokens
from assistant.chat.prompt import ChatPrompt
from assistant.chat.spoken import spoken, spoken_so_far
from assistant.errors import PromptError
from assistant.prompts import Wording

ASKED = [SystemMessage("规则"), HumanMessage("怎么开始？")]


class Reading(BaseModel):
    """A small form."""

    people: int
    name: str = ""


def test_a_reply_is_whole_and_without_thoughts():
    model = ScriptedChatModel(replies=["<think>想</think>先定目标。"])

    assert chat_with(model).complete(ASKED, "test", Meter()) == "先定目标。"
    assert model.asked == [ASKED]


def test_what_calls_take_is_counted_for_turn_and_day():
    model = ScriptedChatModel(replies=["一", "二"], usage=(100, 20))
    chat, meter = chat_with(model), Meter()

    chat.complete(ASKED, "answer", meter)
    chat.complete(ASKED, "rewrite", meter)

    assert meter == Meter(prompt_tokens=200, reply_tokens=40, calls=2)
    assert chat.allowance.spent_today() == 240


def test_without_a_count_of_the_service_tokens_are_estimated():
    chat, meter = chat_with(ScriptedChatModel(replies=["先定目标。"])), Meter()

    chat.complete(ASKED, "answer", meter)

    assert meter.prompt_tokens == estimate_prompt(ASKED) > 0
    assert meter.reply_tokens == estimate_tokens("先定目标。") == 3


def test_a_turn_that_has_spent_its_tokens_asks_no_more():
    model = ScriptedChatModel(replies=["一", "二"], usage=(90, 10))
    chat, meter = chat_with(model, per_turn=105), Meter()
    chat.complete(ASKED, "answer", meter)

    with pytest.raises(ChatError, match="turn_spent"):
        chat.complete(ASKED, "answer", meter)
    assert chat.complete(ASKED, "answer", Meter()) == "二"


def test_a_day_that_has_spent_its_tokens_asks_no_more():
    model = ScriptedChatModel(replies=["一"], usage=(90, 10))
    chat = chat_with(model, per_day=105)
    chat.complete(ASKED, "answer", Meter())

    with pytest.raises(ChatError, match="day_spent"):
        chat.complete(ASKED, "answer", Meter())
    assert len(model.asked) == 1


def test_a_call_that_was_refused_costs_nothing():
    chat, meter = chat_with(ScriptedChatModel(replies=[ConnectionRefusedError()] * 2)), Meter()

    with pytest.raises(ChatError, match="unreachable"):
        chat.complete(ASKED, "answer", meter)
    assert meter == Meter(calls=2)


def test_after_five_failures_the_model_is_left_alone_and_then_tried_again():
    now = [0.0]
    breaker = Breaker(pause=60, clock=lambda: now[0])
    model = ScriptedChatModel(replies=[PermissionError()] * 5)
    chat = chat_with(model, breaker=breaker)
    for _ in range(5):
        with pytest.raises(ChatError, match="malformed"):
            chat.complete(ASKED, "answer", Meter())
        model.replies.insert(0, PermissionError())
    asked = len(model.asked)

    with pytest.raises(ChatError, match="paused"):
        chat.complete(ASKED, "answer", Meter())
    assert (len(model.asked), breaker.is_open) == (asked, True)

    now[0] = 61
    model.replies = ["好了。"]
    assert chat.complete(ASKED, "answer", Meter()) == "好了。"
    assert not breaker.is_open


def test_of_those_who_wait_for_the_pause_one_may_try():
    now = [0.0]
    breaker = Breaker(failures=1, pause=60, clock=lambda: now[0])
    breaker.note(success=False)
    now[0] = 61

    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]


def test_a_form_is_read_out_of_what_stands_around_it():
    model = ScriptedChatModel(replies=['好的：\n```json\n{"people": 9, "name": "小满"}\n```'])

    filled = chat_with(model).fill(ASKED, Reading, "read", Meter())

    assert filled == Reading(people=9, name="小满")


def test_a_form_that_cannot_be_read_is_asked_for_once_more():
    model = ScriptedChatModel(replies=['{"people": "nine"}', '{"people": 9}'])

    assert chat_with(model).fill(ASKED, Reading, "read", Meter()) == Reading(people=9)


@pytest.mark.parametrize("reply", ["九个人", "{", "[9]", '{"name": "x"}', '{"people":' * 3000])
def test_a_form_that_is_none_twice_is_a_fault(reply):
    with pytest.raises(ChatError, match="malformed"):
        chat_with(ScriptedChatModel(replies=[reply] * 2)).fill(ASKED, Reading, "read", Meter())


class Refused(Exception):  # noqa: N818 - stands for a client's own class
    """How a service answers that knows no schemas."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status_code = status


class Picky(ScriptedChatModel):
    """Refuses the ways of asking for a form that it does not know, with this status."""

    knows: tuple[str, ...] = ("",)
    status: int = 400
    ways: list[str] = Field(default_factory=list)

    def _stream(self, messages, stop=None, run_manager=None, **kwargs):
        way = kwargs.get("extra_body", {}).get("response_format", {}).get("type", "")
        self.ways.append(way)
        if way not in self.knows:
            raise Refused(self.status)
        yield from super()._stream(messages)


@pytest.mark.parametrize("status", [400, 404, 422, 500])
def test_a_service_that_knows_no_schemas_is_found_out_once(status):
    model = Picky(replies=['{"people": 9}', '{"people": 3}'], status=status)
    breaker = Breaker(failures=1)
    chat = chat_with(model, schema_option="openai", breaker=breaker)

    assert chat.fill(ASKED, Reading, "read", Meter()).people == 9
    assert chat.fill(ASKED, Reading, "read", Meter()).people == 3
    assert model.ways == ["json_schema", "json_object", "", ""]
    assert not breaker.is_open


def test_a_way_that_is_taken_counts_although_nothing_good_came_of_it():
    model = Picky(replies=[TimeoutError(), '{"people": 3}'], knows=("json_object", ""))
    chat = chat_with(model, schema_option="openai")

    with pytest.raises(ChatError, match="slow"):
        chat.fill(ASKED, Reading, "read", Meter())
    assert chat.fill(ASKED, Reading, "read", Meter()).people == 3
    assert model.ways == ["json_schema", "json_object", "json_object"]


def test_a_service_that_fails_in_every_way_is_asked_for_schemas_again():
    model = Picky(knows=(), status=500)
    breaker = Breaker(failures=2)
    chat = chat_with(model, schema_option="openai", breaker=breaker)
    ways = ["json_schema", "json_object", "", ""]

    for tries in (1, 2):
        with pytest.raises(ChatError, match="server"):
            chat.fill(ASKED, Reading, "read", Meter())
        assert model.ways == ways * tries
        assert breaker.is_open is (tries == 2)


@pytest.mark.parametrize("status", [502, 503, 429])
def test_a_service_that_is_down_or_busy_is_not_taken_for_one_without_schemas(status):
    model = Picky(knows=(), status=status)

    with pytest.raises(ChatError):
        chat_with(model, schema_option="openai").fill(ASKED, Reading, "read", Meter())
    assert model.ways == ["json_schema"] * 2


def test_after_a_pause_the_one_call_that_may_try_tries_every_way():
    now = [0.0]
    breaker = Breaker(failures=1, pause=60, clock=lambda: now[0])
    breaker.note(success=False)
    now[0] = 61
    model = Picky(replies=['{"people": 9}'])
    chat = chat_with(model, schema_option="openai", breaker=breaker)

    assert chat.fill(ASKED, Reading, "read", Meter()).people == 9


@pytest.mark.parametrize(("deadline", "first", "gap"), [(10, 10, 10), (60, 30, 20), (240, 120, 60)])
def test_whoever_grants_a_slow_model_more_time_waits_longer_for_its_first_word(
    deadline, first, gap
):
    limits = Limits.within(deadline)

    assert (limits.total, limits.first, limits.gap) == (deadline, first, gap)


def test_of_several_objects_the_first_that_fits_is_taken():
    assert read_form('{"a": 1} 或 {"people": 2} {"people": 3}', Reading) == Reading(people=2)


def test_calls_from_several_threads_are_all_counted(tmp_path):
    model = ScriptedChatModel(replies=["好。"] * 8, usage=(10, 1))
    chat = chat_with(model, database=f"sqlite:///{tmp_path / 'calls.db'}")
    meters = [Meter() for _ in range(8)]
    threads = [
        threading.Thread(target=chat.complete, args=(ASKED, "test", meter)) for meter in meters
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [meter.tokens for meter in meters] == [11] * 8
    assert chat.allowance.spent_today() == 88


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("先<think>想", "先"),
        ("先<thi", "先"),
        ("<think>想</think>先定", "先定"),
        ("想\n</think>先定", "先定"),
        ("3 < 5", "3 < 5"),
    ],
)
def test_thoughts_are_not_shown_while_they_grow(said, shown):
    assert spoken_so_far(said) == shown


def test_a_thought_without_an_end_is_no_reply():
    assert spoken("先定目标。<think>还要想") == "先定目标。"


class Wrapped(Exception):  # noqa: N818 - stands for a client's own class
    """A client's own error around that of its HTTP library."""


class ReadTimeout(TimeoutError):  # noqa: N818 - so libraries call it
    """As HTTP libraries call it."""


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ReadTimeout(), "slow"),
        (ConnectionResetError(), "cut"),
        (ValueError("odd"), "malformed"),
        (ZeroDivisionError(), "malformed"),
        (ChatError("busy"), "busy"),
    ],
)
def test_an_error_is_named_by_what_lies_under_it(error, kind):
    outer = Wrapped()
    outer.__cause__ = error

    assert fault_of(error).kind == kind
    assert fault_of(outer).kind == (kind if kind != "busy" else "malformed")


def test_every_fault_has_its_words(prompts_dir):
    words = Wording.load(prompts_dir / "model.yaml").keys()

    assert {f"fault_{kind}" for kind in FAULT_KINDS} <= words


@pytest.mark.parametrize("text", ["no rule {x}", "---\n{x}", "rules {x}\n---\n "])
def test_a_prompt_without_two_parts_is_named(tmp_path, text):
    (tmp_path / "p.md").write_text(text, encoding="utf-8")

    with pytest.raises(PromptError, match=r"p\.md"):
        ChatPrompt.load(tmp_path, "p", {"x"})
