"""What a program did to the files of one folder, and the disk as a power cut could leave it.

A file's content is safe once the file was synced, its name once the folder was. Of all that was
done since, a power cut keeps none, all, a beginning torn at a sector, or any sectors at all; each
file fares by itself, and so do the names.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from random import Random

SECTOR = 512


@dataclass(frozen=True)
class Made:
    """A file of this name appeared, empty."""

    name: str


@dataclass(frozen=True)
class Written:
    """Bytes were written at a place in a file."""

    name: str
    at: int
    content: bytes


@dataclass(frozen=True)
class Cut:
    """A file was given another length."""

    name: str
    size: int


@dataclass(frozen=True)
class Synced:
    """All of a file is on the disk now."""

    name: str


@dataclass(frozen=True)
class Renamed:
    """A file took another name, over whatever had it."""

    name: str
    to: str


@dataclass(frozen=True)
class Deleted:
    """A name was taken out of the folder."""

    name: str


@dataclass(frozen=True)
class FolderSynced:
    """All names in the folder are on the disk now."""


@dataclass(frozen=True)
class Promised:
    """The program begins to save a state of its records; it may or may not come to be."""

    state: str


@dataclass(frozen=True)
class Kept:
    """The program was told that this state of its records is saved."""

    state: str


Act = Made | Written | Cut | Synced | Renamed | Deleted | FolderSynced | Promised | Kept
Files = dict[str, bytes]


@dataclass
class Log:
    """The files as they were, safe on the disk, and every act since."""

    before: Files = field(default_factory=dict)
    acts: list[Act] = field(default_factory=list)


class Rest(Enum):
    """What a power cut keeps of what was not synced."""

    NONE = "none"
    ALL = "all"
    TORN = "torn"
    ANY = "any"


@dataclass
class _File:
    """The content that is safe, and the acts since."""

    safe: bytearray = field(default_factory=bytearray)
    since: list[Written | Cut] = field(default_factory=list)

    def sync(self) -> None:
        for act in self.since:
            _apply(self.safe, act)
        self.since.clear()

    def left(self, rest: Rest, chance: Random) -> bytes:
        content = bytearray(self.safe)
        for act in _surviving(self.since, rest, chance):
            _apply(content, act)
        return bytes(content)


class Disk:
    """The disk as it stands after the acts so far: what is safe, and what is only on its way."""

    def __init__(self, before: Files) -> None:
        self._safe_names = {name: _File(bytearray(content)) for name, content in before.items()}
        self._names = dict(self._safe_names)
        self._names_since: list[Made | Renamed | Deleted] = []
        self._made: dict[int, _File] = {}

    def take(self, act: Act) -> None:
        """Let one more act happen."""
        match act:
            case Made() | Renamed() | Deleted():
                if isinstance(act, Made):
                    self._made[id(act)] = _File()
                self._names_since.append(act)
                self._rename(self._names, act)
            case Written(name=name) | Cut(name=name):
                self._names[name].since.append(act)
            case Synced(name=name):
                self._names[name].sync()
            case FolderSynced():
                self._safe_names = dict(self._names)
                self._names_since.clear()

    def now(self) -> Files:
        """Return the files as every program sees them while the power is on."""
        return {name: _whole(file) for name, file in self._names.items()}

    def after_power_cut(self, chance: Random) -> Files:
        """Return the files as one power cut, just now, could leave them."""
        names = dict(self._safe_names)
        kept = chance.choice((0, len(self._names_since), chance.randint(0, len(self._names_since))))
        for act in self._names_since[:kept]:
            self._rename(names, act)
        rests = tuple(Rest)
        return {name: file.left(chance.choice(rests), chance) for name, file in names.items()}

    def _rename(self, names: dict[str, _File], act: Made | Renamed | Deleted) -> None:
        match act:
            case Made(name=name):
                names[name] = self._made[id(act)]
            case Renamed(name=name, to=to):
                names[to] = names.pop(name)
            case Deleted(name=name):
                del names[name]


@dataclass(frozen=True)
class PowerCut:
    """One disk to start from again, and what had been told by then."""

    files: Files
    kept: str
    """The last state of which the program was told that it is saved."""
    promised: str
    """The state that it was saving just then; the kept one if it was not saving."""
    older: frozenset[str]
    """States that were kept before, and are no longer what the program was told."""
    after: int
    """How many acts had happened."""


def power_cuts(log: Log, count: int, seed: int) -> Iterator[PowerCut]:
    """Give disks as they could be left at random moments of a log."""
    chance = Random(seed)  # noqa: S311
    marks = (n for n, act in enumerate(log.acts, 1) if isinstance(act, Promised | Kept))
    first = next(marks, 0)  # before it nobody was told anything
    moments = sorted(_moment(first, len(log.acts), chance) for _ in range(count))
    disk, taken, told = Disk(log.before), 0, _Told()
    for moment in moments:
        for act in log.acts[taken:moment]:
            disk.take(act)
            told.hear(act)
        taken = moment
        yield PowerCut(
            disk.after_power_cut(chance), told.kept, told.promised, frozenset(told.older), moment
        )


def _moment(first: int, last: int, chance: Random) -> int:
    # Often the very end too: the last thing that was told must hold like any other.
    return last if chance.random() < 0.05 else chance.randint(first, last)


@dataclass
class _Told:
    kept: str = ""
    promised: str = ""
    older: set[str] = field(default_factory=set)

    def hear(self, act: Act) -> None:
        match act:
            case Promised(state=state):
                self.promised = state
            case Kept(state=state):
                self.older.add(self.kept)
                self.kept = self.promised = state
                self.older.discard(state)


def lay_out(files: Files, folder: Path, chance: Random) -> None:
    """Make a folder hold these files and nothing else, as the computer finds it when it starts."""
    folder.mkdir(exist_ok=True)
    for found in folder.iterdir():
        found.unlink()
    for name, content in files.items():
        (folder / name).write_bytes(content)
        if name.endswith("-wal") and chance.random() < 0.1:
            # The log's index is never synced: anything may be in it.
            (folder / f"{name.removesuffix('-wal')}-shm").write_bytes(chance.randbytes(32768))


def _whole(file: _File) -> bytes:
    content = bytearray(file.safe)
    for act in file.since:
        _apply(content, act)
    return bytes(content)


def _apply(content: bytearray, act: Written | Cut) -> None:
    if isinstance(act, Cut):
        content[act.size :] = bytes(max(0, act.size - len(content)))
        return
    if len(content) < act.at:
        content += bytes(act.at - len(content))
    content[act.at : act.at + len(act.content)] = act.content


def _surviving(since: list[Written | Cut], rest: Rest, chance: Random) -> Iterator[Written | Cut]:
    if rest is Rest.ALL:
        yield from since
    elif rest is Rest.TORN:
        yield from _torn(since, chance)
    elif rest is Rest.ANY:
        share = chance.choice((0.1, 0.5, 0.9))
        for act in since:
            yield from (part for part in _sectors(act) if chance.random() < share)


def _torn(since: list[Written | Cut], chance: Random) -> Iterator[Written | Cut]:
    if since:
        last = chance.randrange(len(since))
        yield from since[:last]
        parts = list(_sectors(since[last]))
        yield from parts[: chance.randint(0, len(parts))]


def _sectors(act: Written | Cut) -> Iterator[Written | Cut]:
    if isinstance(act, Cut):
        yield act
        return
    start, end = act.at, act.at + len(act.content)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        yield Written(act.name, start, act.content[start - act.at : stop - act.at])
        start = stop
