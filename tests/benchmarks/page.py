"""The page: how soon it is there, how soon it replies, with how many people at once."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from benchmarks.long_talk import fill_talk
from benchmarks.measuring import memory, spread
from live_page import ARGUMENTS, CHROMIUM
from playwright.sync_api import sync_playwright

PEOPLE = 20
TURNS = 500
_LONGEST_WAIT = 600
_OPENED = 6
_REPLIES = (
    "开始", "我们叫小满家纺，在南通", "9个人", "开了3年淘宝店", "主要卖四件套", "客单价 300 元",
    "每月 400 单", "毛利 35%", "先跳过", "想做小红书", "每月能花 2 万", "先跳过",
)  # fmt: skip
_QUESTION = "双十一的预算怎么分？"


class Person:
    """Calls the page's events by their names, as the page in a browser does."""

    def __init__(self, address: str, name: str) -> None:
        self._name = name
        self._http = httpx.Client(base_url=address, trust_env=False, timeout=_LONGEST_WAIT)
        self._http.get("/").raise_for_status()
        dependencies = self._http.get("/config").json()["dependencies"]
        self._numbers = {event["api_name"]: event["id"] for event in dependencies}

    def call(self, event: str, *data: object) -> list[Any]:
        """Return what the event gives to the page in the end; RuntimeError when it fails."""
        call = {"fn_index": self._numbers[event], "data": data, "session_hash": self._name}
        self._http.post("/gradio_api/queue/join", json=call).raise_for_status()
        query = {"session_hash": self._name}
        with self._http.stream("GET", "/gradio_api/queue/data", params=query) as stream:
            lines = (line for line in stream.iter_lines() if line.startswith("data:"))
            messages = (json.loads(line.removeprefix("data:")) for line in lines)
            ended = next(m for m in messages if m["msg"] == "process_completed")
        if not ended["success"]:
            raise RuntimeError(str(ended["output"]))
        return ended["output"].get("data", [])

    def say(self, text: str) -> list[Any]:
        """Send a message; the conversation and the panel come while it is answered."""
        self.call("read_box", text, "")
        self.call("take", None, None)
        self.call("speak", None, None)
        return self.call("finish", None)

    def close(self) -> None:
        """Leave."""
        self._http.close()


def measure(folder: Path) -> dict[str, float]:
    """Start the server on an empty folder and visit it."""
    with _served(folder / "home", first=True) as (_, _, first_start):
        pass
    with _served(folder / "home") as (process, address, start):
        opened = _open_page(address)
        with closing(Person(address, "first")) as person:
            person.call("create")
            replies = spread(partial(person.say, text) for text in _REPLIES)
            answers = spread(partial(person.say, f"{_QUESTION}{n}") for n in range(11))
        long = _long_talk(address, folder / "home")
        with ThreadPoolExecutor(PEOPLE) as pool:
            visits = list(pool.map(partial(_visit, address), range(PEOPLE)))
        waited = sorted(time_ for times, _ in visits for time_ in times)
        return {
            "first_start_s": first_start,
            "start_s": start,
            "page_p50": opened[0],
            "page_p95": opened[1],
            "reply_p50": replies[0],
            "reply_p95": replies[1],
            "answer_p50": answers[0],
            "answer_p95": answers[1],
            **long,
            "together_p50": statistics.median(waited),
            "together_p95": statistics.quantiles(waited, n=20)[-1],
            "together_errors": sum(errors for _, errors in visits),
            "memory": memory(process),
        }


def _long_talk(address: str, home: Path) -> dict[str, float]:
    """Open a plan of many turns, the newest there is, and go on talking in it."""
    fill_talk(home, TURNS)
    opened = _open_page(address)
    with closing(Person(address, "long")) as person:
        person.call("load", None)
        replies = spread(partial(person.say, text) for text in ("谢谢", *_REPLIES))
    return {
        "long_page_p50": opened[0],
        "long_page_p95": opened[1],
        "long_p50": replies[0],
        "long_p95": replies[1],
    }


def _visit(address: str, number: int) -> tuple[list[float], int]:
    """Be one of many people: a plan of their own, some messages, one question."""
    times, errors = [], 0
    try:
        with closing(Person(address, f"person{number}")) as person:
            person.call("create")
            for text in (*_REPLIES[:5], _QUESTION):
                started = time.perf_counter()
                person.say(text)
                times.append(1000 * (time.perf_counter() - started))
    except (httpx.HTTPError, RuntimeError, StopIteration):
        errors += 1
    return times, errors


@contextmanager
def _served(home: Path, *, first: bool = False) -> Iterator[tuple[int, str, float]]:
    """Serve; yields process, address and the seconds until a question is answered."""
    environment = os.environ | {
        "PLAN_ASSISTANT_HOME": str(home),
        "PLAN_ASSISTANT_MODEL": "none",
        "PLAN_ASSISTANT_PORT": "0",
    }
    home.mkdir(parents=True, exist_ok=True)
    said = home / "said"
    command = [sys.executable, "-c", "from assistant.cli import main; main()", "serve"]
    started = time.perf_counter()
    with said.open("w") as out:
        server = subprocess.Popen(
            [*command, "--no-browser"], env=environment, stdout=out, stderr=out
        )
    try:
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", said.read_text("utf-8"))):
            if server.poll() is not None:
                raise RuntimeError(said.read_text("utf-8"))
            time.sleep(0.05)
        with closing(Person(found.group(), "warm")) as person:
            person.call("show", None)
            person.say(_QUESTION)
        yield server.pid, found.group(), time.perf_counter() - started
    finally:
        server.terminate()
        server.wait(_LONGEST_WAIT)


def _open_page(address: str) -> tuple[float, float]:
    """Return median and 95th percentile of the time until a browser shows the conversation, ms."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        times = []
        for _ in range(_OPENED):
            page = browser.new_context().new_page()
            started = time.perf_counter()
            page.goto(address)
            page.wait_for_selector("#chat [data-testid=bot]")
            times.append(1000 * (time.perf_counter() - started))
            page.close()
        browser.close()
    return statistics.median(times[1:]), statistics.quantiles(times[1:], n=20)[-1]
