"""Where the last proven copy went (`<store>.copies`), sealed so that nobody invents one.

A hint for the screen and no proof: the proof is the manifest beside the copy.
"""

import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pbi_desktop.store.durable import beside, disk_failures_named, write_whole
from pbi_desktop.store.secrets.key import Key

_SEAL = b"last copy"


@dataclass(frozen=True)
class LastCopy:
    """The copy that was proven last: where it is, and when it was made."""

    path: Path
    made_at: datetime


def remember(store: Path, last: LastCopy, key: Key) -> None:
    """Write down which copy was proven last."""
    said = {"path": str(last.path), "made_at": last.made_at.isoformat()}
    write_whole(_path(store), json.dumps(said | {"seal": _seal(said, key)}).encode())


def recall(store: Path, key: Key) -> LastCopy | None:
    """Return the copy that was proven last; None where none was, or somebody changed the note."""
    with disk_failures_named():
        if not _path(store).is_file():
            return None
        content = _path(store).read_bytes()
    try:
        said = json.loads(content)
        seal = str(said.pop("seal"))
        if not hmac.compare_digest(seal, _seal(said, key)):
            return None
        return LastCopy(Path(said["path"]), datetime.fromisoformat(said["made_at"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _path(store: Path) -> Path:
    return beside(store, ".copies")


def _seal(said: dict[str, str], key: Key) -> str:
    return key.mac(_SEAL, json.dumps(said, sort_keys=True).encode()).hex()
