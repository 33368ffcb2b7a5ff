"""Where the bundled typefaces and icons lie, and the guide."""

from pathlib import Path

import pbi_desktop


def resources() -> Path:
    """Return the folder of bundled files; FileNotFoundError where the program lacks it."""
    package = Path(pbi_desktop.__file__).parent
    for place in (package.parent / "resources", package.parent / "pbi_desktop_resources"):
        if place.is_dir():
            return place
    raise FileNotFoundError("the program's resources folder is missing")


def guide() -> Path:
    """Return the folder of the guide; FileNotFoundError where the program lacks it."""
    checkout = Path(pbi_desktop.__file__).parent.parent / "docs" / "guide"
    installed = Path(pbi_desktop.__file__).parent.parent / "pbi_desktop_resources" / "guide"
    for place in (checkout, installed):
        if (place / "README.md").is_file():
            return place
    raise FileNotFoundError("the program's guide is missing")
