"""Signing in and the lock: by keyboard, with a sentence for every failure, and with no database."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.errors import DamagedStore, KeyringUnusable, StoreError, WrongKey
from pbi_desktop.domain.wording import explain
from pbi_desktop.ui.kit.theme import Theme
from pbi_desktop.ui.kit.tokens import DARK, Look
from pbi_desktop.ui.screens.sign_in.facts import StoreFacts, Way
from pbi_desktop.ui.screens.sign_in.lock import LockScreen
from pbi_desktop.ui.screens.sign_in.view import INVENTED, SignIn
from tests.support.accessibility import clipped, tab_ring, unnamed
from tests.support.robots.sign_in import SignInRobot, Worker

DEMO = StoreFacts("Holts and Lees place team", demo=True, ways=(Way.DEMO,))
REAL = StoreFacts("Holts and Lees", ways=(Way.KEYRING, Way.PASSPHRASE, Way.RECOVERY))
NO_RING = StoreFacts("Holts and Lees", ways=(Way.PASSPHRASE, Way.RECOVERY))
TEAM = (
    Worker("Ruth Kearney", "ruth", "Team manager"),
    Worker("Leah Ogden", "leah", "Key worker, Housing"),
    Worker("Nadia Rahman", "nadia", "Health visitor", "NHS trust", "Westwood"),
)
KEY = Qt.Key


@pytest.fixture
def demo(qtbot: QtBot) -> SignInRobot:
    return SignInRobot(qtbot, SignIn(DEMO, TEAM))


@pytest.fixture
def real(qtbot: QtBot) -> SignInRobot:
    return SignInRobot(qtbot, SignIn(NO_RING, second_ms=1))


def form_of(robot: SignInRobot) -> SignIn:
    assert isinstance(robot.screen, SignIn)
    return robot.screen


def test_it_needs_no_service_and_no_database() -> None:
    told = (
        "import sys; import pbi_desktop.ui.screens.sign_in.view;"
        "import pbi_desktop.ui.screens.sign_in.lock;"
        "heavy = ('sqlalchemy', 'sqlcipher3', 'psycopg', 'networkx', 'rapidfuzz', 'keyring',"
        "'pbi_desktop.services', 'pbi_desktop.store', 'pbi_desktop.models');"
        "print([name for name in sys.modules if name.startswith(heavy)])"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_demo_says_that_it_is_invented(demo: SignInRobot, real: SignInRobot) -> None:
    assert form_of(demo).banner.isVisible()
    assert form_of(demo).banner.text == INVENTED
    assert not form_of(real).banner.isVisible()


def test_enter_signs_in_as_the_first(demo: SignInRobot) -> None:
    demo.press(KEY.Key_Return)
    assert demo.asked == [("demo", "", "ruth")]


def test_arrows_choose_while_the_caret_stays_in_the_search(demo: SignInRobot) -> None:
    demo.press(KEY.Key_Down)
    demo.press(KEY.Key_Down)
    demo.press(KEY.Key_Up)
    demo.press(KEY.Key_Return)
    assert demo.asked == [("demo", "", "leah")]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("nad", ["Nadia Rahman"]),
        ("key hous", ["Leah Ogden"]),
        ("WESTWOOD", ["Nadia Rahman"]),
        ("council", ["Ruth Kearney", "Leah Ogden"]),
        ("zzz", []),
    ],
)
def test_typing_finds_by_name_job_and_site(demo: SignInRobot, words: str, names: list[str]) -> None:
    demo.type(words)
    assert form_of(demo).workers.names == names
    demo.press(KEY.Key_Return)
    logins = [worker.login for worker in TEAM if worker.name in names[:1]]
    assert demo.asked == [("demo", "", login) for login in logins]


def test_a_wish_is_not_sent_twice(demo: SignInRobot) -> None:
    demo.press(KEY.Key_Return)
    form_of(demo).enter.click()
    assert len(demo.asked) == 1
    form_of(demo).show_failure("The records cannot be reached. Try again in a minute.")
    assert form_of(demo).failure.isVisible()
    demo.press(KEY.Key_Return)
    assert len(demo.asked) == 2


def test_a_passphrase_is_asked_for_hidden_and_sent_whole(real: SignInRobot) -> None:
    editor = form_of(real).form.passphrase.editor
    assert isinstance(editor, QLineEdit)
    assert editor.hasFocus()
    assert editor.echoMode() is QLineEdit.EchoMode.Password
    real.type(" four unusual words ")
    real.press(KEY.Key_Return)
    assert real.asked == [("passphrase", " four unusual words ", "")]


def test_nothing_typed_asks_for_it_in_words(real: SignInRobot) -> None:
    real.press(KEY.Key_Return)
    assert real.asked == []
    assert form_of(real).form.passphrase.problem == "Type the passphrase of this store."


def test_the_recovery_code_is_one_step_away(real: SignInRobot) -> None:
    form_of(real).form.use_code.setFocus()
    real.press(KEY.Key_Return)
    real.type("ABCD-EFGH")
    real.press(KEY.Key_Return)
    assert real.asked == [("recovery", "ABCD-EFGH", "")]
    form_of(real).show_failure(explain(WrongKey()))
    assert "does not open this store" in form_of(real).form.code.problem


def test_the_key_ring_is_tried_by_enter_and_its_failure_is_said(qtbot: QtBot) -> None:
    robot = SignInRobot(qtbot, SignIn(REAL))
    robot.press(KEY.Key_Return)
    assert robot.asked == [("keyring", "", "")]
    form_of(robot).show_failure(explain(KeyringUnusable("null.Keyring")))
    assert "null.Keyring" in form_of(robot).form.failure.text
    assert form_of(robot).form.failure.isVisible()
    assert QApplication.focusWidget() is form_of(robot).form.ring


@pytest.mark.parametrize("error", [WrongKey(), DamagedStore("page 7")])
def test_each_failure_is_a_sentence_of_its_own_under_the_field(
    real: SignInRobot, error: StoreError
) -> None:
    real.type("wrong")
    real.press(KEY.Key_Return)
    form_of(real).show_failure(explain(error))
    assert form_of(real).form.passphrase.problem == explain(error)
    assert QApplication.focusWidget() is form_of(real).form.passphrase.editor


def test_after_too_many_tries_the_wait_is_said_and_ends(real: SignInRobot, qtbot: QtBot) -> None:
    form = form_of(real).form
    real.type("wrong")
    real.press(KEY.Key_Return)
    form_of(real).show_failure(explain(WrongKey()), wait_seconds=30)
    assert form.waiting.text() == "You can try again in 30 seconds."
    assert not form.passphrase.isEnabled()
    assert not form.open.isEnabled()
    qtbot.waitUntil(form.passphrase.isEnabled)
    assert form.waiting.text() == "You can try again now."
    assert QApplication.focusWidget() is form.passphrase.editor


def test_what_was_typed_is_forgotten_when_the_window_goes(real: SignInRobot) -> None:
    real.type("secret")
    real.screen.hide()
    assert form_of(real).form.passphrase.text() == ""


def test_a_store_of_several_asks_who_one_is_after_it_is_unlocked(real: SignInRobot) -> None:
    form_of(real).show_workers(TEAM)
    assert not form_of(real).form.isVisible()
    real.press(KEY.Key_Return)
    assert real.asked == [("", "", "ruth")]


# --- the lock ----------------------------------------------------------------------------------


def test_the_lock_says_who_is_signed_in_and_nothing_of_any_case(qtbot: QtBot) -> None:
    robot = SignInRobot(qtbot, LockScreen(DEMO, "Leah Ogden", "leah"))
    assert robot.screen.windowTitle() == "PBI Desktop"
    robot.press(KEY.Key_Return)
    assert robot.asked == [("demo", "", "leah")]


def test_a_real_store_is_unlocked_by_its_passphrase(qtbot: QtBot) -> None:
    robot = SignInRobot(qtbot, LockScreen(NO_RING, "Leah Ogden", "leah"))
    robot.type("four unusual words")
    robot.press(KEY.Key_Return)
    assert robot.asked == [("passphrase", "four unusual words", "leah")]
    robot.screen.show_failure(explain(WrongKey()))
    assert "does not open this store" in robot.screen.form.passphrase.problem


def test_unlocking_returns_to_the_caret(qtbot: QtBot) -> None:
    window, first, line = QWidget(), QLineEdit(), QLineEdit()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    box.addWidget(first)
    box.addWidget(line)
    window.show()
    first.setFocus()
    robot = SignInRobot(qtbot, LockScreen(DEMO, "Leah Ogden", "leah"))
    assert isinstance(robot.screen, LockScreen)
    robot.screen.keep_caret(line)
    robot.screen.hide()
    assert window.focusWidget() is first
    robot.screen.give_back()
    assert window.focusWidget() is line


def test_a_caret_that_is_gone_is_let_be(qtbot: QtBot) -> None:
    robot = SignInRobot(qtbot, LockScreen(DEMO, "Leah Ogden", "leah"))
    assert isinstance(robot.screen, LockScreen)
    robot.screen.keep_caret(None)
    robot.screen.give_back()


# --- what everybody must be given --------------------------------------------------------------

SCREENS: dict[str, Callable[[], SignIn | LockScreen]] = {
    "demo": lambda: SignIn(DEMO, TEAM),
    "real": lambda: SignIn(REAL),
    "no ring": lambda: SignIn(NO_RING),
    "only the code": lambda: SignIn(StoreFacts("Holts", ways=(Way.RECOVERY,))),
    "lock of a demo": lambda: LockScreen(DEMO, "Leah Ogden", "leah"),
    "lock": lambda: LockScreen(REAL, "Leah Ogden", "leah"),
}


@pytest.mark.parametrize("which", SCREENS)
def test_every_control_has_a_name_and_tab_reaches_it(qtbot: QtBot, which: str) -> None:
    robot = SignInRobot(qtbot, SCREENS[which]())
    assert unnamed(robot.screen) == []
    tab_ring(robot.screen)


@pytest.mark.parametrize("which", SCREENS)
@pytest.mark.parametrize(("scale", "mirrored"), [(1.0, True), (2.0, False), (2.0, True)])
def test_words_have_room(
    qtbot: QtBot, look: Theme, which: str, scale: float, mirrored: bool
) -> None:
    look.apply(Look(DARK, scale))
    if mirrored:
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    robot = SignInRobot(qtbot, SCREENS[which]())
    robot.screen.show_failure(explain(WrongKey()))
    QApplication.processEvents()
    assert clipped(robot.screen) == []
