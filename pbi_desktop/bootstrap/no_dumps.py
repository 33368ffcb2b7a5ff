"""Nobody reads this process from outside, and no copy of its memory is written when it dies."""

import sys

_PR_SET_DUMPABLE = 4


def forbid_dumps() -> None:
    """Let the system write no memory of this process, nor let other programs of the user read it.

    On Linux `PR_SET_DUMPABLE` does both; a core size of nothing holds on macOS too. Windows asks
    its administrator, who decides about crash dumps. Both are gone at a start anew: call it again.
    """
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform.startswith("linux"):
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
