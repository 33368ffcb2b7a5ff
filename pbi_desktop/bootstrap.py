"""The composition root: a window, or one command. The one finder of `resources/`."""

from pathlib import Path


def resources() -> Path:
    """Return the folder of icons and typefaces, beside the package or inside the wheel."""
    package = Path(__file__).parent
    for place in (package.parent / "resources", package.parent / "pbi_desktop_resources"):
        if place.is_dir():
            return place
    raise FileNotFoundError("the program's resources folder is missing")


def run(arguments: list[str]) -> int:
    """Open the window, or do what the arguments say; returns the exit code."""
    from pbi_desktop.cli.main import main
    from pbi_desktop.cli.surroundings import Surroundings

    return main(arguments, Surroundings(resources(), _open_window))


def _open_window(store: Path, login: str) -> int:
    from pbi_desktop.ui.application import run_window

    return run_window(store, login, resources())
