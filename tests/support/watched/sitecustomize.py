"""Python runs this before the program: it hands the test the memory of the process, and no more.

It is found by PYTHONPATH, which outlives a start anew; nothing of it is in the program. The files
are opened before the program forbids others to look: an ordinary user could not open them later.
"""

import os
import socket
import sys
import threading
import time

_LOCKED = "pbi_desktop.ui.screens.sign_in.lock"


def _offer(where: str) -> None:
    line = socket.socket(socket.AF_UNIX)
    line.connect(where)
    opened = [os.open(f"/proc/self/{name}", os.O_RDONLY) for name in ("mem", "maps")]
    socket.send_fds(line, [str(os.getpid()).encode()], opened)
    for one in opened:
        os.close(one)
    threading.Thread(target=_tell, args=(line,), daemon=True).start()


def _tell(line: socket.socket) -> None:
    """Say when the lock can be seen."""
    while _LOCKED not in sys.modules:
        time.sleep(0.02)
    line.sendall(b"L")


if "PBI_TEST_WATCHER" in os.environ:
    _offer(os.environ["PBI_TEST_WATCHER"])
