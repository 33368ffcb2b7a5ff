"""What is asked of the case in view: an answer that comes after it was left is dropped. No Qt."""

from collections.abc import Callable
from typing import TypeVar

from pbi_desktop.ui.kit.ports import Tasks

T = TypeVar("T")
Failed = Callable[[BaseException], None]


class InView:
    """Asks of whatever is in view; `what` says which case that is, and with whose eyes."""

    def __init__(self, tasks: Tasks, what: Callable[[], object], failed: Failed) -> None:
        self._tasks, self._what, self._failed = tasks, what, failed

    def still(self, then: Callable[[T], None]) -> Callable[[T], None]:
        """Return the same for an answer about what is in view now: nothing once that is left."""
        asked = self._what()

        def answered(found: T) -> None:
            if asked == self._what():
                then(found)

        return answered

    def ask(
        self,
        work: Callable[[], T],
        show: Callable[[T], None],
        key: str,
        failed: Failed | None = None,
    ) -> None:
        """Ask something; `failed` hears why it could not be read, else the screen says so."""
        self._tasks.query(work, self.still(show), self.still(failed or self._failed), key=key)
