"""The composition root: a window, or one command."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pbi_desktop.cli.surroundings import Ratio, WindowWish
    from pbi_desktop.domain.scene import Scene


def run(arguments: list[str]) -> int:
    """Open the window, or do what the arguments say; returns the exit code."""
    from pbi_desktop.cli.main import main
    from pbi_desktop.cli.surroundings import Surroundings

    return main(arguments, Surroundings(_open_window, _draw_pictures, _measure, _paint))


def _open_window(wish: "WindowWish") -> int:
    from pbi_desktop.bootstrap.start import run_window
    from pbi_desktop.domain.resources import resources

    return run_window(wish, resources())


def _draw_pictures(folder: Path) -> list[Path]:
    from pbi_desktop.bootstrap.gallery import draw_all
    from pbi_desktop.domain.resources import resources

    return draw_all(folder, resources())


def _measure(names: "Sequence[str]", rounds: int) -> "Sequence[Ratio]":
    from pbi_desktop.bench.run import run as measure

    return measure(names, rounds)


def _paint(scene: "Scene") -> bytes:
    from pbi_desktop.bootstrap.painting import png

    return png(scene)
