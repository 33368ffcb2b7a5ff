"""Tells whoever leads, on whichever screen they are, that they are asked about a hidden match.

A question passes to the next lead by the clock alone: so the clock asks, once a minute, for every
screen. Those that show who waits hear of it where something is new.
"""

from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.services.approach_rows import AlertLine, WaitingLine
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Tone
from pbi_desktop.ui.kit.tasks import TaskLane
from pbi_desktop.ui.shell import Shell

EVERY_MS = 60_000
ASKED = "You are asked whether you know somebody at a desk. Answer in “Who waits”: Ctrl+K, who."
RAIL = "front-door"
"""Where the rail says how many wait."""
NEWS = Changes(kinds=frozenset({"match_alerts"}))
"""The news that who is asked has changed, though nobody did anything."""
_KINDS = frozenset({"match_alerts", "approaches"})

Found = tuple[tuple[AlertLine, ...], tuple[WaitingLine, ...]]


class Questions(QObject):
    """Asks each minute while the window is in sight; each question is told of once."""

    def __init__(self, desk: Desk, actor: Actor, lane: TaskLane, shell: Shell) -> None:
        super().__init__(shell)
        self._desk, self._actor, self._lane, self._shell = desk, actor, lane, shell
        self._tasks = lane.scope(self)
        self._told: set[UUID] = set()
        self._asked: set[UUID] = set()
        self._clock = QTimer(self, interval=EVERY_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()
        self._tasks.on_changed(self._on_changed)

    def look(self) -> None:
        """Ask what is asked by now and who waits, unless nobody could read it."""
        if self._shell.isVisible():
            desk, actor = self._desk, self._actor
            self._tasks.query(
                lambda: (desk.match_alerts.waiting(actor), desk.waiting.list(actor)),
                self._hear,
                key="questions asked",
            )

    def _hear(self, found: Found) -> None:
        alerts, contacts = found
        self._shell.badge(RAIL, len(alerts) + len(contacts))
        before, self._asked = self._asked, {line.id for line in alerts}
        if self._asked - self._told:
            self._shell.tell(ASKED, Tone.WARN)
        self._told |= self._asked
        if self._asked != before:
            self._lane.tell(NEWS)

    def _on_changed(self, changes: Changes) -> None:
        if changes is not NEWS and changes.touches(_KINDS):
            self.look()
