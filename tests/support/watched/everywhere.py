"""Type one word into every field of every screen, keep what can be kept, then lock."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from pbi_desktop.ui.screens.case.view import CaseScreen
from pbi_desktop.ui.screens.case.wishes import Form
from pbi_desktop.ui.screens.sign_in.view import SignIn
from pbi_desktop.ui.shell.whereabouts import Editor, is_open, put_text
from tests.support.watched import hands
from tests.support.watched.hands import Quiet, Script

TABS = ("now", "story", "plan", "network", "money")
FORMS = [form for form in Form if form not in (Form.NOTE, Form.LINE, Form.CONFIRM)]


def case_screen() -> CaseScreen:
    """Return the screen of the case."""
    found = hands.shell().screen_at("case")
    assert isinstance(found, CaseScreen)
    return found


def fill(screen: QWidget, word: str) -> set[str]:
    """Type the word into every field that can be seen; return which they were."""
    found = set()
    for one in screen.findChildren(QWidget):
        if isinstance(one, Editor) and one.isVisible() and is_open(one):
            one.setFocus()
            put_text(one, word)  # as if pasted: a search for each letter would take long
            QTest.keyClick(one, Qt.Key.Key_Space)
            found.add(f"{type(screen).__name__}: {one.accessibleName()}")
    return found


def script() -> Script:
    """Do it, and tell the test how many fields there were."""
    word, secret, case, group = (hands.line() for _ in range(4))
    yield hands.signing_in
    door = hands.window(SignIn)
    assert isinstance(door, SignIn)
    hands.type_line(word, Qt.Key.Key_Return)
    yield lambda: hands.signing_in() and door.form.open.isEnabled()
    door.form.use_code.click()
    door.form.code.editor.setFocus()
    hands.type_line(word, Qt.Key.Key_Return)
    yield lambda: hands.signing_in() and door.form.open.isEnabled()
    door.form.code.set_text("")
    door.form.passphrase.editor.setFocus()
    door.form.passphrase.editor.selectAll()
    hands.type_line(secret, Qt.Key.Key_Return)
    yield Quiet()
    shell, fields = hands.shell(), {"SignIn: Passphrase", "SignIn: Recovery code"}
    entered = [entry.address for entry in shell._entries if entry.address != "case"]
    places = [*entered, f"community/{group}", *(f"case/{case}/{tab}" for tab in TABS)]
    for address in (*places, *FORMS):
        if isinstance(address, Form):
            case_screen().forms.open(address)
        else:
            shell.go(address)
        yield Quiet()
        screen = shell._screen_in_view()
        assert screen is not None
        typed = fill(screen, word)
        yield Quiet()
        QTest.keyClick(hands.focused(), Qt.Key.Key_Return, hands.CTRL)  # keep it, if it can be
        yield Quiet(1)
        fields |= {f"{one} of {address.rpartition('/')[2]}" for one in typed}
    hands.press(Qt.Key.Key_K)
    hands.type_line(word)
    yield Quiet()
    QTest.qWait(700)
    yield Quiet()
    hands.say(f"typed {len(fields) + 1}")
    hands.press(Qt.Key.Key_L)


if __name__ == "__main__":
    sys.exit(hands.work(script()))
