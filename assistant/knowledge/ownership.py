"""Ownership: one process at a time holds the index of a data directory."""

from __future__ import annotations

import os
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import BusyError, InputError


class IndexLock:
    """A lock file with the holder's pid; released on close and when the process ends."""

    def __init__(self, home: Path) -> None:
        """Take the lock.

        Raises:
            BusyError: another process holds it; the sentence names its pid.
            InputError: the folder cannot be made or written.
        """
        self._pid_file = home / "index.pid"
        self._lock = FileLock(home / "index.lock")
        try:
            home.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
            self._pid_file.write_text(str(os.getpid()))
        except Timeout as error:
            pid = self._pid_file.read_text().strip() if self._pid_file.exists() else "?"
            raise BusyError(
                f"资料库正由另一个程序使用（进程 {pid}）：请在那边提问，或先关闭它。",
                f"The library is in use by another process ({pid}): ask there, or stop it first.",
            ) from error
        except OSError as error:
            raise InputError(
                f"数据目录 {home} 用不了：{error.strerror}。请用 --home 换一个。",
                f"The data folder {home} cannot be used: {error.strerror}. "
                "Choose another with --home.",
            ) from error

    def release(self) -> None:
        """Let another process take over."""
        self._lock.release()
