"""Every test of the user interface has the program's own look and focus ring."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pbi_desktop.ui.kit.focus_ring import FocusRing
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import Look
from tests.support.dressing import Dresser

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[Theme]:
    """Return the theme of the application: light, 100 %, left to right at the start."""
    for needed in (Dresser, FocusRing):  # a test of the program itself may have made the theme
        if qapp.findChild(needed) is None:
            needed(qapp)
    found = qapp.findChild(Theme)
    if found is None:
        found = Theme(qapp, RESOURCES)
    elif found.look != Look():
        found.apply(Look())
    yield found
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
