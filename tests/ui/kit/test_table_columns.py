"""Columns stay as somebody arranged them, for that worker on that computer."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pbi_desktop.ui.kit.widgets.table import Column, Table
from pbi_desktop.ui.kit.widgets.table_heading import Arrangement, arrangement_from
from pbi_desktop.ui.shell.columns import remember_columns
from pbi_desktop.ui.shell.preferences import Preferences

Opener = Callable[..., Table[tuple[str, int, str]]]
ROWS = [("Kofi", 2, "Holts"), ("Shabana", 1, "Lees"), ("Ewa", 3, "Holts")]


@pytest.fixture
def kept(tmp_path_factory: pytest.TempPathFactory) -> QSettings:
    return QSettings(str(tmp_path_factory.mktemp("w") / "w.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def opened() -> list[QWidget]:
    """Hold what was opened: a table goes with its screen."""
    return []


@pytest.fixture
def open_table(qtbot: QtBot, kept: QSettings, opened: list[QWidget]) -> Opener:
    def open_it(worker: str = "w1") -> Table[tuple[str, int, str]]:
        screen = QWidget()
        opened.append(screen)
        qtbot.addWidget(screen)
        return table_in(screen, kept, worker)

    return open_it


def table_in(screen: QWidget, kept: QSettings, worker: str) -> Table[tuple[str, int, str]]:
    """Return the table of a screen whose columns are remembered."""
    columns = (
        Column[tuple[str, int, str]]("Name", lambda row: row[0], sort=lambda row: row[0]),
        Column[tuple[str, int, str]]("Steps", lambda row: str(row[1]), sort=lambda row: row[1]),
        Column[tuple[str, int, str]]("Site", lambda row: row[2], stretch=True),
    )
    table = Table("Your cases", columns)
    QVBoxLayout(screen).addWidget(table)
    remember_columns(Preferences(kept, worker), "cases", screen)
    table.show_rows(ROWS)
    screen.resize(600, 300)
    screen.show()
    return table


def drag(table: Table[tuple[str, int, str]], column: int, by: int) -> None:
    """Take hold of the end of a heading and drag it."""
    heading = table.horizontalHeader()
    edge = QPoint(heading.sectionViewportPosition(column) + heading.sectionSize(column) - 1, 8)
    view = heading.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=edge)
    QTest.mouseMove(view, edge + QPoint(by, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=edge + QPoint(by, 0))


def test_width_order_and_sorting_are_there_again_for_the_same_worker_only(
    open_table: Opener,
) -> None:
    table = open_table()
    narrow = table.columnWidth(0)
    drag(table, 0, 60)
    assert table.columnWidth(0) > narrow
    table.horizontalHeader().sectionClicked.emit(1)
    table.horizontalHeader().moveSection(1, 0)
    again = open_table()
    assert again.columnWidth(0) == table.columnWidth(0)
    assert [row[0] for row in again.rows] == ["Shabana", "Kofi", "Ewa"]
    assert again.horizontalHeader().logicalIndex(0) == 1
    again.show_rows(ROWS[:1])
    assert again.columnWidth(0) == table.columnWidth(0), "new rows leave the width alone"
    other = open_table("w2")
    assert other.columnWidth(0) == narrow
    again.arrange_anew()
    assert open_table().columnWidth(0) == narrow


def test_a_table_nobody_touched_keeps_nothing(open_table: Opener, kept: QSettings) -> None:
    table = open_table()
    table.window().resize(900, 300)
    table.show_rows(ROWS * 3)
    assert kept.allKeys() == []


@settings(max_examples=40)
@given(st.text(max_size=30) | st.sampled_from(["[]", "[[0,1],[],5,0]", "[[0,1],[[9,50]],0,0]"]))
def test_what_was_spoilt_changes_nothing(text: str) -> None:
    assert arrangement_from(text, 2) is None


@settings(max_examples=40)
@given(st.permutations([0, 1, 2]), st.integers(24, 2000), st.integers(-1, 2), st.booleans())
def test_what_is_kept_reads_back(order: list[int], wide: int, by: int, down: bool) -> None:
    found = Arrangement(tuple(order), ((1, wide),), by, down)
    assert arrangement_from(found.text(), 3) == found
