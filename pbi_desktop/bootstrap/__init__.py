"""The composition root: a window, or one command. The one finder of `resources/`."""

from pathlib import Path


def resources() -> Path:
    """Return the folder of icons and typefaces, beside the package or inside the wheel."""
    package = Path(__file__).parents[1]
    for place in (package.parent / "resources", package.parent / "pbi_desktop_resources"):
        if place.is_dir():
            return place
    raise FileNotFoundError("the program's resources folder is missing")


def run(arguments: list[str]) -> int:
    """Open the window, or do what the arguments say; returns the exit code."""
    from pbi_desktop.cli.main import main
    from pbi_desktop.cli.surroundings import Surroundings

    return main(arguments, Surroundings(_open_window, _draw_pictures))


def _open_window(store: Path, login: str, marks: Path | None) -> int:
    from pbi_desktop.bootstrap.program import run_window

    return run_window(store, login, resources(), marks)


def _draw_pictures(folder: Path) -> list[Path]:
    from pbi_desktop.bootstrap.gallery import draw_all

    return draw_all(folder, resources())
