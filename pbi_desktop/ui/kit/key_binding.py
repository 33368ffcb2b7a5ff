"""Keys of a part of the window: they work while the keyboard is within it, and nowhere else."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind_keys(part: QWidget, runs: Mapping[str, Callable[[], object]]) -> None:
    """Let keys do something within a part; "Enter" is the large key and the one of the number pad.

    Keys are written as people read them: "Ctrl+Enter", "F5", "Esc".
    """
    within = Qt.ShortcutContext.WidgetWithChildrenShortcut
    for keys, run in runs.items():
        for one in dict.fromkeys((keys, keys.replace("Enter", "Return"))):
            QShortcut(QKeySequence(one), part, context=within).activated.connect(run)
