"""Where the bundled typefaces and icons lie."""

from pathlib import Path

import pbi_desktop


def resources() -> Path:
    """Return the folder of bundled files; FileNotFoundError where the program lacks it."""
    package = Path(pbi_desktop.__file__).parent
    for place in (package.parent / "resources", package.parent / "pbi_desktop_resources"):
        if place.is_dir():
            return place
    raise FileNotFoundError("the program's resources folder is missing")
