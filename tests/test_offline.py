"""The installed product with its real model reaches no other machine, from the first start on.

What it asks of the network is watched from outside, by a guard that its processes start with;
libraries that open sockets below the interpreter are not seen.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

COMMAND = Path(sysconfig.get_path("scripts"), "plan-assistant")
GUARD = Path(__file__).with_name("offline_guard")
QUESTION = "双十一的销量主要来自哪个阶段？"
LONGEST_WAIT = 300.0  # a busy machine is slow, not wrong


@dataclass(frozen=True, slots=True)
class Guarded:
    """A folder in which processes run under the guard, in an environment with nothing in it."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "HOME": str(self.folder),
            "PATH": str(COMMAND.parent),
            "PYTHONPATH": str(GUARD),
            "PYTHONUTF8": "1",
            "OMP_WAIT_POLICY": "PASSIVE",  # threads that spin while they wait slow each other down
            "OFFLINE_LOG": str(self.folder / "log"),
            "OLLAMA_HOST": "127.0.0.1:9",  # whoever has a model running is not asked
            "PLAN_ASSISTANT_HOME": str(self.folder / "home"),
            "PLAN_ASSISTANT_PORT": "0",
        }

    def log(self, kind: str) -> list[str]:
        """Return what the guard has written of one kind, without the kind."""
        lines = (self.folder / "log").read_text(encoding="utf-8").splitlines()
        return [rest for first, _, rest in (line.partition(" ") for line in lines) if first == kind]

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            command, env=self.environment, capture_output=True, encoding="utf-8", check=False
        )

    @contextmanager
    def serve(self) -> Iterator[tuple[int, str]]:
        """Serve the page; yields the number of the process and its address."""
        command = [COMMAND, "serve", "--no-browser"]
        said = self.folder / "said"
        with said.open("w") as out:
            server = subprocess.Popen(command, env=self.environment, stdout=out, stderr=out)
        try:
            yield server.pid, _address(server, said)
        finally:
            server.terminate()
            server.wait(LONGEST_WAIT)


def _address(server: subprocess.Popen[bytes], said: Path) -> str:
    deadline = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < deadline and server.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:\d+", said.read_text(encoding="utf-8")):
            return found.group()
        time.sleep(0.1)
    pytest.fail(f"the server did not start: {said.read_text(encoding='utf-8')}")


class Visitor:
    """Calls the page's events by their names, as the page in a browser does."""

    def __init__(self, address: str) -> None:
        self._http = httpx.Client(base_url=address, trust_env=False, timeout=LONGEST_WAIT)
        assert self._http.get("/").status_code == 200
        dependencies = self._http.get("/config").json()["dependencies"]
        self._numbers = {event["api_name"]: event["id"] for event in dependencies}

    def call(self, event: str, *data: object) -> list[Any]:
        """Return what the event gives to the page in the end."""
        call = {"fn_index": self._numbers[event], "data": data, "session_hash": "visitor"}
        self._http.post("/gradio_api/queue/join", json=call).raise_for_status()
        query = {"session_hash": "visitor"}
        with self._http.stream("GET", "/gradio_api/queue/data", params=query) as stream:
            lines = (line for line in stream.iter_lines() if line.startswith("data:"))
            messages = (json.loads(line.removeprefix("data:")) for line in lines)
            ended = next(m for m in messages if m["msg"] == "process_completed")
        assert ended["success"], ended
        return ended["output"]["data"]

    def close(self) -> None:
        self._http.close()


@pytest.fixture
def guarded(tmp_path) -> Guarded:
    """An empty folder for guarded processes."""
    return Guarded(tmp_path)


@pytest.mark.parametrize(
    ("attempt", "entry"),
    [
        ("socket.create_connection(('192.0.2.1', 80), 1)", "socket.getaddrinfo 192.0.2.1"),
        ("socket.socket().connect(('192.0.2.1', 80))", "socket.connect 192.0.2.1"),
        ("socket.socket().connect_ex(('192.0.2.1', 80))", "socket.connect 192.0.2.1"),
        (
            "socket.socket(type=socket.SOCK_DGRAM).sendto(b'', ('192.0.2.1', 53))",
            "socket.sendto 192.0.2.1",
        ),
        (
            "socket.socket(socket.AF_INET6).connect(('2001:db8::1', 80))",
            "socket.connect 2001:db8::1",
        ),
        ("socket.gethostbyname('name.example')", "socket.gethostbyname name.example"),
        ("urllib.request.urlopen('http://name.example')", "socket.getaddrinfo name.example"),
        (
            "asyncio.run(asyncio.open_connection('192.0.2.1', 80))",
            "socket.connect 192.0.2.1",
        ),
    ],
)
def test_the_guard_refuses_and_writes_down_what_would_leave(guarded, attempt, entry):
    code = f"import asyncio, socket, urllib.request\n{attempt}"
    ended = guarded.run(sys.executable, "-c", code)
    assert ended.returncode == 1
    assert "this process stays on this machine" in ended.stderr
    (pid,) = guarded.log("guarded")
    assert guarded.log("refused") == [f"{pid} {entry}"]


def test_the_guard_lets_this_machine_talk_to_itself(guarded):
    code = """
import socket
here = socket.create_server(("127.0.0.1", 0))
socket.create_connection(("localhost", here.getsockname()[1])).close()
print("talked")
"""
    ended = guarded.run(sys.executable, "-c", code)
    assert (ended.stdout, ended.stderr) == ("talked\n", "")
    assert guarded.log("refused") == []


@pytest.mark.timeout(3 * LONGEST_WAIT)
def test_page_and_command_line_answer_from_the_first_start_without_leaving(guarded):
    with guarded.serve() as (server, address), closing(Visitor(address)) as visitor:
        visitor.call("show", None)
        visitor.call("read_box", QUESTION, "")
        visitor.call("speak", None, None)
        _, conversation, _ = visitor.call("panel", None)
    asked = guarded.run(str(COMMAND), "ask", "--json", QUESTION)

    assert "60%-70%" in conversation[-1]["content"][0]["text"]
    assert 'class="source source-1-1"' in conversation[-1]["content"][0]["text"]
    answer = json.loads(asked.stdout)
    assert answer["found"] is True
    assert "60%-70%" in answer["answer"]
    assert guarded.log("guarded")[0] == str(server)
    assert len(guarded.log("guarded")) >= 2
    assert guarded.log("refused") == []
