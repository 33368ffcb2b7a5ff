"""`pbi-desktop` without a command: the window."""

import argparse

from pbi_desktop.cli.surroundings import WRONG_USE, Surroundings, default_store


def open_window(asked: argparse.Namespace, around: Surroundings) -> int:
    """Open the window on the store; where there is none, say how to make one."""
    import sys

    path = asked.store or default_store()
    if not path.exists():
        print(
            f"There is no store at {path}. Nothing was changed. "
            "Make an invented team to try the program with: pbi-desktop demo",
            file=sys.stderr,
        )
        return WRONG_USE
    return around.open_window(path, asked.login, asked.marks)
