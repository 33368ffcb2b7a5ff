"""Drafts of what is being typed: kept without being asked, found again on coming back. No Qt."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.drafts import Drafts
from pbi_desktop.ui.kit.ports import Navigator, Tasks
from pbi_desktop.ui.screens.case.wishes import Form

Fields = Mapping[str, str]


class DraftKeeper:
    """Keeps the fields of each form of one case, and tells the header when it did or could not."""

    def __init__(self, drafts: Drafts, actor: Actor, tasks: Tasks, navigator: Navigator) -> None:
        self._drafts, self._actor = drafts, actor
        self._tasks, self._navigator = tasks, navigator
        self._kept: dict[tuple[Form, CaseId], str] = {}

    def keep(self, form: Form, case: CaseId, fields: Fields) -> None:
        """Keep what is typed; the same as before is not kept twice, nothing at all is dropped."""
        text = pack(fields)
        if self._kept.get((form, case), "") == text:
            return
        if not text:
            self.drop(form, case)
            return
        self._kept[form, case] = text
        saved: list[datetime] = []

        def work() -> Changes:
            saved.append(self._drafts.keep(self._actor, _name(form), case, text))
            return Changes()

        # A command, not a query: it is carried out even if the program is closed meanwhile.
        self._tasks.command(
            work,
            lambda _changes: self._navigator.saved(saved[0]),
            lambda error: self._navigator.not_saved(explain(error)),
        )

    def find(self, form: Form, case: CaseId, on_found: Callable[[Fields], None]) -> None:
        """Hand over the fields kept before, if there are any."""

        def found(text: str) -> None:
            fields = unpack(text)
            if fields:
                self._kept[form, case] = text
                on_found(fields)

        self._tasks.query(
            lambda: self._drafts.find(self._actor, _name(form), case), found, key=f"draft {form}"
        )

    def drop(self, form: Form, case: CaseId) -> None:
        """Forget a draft: what it held was kept, or taken back by the worker."""
        self._kept.pop((form, case), None)

        def work() -> Changes:
            self._drafts.drop(self._actor, _name(form), case)
            return Changes()

        self._tasks.command(work, on_failed=self._say_failed)

    def _say_failed(self, error: BaseException) -> None:
        self._navigator.not_saved(explain(error))


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
