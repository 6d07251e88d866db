"""Faults: every way in which a chat model can fail, under a short name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

FaultKind = Literal[
    "unreachable",  # refused, no such host, connection lost before anything was said
    "slow",  # no first word, a long silence, or not done in time
    "busy",  # 429
    "server",  # 5xx, or an error in the middle of the stream
    "key",  # 401, 403
    "unknown",  # 404: no such model or address
    "rejected",  # any other 4xx, or a redirect
    "cut",  # the stream ended without the end of the answer
    "malformed",  # not what a chat service sends, or not the form that was asked for
    "empty",  # an answer without text
    "endless",  # more text than any answer has
    "language",  # not the language that was asked for
    "unsupported",  # nothing that the passages bear out
    "paused",  # failed so often in a row that it is left alone for a while
    "turn_spent",  # the tokens of this turn are used up
    "day_spent",  # the tokens of this day are used up
]
FAULT_KINDS: tuple[FaultKind, ...] = get_args(FaultKind)

_WORTH_A_RETRY = {"unreachable", "busy", "server", "cut", "malformed", "empty"}
_BY_STATUS: dict[int, FaultKind] = {401: "key", 403: "key", 404: "unknown", 429: "busy"}
_DOWN = (502, 503, 504)
# Class names, because each client brings its own HTTP library with classes of the same names.
_BY_NAME: dict[str, FaultKind] = {
    "TimeoutException": "slow",
    "TimeoutError": "slow",
    "ConnectError": "unreachable",
    "ConnectionRefusedError": "unreachable",
    "RemoteProtocolError": "cut",
    "ReadError": "cut",
    "ConnectionResetError": "cut",
    "JSONDecodeError": "malformed",
    "ConnectionError": "unreachable",
    "APIConnectionError": "unreachable",
    "APIError": "server",
    "ResponseError": "server",
}


class ChatError(Exception):
    """A chat model gave nothing that can be used; `kind` says why, and is all that is kept.

    What clients write into their exceptions is not: it repeats keys and addresses.
    """

    def __init__(self, kind: FaultKind, retry_after: float = 0.0, status: int = 0) -> None:
        """Keep the kind; `retry_after` is the seconds a busy service asks to be left alone.

        `status` is that of the HTTP response, 0 when the fault is none of HTTP.
        """
        super().__init__(kind)
        self.kind = kind
        self.retry_after = retry_after
        self.status = status

    @property
    def is_passing(self) -> bool:
        """Whether the same call may well succeed a moment later."""
        return self.kind in _WORTH_A_RETRY

    @property
    def may_be_the_form(self) -> bool:
        """Whether a service may answer so because it knows no schemas: some refuse, some stumble.

        One that is down or overloaded says so with other numbers.
        """
        refused = self.kind in ("rejected", "unknown")
        return refused or (self.kind == "server" and self.status not in _DOWN)


def fault_of(error: BaseException) -> ChatError:
    """Return what an exception of any chat client means; what nobody knows counts as malformed.

    Looks at HTTP status codes first, then at class names, along the chain of causes from the
    innermost one: a client's own "connection error" may wrap a timeout.
    """
    if isinstance(error, ChatError):
        return error
    chain = list(_chain(error))
    for link in chain:
        status = getattr(link, "status_code", None)
        if isinstance(status, int) and status >= 300:
            return ChatError(_of_status(status), _retry_after(link), status)
    for link in reversed(chain):
        for parent in type(link).__mro__:
            if parent.__name__ in _BY_NAME:
                return ChatError(_BY_NAME[parent.__name__])
    return ChatError("malformed")


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    while link is not None:
        yield link
        link = link.__cause__


def _of_status(status: int) -> FaultKind:
    return _BY_STATUS.get(status, "server" if status >= 500 else "rejected")


def _retry_after(error: BaseException) -> float:
    """Return the seconds of a Retry-After header, 0 when there is none (dates are not read)."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    told = headers.get("retry-after", "") if headers is not None else ""
    return float(told) if told.isascii() and told.isdigit() else 0.0
