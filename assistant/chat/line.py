"""GetChat: how everything that speaks to the chat model comes to it."""

from __future__ import annotations

from collections.abc import Callable

from assistant.chat.chat import Chat

# Returns the model that is connected now, None while there is none. An administrator may change it
# while the program runs, so ask anew in every turn.
GetChat = Callable[[], Chat | None]
