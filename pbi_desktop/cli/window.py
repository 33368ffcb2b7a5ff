"""`pbi-desktop` without a command: the window."""

import argparse

from pbi_desktop.cli.surroundings import Surroundings, WindowWish, place_of


def open_window(asked: argparse.Namespace, around: Surroundings) -> int:
    """Open the window on the store; where there is none, say how to make one."""
    path = place_of(asked.store, asked.login)
    if not path.exists():
        from pbi_desktop.cli.failures import NoStoreYet

        raise NoStoreYet(str(path))
    return around.open_window(WindowWish(path, asked.login, asked.key_file, asked.marks))
