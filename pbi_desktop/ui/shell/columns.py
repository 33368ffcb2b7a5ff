"""The columns of every table, as each worker arranged them on this computer."""

from functools import partial

from PySide6.QtWidgets import QWidget

from pbi_desktop.ui.kit.widgets.table import Table
from pbi_desktop.ui.shell.preferences import Preferences


def remember_columns(preferences: Preferences, address: str, screen: QWidget) -> None:
    """Arrange the tables of a screen as they were left, and keep how they are arranged from now."""
    for table in screen.findChildren(Table):
        # By the screen and by what the table is called to a reader: neither names a person.
        key = f"{address}-{table.accessibleName()}".replace("/", "-")
        table.arrange(preferences.columns(key))
        table.arranged.connect(partial(_keep, preferences, key, table))


def _keep(preferences: Preferences, key: str, table: Table[object]) -> None:
    preferences.keep_columns(key, table.arrangement)
