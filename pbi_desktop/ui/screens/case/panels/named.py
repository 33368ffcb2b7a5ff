"""Parts of a form side by side: in line at the top, each under its words."""

from PySide6.QtWidgets import QWidget

from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import column, panel


def placed(part: QWidget) -> QWidget:
    """Return a part that keeps to the top of its place, in line with its neighbours."""
    return panel(column(part, 0))


def named(words: str, control: QWidget) -> QWidget:
    """Return a control under its words."""
    above = label(words, "field")
    above.setBuddy(control)
    return panel(column(above, control, 0, spacing=5))
