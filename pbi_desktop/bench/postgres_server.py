"""A PostgreSQL server of one's own, from the system's binaries: for benches and tests alone.

A folder of its own, gone at the end. Everybody on its socket is trusted, so `session_user` is the
role that is asked for; the folder belongs to the server's user alone. Nothing is kept over a loss
of power: what it holds is invented.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo
from sqlalchemy import URL

_PORT = 5432  # only a part of the socket's name
_START_S = 60
_ROOM = 4 * 1024**3
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}


class NoServerHere(Exception):
    """There are no binaries of PostgreSQL on this computer."""


@dataclass(frozen=True)
class Server:
    """A running server: how to reach it, and its databases."""

    socket_dir: str
    port: int
    superuser: str

    def dsn(self, database: str, user: str | None = None) -> str:
        """Return what psycopg connects with; the role is the superuser unless one is named."""
        role = user or self.superuser
        return make_conninfo(host=self.socket_dir, port=self.port, dbname=database, user=role)

    def url(self, database: str, user: str | None = None) -> str:
        """Return what SQLAlchemy connects with."""
        where = {"host": self.socket_dir, "port": str(self.port)}
        role = user or self.superuser
        return URL.create(
            "postgresql+psycopg", username=role, database=database, query=where
        ).render_as_string(hide_password=False)

    def create_database(self, name: str, template: str | None = None) -> None:
        """Make a database, empty or as a copy of another that nobody is connected to."""
        command = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        self._do(command.format(sql.Identifier(name), sql.Identifier(template or "template1")))

    def drop_database(self, name: str) -> None:
        """Delete a database, whoever is connected to it."""
        self._do(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def _do(self, command: sql.Composed) -> None:
        with psycopg.connect(self.dsn("postgres"), autocommit=True) as connection:
            connection.execute(command)


@dataclass(frozen=True)
class Setting:
    """How a server differs from the plainest one."""

    settings: Mapping[str, str]
    port: int = _PORT
    hba: str = ""
    """Lines of `pg_hba.conf` instead of trusting everybody on the socket."""
    files: Mapping[str, bytes] | None = None
    """Files to lie in the data folder, such as a certificate."""


PLAIN = Setting({})


@contextmanager
def serving(how: Setting = PLAIN) -> Iterator[Server]:
    """Give a server that runs until the block ends; NoServerHere where there are no binaries."""
    binaries = find_binaries()
    if binaries is None:
        raise NoServerHere
    user = _someone_less_than_root()
    folder = Path(tempfile.mkdtemp(prefix="pbi-pg-", dir=_in_memory()))
    if user is not None:
        shutil.chown(folder, user)
    data = folder / "data"
    control: list[str | Path] = [binaries / "pg_ctl", "-D", data]
    settings = {**_SETTINGS, "port": str(how.port), **how.settings}
    options = " ".join(f"-c {key}='{value}'" for key, value in settings.items())
    try:
        setup = ["--auth=trust", "--username=pbi_super", "--encoding=UTF8", "--locale=C.UTF-8"]
        _run([binaries / "initdb", "-D", data, "--no-sync", *setup], user, folder)
        _lay_in(data, how, user)
        start: list[str | Path] = [
            "-l",
            folder / "log",
            "-t",
            str(_START_S),
            "-w",
            "-o",
            f"-k {folder} {options}",
        ]
        _run([*control, *start, "start"], user, folder)
        yield Server(str(folder), how.port, "pbi_super")
    finally:
        if (data / "postmaster.pid").exists():
            _run([*control, "-w", "-m", "immediate", "stop"], user, folder)
        shutil.rmtree(folder)


def find_binaries(debian: Path = Path("/usr/lib/postgresql")) -> Path | None:
    """Return the folder of the newest server on this computer."""
    found = sorted(debian.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).resolve().parent if on_path else None


def _in_memory(folder: Path = Path("/dev/shm")) -> Path | None:  # noqa: S108
    """Return a folder that lies in memory: a database is copied 20 times as fast there."""
    roomy = folder.is_dir() and shutil.disk_usage(folder).free >= _ROOM
    return folder if roomy and os.access(folder, os.W_OK) else None


def _someone_less_than_root() -> str | None:
    is_root = sys.platform != "win32" and os.geteuid() == 0
    return "postgres" if is_root else None  # PostgreSQL refuses to run as root


def _lay_in(data: Path, how: Setting, user: str | None) -> None:
    files = dict(how.files or {})
    if how.hba:
        files["pg_hba.conf"] = how.hba.encode()
    for name, content in files.items():
        path = data / name
        path.unlink(missing_ok=True)
        path.write_bytes(content)
        path.chmod(0o600)
        if user is not None:
            shutil.chown(path, user)


def _run(command: Sequence[str | Path], user: str | None, folder: Path) -> None:
    groups: list[str] | None = [] if user else None  # root's own groups must not come along
    # Not through a pipe: the server inherits it, and reading to its end would wait for ever.
    with (folder / "output").open("w+") as output:
        done = subprocess.run(  # noqa: S603 - the server's own programs
            command,
            user=user,
            group=user,
            extra_groups=groups,
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
            timeout=_START_S * 2,
            check=False,
        )
        output.seek(0)
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed: {output.read()}")
