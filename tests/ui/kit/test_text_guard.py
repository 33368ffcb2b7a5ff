"""Text from records never becomes markup and never opens a file."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint
from PySide6.QtGui import Qt, QTextDocument
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMessageBox,
    QProgressDialog,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from pbi_desktop.ui.kit.ports import Suggestion, Tone
from pbi_desktop.ui.kit.text_guard import PlainEdit, PlainLine, SafeDocument, tip
from pbi_desktop.ui.kit.theme import theme
from pbi_desktop.ui.kit.widgets.buttons import Button
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.chips import Chip, ToggleChip
from pbi_desktop.ui.kit.widgets.choices import Check, Choice, Pick, SearchBox
from pbi_desktop.ui.kit.widgets.fields import LineField, TextField
from pbi_desktop.ui.kit.widgets.labels import Avatar, Elided, label
from pbi_desktop.ui.kit.widgets.notices import EmptyState, Notice, Notices, UndoBar
from pbi_desktop.ui.kit.widgets.palette_list import PaletteList
from pbi_desktop.ui.kit.widgets.rail import Place, Rail
from pbi_desktop.ui.kit.widgets.ribbon import Ribbon
from pbi_desktop.ui.kit.widgets.steps import Step, StepList
from pbi_desktop.ui.kit.widgets.table import Cell, Column, Table
from pbi_desktop.ui.kit.widgets.tabs import Tabs
from tests.support.accessibility import FileCanary
from tests.support.dressing import Dresser

_JOINER = "\N{WORD JOINER}"


@pytest.fixture
def canary(tmp_path: Path) -> Iterator[FileCanary]:
    with FileCanary(tmp_path) as file:
        yield file


@pytest.fixture
def undressed(qapp: QApplication) -> Iterator[None]:
    """Take the style sheet away from windows for one test."""
    dressers = qapp.findChildren(Dresser)
    for dresser in dressers:
        qapp.removeEventFilter(dresser)
    yield
    for dresser in dressers:
        qapp.installEventFilter(dresser)


def _text_field(text: str) -> TextField:
    field = TextField(text, hint=text, placeholder=text, voice=True)
    field.set_text(text)
    return field


def _line_field(text: str) -> LineField:
    field = LineField(text, hint=text, placeholder=text)
    field.set_text(text)
    field.show_problem(text)
    return field


def _notices(text: str) -> Notices:
    notices = Notices()
    notices.tell(text, Tone.DANGER)
    return notices


def _undo(text: str) -> QWidget:
    holder = QWidget()
    UndoBar(holder).offer(text, lambda: None)
    return holder


def _steps(text: str) -> StepList:
    steps = StepList(text)
    steps.show_steps([Step("1", text, about=text, owner=text, due=text)])
    return steps


def _table(text: str) -> Table[str]:
    table: Table[str] = Table(text, [Column(text, lambda row: Cell(row, about=row))])
    table.show_rows([text])
    return table


def _rail(text: str) -> Rail:
    rail = Rail(text, text, text)
    rail.add(Place("a", text, "sun", 1))
    return rail


def _palette(text: str) -> PaletteList:
    found = PaletteList()
    found.show_suggestions([Suggestion(text, text, lambda: None, text)])
    return found


def _plain_line(text: str) -> PlainLine:
    line = PlainLine()
    line.setText(text)
    return line


def _own_label(text: str) -> QLabel:
    return QLabel(text)


def _raw_tooltip(text: str) -> QWidget:
    holder = QWidget()
    holder.show()
    QToolTip.showText(QPoint(5, 5), text, holder)
    return holder


def _tooltip(text: str) -> QWidget:
    return _raw_tooltip(tip(text))


WIDGETS: dict[str, Callable[[str], QWidget]] = {
    "label": lambda t: label(t, wrap=True),
    "elided": Elided,
    "avatar": Avatar,
    "button": Button,
    "chip": Chip,
    "toggle chip": ToggleChip,
    "check": Check,
    "choice": lambda t: Choice(t, {"a": t}),
    "pick": lambda t: Pick(t, [("a", t)]),
    "search box": lambda t: SearchBox(t, t),
    "card": lambda t: Card(t, t),
    "line field": _line_field,
    "text field": _text_field,
    "line": _plain_line,
    "notice": Notice,
    "notices": _notices,
    "undo bar": _undo,
    "empty state": lambda t: EmptyState(t, t),
    "steps": _steps,
    "table": _table,
    "rail": _rail,
    "ribbon": Ribbon,
    "tabs": lambda t: Tabs(t, {"a": t}),
    "palette": _palette,
    "a label somebody made by hand": _own_label,
    "tooltip": _tooltip,
}


def see(qtbot: QtBot, widget: QWidget) -> None:
    """Show a widget, lay it out and paint it."""
    qtbot.addWidget(widget)
    widget.resize(400, 300)
    widget.show()
    QApplication.processEvents()
    widget.grab()


@pytest.mark.qt_log_ignore("does not support raise")  # a tooltip asks for it
@pytest.mark.parametrize("name", WIDGETS)
def test_text_that_names_a_file_opens_none(qtbot: QtBot, canary: FileCanary, name: str) -> None:
    see(qtbot, WIDGETS[name](canary.markup))
    QToolTip.hideText()
    assert not canary.was_opened


@pytest.mark.usefixtures("undressed")
@pytest.mark.qt_log_ignore("does not support raise", "Cannot set file position")
@pytest.mark.parametrize("make", [_own_label, _raw_tooltip])
def test_without_the_style_sheet_qt_opens_the_file(
    qtbot: QtBot, canary: FileCanary, make: Callable[[str], QWidget]
) -> None:
    see(qtbot, make(canary.markup))
    assert canary.was_opened
    QToolTip.hideText()


@pytest.mark.usefixtures("undressed")
@pytest.mark.qt_log_ignore("does not support raise")
def test_words_made_for_a_tooltip_need_no_style_sheet(canary: FileCanary) -> None:
    QToolTip.showText(QPoint(5, 5), tip(canary.markup))
    QApplication.processEvents()
    QToolTip.hideText()
    assert not canary.was_opened


_MARKS = st.sampled_from(["<", ">", "&", "&lt;", "<b>", "<?xml", "<!--", "<img src='x'>", "/>"])


@given(st.lists(_MARKS | st.text(max_size=3), max_size=8).map("".join))
def test_words_made_for_a_tooltip_are_never_markup_and_stay_the_same_words(text: str) -> None:
    made = tip(text)
    assert not Qt.mightBeRichText(made)
    assert made.replace(_JOINER, "") == text.replace(_JOINER, "")


@pytest.mark.parametrize("kind", [QMessageBox, QProgressDialog])
def test_qts_own_dialogs_over_a_window_open_no_file(
    qtbot: QtBot, canary: FileCanary, kind: type[QMessageBox] | type[QProgressDialog]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    theme().dress(window)
    box = kind(window)
    if isinstance(box, QMessageBox):
        box.setText(canary.markup)
        box.setInformativeText(canary.markup)
    else:
        box.setLabelText(canary.markup)
    see(qtbot, box)
    box.reset() if isinstance(box, QProgressDialog) else None
    assert not canary.was_opened


def test_a_label_shows_what_looks_like_markup_as_it_is(qtbot: QtBot) -> None:
    made = QLabel("a<b and c>d")
    see(qtbot, made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.text() == "a<b and c>d"
    plain = label("a<b and c>d", "body")
    assert plain.sizeHint().width() > label("a d", "body").sizeHint().width()


def test_a_document_reads_no_resource(canary: FileCanary) -> None:
    document = SafeDocument()
    document.setHtml(canary.markup)
    document.setTextWidth(300)
    assert document.size().height() > 0
    assert not canary.was_opened


@pytest.mark.qt_log_ignore("Cannot set file position")
def test_a_bare_document_would_read_it(canary: FileCanary) -> None:
    document = QTextDocument()
    document.setHtml(canary.markup)
    document.setTextWidth(300)
    assert document.size().height() > 0
    assert canary.was_opened


def test_an_edit_with_our_document_reads_no_resource(qtbot: QtBot, canary: FileCanary) -> None:
    edit = QTextEdit()
    edit.setDocument(SafeDocument(edit))
    edit.setHtml(canary.markup)
    see(qtbot, edit)
    assert not canary.was_opened


def test_pasting_keeps_words_and_drops_their_dress(qtbot: QtBot, canary: FileCanary) -> None:
    edit = PlainEdit()
    see(qtbot, edit)
    held = QMimeData()
    held.setHtml(canary.markup)
    held.setText("just words")
    edit.insertFromMimeData(held)
    assert edit.toPlainText() == "just words"
    assert not canary.was_opened


def test_a_file_dropped_on_a_note_is_not_taken(qtbot: QtBot, tmp_path: Path) -> None:
    edit = PlainEdit()
    see(qtbot, edit)
    held = QMimeData()
    held.setData("image/png", b"123")
    assert not edit.canInsertFromMimeData(held)


def test_tab_leaves_a_note(qtbot: QtBot) -> None:
    edit = PlainEdit()
    see(qtbot, edit)
    assert edit.tabChangesFocus()
