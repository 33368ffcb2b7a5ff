"""Whom to tell today that what they hold is out of date, and what a second person must read."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pbi_desktop.domain.disclosures import RECALL_LABELS
from pbi_desktop.services.my_day_rows import Day, SharingTask
from pbi_desktop.ui.kit.privacy import Privacy
from pbi_desktop.ui.kit.widgets.cards import Card
from pbi_desktop.ui.kit.widgets.labels import Icon, label, rule
from pbi_desktop.ui.screens.my_day.rows import OpenRow, RowList

TITLE = "Tell or read today"


def say_task(task: SharingTask) -> str:
    """Return what is to be done: tell an agency what changed, or read what is for them."""
    if not task.changed:
        return f"Read and approve what {task.agency} is to be told"
    changed = ", ".join(RECALL_LABELS[one] for one in task.changed)
    return f"Tell {task.agency}: {changed} since copy {task.copy_number}"


class ToTell(Card):
    """A few lines, there only when there is something; each opens its case."""

    redrawn = Signal()
    opened = Signal(object)  # CaseId

    def __init__(self, privacy: Privacy) -> None:
        super().__init__(TITLE, accent="warn")
        self._privacy = privacy
        self._tasks: tuple[SharingTask, ...] = ()
        self.list = RowList(TITLE)
        self.list.opened.connect(self.opened)
        self.add(self.list)
        self.hide()
        privacy.changed.connect(self._redraw)

    def show_day(self, day: Day) -> None:
        """Show what sharing asks for today."""
        self._tasks = day.sharing
        self.set_meta(str(len(day.sharing)) if day.sharing else "")
        self._draw()
        self.setVisible(bool(day.sharing))

    def _redraw(self) -> None:
        self._draw()
        self.redrawn.emit()

    def _draw(self) -> None:
        parts: list[QWidget] = []
        for at, task in enumerate(self._tasks):
            if at:
                parts.append(rule())
            parts.append(self._row(task))
        self.list.show_parts(parts)

    def _row(self, task: SharingTask) -> OpenRow:
        name, said = self._privacy.name(task.person), say_task(task)
        row = OpenRow(task.case_id, f"{said}, {name}")
        row.put(Icon("send", 18, "ink2"))
        row.put(
            label(said, "dense-strong", wrap=True), label(name, "support", wrap=True), stretch=1
        )
        return row
