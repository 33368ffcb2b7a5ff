"""A store on a server is opened through a small file that leads to it: its door."""

from pathlib import Path

DOOR = ".pbi-server"
"""How a door ends."""


def is_door(path: Path) -> bool:
    """Say whether a file leads to a store on a server."""
    return path.suffix == DOOR
