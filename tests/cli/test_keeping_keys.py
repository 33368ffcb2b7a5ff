"""`store keys` at the command line: who may open this store, one more, one less."""

import io
import sys
from pathlib import Path

import pytest

from pbi_desktop.store.secrets.passphrase import Cost, Passphrase
from tests.cli.conftest import Terminal
from tests.cli.demo_store import copied, lock_up

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
SECRET, OTHERS = "heron gravel minuet thatch", "walnut ferry candle brook"


def key_file(path: Path, secret: str) -> Path:
    """Write a secret where only its owner can read it."""
    path.write_text(f"{secret}\n", encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Return a team behind one passphrase that is nobody's own."""
    return lock_up(copied(tmp_path / "team.pbi"), (Passphrase(SECRET, CHEAP), None))


class Typing(io.StringIO):
    """A terminal at which somebody reads what was printed and types groups of it back."""

    def __init__(self, capture: pytest.CaptureFixture[str], slip: str = "") -> None:
        super().__init__()
        self._capture, self._slip, self.printed = capture, slip, ""

    def isatty(self) -> bool:
        return True

    def readline(self, _size: int | None = -1) -> str:  # type: ignore[override]
        self.printed += self._capture.readouterr().out
        number = self.printed.rstrip().rsplit("Type group ", 1)[1].split()[0]
        group = next(
            line.split()[1]
            for line in self.printed.splitlines()
            if line.startswith("  ") and line.split()[0] == number
        )
        return f"{self._slip or group}\n"


def test_a_manager_lets_a_worker_in_and_out_again(
    terminal: Terminal, locked: Path, tmp_path: Path
) -> None:
    first, second = key_file(tmp_path / "a.txt", SECRET), key_file(tmp_path / "b.txt", OTHERS)
    common = ("--store", locked, "--key-file", first)
    added = terminal.type(
        "store", "keys", "add", *common, "--for", "ciaran", "--new-key-file", second
    )
    assert added.code == 0, added.err
    listed = terminal.type("store", "keys", *common, "--json", "-").json["keys"]
    assert {one["login"] for one in listed} == {"", "ciaran"}
    assert SECRET not in str(listed)
    mine = terminal.type("store", "keys", "--store", locked, "--key-file", second)
    assert "passphrase of ciaran" in mine.out
    assert "(in use)" in mine.out
    name = next(one["key"] for one in listed if one["login"] == "ciaran")
    assert terminal.type("store", "keys", "remove", *common, "--key", name).code == 0
    gone = terminal.type("store", "keys", "--store", locked, "--key-file", second)
    assert gone.code == 3
    assert "does not open this store" in gone.err


def test_a_code_is_printed_once_and_typed_back(
    terminal: Terminal,
    locked: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ("store", "keys", "add", "--kind", "recovery", "--for", "ciaran", "--store", locked)
    common = ("--key-file", key_file(tmp_path / "a.txt", SECRET))
    monkeypatch.setattr(sys, "stdin", Typing(capsys, slip="AAAAA"))
    refused = terminal.type(*words, *common)
    assert refused.code == 3
    assert "typing mistake" in refused.err
    typing = Typing(capsys)
    monkeypatch.setattr(sys, "stdin", typing)
    assert terminal.type(*words, *common).code == 0
    groups = [line.split()[1] for line in typing.printed.splitlines() if line.startswith("  ")]
    code = key_file(tmp_path / "code.txt", "-".join(groups))
    assert "recovery code of ciaran" in (
        terminal.type("store", "keys", "--store", locked, "--key-file", code).out
    )


def test_without_a_terminal_nothing_is_asked_and_nothing_made(
    terminal: Terminal, locked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    common = ("--store", locked, "--key-file", key_file(tmp_path / "a.txt", SECRET))
    before = locked.with_name("team.pbi.keys").read_bytes()
    for kind in ("passphrase", "recovery"):
        said = terminal.type("store", "keys", "add", "--kind", kind, *common)
        assert said.code == 3
        assert "no terminal" in said.err
    nameless = terminal.type("store", "keys", "remove", *common)
    assert nameless.code == 2
    assert locked.with_name("team.pbi.keys").read_bytes() == before
