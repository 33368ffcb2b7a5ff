"""The real program in a process of its own, its memory open to the test, hands at work in it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
WATCHED = Path(__file__).parent


class Memory:
    """The memory of another process, by two files that it opened of itself."""

    def __init__(self, mem: int, maps: int) -> None:
        self._mem, self._maps = mem, maps

    def copies(self, needles: dict[str, bytes]) -> dict[str, int]:
        """Return how often each is found in what the process can read and write."""
        found = dict.fromkeys(needles, 0)
        size = 0
        for start, end in self._ranges():
            held = self._read(start, end)
            size += len(held)
            for name, needle in needles.items():
                found[name] += held.count(needle)
        assert size > 10_000_000, "there was no memory to search"
        return found

    def _ranges(self) -> Iterator[tuple[int, int]]:
        os.lseek(self._maps, 0, os.SEEK_SET)
        text = b""
        while part := os.read(self._maps, 1 << 16):
            text += part
        for line in text.decode().splitlines():
            span, mode, *rest = line.split()
            if mode.startswith("rw") and "[vvar" not in rest[-1]:
                start, end = (int(one, 16) for one in span.split("-"))
                yield start, end

    def _read(self, start: int, end: int) -> bytes:
        parts = []
        while start < end:
            try:
                part = os.pread(self._mem, min(end - start, 1 << 24), start)
            except OSError:  # a guard page, or memory given back meanwhile
                part = b""
            if not part:
                break
            parts.append(part)
            start += len(part)
        return b"".join(parts)

    def close(self) -> None:
        os.close(self._mem)
        os.close(self._maps)


@contextmanager
def memory_of(listener: socket.socket) -> Iterator[tuple[int, socket.socket, Memory]]:
    """Give the number of the process that offers its memory next, its line, and the memory."""
    listener.settimeout(60)
    line, _address = listener.accept()
    told, opened, _flags, _from = socket.recv_fds(line, 64, 2)
    memory = Memory(*opened)
    try:
        yield int(told), line, memory
    finally:
        memory.close()
        line.close()


@dataclass
class Watched:
    """A program that runs, and where its memory is offered each time it starts anew."""

    process: "subprocess.Popen[str]"
    listener: socket.socket
    errors: Path

    def tell(self, *lines: str) -> None:
        """Say something to the hands."""
        assert self.process.stdin is not None
        self.process.stdin.write("".join(f"{one}\n" for one in lines))
        self.process.stdin.flush()

    def hear(self) -> str:
        """Return what the hands say next."""
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        assert said, self.errors.read_text()
        return said.rstrip("\n")


@contextmanager
def program(script: str, store: Path, folder: Path) -> Iterator[Watched]:
    """Run a script of hands on a store; all that the program writes of itself is in the folder."""
    errors, around = folder / "errors.txt", _surroundings(store, folder)
    with socket.socket(socket.AF_UNIX) as listener, errors.open("w") as complaints:
        listener.bind(around["PBI_TEST_WATCHER"])
        listener.listen()
        with subprocess.Popen(
            [sys.executable, "-m", f"tests.support.watched.{script}"],
            env=around,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
            cwd=folder,
        ) as process:
            try:
                yield Watched(process, listener, errors)
            finally:
                process.kill()


def _surroundings(store: Path, folder: Path) -> dict[str, str]:
    own = {name: folder / name.lower() for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR")}
    own |= {f"XDG_{kind}_HOME": folder / kind.lower() for kind in ("CONFIG", "DATA", "CACHE")}
    for path in own.values():
        path.mkdir(mode=0o700)
    return {
        **os.environ,
        **{name: str(path) for name, path in own.items()},
        "PYTHONPATH": f"{WATCHED}{os.pathsep}{ROOT}",
        "PBI_TEST_WATCHER": str(folder / "watcher"),
        "PBI_STORE": str(store),
        "QT_QPA_PLATFORM": "offscreen",
    }
