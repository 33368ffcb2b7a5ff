"""The one application, and the looks it has: the system's, and what a worker chose here before."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from pbi_desktop.ui.kit.focus_ring import FocusRing
from pbi_desktop.ui.kit.theme import Theme, theme
from pbi_desktop.ui.kit.tokens import Look
from pbi_desktop.ui.shell.preferences import Preferences, palette_for, wants_contrast


def application(resources: Path) -> QApplication:
    """Return the one application, with the program's look and guards."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("pbi-desktop")
    if app.findChild(Theme) is None:
        FocusRing(app)
        look = Theme(app, resources)
        system = palette_for("system", look.system_palette, high=wants_contrast())
        if system != look.palette:
            look.apply(Look(system))
    return app


def look_as_chosen(kept: Preferences) -> None:
    """Put the look into force that a worker chose here before."""
    look = kept.look(theme().system_palette)
    if look != theme().look:
        theme().apply(look)
