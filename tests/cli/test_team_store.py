"""A team's first store at the command line: in a file, and on a server with its workers."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from pbi_desktop.cli.surroundings import DONE, REFUSED, WRONG_USE
from pbi_desktop.store.secrets.recovery import RecoveryCode
from tests.cli.conftest import Said, Terminal, one_sentence
from tests.support.tls_server import TlsServer, ca_file

FIRST = (
    "--site",
    "Holts and Lees",
    "--agency",
    "Oldham Council",
    "--manager",
    "Rosa Marsh",
    "--login",
    "rosa",
)
SECRET = "hunter2"  # noqa: S105 - nobody's
LEAH = ("leah", "--name", "Leah Ogden", "--agency", "Oldham Council", "--site", "Holts and Lees")


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    """Return a file with a passphrase."""
    path = tmp_path / "passphrase"
    path.write_text("heron gravel minuet thatch\n", "utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what is joined here apart from every other test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.fixture
def url(tls_server: TlsServer, at_home: Path) -> Iterator[str]:
    """Return an empty database, as the server's administrator reaches it."""
    database = f"team_{uuid4().hex[:12]}"
    tls_server.inside.create_database(database)
    admin = tls_server.inside_address(database)
    yield f"{admin.text}&user={admin.user}"
    tls_server.inside.drop_database(database)


def test_a_team_begins_in_a_file_of_its_own(terminal: Terminal, key_file: Path) -> None:
    path, code = key_file.with_name("team.pbi"), key_file.with_name("code")
    made = terminal.type(
        "store", "create", path, *FIRST, "--key-file", key_file, "--recovery-to", code
    )
    assert made.code == DONE, made.err
    assert "Rosa Marsh manages it" in made.out
    RecoveryCode.read(code.read_text())
    assert code.stat().st_mode & 0o777 == 0o600
    for key in (key_file, code):
        facts = terminal.type("--store", path, "--key-file", key, "store", "info", "--json", "-")
        assert facts.json["cases that you may see"] == 0
    again = terminal.type(
        "store", "create", path, *FIRST, "--key-file", key_file, "--recovery-to", f"{code}2"
    )
    assert again.code == REFUSED
    assert one_sentence(again.err)
    assert not Path(f"{code}2").exists()  # a code of nothing would be believed one day


def test_a_first_store_that_is_refused_leaves_nothing(terminal: Terminal, key_file: Path) -> None:
    path, code = key_file.with_name("team.pbi"), key_file.with_name("code")
    key_file.write_text("password\n", "utf-8")
    asked = ("store", "create", path, *FIRST, "--recovery-to", code)
    weak = terminal.type(*asked, "--key-file", key_file)
    assert weak.code == REFUSED
    assert "too easy to guess" in weak.err
    nobody = terminal.type(*asked, "--passphrase")  # and nobody sits at a terminal
    assert nobody.code == REFUSED
    assert one_sentence(nobody.err)
    assert terminal.type("store", "create", path, "--site", "Holts").code == WRONG_USE
    assert [one.name for one in key_file.parent.iterdir()] == ["passphrase"]


def test_a_team_begins_on_a_server_and_a_worker_joins_and_is_removed(
    terminal: Terminal, url: str, at_home: Path, tls_server: TlsServer
) -> None:
    here = Computers(terminal, at_home)
    made = terminal.type("store", "create", url, *FIRST, "--json", "-")
    assert made.code == DONE, made.err
    here.join("rosa", made)
    listed = here.run("rosa", "store", "info", "--json", "-")
    assert listed.json["server"].startswith("PostgreSQL")
    enrolled = here.run("rosa", "store", "enrol", *LEAH, "--json", "-")
    assert enrolled.code == DONE, enrolled.err
    here.join("leah", enrolled)
    assert here.run("leah", "find", "Ann").code == DONE
    refused = here.run("leah", "store", "remove-worker", "rosa")
    assert refused.code == REFUSED
    assert one_sentence(refused.err)
    assert here.run("rosa", "store", "remove-worker", "leah").code == DONE
    gone = here.run("leah", "find", "Ann")
    assert gone.code == REFUSED
    assert "does not take your login any more" in gone.err
    assert here.run("rosa", "audit", "verify").code == DONE


def test_what_is_done_to_files_alone_says_so_of_a_server(
    terminal: Terminal, url: str, at_home: Path
) -> None:
    here = Computers(terminal, at_home)
    here.join("rosa", terminal.type("store", "create", url, *FIRST, "--json", "-"))
    for words in (
        ("store", "backup", "--to", at_home / "copy.pbi"),
        ("store", "backup", "--to", at_home),
        ("store", "keys"),
    ):
        said = here.run("rosa", *words)
        assert said.code == REFUSED, words
        assert "on a server" in said.err
    on_file = terminal.type("--store", at_home / "team.pbi", "store", "remove-worker", "leah")
    assert on_file.code == REFUSED
    assert "is a file" in on_file.err


def test_addresses_that_are_unsafe_are_refused_before_anything(
    terminal: Terminal, at_home: Path
) -> None:
    for address, words in (
        (f"postgresql://admin:{SECRET}@db.example.org/team", "password in the address"),
        ("postgresql://db.example.org/team?sslmode=require", "sslmode=verify-full"),
    ):
        said = terminal.type("store", "create", address, *FIRST)
        assert said.code == REFUSED
        assert words in said.err
        assert SECRET not in said.err
    unknown = terminal.type("--store", "postgresql://db.example.org/team", "find", "Ann")
    assert unknown.code == REFUSED
    assert "joining code" in unknown.err
    no_code = terminal.type("store", "join", "PBI1-nonsense")
    assert no_code.code == REFUSED
    assert one_sentence(no_code.err)


def test_an_authority_that_is_none_is_refused_before_anything_is_made(
    terminal: Terminal, url: str, at_home: Path, tls_server: TlsServer
) -> None:
    wrong = at_home / "wrong.pem"
    wrong.write_text(f"-----BEGIN {'PRIVATE'} KEY-----\n", "utf-8")
    said = terminal.type("store", "create", url, *FIRST, "--ca", wrong)
    assert said.code == WRONG_USE
    right = ca_file(at_home, tls_server.authority)
    out = at_home / "code.txt"
    assert terminal.type("store", "create", url, *FIRST, "--ca", right, "--out", out).code == DONE
    assert out.stat().st_mode & 0o777 == 0o600
    assert out.read_text().startswith("PBI1-")


class Computers:
    """One computer for each worker, with the password in a file: there is no key ring here."""

    def __init__(self, terminal: Terminal, folder: Path) -> None:
        self._terminal, self._folder = terminal, folder

    def join(self, login: str, made: Said) -> None:
        """Join by the code that a command gave."""
        key_file = self._folder / f"{login}.key"
        said = self._terminal.type("store", "join", made.json["code"], "--key-file", key_file)
        assert said.code == DONE, said.err

    def run(self, login: str, *words: str | Path) -> Said:
        """Run a command as a worker who joined."""
        (door,) = (self._folder / "home" / "pbi-desktop").glob(f"*-{login}-*.pbi-server")
        return self._terminal.type("--store", door, *words)
