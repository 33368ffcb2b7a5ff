"""A program of its own that works on a store, and tells what it did to the disk.

python -m tests.durability.writer <work> <folder> <answer file>   (wishes as JSON on stdin)
"""

import json
import pickle
import sys
from pathlib import Path

from tests.durability.watched_disk import WatchedDisk
from tests.durability.watched_python import WatchedPython
from tests.durability.watched_sqlite import WatchedSqlite
from tests.durability.works import WORKS


def main() -> None:
    """Do the work that is named, and write what happened into the answer file."""
    work, folder, answer = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    disk = WatchedDisk(folder)
    WatchedPython(disk)
    WatchedSqlite(disk)
    try:
        made = WORKS[work](disk, json.load(sys.stdin))
    finally:
        if disk.trouble:
            raise disk.trouble[0]
    answer.write_bytes(pickle.dumps(made or disk.log))


if __name__ == "__main__":
    main()
