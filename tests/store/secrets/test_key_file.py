"""The file of --key-file: only its owner's, and whatever secret it holds."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pbi_desktop.domain.key_errors import BadKeyFile, MistypedCode
from pbi_desktop.store.secrets import envelope
from pbi_desktop.store.secrets.key_file import opener_in, secret_in
from pbi_desktop.store.secrets.passphrase import Cost, Passphrase
from pbi_desktop.store.secrets.recovery import RecoveryCode

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
QUICK = Cost(memory_kib=64, passes=1, lanes=1)


def key_file(folder: Path, text: str | bytes, mode: int = 0o600) -> Path:
    path = folder / "key.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    path.chmod(mode)
    return path


def reason(path: Path) -> str:
    with pytest.raises(BadKeyFile) as failure:
        secret_in(path)
    assert failure.value.where == str(path)
    return failure.value.reason


def test_a_passphrase_in_the_file_opens_the_store(tmp_path: Path) -> None:
    store = tmp_path / "team.pbi"
    envelope.create(store, [(Passphrase("three brown larks ", QUICK), None)], NOW)
    opener = opener_in(key_file(tmp_path, "three brown larks \r\n"))
    assert envelope.unlock(store, opener).kind == "passphrase"


def test_a_recovery_code_in_the_file_opens_the_store(tmp_path: Path) -> None:
    store, code = tmp_path / "team.pbi", RecoveryCode.new()
    envelope.create(store, [(code, None)], NOW)
    for typed in (" ".join(code.groups()), "\n".join(code.groups()).lower() + "\n"):
        assert envelope.unlock(store, opener_in(key_file(tmp_path, typed))).kind == "recovery"


def test_a_mistyped_code_is_named_as_one_and_not_taken_for_a_passphrase(tmp_path: Path) -> None:
    groups = list(RecoveryCode.new().groups())
    groups[2] = ("B" if groups[2][0] == "A" else "A") + groups[2][1:]
    with pytest.raises(MistypedCode) as failure:
        opener_in(key_file(tmp_path, " ".join(groups)))
    assert failure.value.group == 3


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o666, 0o620, 0o601])
def test_a_file_that_others_may_touch_is_refused_with_its_mode(tmp_path: Path, mode: int) -> None:
    path = key_file(tmp_path, "three brown larks", mode)
    assert reason(path) == f"Others can read it: its mode is {mode:04o} and must be 0600."


def test_a_stricter_mode_is_welcome(tmp_path: Path) -> None:
    assert secret_in(key_file(tmp_path, "three brown larks\n", 0o400)) == "three brown larks"


@pytest.mark.parametrize("content", [b"", b" \n", b"x" * 5000, b"\xff\xfe\x00"])
def test_an_empty_long_or_unreadable_file_is_refused(tmp_path: Path, content: bytes) -> None:
    assert reason(key_file(tmp_path, content)).endswith(".")


def test_no_file_at_all_is_refused(tmp_path: Path) -> None:
    assert reason(tmp_path / "absent") == "There is no such file."
    assert reason(tmp_path) == "There is no such file."


def test_the_secret_is_in_no_message(tmp_path: Path) -> None:
    assert "larks" not in reason(key_file(tmp_path, "three brown larks", 0o644))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give files away")
def test_a_file_of_somebody_else_is_refused_unless_it_is_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = key_file(tmp_path, "three brown larks")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert secret_in(path) == "three brown larks"
    os.chown(path, 1001, 1001)
    assert reason(path) == "It belongs to somebody else."
