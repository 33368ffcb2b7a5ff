"""A control with its words above it, as a field has them."""

from PySide6.QtWidgets import QWidget

from pbi_desktop.ui.kit.widgets.labels import label
from pbi_desktop.ui.kit.widgets.layouts import column, panel


def named(words: str, control: QWidget) -> QWidget:
    """Return a control under its words."""
    above = label(words, "field")
    above.setBuddy(control)
    return panel(column(above, control, 0, spacing=5))
