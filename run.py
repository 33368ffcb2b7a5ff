#!/usr/bin/env python3
"""Set up PBI Desktop in a private environment beside this file, then start or test it.

    python3 run.py                    open the program with an invented team signed in
    python3 run.py tour [folder]      do the main job without a window and keep what it made
    python3 run.py test [arguments]   run every test; arguments go to pytest
    python3 run.py check [--long]     run everything that .ci/run runs
    python3 run.py pictures [folder]  draw every screen into PNG files

Standard library only. The file must parse on Python 3.8, so that an old Python gets a sentence
and not a syntax error. Why it works as it does: docs/decisions/0001-set-up.md
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)

# A library that Qt asks the system for, and the Debian package that holds it (PySide6 6.11, ldd).
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Prints the libraries that do not load; fails where Qt itself cannot be imported.
QT_PROBE = """
import ctypes, sys
for name in sys.argv[1:]:
    try:
        ctypes.CDLL(name)
    except OSError:
        print(name)
sys.stdout.flush()
import PySide6.QtNetwork, PySide6.QtWidgets
"""
NO_NETWORK = ("Retrying (", "Max retries exceeded", "NewConnectionError", "ProxyError")
CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("codespell",),
    ("lint-imports",),
    ("mypy",),
    ("deptry", "."),
)
LONG_CHECKS = (("mypy", "--platform", "win32"),)


class SetUpFailed(Exception):
    """Why the set-up cannot go on: one plain sentence for the person at the keyboard."""


@dataclass(frozen=True)
class Computer:
    """What this computer lets us do. Tests pass one of their own."""

    run: Callable[[Sequence[str]], subprocess.CompletedProcess[str]]
    show: Callable[..., int]
    linux: bool
    may_install: bool
    has_ensurepip: bool


def say(sentence: str) -> None:
    """Print one line at once, so that it stands before what a child process prints."""
    print(sentence, flush=True)


def surroundings() -> dict[str, str]:
    """Return the environment of child processes, less what would leak other packages into it."""
    kept = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "PYTHONHOME"}}
    return {**kept, "DEBIAN_FRONTEND": "noninteractive", "PIP_USER": "0"}


def quietly(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command and return its exit code, what it printed, and what it complained of."""
    try:
        return subprocess.run(
            command, env=surroundings(), cwd=ROOT, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as missing:
        return subprocess.CompletedProcess(command, 127, "", str(missing))


def openly(command: Sequence[str], **more: str) -> int:
    """Run a command in front of the person and return its exit code."""
    return subprocess.call(command, env={**surroundings(), **more}, cwd=ROOT)


def this_computer() -> Computer:
    """Describe the computer that we run on."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return Computer(
        run=quietly,
        show=openly,
        linux=sys.platform.startswith("linux"),
        may_install=is_root and shutil.which("apt-get") is not None,
        has_ensurepip=importlib.util.find_spec("ensurepip") is not None,  # Debian parts it off
    )


# The private environment


@dataclass(frozen=True)
class Environment:
    """The folder of libraries beside run.py; `place` is the folder of the project."""

    place: Path
    computer: Computer

    @property
    def folder(self) -> Path:
        """Return where the environment lies."""
        return self.place / ".venv"

    def tool(self, name: str) -> str:
        """Return the path of one of the environment's programs."""
        return str(self.folder / ("Scripts" if os.name == "nt" else "bin") / name)

    @property
    def python(self) -> str:
        """Return the path of the environment's own Python."""
        return self.tool("python.exe" if os.name == "nt" else "python")

    def stamp(self, lock: str) -> Path:
        """Return the file whose right content says that a lock is installed whole."""
        return self.folder / f"ready-{lock}.txt"

    def fingerprint(self, lock: str) -> str:
        """Return what changes when the environment must: lock, Python, or place."""
        text = (self.place / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
        return hashlib.sha256(f"{sys.version}\n{self.place}\n{text}".encode()).hexdigest()

    def has(self, lock: str) -> bool:
        """Say whether a lock is installed, whole, for this Python and in this place."""
        stamp = self.stamp(lock)
        if not (stamp.exists() and Path(self.python).exists()):
            return False
        return stamp.read_text(encoding="utf-8") == self.fingerprint(lock)

    def ensure(self, lock: str) -> None:
        """Install a lock unless that is done. What was interrupted is made anew."""
        if self.has(lock):
            return
        with self._alone():
            if not self.has(lock):  # a second run has waited for the first
                self._install(lock)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the set-up: a second run waits, and does not delete what the first one makes."""
        self.folder.mkdir(exist_ok=True)
        with (self.folder / "set-up.lock").open("w") as handle:
            if sys.platform != "win32":  # there, open files cannot be deleted anyway
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    say("Another run is setting up; waiting for it to finish ...")
                    fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _install(self, lock: str) -> None:
        say(f"Setting up PBI Desktop in {self.folder} (once; a minute or so) ...")
        grows = lock == "dev" and self.has("app") and not self.stamp("dev").exists()
        for old in ("app", "dev"):
            self.stamp(old).unlink(missing_ok=True)
        if not grows:
            self._clear()
            self._make()
        self._fetch(lock)
        self._put_on_path()
        for name in {lock, "app"}:
            self.stamp(name).write_text(self.fingerprint(name), encoding="utf-8")

    def _clear(self) -> None:
        for child in self.folder.iterdir():
            if child.is_dir() and not child.is_symlink():
                shutil.rmtree(child)
            elif child.name != "set-up.lock":
                child.unlink()

    def _make(self) -> None:
        if not self.computer.has_ensurepip:
            package = "python{}.{}-venv".format(*sys.version_info[:2])
            install_packages([package], "Python's venv module", self.computer)
        base = getattr(sys, "_base_executable", None) or sys.executable
        made = self.computer.run([base, "-m", "venv", str(self.folder)])
        if made.returncode:
            raise SetUpFailed(f"Python could not make an environment: {last_line(made)}")

    def _fetch(self, lock: str) -> None:
        wanted = self.place / "requirements" / f"{lock}.txt"
        pip = [self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        safely = ["--no-input", "--require-hashes", "--only-binary=:all:", "-r", str(wanted)]
        fetched = self.computer.run([*pip, *safely])
        if fetched.returncode:
            raise SetUpFailed(why_pip_failed(fetched.stdout + fetched.stderr))

    def _put_on_path(self) -> None:
        # A line in a .pth file, not an editable install: that would need a build back end among
        # what ships, and the path would break when the folder moves. This one is relative.
        base = {"base": str(self.folder), "platbase": str(self.folder)}
        packages = Path(sysconfig.get_path("purelib", "venv", vars=base))
        line = os.path.relpath(self.place, packages)
        (packages / "pbi_desktop.pth").write_text(line + "\n", encoding="utf-8")


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    """Return the last thing that a command said."""
    lines = (done.stdout + done.stderr).strip().splitlines()
    return lines[-1] if lines else f"exit code {done.returncode}"


def why_pip_failed(said: str) -> str:
    """Return one sentence for what pip printed."""
    if "DO NOT MATCH THE HASHES" in said:
        return (
            "A library that was downloaded is not the one that was checked for this version, so "
            "none of it is used. Try again later, or from another network."
        )
    if "CERTIFICATE_VERIFY_FAILED" in said:
        return (
            "The libraries could not be downloaded: the network here shows a certificate that this "
            "computer does not trust, as offices do that inspect traffic. Nothing is lost. Ask "
            "your IT for its certificate file, put its path into PIP_CERT, then run this again."
        )
    if any(sign in said for sign in NO_NETWORK):
        return (
            "The libraries could not be downloaded: there is no way to the package registry from "
            "here. Nothing is lost. Run this again when there is a network."
        )
    errors = [line for line in said.splitlines() if line.startswith("ERROR:")] or [said[-300:]]
    version = "{}.{}".format(*sys.version_info[:2])
    return (
        f"A library could not be installed for Python {version} on {sys.platform}. Nothing is "
        f"lost. Python 3.11 to 3.14 has them for Linux, Windows (x64) and macOS (Apple silicon). "
        f"pip said: {errors[0]}"
    )


# What the system has to bring


def install_packages(packages: Sequence[str], what: str, computer: Computer) -> None:
    """Install Debian packages where we may, else say which line does it."""
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not computer.may_install:
        raise SetUpFailed(
            f"{what} is not complete on this computer. Nothing is lost. Run this line, or on "
            f"another system than Debian its equal, then try again:\n  sudo {' '.join(install)}"
        )
    say(f"Installing for {what}: {' '.join(packages)}")
    computer.run(["apt-get", "update", "-q"])  # one dead source must not stop the others
    done = computer.run(install)
    if done.returncode:
        raise SetUpFailed(f"{what} could not be installed. apt-get said: {last_line(done)}")


def ensure_qt(environment: Environment, window: bool) -> None:
    """Make sure that Qt loads, and that it can open windows where they are wanted."""
    stamp = environment.stamp("window" if window else "qt")
    computer = environment.computer
    if not computer.linux or stamp.exists():
        return
    needed = {**QT_LIBRARIES, **WINDOW_LIBRARIES} if window else QT_LIBRARIES
    probe = [environment.python, "-c", QT_PROBE, *needed]
    found = computer.run(probe)
    missing = [needed[name] for name in found.stdout.split() if name in needed]
    if missing:
        install_packages(missing, "Qt, which draws the windows,", computer)
        found = computer.run(probe)
    if found.returncode or found.stdout.strip():
        raise SetUpFailed(f"Qt, which draws the windows, does not load here: {last_line(found)}")
    stamp.touch()


def ensure_postgresql(computer: Computer, debian: Path = Path("/usr/lib/postgresql")) -> None:
    """Install PostgreSQL for the tests where we may, else say what will be left out."""
    if shutil.which("initdb") or any(debian.glob("*/bin/initdb")):
        return
    try:
        install_packages(["postgresql"], "PostgreSQL, which half of the tests use,", computer)
    except SetUpFailed as reason:
        say(f"{reason}\nUntil then the tests that need it are skipped.")


def has_display(environment: Mapping[str, str], linux: bool) -> bool:
    """Say whether a window could be opened."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not linux or any(environment.get(name) for name in names)


# The commands


def start(environment: Environment, arguments: Sequence[str]) -> int:
    """Open the program with a demo team; where there is no display, do the tour instead."""
    if not has_display(os.environ, environment.computer.linux):
        say("There is no display here, so this is the tour, without a window.")
        return tour(environment, [])
    environment.ensure("app")
    ensure_qt(environment, window=os.environ.get("QT_QPA_PLATFORM") != "offscreen")
    return environment.computer.show([environment.python, "-m", "pbi_desktop", "demo", *arguments])


def tour(environment: Environment, arguments: Sequence[str]) -> int:
    """Do the main job without a window, and say where its results lie."""
    folder = Path(arguments[0] if arguments else environment.place / "out" / "tour").resolve()
    environment.ensure("app")
    code = environment.computer.show(
        [environment.python, "-m", "pbi_desktop", "tour", "--out", str(folder)]
    )
    if not code:
        say(f"What the tour made lies in {folder}")
    return code


def pictures(environment: Environment, arguments: Sequence[str]) -> int:
    """Draw every screen into a folder of PNG files."""
    folder = Path(arguments[0] if arguments else environment.place / "out" / "pictures").resolve()
    environment.ensure("app")
    ensure_qt(environment, window=False)
    draw = [environment.python, "-m", "pbi_desktop", "pictures", "--out", str(folder)]
    return environment.computer.show(draw, QT_QPA_PLATFORM="offscreen")


def test(environment: Environment, arguments: Sequence[str]) -> int:
    """Run the tests; the whole suite on every processor at once."""
    environment.ensure("dev")
    ensure_qt(environment, window=False)
    ensure_postgresql(environment.computer)
    whole = not set(arguments) - {"--long"}
    suite = [environment.python, "-m", "pytest", *(["-n", "auto"] if whole else []), *arguments]
    return environment.computer.show(suite, QT_QPA_PLATFORM="offscreen")


def check(environment: Environment, arguments: Sequence[str]) -> int:
    """Run every check, the quickest first and the README's test command last."""
    environment.ensure("dev")
    long = "--long" in arguments
    failed = []
    for command in CHECKS + (LONG_CHECKS if long else ()):
        say(f"== {' '.join(command)}")
        if environment.computer.show([environment.tool(command[0]), *command[1:]]):
            failed.append(" ".join(command))
    say(f"== {len(failed)} checks failed: {', '.join(failed)}" if failed else "== checks passed")
    # Nothing is printed after the suite, so that its closing line is the last one.
    suite = [sys.executable, str(environment.place / "run.py"), "test"]
    code = environment.computer.show([*suite, *(["--long"] if long else [])])
    return code or int(bool(failed))


COMMANDS = {"start": start, "tour": tour, "pictures": pictures, "test": test, "check": check}


def too_old(version: tuple[int, ...]) -> str:
    """Return why this Python cannot run the program, or nothing."""
    if version >= OLDEST:
        return ""
    return (
        "PBI Desktop needs Python 3.11 or newer, and this is {}.{}. Nothing was changed. "
        "Start it with a newer one, for example: python3.11 run.py".format(*version[:2])
    )


def main(words: Sequence[str]) -> int:
    """Do one command and return its exit code."""
    reason = too_old(sys.version_info[:3])
    if reason:
        print(reason, file=sys.stderr)
        return 3
    name, arguments = (words[0], words[1:]) if words else ("start", [])
    if name not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 0 if name in {"-h", "--help", "help"} else 2
    try:
        return COMMANDS[name](Environment(ROOT, this_computer()), arguments)
    except SetUpFailed as sentence:
        print(sentence, file=sys.stderr)
        return 3
    except OSError as reason:
        print(
            f"The set-up cannot write here: {reason}. Your records are untouched. Close the "
            "program if it is open, see that this folder is yours and has room, then try again.",
            file=sys.stderr,
        )
        return 3
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again to go on.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
