"""What is said to the worker: undo, saved, notices, waiting, and what is hidden."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets import notices as notices_module
from pbi_desktop.ui.kit.widgets.buttons import Button
from pbi_desktop.ui.kit.widgets.labels import initials
from pbi_desktop.ui.kit.widgets.notices import (
    EmptyState,
    Notice,
    Notices,
    SavedState,
    Skeleton,
    UndoBar,
)


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    return made


def test_what_was_done_can_be_undone_once(holder: QWidget) -> None:
    bar, undone = UndoBar(holder), []
    bar.offer("Step done.", lambda: undone.append("step"))
    assert bar.isVisible()
    assert bar.text == "Step done."
    assert bar.undo()
    assert not bar.undo()
    assert undone == ["step"]
    assert not bar.isVisible()


def test_a_later_change_takes_the_place_of_an_earlier_one(holder: QWidget) -> None:
    bar, undone = UndoBar(holder), []
    bar.offer("Step done.", lambda: undone.append("step"))
    bar.offer("Note saved.", lambda: undone.append("note"))
    QTest.mouseClick(bar.undo_button, Qt.MouseButton.LeftButton)
    assert undone == ["note"]


def test_the_offer_runs_out_after_ten_seconds(holder: QWidget, qtbot: QtBot) -> None:
    bar = UndoBar(holder)
    bar.move(300, 300)  # away from the mouse
    bar.offer("Step done.", lambda: None)
    assert bar._over.interval() == 10_000
    bar._over.start(1)
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert bar.text == ""
    assert not bar.undo()


def test_the_offer_waits_while_the_keyboard_is_on_it(holder: QWidget, qtbot: QtBot) -> None:
    bar = UndoBar(holder)
    bar.offer("Step done.", lambda: None)
    holder.activateWindow()
    bar.undo_button.setFocus()
    QApplication.processEvents()
    bar._run_out()
    assert bar.isVisible()
    bar.undo()


def test_saved_shows_the_clock_on_the_wall(holder: QWidget) -> None:
    state = SavedState()
    state.setParent(holder)
    state.saved(datetime(2026, 7, 24, 8, 41, tzinfo=UTC))
    assert state.text == "Saved 09:41"
    state.not_saved("the disk is full")
    assert state.text == "Not saved: the disk is full"
    assert state.accessibleName() == state.text


def test_notices_stay_until_closed_newest_first_three_at_most(qtbot: QtBot) -> None:
    notices = Notices()
    qtbot.addWidget(notices)
    for number in range(5):
        notices.tell(f"News {number}", Tone.WARN)
    notices.tell("News 4", Tone.WARN)
    assert notices.texts == ["News 4", "News 3", "News 2"]
    notices._shown[0].close_button.click()
    assert len(notices.texts) == 2
    notices.clear()
    assert not notices.isVisible()


def test_a_notice_can_say_something_else(qtbot: QtBot) -> None:
    notice = Notice("Working offline.", Tone.WARN)
    qtbot.addWidget(notice)
    notice.say("Back on line.", Tone.OK)
    assert notice.text == notice.accessibleName() == "Back on line."


def test_an_empty_place_says_what_to_do_first(qtbot: QtBot) -> None:
    empty = EmptyState("No steps yet.", "Add the first one")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.wanted):
        empty.findChildren(Button)[0].click()
    empty.say("Nothing here.")
    assert empty.text == "Nothing here."
    bare = EmptyState("No visits today.")
    qtbot.addWidget(bare)
    assert bare.findChildren(Button) == []


def test_waiting_shows_nothing_at_first_then_blocks_then_words(qtbot: QtBot) -> None:
    skeleton = Skeleton("your cases")
    qtbot.addWidget(skeleton)
    skeleton.resize(300, 120)
    blank = skeleton.grab().toImage()
    skeleton.show()
    assert (skeleton._soon.interval(), skeleton._late.interval()) == (150, 5000)
    assert skeleton.grab().toImage() == blank
    qtbot.waitUntil(lambda: skeleton.grab().toImage() != blank)
    skeleton._late.start(1)
    qtbot.waitUntil(lambda: skeleton._slow.isVisible())
    assert "your cases" in skeleton._slow.text()
    skeleton.hide()
    assert not skeleton._soon.isActive()
    assert not skeleton._late.isActive()


def test_names_become_initials_and_details_are_covered_while_hidden(qtbot: QtBot) -> None:
    privacy = Privacy()
    assert privacy.name("Shabana Akhtar") == "Shabana Akhtar"
    with qtbot.waitSignal(privacy.changed) as signal:
        privacy.toggle()
    assert signal.args == [True]
    assert privacy.name("Shabana Akhtar") == "S. A."
    assert "1991" not in privacy.detail("4 September 1991")
    assert privacy.detail("") == privacy.name("") == ""
    privacy.hide(True)
    privacy.toggle()
    assert not privacy.hidden


@given(st.text(max_size=300))
def test_initials_are_one_or_two_letters_of_any_name(name: str) -> None:
    letters = initials(name)
    assert letters
    assert len(initials("Shabana Noor Akhtar")) == 2
    hidden = Privacy()
    hidden.hide(True)
    long_words = [word for word in name.split() if len(word) > 3]
    assert not any(word in hidden.name(name) for word in long_words)


@pytest.mark.parametrize(
    ("name", "letters"),
    [("شبانہ اختر", "شا"), ("Ng", "N"), ("", "–"), ("  ", "–"), ("Łukasz van der Berg", "ŁB")],
)
def test_initials_in_any_script(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_what_went_well_goes_by_itself_and_what_did_not_stays(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices_module, "OK_MS", 20)
    notices = Notices()
    qtbot.addWidget(notices)
    notices.tell("The disk is full.", Tone.WARN)
    notices.tell("Saved as one.pdf.", Tone.OK)
    assert notices.texts == ["Saved as one.pdf.", "The disk is full."]
    qtbot.waitUntil(lambda: notices.texts == ["The disk is full."])
    notices.clear()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_button_as_space_does(qtbot: QtBot, key: Qt.Key) -> None:
    button, pressed = Button("Keep"), list[bool]()
    qtbot.addWidget(button)
    button.clicked.connect(lambda: pressed.append(True))
    QTest.keyClick(button, key)
    QTest.keyClick(button, key, Qt.KeyboardModifier.ControlModifier)
    assert len(pressed) == (2 if key is Qt.Key.Key_Space else 1)


@pytest.mark.parametrize("words", ["No name given", "Not given"])
def test_where_no_name_was_given_hiding_names_makes_no_initials_of_that(words: str) -> None:
    privacy = Privacy()
    privacy.hide(True)
    assert privacy.name(words) == words


def test_notices_are_kept_back_while_somebody_else_looks_on(qtbot: QtBot) -> None:
    notices = Notices()
    qtbot.addWidget(notices)
    notices.cover(covered=False)
    assert notices.isHidden(), "nothing to say takes no room"
    notices.cover(covered=True)
    notices.tell("A colleague changed this case.", Tone.WARN)
    assert notices.isHidden()
    notices.cover(covered=False)
    assert not notices.isHidden()
    assert notices.texts == ["A colleague changed this case."]
