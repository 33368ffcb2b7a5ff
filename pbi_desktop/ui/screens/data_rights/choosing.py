"""Choosing a row of a table for somebody who has not chosen one."""

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QTableView

_ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows


def choose_row(table: QTableView, row: int) -> None:
    """Choose a row, whichever way the table reads.

    Qt's own `selectRow` finds no column in a table that reads from the right and has no width yet.
    """
    table.selectionModel().setCurrentIndex(table.model().index(row, 0), _ROW)
