"""An OpenAI-compatible chat service on this machine that fails in every way a real one does."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import suppress

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
_PAUSE = 0.02


def piece(text: str, finish: str | None = None) -> bytes:
    """One event of a streamed reply."""
    choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
    event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m",
             "choices": [choice]}  # fmt: skip
    return f"data: {json.dumps(event)}\n\n".encode()


GOOD = [piece("先定"), piece("目标。"), piece("", "stop"), b"data: [DONE]\n\n"]


def plain(status: int, headers: str = "", body: bytes = b"no") -> bytes:
    """A whole response that is no stream."""
    head = f"HTTP/1.1 {status} X\r\n{headers}Content-Length: {len(body)}\r\nConnection: close\r\n"
    return head.encode() + b"\r\n" + body


class FaultServer:
    """Answers each connection by the next of `modes`, the last one again and again.

    `requests` counts what came; `hung_up` is set when a client leaves a reply that goes on.
    """

    def __init__(self) -> None:
        self.modes: list[str] = ["good"]
        self.requests = 0
        self.hung_up = threading.Event()
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}/v1"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._closing.set()
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=[connection], daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            try:
                _read_request(connection)
                mode = self.modes[min(self.requests, len(self.modes) - 1)]
                self.requests += 1
                getattr(self, f"_{mode}")(connection)
            except OSError:
                self.hung_up.set()

    def _hold(self, connection: socket.socket) -> None:
        """Say nothing until the client hangs up."""
        connection.settimeout(0.05)
        while not self._closing.is_set():
            with suppress(TimeoutError):
                if not connection.recv(1):
                    self.hung_up.set()
                    return

    def _repeat(self, connection: socket.socket, text: bytes) -> None:
        while not self._closing.is_set():
            connection.sendall(text)
            time.sleep(_PAUSE)

    # the modes

    def _good(self, connection: socket.socket) -> None:
        connection.sendall(_HEAD + b"".join(GOOD))

    def _silent(self, connection: socket.socket) -> None:
        self._hold(connection)

    def _slow_start(self, connection: socket.socket) -> None:
        connection.sendall(_HEAD)
        self._hold(connection)

    def _pings(self, connection: socket.socket) -> None:
        connection.sendall(_HEAD)
        self._repeat(connection, b": ping\n\n")

    def _stalls(self, connection: socket.socket) -> None:
        connection.sendall(_HEAD + piece("先定"))
        self._hold(connection)

    def _drips(self, connection: socket.socket) -> None:
        connection.sendall(_HEAD)
        self._repeat(connection, piece("字"))

    def _endless(self, connection: socket.socket) -> None:
        connection.sendall(_HEAD)
        while not self._closing.is_set():
            connection.sendall(piece("先定目标。" * 200))

    def _huge(self, connection: socket.socket) -> None:
        connection.sendall(_HEAD + piece("目标" * 50_000))
        self._hold(connection)

    def _cut(self, connection: socket.socket) -> None:
        connection.sendall(_HEAD + piece("先定"))

    def _cut_at_once(self, connection: socket.socket) -> None:
        pass

    def _half_an_event(self, connection: socket.socket) -> None:
        connection.sendall(_HEAD + piece("先定") + b'data: {"id": "1", "choi\n\n')

    def _page(self, connection: socket.socket) -> None:
        connection.sendall(plain(200, "Content-Type: text/html\r\n", b"<html>sign in</html>"))

    def _empty(self, connection: socket.socket) -> None:
        connection.sendall(_HEAD + piece("") + piece("", "stop") + b"data: [DONE]\n\n")

    def _error_event(self, connection: socket.socket) -> None:
        connection.sendall(_HEAD + b'data: {"error": {"message": "overloaded"}}\n\n')

    def _busy(self, connection: socket.socket) -> None:
        connection.sendall(plain(429))

    def _busy_for_long(self, connection: socket.socket) -> None:
        connection.sendall(plain(429, "Retry-After: 50\r\n"))

    def _broken(self, connection: socket.socket) -> None:
        connection.sendall(plain(500))

    def _unavailable(self, connection: socket.socket) -> None:
        connection.sendall(plain(503))

    def _wrong_key(self, connection: socket.socket) -> None:
        connection.sendall(plain(401, body=b'{"error": {"message": "sk-canary is wrong"}}'))

    def _no_such_model(self, connection: socket.socket) -> None:
        connection.sendall(plain(404))

    def _redirect(self, connection: socket.socket) -> None:
        connection.sendall(plain(307, "Location: http://127.0.0.1:1/elsewhere\r\n"))


def _read_request(connection: socket.socket) -> None:
    """Read a whole request."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _some(connection)
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1])
        for line in head.split(b"\r\n")
        if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        body += _some(connection)


def _some(connection: socket.socket) -> bytes:
    data = connection.recv(65536)
    if not data:
        raise ConnectionResetError
    return data
