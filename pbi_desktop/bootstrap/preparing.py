"""Loads what the case screen is made of, on the lane, then has the shell make it, before its time.

One module at a question, so that whatever the worker asks for meanwhile waits for one at most.
"""

import gc
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from types import ModuleType

from PySide6.QtCore import QObject

from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.shell import Shell

_CASE = "pbi_desktop.ui.screens.case"
# From the bottom up, so that none loads much that another has not loaded before.
MODULES = (
    "pbi_desktop.ui.kit.widgets.table",
    "pbi_desktop.ui.kit.scene_paint",
    "pbi_desktop.services.case_view",
    "pbi_desktop.services.casework",
    f"{_CASE}.wishes",
    f"{_CASE}.form",
    f"{_CASE}.understanding",
    f"{_CASE}.panels.share",
    f"{_CASE}.panels.safety_forms",
    f"{_CASE}.panels.housing_forms",
    f"{_CASE}.panels.letter",
    f"{_CASE}.form_makers",
    f"{_CASE}.forms",
    f"{_CASE}.tabs.now",
    f"{_CASE}.tabs.plan",
    f"{_CASE}.tabs.money",
    f"{_CASE}.tabs.story",
    f"{_CASE}.tabs.network",
    f"{_CASE}.tabs.papers",
    f"{_CASE}.tabs.sharing",
    f"{_CASE}.keeping",
    f"{_CASE}.presenter",
    f"{_CASE}.screen",
)


class Preparing(QObject):
    """Has the case screen ready by the time that a first case is opened. The shell keeps it."""

    def __init__(self, shell: Shell, lane: TaskLane) -> None:
        super().__init__(shell)
        self._shell, self._lane = shell, lane
        self._left: Iterator[str] = iter(MODULES)

    def begin(self) -> None:
        """Load one module after another, then make the screen."""
        name = next(self._left, None)
        if name is None:
            if gc.get_freeze_count() > 0:
                gc.freeze()  # what was loaded stays: the next look through it would take long
            self._shell.make_ahead("case")
        else:
            self._lane.query(partial(import_module, name), self._loaded, owner=self)

    def _loaded(self, _module: ModuleType) -> None:
        self.begin()
