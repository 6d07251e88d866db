"""Chat: one chat model, called with bounded waits, one retry, a breaker and a budget."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
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
# how services answer who know no schemas: some say so, some stumble
_MAY_BE_THE_FORM = ("rejected", "server")


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
        `seconds` is for each try, at most `limits.total`. A service that can is held to the schema
        of `form`; the messages must ask for it all the same.
        """
        if form is None:
            return self._stream(messages, purpose, meter, {}, seconds)
        return self._stream_form(messages, purpose, meter, form, seconds)

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

    def _stream_form(
        self,
        messages: Messages,
        purpose: str,
        meter: Meter,
        form: type[BaseModel],
        seconds: float | None,
    ) -> Generator[str, None, None]:
        """Stream in the strictest way that the service takes; the way that worked is remembered."""
        ways = self._connection.form_arguments(form.model_json_schema())
        for way in range(self._form_way, len(ways)):
            has_spoken = False
            try:
                for piece in self._stream(messages, purpose, meter, ways[way], seconds):
                    has_spoken = has_spoken or bool(piece)
                    yield piece
            except ChatError as fault:
                if has_spoken or fault.kind not in _MAY_BE_THE_FORM or way == len(ways) - 1:
                    raise
            else:
                self._form_way = way
                return

    def _stream(
        self,
        messages: Messages,
        purpose: str,
        meter: Meter,
        arguments: Mapping[str, Any],
        seconds: float | None = None,
    ) -> Generator[str, None, None]:
        total = self.limits.total
        deadline = time.monotonic() + (total if seconds is None else min(seconds, total))
        has_retried = has_spoken = False
        if not self._breaker.lets_through():
            raise ChatError("paused")
        while True:
            self.allowance.check(estimate_prompt(messages), meter)
            try:
                for piece in self._once(messages, purpose, meter, arguments, deadline):
                    has_spoken = has_spoken or bool(piece)
                    yield piece
            except ChatError as fault:
                if has_retried or has_spoken or not fault.is_passing:
                    self._breaker.note(success=False)
                    raise
                pause = self._pause_after(fault)
            else:
                self._breaker.note(success=True)
                return
            has_retried = True
            yield from _waiting(min(time.monotonic() + pause, deadline))

    def _once(
        self,
        messages: Messages,
        purpose: str,
        meter: Meter,
        arguments: Mapping[str, Any],
        deadline: float,
    ) -> Iterator[str]:
        """Make one call, and take down what it took however it ends."""
        tally, started = Tally(messages), time.monotonic()
        fault: FaultKind | None = None
        generating = begin_span("generate", model=self.name, purpose=purpose)
        source = partial(self._connection.model.astream, list(messages), **arguments)
        try:
            yield from self._heard(source, tally, deadline)
        except ChatError as error:
            fault = error.kind
            raise
        finally:
            # a service charges for what it has read, also when it is stopped or too slow
            was_read = tally.was_heard or fault in (None, "slow")
            took = ModelCall(
                model=self.name,
                purpose=purpose,
                prompt_tokens=tally.prompt_tokens if was_read else 0,
                reply_tokens=tally.reply_tokens,
                milliseconds=round((time.monotonic() - started) * 1000),
                fault=fault or "",
            )
            self.allowance.take(took, meter)
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
