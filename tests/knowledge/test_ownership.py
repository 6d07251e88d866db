"""Ownership: one process at a time, the other is told which, and a dead one holds nothing."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from assistant.errors import BusyError
from assistant.knowledge.ownership import IndexLock

HOLD = """
import sys, time
from pathlib import Path
from assistant.knowledge.ownership import IndexLock
lock = IndexLock(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_owner_is_refused_with_the_pid_of_the_first(tmp_path):
    first = IndexLock(tmp_path)

    with pytest.raises(BusyError) as caught:
        IndexLock(tmp_path)

    pid = os.getpid()
    assert caught.value.zh == (
        f"资料库正由另一个程序使用（进程 {pid}）：请在那边提问，或先关闭它。"
    )
    assert f"another process ({pid})" in caught.value.en
    first.release()


def test_whoever_releases_lets_the_next_one_in(tmp_path):
    IndexLock(tmp_path / "new" / "home").release()

    IndexLock(tmp_path / "new" / "home").release()


def test_a_killed_process_holds_nothing(tmp_path):
    with subprocess.Popen([sys.executable, "-c", HOLD, tmp_path], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(BusyError, match=f"进程 {other.pid}"):
            IndexLock(tmp_path)
        other.kill()

    IndexLock(tmp_path).release()


def test_a_lock_without_a_pid_is_still_a_lock(tmp_path):
    first = IndexLock(tmp_path)
    (tmp_path / "index.pid").unlink()

    with pytest.raises(BusyError, match=r"进程 \?"):
        IndexLock(tmp_path)
    first.release()
