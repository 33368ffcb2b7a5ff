"""The register's decisions: which day, who said to have come, and what is kept. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.groups import Mark
from pbi_desktop.domain.ids import CommandId, GroupId, PersonId
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.times import london_day
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.community_rows import (
    CaseChoice,
    Expected,
    Marked,
    Register,
    RegisterKept,
)
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.safety_rows import ApartWarning
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.community.register_drafts import Begun, RegisterDrafts
from pbi_desktop.ui.screens.community.screen_port import CommunityView, OpenRegister, Pane
from pbi_desktop.ui.screens.community.words import kept, left_out, must_not_meet


@dataclass
class _Said:
    """What is said of one evening and not kept yet."""

    marks: dict[PersonId, Mark] = field(default_factory=dict)
    walked_in: list[CaseChoice] = field(default_factory=list)


class RegisterPresenter:
    """Joins the register to its service; what is marked waits here until it is kept."""

    def __init__(
        self,
        view: CommunityView,
        desk: Desk,
        actor: Actor,
        tasks: Tasks,
        navigator: Navigator,
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._said: dict[tuple[GroupId, date], _Said] = {}
        self._group: GroupId | None = None
        self._day = date.min
        self._register: Register | None = None
        self._keeping = False
        self._warned: set[tuple[GroupId | None, UUID]] = set()
        self._drafts = RegisterDrafts(desk, actor, tasks, navigator.saved)

    def is_begun(self, group: GroupId) -> bool:
        """Say whether something is marked of a group and not kept yet."""
        return any(key[0] == group and said.marks for key, said in self._said.items())

    def open(self, group: GroupId) -> None:
        """Show today's register of a group, or the one that was begun and not kept."""
        self._group, self._register = group, None
        begun = [day for (which, day), said in self._said.items() if which == group and said.marks]
        if begun:
            self._day = begun[-1]
            self._read(lands=True)
        else:
            self._day = self._today()
            self._drafts.find(group, partial(self._begun_before, group))

    def _begun_before(self, group: GroupId, begun: Begun | None) -> None:
        """Go on with what was begun before the program was closed, if there is something."""
        if group != self._group:
            return
        if begun is not None and begun.marks and begun.day <= self._day:
            self._day = begun.day
            self._said[group, begun.day] = _Said(dict(begun.marks), list(begun.walked_in))
        self._read(lands=True)

    def change_day(self, day: date) -> None:
        """Show the register of another day."""
        if self._group is not None and day != self._day:
            self._day, self._register = day, None
            self._read()

    def refresh(self) -> None:
        """Ask again who is expected; what is marked stays."""
        if self._register is not None:
            self._read()

    def _read(self, *, lands: bool = False) -> None:
        group, day = self._group, self._day
        if group is None:
            return
        self._tasks.query(
            lambda: self._desk.community.register(self._actor, group, day),
            partial(self._opened, lands=lands),
            self._failed,
            key="community register",
        )

    def _opened(self, register: Register, *, lands: bool) -> None:
        self._register = register
        self._show()
        self._warn()
        if lands:
            self._view.go_to(Pane.REGISTER)

    # --- what is said --------------------------------------------------------------------------

    def mark(self, person: PersonId, mark: Mark) -> None:
        """Take note of what is said of one person."""
        if self._register is not None:
            self._note(person, mark)
            self._noted()

    def rest_came(self) -> None:
        """Take note that everybody came of whom nothing has been said."""
        for line in self._lines():
            if self._mark_of(line) is Mark.NOT_SAID:
                self._note(line.person_id, Mark.CAME)
        self._noted()

    def walk_in(self, choice: CaseChoice) -> None:
        """Add somebody who came without being expected."""
        if self._register is None:
            return
        if choice.person_id not in {line.person_id for line in self._lines()}:
            self._of_day().walked_in.append(choice)
        self._note(choice.person_id, Mark.CAME)
        self._noted()
        self._warn()

    def _warn(self) -> None:
        """Have a lead told who of these must not meet; nobody else learns of it."""
        people = tuple(line.person_id for line in self._lines())
        self._tasks.query(
            lambda: self._desk.apart.warnings(self._actor, people),
            self._say_apart,
            self._failed,
            key="community apart",
        )

    def _say_apart(self, found: tuple[ApartWarning, ...]) -> None:
        for one in found:
            if (self._group, one.id) not in self._warned:
                self._warned.add((self._group, one.id))
                self._navigator.tell(must_not_meet(self._view.names(one.names)), Tone.WARN)

    def _note(self, person: PersonId, mark: Mark) -> None:
        seen = {line.person_id: line.mark for line in self._lines()}
        marks = self._of_day().marks
        if seen.get(person) is mark:
            marks.pop(person, None)
        else:
            marks[person] = mark

    def _noted(self) -> None:
        """Show what is said, and keep it in case the program ends."""
        self._show()
        if self._group is not None and self._register is not None:
            said = self._of_day()
            begun = Begun(self._day, dict(said.marks), tuple(said.walked_in))
            self._drafts.keep(self._group, begun)

    def _of_day(self) -> _Said:
        if self._group is None:
            return _Said()
        return self._said.setdefault((self._group, self._day), _Said())

    def _lines(self) -> tuple[Expected, ...]:
        if self._register is None:
            return ()
        expected = self._register.people
        known = {line.person_id for line in expected}
        others = [one for one in self._of_day().walked_in if one.person_id not in known]
        return (*expected, *(_unexpected(one) for one in others))

    def _mark_of(self, line: Expected) -> Mark:
        return self._of_day().marks.get(line.person_id, line.mark)

    def _show(self) -> None:
        if self._register is None:
            return
        lines = self._lines()
        marks = {line.person_id: self._mark_of(line) for line in lines}
        self._view.show_register(OpenRegister(self._register, lines, marks), self._today())

    # --- keeping -------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep the register as it is marked."""
        group, day = self._group, self._day
        if group is None or self._register is None or self._keeping:
            return
        marks = [
            Marked(line.case_id, line.person_id, self._mark_of(line), line.mark)
            for line in self._lines()
        ]
        self._keeping = True
        self._tasks.command(
            lambda: self._desk.community.keep_register(self._actor, group, day, marks),
            partial(self._kept, (group, day), dict(self._of_day().marks)),
            self._not_kept,
        )

    def _kept(
        self, which: tuple[GroupId, date], sent: Mapping[PersonId, Mark], changes: Changes
    ) -> None:
        self._keeping = False
        later = {
            person: mark
            for person, mark in self._said.pop(which, _Said()).marks.items()
            if sent.get(person) is not mark
        }
        if later:  # said while the register was on its way
            self._said[which] = _Said(later)
        self._drafts.keep(which[0], Begun(which[1], later))
        self._navigator.saved(self._desk.clock())
        self._view.show_register_problem("")
        if isinstance(changes, RegisterKept):
            self._say(changes, which[1])
        self._read()

    def _say(self, news: RegisterKept, day: date) -> None:
        if news.left_out:
            self._navigator.tell(left_out(news.left_out), Tone.WARN)
        if news.command is not None:
            undo = partial(self._undo, news.command)
            on = "" if day == self._today() else say_date(day)
            self._navigator.offer_undo(kept(news, self._view.names(news.closed), on), undo)

    def _undo(self, command: CommandId) -> None:
        desk, actor = self._desk, self._actor
        self._tasks.command(lambda: desk.undo.undo(actor, command), None, self._failed)

    def _not_kept(self, error: BaseException) -> None:
        self._keeping = False
        if isinstance(error, Invalid):
            self._view.show_register_problem(" ".join(error.fields.values()))
        else:
            self._navigator.tell(explain(error), Tone.DANGER)

    def _failed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.DANGER)

    def _today(self) -> date:
        return london_day(self._desk.clock())


def _unexpected(choice: CaseChoice) -> Expected:
    return Expected(choice.case_id, choice.person_id, choice.name, None, None, 0, None)
