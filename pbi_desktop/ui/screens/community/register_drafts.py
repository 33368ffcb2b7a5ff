"""What is marked on a register and not kept yet outlives a crash and a closed window. No Qt."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.groups import Mark
from pbi_desktop.domain.ids import GroupId, PersonId
from pbi_desktop.services.community_rows import CaseChoice
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Tasks

FORM = "community_register"


@dataclass(frozen=True)
class Begun:
    """A register that was begun: its day, what is said, and who walked in."""

    day: date
    marks: Mapping[PersonId, Mark] = field(default_factory=dict)
    walked_in: tuple[CaseChoice, ...] = ()


def to_text(begun: Begun) -> str:
    """Return a begun register as text; it holds no name."""
    return json.dumps(
        {
            "day": begun.day.isoformat(),
            "marks": {str(person): mark.value for person, mark in begun.marks.items()},
            "walked_in": [str(one.person_id) for one in begun.walked_in],
        }
    )


def from_text(text: str, cases: tuple[CaseChoice, ...]) -> Begun | None:
    """Return a register as it was begun; None for what is not one."""
    try:
        told = json.loads(text)
        marks = {PersonId(UUID(key)): Mark(mark) for key, mark in told["marks"].items()}
        walked_in = tuple(one for one in cases if str(one.person_id) in told["walked_in"])
        return Begun(date.fromisoformat(told["day"]), marks, walked_in)
    except (ValueError, KeyError, TypeError, AttributeError):  # of another version, or cut off
        return None


class RegisterDrafts:
    """The last register that was begun of each group."""

    def __init__(
        self, desk: Desk, actor: Actor, tasks: Tasks, saved: Callable[[datetime], None]
    ) -> None:
        self._desk, self._actor, self._tasks, self._saved = desk, actor, tasks, saved

    def find(self, group: GroupId, on_done: Callable[[Begun | None], None]) -> None:
        """Hand over what was begun of a group, or nothing."""

        def find() -> Begun | None:
            text = self._desk.drafts.find(self._actor, FORM, group)
            return from_text(text, self._desk.community.cases(self._actor)) if text else None

        self._tasks.query(find, on_done, key="community register draft")

    def keep(self, group: GroupId, begun: Begun) -> None:
        """Keep what is said so far; where nothing is, forget it."""
        text = to_text(begun) if begun.marks else ""
        at: list[datetime] = []

        def write() -> Changes:
            # A command, not a question: it is carried out even if the window is closing.
            if text:
                at.append(self._desk.drafts.keep(self._actor, FORM, group, text))
            else:
                self._desk.drafts.drop(self._actor, FORM, group)
            return Changes()

        self._tasks.command(write, partial(self._written, at))

    def _written(self, at: list[datetime], _changes: Changes) -> None:
        if at:
            self._saved(at[0])
