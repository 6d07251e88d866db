"""The secret is made once, is not half a secret, and others on the machine cannot read it."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.errors import AssistantError
from assistant.storage.secret import read_secret


def test_it_is_made_once_and_stays(tmp_path):
    path = tmp_path / "new" / "session.key"
    secret = read_secret(path)
    assert len(secret) == 32
    assert read_secret(path) == secret
    assert [file.name for file in path.parent.iterdir()] == ["session.key"]
    assert read_secret(tmp_path / "other.key") != secret


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_its_owner_can_read_it(tmp_path):
    read_secret(tmp_path / "session.key")
    assert stat.S_IMODE((tmp_path / "session.key").stat().st_mode) == 0o600


def test_many_at_once_get_the_same(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: read_secret(tmp_path / "session.key"), range(32)))
    assert len(secrets) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["session.key"]


def test_a_short_one_is_refused(tmp_path):
    (tmp_path / "session.key").write_bytes(b"")
    with pytest.raises(AssistantError, match="不完整"):
        read_secret(tmp_path / "session.key")


def test_a_folder_that_is_none_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(AssistantError, match="用不了"):
        read_secret(tmp_path / "file" / "session.key")
