"""Addresses: which addresses of a chat service an administrator may enter."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from assistant.errors import InputError


def checked_address(address: str) -> str:
    """Return an address as it is used: http or https, a host, no name and password in it.

    Machines of the own network are allowed, that is where vLLM and Ollama run. Link-local
    addresses are not: there, clouds hand out the secrets of a machine.

    Raises:
        InputError: it is no such address, or leads to a link-local one.
    """
    try:
        parts = urlsplit(address.strip())
        port = parts.port
    except ValueError as error:
        raise _refused(address) from error
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise _refused(address)
    if parts.query or parts.fragment or any(character.isspace() for character in parts.path):
        raise _refused(address)
    for number in _numbers(parts.hostname, port or 0):
        if number.is_link_local or number.is_multicast or number.is_unspecified:
            raise _refused(address)
    return address.strip().rstrip("/")


def _numbers(host: str, port: int) -> list[ipaddress.IPv4Address | ipaddress.IPv6Address]:
    """Return the IP addresses of a host; none when nobody knows it, which connecting will tell."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [_number(str(entry[4][0])) for entry in found]


def _number(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    number = ipaddress.ip_address(text.partition("%")[0])
    mapped = number.ipv4_mapped if isinstance(number, ipaddress.IPv6Address) else None
    return mapped or number


def _refused(address: str) -> InputError:
    return InputError(
        f"地址 {address[:80]!r} 用不了：请写成 http:// 或 https:// 开头的服务地址，不带账号。",
        f"The address {address[:80]!r} cannot be used: write that of the service, with http:// or "
        "https:// and without a name or password.",
    )
