"""RunningTurns: turns that go on to their end when the page that asked is closed or reloaded."""

from __future__ import annotations

import logging
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")
_END = object()
_logger = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class _Running(Generic[T]):
    """A turn on a thread of its own: what it has yielded, and whether it should stop."""

    turn: Generator[T]
    told: SimpleQueue[T | BaseException | object] = field(default_factory=SimpleQueue)
    stopped: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        try:
            for told in self.turn:
                self.told.put(told)
                if self.stopped.is_set():
                    self.turn.close()  # what was said so far is stored
        except Exception as error:
            self.told.put(error)  # raised again where the turn is listened to
            _logger.exception("a turn ended with an error")  # perhaps nobody listens any more
        finally:
            self.ended.set()
            self.told.put(_END)


class RunningTurns(Generic[T]):
    """The turns under way by a name of their conversation."""

    def __init__(self) -> None:
        """Start with none."""
        self._running: dict[str, _Running[T]] = {}

    def follow(self, name: str, turn: Generator[T]) -> Iterator[T]:
        """Start a turn and yield what it yields; who stops listening does not stop it.

        An error of the turn is raised here.
        """
        running = self._running[name] = _Running(turn)
        threading.Thread(target=self._work, args=(name, running), daemon=True).start()
        while (told := running.told.get()) is not _END:
            if isinstance(told, BaseException):
                raise told
            yield told  # type: ignore[misc]  # what is no error and not the end is of the turn

    def stop(self, name: str, seconds: float = 2.0) -> None:
        """Stop a turn before its next step, and wait for that a little."""
        running = self._running.get(name)
        if running is not None:
            running.stopped.set()
            running.ended.wait(seconds)

    def _work(self, name: str, running: _Running[T]) -> None:
        running.work()
        if self._running.get(name) is running:
            del self._running[name]
