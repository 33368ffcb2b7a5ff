"""Ctrl+K: people, places and commands, at most eight, answered as the worker types."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.ui.kit.ports import Suggestion
from pbi_desktop.ui.kit.widgets.command_palette import CommandPalette, share_out


def line(text: str, group: str = "People", run: Callable[[], None] = lambda: None) -> Suggestion:
    return Suggestion(group, text, run)


class Town:
    """Answers from a list of people, at once or when told to."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.chosen: list[str] = []
        self.held: list[Callable[[], None]] | None = None

    def suggest(self, words: str, on_done: Callable[[Sequence[Suggestion]], None]) -> None:
        found = [
            line(name, run=lambda name=name: self.chosen.append(name))  # type: ignore[misc]
            for name in self.names
            if words.casefold() in name.casefold()
        ]
        if self.held is None:
            on_done(found)
        else:
            self.held.append(lambda: on_done(found))


@pytest.fixture
def town() -> Town:
    return Town("Shabana Akhtar", "Shabnam Akhter", "Kofi Mensah")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 600)
    qtbot.addWidget(made)
    box = QLineEdit(made)
    made.show()
    made.activateWindow()
    box.setFocus()
    return made


@pytest.fixture
def palette(window: QWidget, town: Town) -> CommandPalette:
    return CommandPalette(window, [town])


def shown(palette: CommandPalette) -> list[str]:
    return [suggestion.text for suggestion in palette.list.suggestions()]


def typed(palette: CommandPalette, qtbot: QtBot, words: str) -> None:
    palette.box.clear()
    QTest.keyClicks(palette.box, words)
    qtbot.waitUntil(lambda: not palette._pause.isActive())


def test_what_is_typed_is_looked_for_and_enter_chooses_the_first(
    palette: CommandPalette, town: Town, qtbot: QtBot
) -> None:
    palette.open()
    typed(palette, qtbot, "sha")
    assert shown(palette) == ["Shabana Akhtar", "Shabnam Akhter"]
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert town.chosen == ["Shabana Akhtar"]
    assert not palette.isVisible()


def test_enter_before_the_words_are_answered_chooses_by_these_words_and_no_others(
    palette: CommandPalette, town: Town
) -> None:
    palette.open()
    QTest.keyClicks(palette.box, "kofi")  # the list still answers no words at all
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert town.chosen == ["Kofi Mensah"]
    town.held = []
    palette.open()
    QTest.keyClicks(palette.box, "sha")
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    QTest.keyClick(palette.box, Qt.Key.Key_Escape)
    for answer in town.held:  # what was asked for is answered, and nobody wants it any more
        answer()
    assert town.chosen == ["Kofi Mensah"]


def test_the_arrows_and_tab_choose_while_the_caret_stays_in_the_box(
    palette: CommandPalette, town: Town, qtbot: QtBot
) -> None:
    palette.open()
    typed(palette, qtbot, "a")
    QTest.keyClick(palette.box, Qt.Key.Key_Down)
    QTest.keyClick(palette.box, Qt.Key.Key_Tab)
    QTest.keyClick(palette.box, Qt.Key.Key_Up)
    assert palette.box.hasFocus()
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert town.chosen == ["Shabnam Akhter"]


def test_esc_closes_and_gives_the_caret_back(
    palette: CommandPalette, window: QWidget, town: Town
) -> None:
    before = window.findChild(QLineEdit)
    palette.open()
    assert palette.box.hasFocus()
    QTest.keyClick(palette.box, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert before is not None
    assert before.hasFocus()
    assert town.chosen == []


def test_nothing_found_says_so_and_enter_does_nothing(
    palette: CommandPalette, town: Town, qtbot: QtBot
) -> None:
    palette.open()
    typed(palette, qtbot, "zzz")
    assert palette._none.isVisible()
    QTest.keyClick(palette.box, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_an_answer_to_words_since_changed_is_dropped(
    palette: CommandPalette, town: Town, qtbot: QtBot
) -> None:
    town.held = []
    palette.open("kofi")
    typed(palette, qtbot, "sha")
    late, *_between, last = town.held
    last()
    late()
    assert shown(palette) == ["Shabana Akhtar", "Shabnam Akhter"]


def test_a_click_chooses(palette: CommandPalette, town: Town, qtbot: QtBot) -> None:
    palette.open("kofi")
    at = palette.list.visualItemRect(palette.list.item(1)).center()
    QTest.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert town.chosen == ["Kofi Mensah"]


def test_headings_cannot_be_chosen(palette: CommandPalette) -> None:
    palette.open()
    assert palette.list.item(0).text() == "People"
    assert not palette.list.item(0).flags() & Qt.ItemFlag.ItemIsSelectable
    QTest.keyClick(palette.box, Qt.Key.Key_Up)
    assert palette.list.currentRow() == 1


groups = st.sampled_from(["People", "Places", "Go to or do"])
answers = st.lists(st.lists(st.builds(line, st.text(max_size=5), groups), max_size=12), max_size=4)


@given(answers)
def test_at_most_eight_groups_together_and_every_provider_heard(
    given_: list[list[Suggestion]],
) -> None:
    found = share_out(given_, 8)
    assert len(found) == min(8, sum(map(len, given_)))
    names = [suggestion.group for suggestion in found]
    runs = [name for at, name in enumerate(names) if at == 0 or names[at - 1] != name]
    assert len(runs) == len(set(runs))
    for answer in given_:
        assert not answer or any(suggestion in found for suggestion in answer)
