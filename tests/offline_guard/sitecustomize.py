"""Keep the Python process that starts with this on its path on this machine, and write a log.

Python runs a `sitecustomize` before anything else. The audit hook sees every connection and every
look-up of a name that goes through the interpreter. The file that OFFLINE_LOG names gets a line
"guarded <pid>" for each process, and "refused <pid> <event> <host>" for what would leave.
"""

import ipaddress
import os
import sys

_LOG = os.environ["OFFLINE_LOG"]
_TO_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getnameinfo"}
_TO_NAME = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def _write(line: str) -> None:
    with open(_LOG, "a", encoding="utf-8") as log:  # noqa: PTH123 - pathlib is not needed yet
        log.write(f"{line}\n")


def _host(event: str, arguments: tuple) -> str:
    """Return the host an event is about, "" when it is none of another machine."""
    if event in _TO_NAME:
        host = arguments[0]
    elif event in _TO_ADDRESS:
        # a path is a local socket; a datagram without address goes where it was connected to
        host = arguments[-1][0] if isinstance(arguments[-1], tuple) else ""
    else:
        return ""
    return host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")


def _is_here(host: str) -> bool:
    if host in {"", "localhost"}:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _guard(event: str, arguments: tuple) -> None:
    if not event.startswith("socket."):
        return
    host = _host(event, arguments)
    if not _is_here(host):
        _write(f"refused {os.getpid()} {event} {host}")
        raise ConnectionRefusedError(f"{event} to {host}: this process stays on this machine")


_write(f"guarded {os.getpid()}")
sys.addaudithook(_guard)
