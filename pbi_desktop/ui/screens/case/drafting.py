"""Drafts of what is being typed: kept without being asked, found again on coming back. No Qt."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.drafts import Drafts
from pbi_desktop.ui.kit.ports import Navigator, Tasks
from pbi_desktop.ui.screens.case.wishes import ConfirmGain, Form, MoveStep, SettleStep, Wish

Fields = Mapping[str, str]
_LINES = (Form.LINE, Form.CONFIRM)


class DraftKeeper:
    """Keeps the fields of each form, of a case or of one record in it.

    The header says when it did, or why it could not.
    """

    def __init__(self, drafts: Drafts, actor: Actor, tasks: Tasks, navigator: Navigator) -> None:
        self._drafts, self._actor = drafts, actor
        self._tasks, self._navigator = tasks, navigator
        self._kept: dict[tuple[Form, UUID], str] = {}

    def keep(self, form: Form, record: UUID, fields: Fields) -> None:
        """Keep what is typed; the same as before is not kept twice, nothing at all is dropped."""
        text = pack(fields)
        if self._kept.get((form, record), "") == text:
            return
        if not text:
            self.drop(form, record)
            return
        self._kept[form, record] = text
        saved: list[datetime] = []

        def work() -> Changes:
            saved.append(self._drafts.keep(self._actor, _name(form), record, text))
            return Changes()

        # A command, not a query: it is carried out even if the program is closed meanwhile.
        self._tasks.command(
            work,
            lambda _changes: self._navigator.saved(saved[0]),
            lambda error: self._navigator.not_saved(explain(error)),
        )

    def find(self, form: Form, record: UUID, on_found: Callable[[Fields], None]) -> None:
        """Hand over the fields kept before, if there are any."""

        def found(text: str) -> None:
            fields = unpack(text)
            if fields:
                self._kept[form, record] = text
                on_found(fields)

        self._tasks.query(
            lambda: self._drafts.find(self._actor, _name(form), record), found, key=f"draft {form}"
        )

    def drop(self, form: Form, record: UUID) -> None:
        """Forget a draft: what it held was kept, or taken back by the worker."""
        self._kept.pop((form, record), None)

        def work() -> Changes:
            self._drafts.drop(self._actor, _name(form), record)
            return Changes()

        self._tasks.command(work, on_failed=self._say_failed)

    def settled(self, form: Form, record: UUID) -> None:
        """Forget the draft of what is kept now; a line that was only ticked never had one."""
        if form not in _LINES or (form, record) in self._kept:
            self.drop(form, record)

    def _say_failed(self, error: BaseException) -> None:
        self._navigator.not_saved(explain(error))


def changed_by(wish: Wish) -> UUID | None:
    """Return the record that a line's wish changes: it is also made without its form."""
    if isinstance(wish, SettleStep | MoveStep):
        return wish.step_id
    return wish.gain_id if isinstance(wish, ConfirmGain) else None


def _name(form: Form) -> str:
    return f"case.{form}"


def pack(fields: Fields) -> str:
    """Return the fields as one text; nothing where every field is empty."""
    filled = {name: value for name, value in fields.items() if value.strip()}
    return json.dumps(filled, ensure_ascii=False, sort_keys=True) if filled else ""


def unpack(text: str) -> dict[str, str]:
    """Return the fields of a draft; a text of another shape is the field `text` itself."""
    if not text:
        return {}
    try:
        read = json.loads(text)
    except ValueError:
        return {"text": text}
    if not isinstance(read, dict):
        return {"text": text}
    return {str(name): str(value) for name, value in read.items()}
