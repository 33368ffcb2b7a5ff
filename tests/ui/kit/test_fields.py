"""Fields keep drafts, echo what they understood, and say how to mend what they did not."""

from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.domain.errors import Invalid
from pbi_desktop.ui.kit.readings import reading
from pbi_desktop.ui.kit.widgets.choices import Choice, Pick
from pbi_desktop.ui.kit.widgets.fields import (
    DateField,
    Field,
    LineField,
    TextField,
    show_problems_at,
)
from pbi_desktop.ui.kit.widgets.problems import Problems


def _read_day(text: str) -> date:
    if text != "9 4 91":
        raise Invalid({"day": "Write a day such as 9 4 91."})
    return date(1991, 4, 9)


READER = reading(_read_day, lambda day: f"Read as {day.day} April {day.year}")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    return made


F = TypeVar("F", bound=QWidget)


def put(window: QWidget, field: F) -> F:
    """Put a field into the window, and a button to leave it for."""
    layout = window.layout()
    assert layout is not None
    layout.addWidget(field)
    layout.addWidget(QPushButton("elsewhere"))
    window.show()
    window.activateWindow()
    field.setFocus()
    QApplication.processEvents()
    return field


def leave(window: QWidget) -> None:
    window.findChildren(QPushButton)[-1].setFocus()


def test_a_field_is_named_by_the_words_above_it(window: QWidget) -> None:
    field = put(window, LineField("Name, as it sounds", hint="As they say it"))
    assert field.editor.accessibleName() == "Name, as it sounds"
    assert field.editor.accessibleDescription() == "As they say it"


def test_a_draft_is_due_after_a_pause_and_not_before(window: QWidget, qtbot: QtBot) -> None:
    field = put(window, TextField("Note"))
    drafts: list[str] = []
    field.draft_due.connect(drafts.append)
    QTest.keyClicks(field.editor, "rang")
    assert drafts == []
    with qtbot.waitSignal(field.draft_due):
        field._pause.setInterval(1)
        QTest.keyClicks(field.editor, "!")
    assert drafts == ["rang!"]


def test_leaving_a_field_saves_its_draft_at_once(window: QWidget) -> None:
    field = put(window, LineField("Name"))
    drafts: list[str] = []
    left: list[bool] = []
    field.draft_due.connect(drafts.append)
    field.left.connect(lambda: left.append(True))
    QTest.keyClicks(field.editor, "Kofi")
    leave(window)
    assert drafts == ["Kofi"]
    assert left == [True]


def test_a_day_is_echoed_while_it_is_typed(window: QWidget) -> None:
    field = put(window, DateField("Date of birth", READER))
    QTest.keyClicks(field.editor, "9 4 91")
    assert field.value == date(1991, 4, 9)
    assert "Read as 9 April 1991" in field.editor.accessibleDescription()
    assert field.problem == ""


def test_a_day_that_cannot_be_read_is_said_on_leaving_and_not_while_typing(
    window: QWidget,
) -> None:
    field = put(window, DateField("Date of birth", READER))
    QTest.keyClicks(field.editor, "9 4")
    assert field.problem == ""
    assert field.value is None
    leave(window)
    assert field.problem == "Write a day such as 9 4 91."
    assert field.editor.property("problem") is True
    field.editor.setFocus()
    QTest.keyClicks(field.editor, " 91")
    assert field.problem == ""


def test_an_empty_day_is_no_problem(window: QWidget) -> None:
    field = put(window, DateField("Date of birth", READER))
    leave(window)
    assert field.problem == ""
    assert field.value is None


def test_a_problem_is_said_in_words_and_can_be_taken_away(window: QWidget) -> None:
    field: Field = put(window, LineField("Phone"))
    field.show_problem("Write at least four digits.")
    assert field.problem == "Write at least four digits."
    assert "four digits" in field.editor.accessibleDescription()
    field.clear_problem()
    assert field.problem == ""


def test_setting_the_same_text_keeps_the_caret_where_it_is(window: QWidget) -> None:
    field = put(window, LineField("Name"))
    field.set_text("Shabana")
    field.editor.setCursorPosition(2)  # type: ignore[union-attr]
    field.set_text("Shabana")
    assert field.editor.cursorPosition() == 2  # type: ignore[union-attr]


def test_a_secret_is_not_shown(window: QWidget) -> None:
    field = put(window, LineField("Passphrase", secret=True))
    field.set_text("four unusual words")
    assert "unusual" not in field.editor.displayText()  # type: ignore[union-attr]


def test_enter_in_a_line_says_so(window: QWidget, qtbot: QtBot) -> None:
    field = put(window, LineField("Name"))
    with qtbot.waitSignal(field.entered):
        QTest.keyClick(field.editor, Qt.Key.Key_Return)


def test_arrows_move_along_a_choice_and_choose(window: QWidget) -> None:
    choice = put(window, Choice("Work", {"no": "Not asked", "none": "Asked, none"}, value="no"))
    chosen: list[str] = []
    choice.chosen.connect(chosen.append)
    choice._chips["no"].setFocus()
    QTest.keyClick(choice._chips["no"], Qt.Key.Key_Right)
    assert choice.value == "none"
    assert chosen == ["none"]


def test_not_asked_and_nothing_chosen_are_different(window: QWidget) -> None:
    choice = put(window, Choice("Work", {"no": "Not asked", "none": "Asked, none"}))
    assert choice.value == ""
    choice.choose("no")
    assert choice.value == "no"


def test_the_wheel_never_changes_a_choice(window: QWidget) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    pick = put(window, Pick("Key worker", [("1", "Leah"), ("2", "Tom")]))
    down = QPoint(0, -120)
    at = QPointF(5, 5)
    event = QWheelEvent(
        at,
        pick.mapToGlobal(at),
        down,
        down,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(pick, event)
    assert pick.value == "1"


def test_what_is_to_mend_is_listed_and_leads_to_its_field(window: QWidget) -> None:
    name, day = LineField("Name"), DateField("Date of birth", READER)
    problems = Problems()
    for part in (problems, name, day):
        put(window, part)
    assert not problems.show_fields([name, day])
    assert not problems.isVisible()
    day.show_problem("Write a day such as 9 4 91.")
    assert problems.show_fields([name, day])
    assert day.editor.hasFocus()
    name.setFocus()
    assert [link.text() for link in problems.links()] == [
        "Date of birth: Write a day such as 9 4 91."
    ]
    problems.links()[0].click()
    assert day.editor.hasFocus()
    assert problems.accessibleName() == "1 thing to mend"
    day.clear_problem()
    problems.show_fields([name, day])
    assert not problems.isVisible()


def test_each_field_says_what_to_mend_the_first_is_gone_to_and_the_rest_is_handed_back(
    window: QWidget,
) -> None:
    name, day = put(window, LineField("Name")), put(window, DateField("Date of birth", READER))
    fields = {"name": name, "day": day}
    name.setFocus()
    said = {"": "Nothing was kept.", "day": "Say the day."}
    assert show_problems_at(fields, said) == "Nothing was kept."
    assert (name.problem, day.problem, day.editor.hasFocus()) == ("", "Say the day.", True)
    assert show_problems_at(fields, {"name": "Say a name.", "day": "Say the day."}) == ""
    assert (name.problem, name.editor.hasFocus()) == ("Say a name.", True)
    assert show_problems_at(fields, {}) == ""
    assert (name.problem, day.problem) == ("", "")
    assert name.editor.hasFocus(), "nothing to mend moves nobody"
