"""Secret: random bytes of one installation, made once and readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from assistant.errors import AssistantError

_BYTES = 32


def read_secret(path: Path) -> bytes:
    """Return the secret in a file, which is made on the first call; AssistantError if it cannot."""
    try:
        _make(path)
        secret = path.read_bytes()
    except OSError as error:
        raise AssistantError(
            f"密钥文件 {path} 用不了：{error.strerror}。",
            f"The key file {path} cannot be used: {error.strerror}.",
        ) from error
    if len(secret) < _BYTES:
        raise AssistantError(
            f"密钥文件 {path} 不完整。请删掉它，程序会重新生成，大家要重新登录一次。",
            f"The key file {path} is incomplete. Delete it: a new one is made, and everybody "
            "signs in again.",
        )
    return secret


def _make(path: Path) -> None:
    """Write a new secret unless there is one; under another name first, so it is never half one."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(_BYTES))
    try:
        os.link(draft, path)  # fails when another process was faster: its secret stands
    except FileExistsError:
        pass
    finally:
        draft.unlink()
