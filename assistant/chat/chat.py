"""Chat: one chat model, called with bounded waits, one retry, a breaker and a budget."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from langchain_core.messages import AIMessageChunk, BaseMessage
from pydantic import BaseModel

from assistant.chat.allowance import Allowance
from assistant.chat.arrivals import arrivals
from assistant.chat.breaker import Breaker
from assistant.chat.connection import Connection
from assistant.chat.fault import ChatError, FaultKind
from assistant.chat.form import read_form
from assistant.chat.limits import Limits
from assistant.chat.meter import Meter, Tally, estimate_prompt
from assistant.chat.spoken import spoken
from assistant.storage.usage_store import ModelCall
from assistant.tracing import begin_span, end_span

Form = TypeVar("Form", bound=BaseModel)
Messages = Sequence[BaseMessage]

_PAUSE_STEP = 0.2


@dataclass(frozen=True, slots=True)
class _Call:
    """What is asked, what for, on whose account, and the time by which it is to be done."""

    messages: Messages
    purpose: str
    meter: Meter
    until: float


class _OtherWay(Exception):  # noqa: N818 - no error, as long as there is another way
    """A service may have failed for the way in which it was asked for a form."""


class Chat:
    """What everything that speaks to a chat model calls; every failure is a ChatError.

    Hand the same `Meter` to all calls of one turn. `purpose` is a word for the list of calls
    ("answer", "rewrite", ...). Safe to use from several threads.
    """

    def __init__(
        self,
        connection: Connection,
        allowance: Allowance,
        limits: Limits | None = None,
        breaker: Breaker | None = None,
    ) -> None:
        """Take finished parts; the breaker belongs to this model alone."""
        self._connection = connection
        self.allowance = allowance
        self.limits = limits or Limits()
        self._breaker = breaker or Breaker()
        self._form_way = 0

    @property
    def name(self) -> str:
        """The name of the model."""
        return self._connection.name

    def stream(
        self,
        messages: Messages,
        purpose: str,
        meter: Meter,
        *,
        seconds: float | None = None,
        form: type[BaseModel] | None = None,
    ) -> Generator[str, None, None]:
        """Yield the pieces of a reply as they come; "" is a sign of life during a wait.

        Closing the iterator stops the model. A second try is made only while nothing was said.
        `seconds` is for all tries together, at most `limits.total`. A service that can is held to
        the schema of `form`; the messages must ask for it all the same.
        """
        total = self.limits.total
        until = time.monotonic() + (total if seconds is None else min(seconds, total))
        if not self._breaker.lets_through():
            raise ChatError("paused")
        call = _Call(messages, purpose, meter, until)
        if form is None:
            yield from self._tried(call, {})
        else:
            yield from self._in_some_way(call, form)

    def complete(self, messages: Messages, purpose: str, meter: Meter) -> str:
        """Return a whole reply, without what the model thought aloud."""
        return spoken("".join(self.stream(messages, purpose, meter))).strip()

    def fill(self, messages: Messages, form: type[Form], purpose: str, meter: Meter) -> Form:
        """Return a reply as a filled form; the messages must ask for JSON with its keys.

        A reply that is no such form is asked for once more. ChatError("malformed") when that is
        none either.
        """
        ask = partial(self.stream, messages, purpose, meter, form=form)
        try:
            return read_form(spoken("".join(ask())), form)
        except ChatError as fault:
            if fault.kind != "malformed":
                raise
        return read_form(spoken("".join(ask())), form)

    def _in_some_way(self, call: _Call, form: type[BaseModel]) -> Iterator[str]:
        """Stream in the strictest way that the service takes.

        One that takes a way badly is asked in the next one, from then on. When it fails in all of
        them, the way was not to blame, and the next call begins where this one did.
        """
        ways = self._connection.form_arguments(form.model_json_schema())
        begun = self._form_way
        for way in range(begun, len(ways)):
            self._form_way = way
            try:
                yield from self._tried(call, ways[way], has_another_way=way < len(ways) - 1)
            except _OtherWay:
                continue
            except ChatError as fault:
                if fault.may_be_the_form:
                    self._form_way = begun
                raise
            return

    def _tried(
        self, call: _Call, arguments: Mapping[str, Any], *, has_another_way: bool = False
    ) -> Iterator[str]:
        """Stream a reply, at the second try when the first failed in passing; tell the breaker."""
        has_retried = has_spoken = False
        while True:
            self.allowance.check(estimate_prompt(call.messages), call.meter)
            try:
                for piece in self._once(call, arguments):
                    has_spoken = has_spoken or bool(piece)
                    yield piece
            except ChatError as fault:
                if has_another_way and not has_spoken and fault.may_be_the_form:
                    raise _OtherWay from fault
                if has_retried or has_spoken or not fault.is_passing:
                    self._breaker.note(success=False)
                    raise
                pause = self._pause_after(fault)
            else:
                self._breaker.note(success=True)
                return
            has_retried = True
            yield from _waiting(min(time.monotonic() + pause, call.until))

    def _once(self, call: _Call, arguments: Mapping[str, Any]) -> Iterator[str]:
        """Make one call, and take down what it took however it ends."""
        tally, started = Tally(call.messages), time.monotonic()
        fault: FaultKind | None = None
        generating = begin_span("generate", model=self.name, purpose=call.purpose)
        source = partial(self._connection.model.astream, list(call.messages), **arguments)
        try:
            yield from self._heard(source, tally, call.until)
        except ChatError as error:
            fault = error.kind
            raise
        finally:
            # a service charges for what it has read, also when it is stopped or too slow
            was_read = tally.was_heard or fault in (None, "slow")
            took = ModelCall(
                model=self.name,
                purpose=call.purpose,
                prompt_tokens=tally.prompt_tokens if was_read else 0,
                reply_tokens=tally.reply_tokens,
                milliseconds=round((time.monotonic() - started) * 1000),
                fault=fault or "",
            )
            self.allowance.take(took, call.meter)
            end_span(
                generating,
                prompt_tokens=took.prompt_tokens,
                reply_tokens=took.reply_tokens,
                fault=took.fault,
            )

    def _heard(self, source: Callable[[], Any], tally: Tally, deadline: float) -> Iterator[str]:
        for piece in arrivals(source, self.limits, deadline):
            if not isinstance(piece, AIMessageChunk):
                yield ""
                continue
            text = tally.hear(piece)
            if tally.characters > self.limits.characters:
                raise ChatError("endless")
            yield text
        if not tally.has_text:
            raise ChatError("empty")
        if self._connection.says_end and not tally.has_ended:
            raise ChatError("cut")

    def _pause_after(self, fault: ChatError) -> float:
        """Return the seconds to wait before the second try; the fault itself when too many."""
        if fault.retry_after > self.limits.retry_after:
            self._breaker.note(success=False)
            raise fault
        return max(fault.retry_after, self.limits.retry_pause)


def _waiting(until: float) -> Iterator[str]:
    """Wait, with signs of life."""
    while (left := until - time.monotonic()) > 0:
        yield ""
        time.sleep(min(left, _PAUSE_STEP))
