"""Keys of a part work within it alone, and Enter is both keys that are called so."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.ui.kit.key_binding import bind_keys


def test_keys_work_within_their_part_and_either_enter_does(qtbot: QtBot) -> None:
    window, part, beside, within = QWidget(), QWidget(), QLineEdit(), QLineEdit()
    QVBoxLayout(part).addWidget(within)
    for one in (part, beside):
        (window.layout() or QVBoxLayout(window)).addWidget(one)
    qtbot.addWidget(window)
    did: list[str] = []
    bind_keys(part, {"Ctrl+Enter": lambda: did.append("kept"), "F5": lambda: did.append("again")})
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    held = Qt.KeyboardModifier.ControlModifier
    pad = held | Qt.KeyboardModifier.KeypadModifier
    keys = (
        (Qt.Key.Key_Return, held),
        (Qt.Key.Key_Enter, pad),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier),
    )
    for place, done in ((within, ["kept", "kept", "again"]), (beside, [])):
        did.clear()
        place.setFocus()
        for key, modifiers in keys:
            QTest.keyClick(place, key, modifiers)
        assert did == done
