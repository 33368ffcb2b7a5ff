"""What is typed at the front door is kept as it is typed, and so is what it took the place of."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.times import LONDON
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Tasks
from pbi_desktop.ui.screens.front_door.typed import Typed, from_list, from_text, to_list, to_text

FORM = "front_door"
ASIDE = "front_door_before"
_MOST_ASIDE = 5
FOLDS = "front_door_folds"
"""Which parts of the screen this worker had open last."""


class DraftView(Protocol):
    """What a draft says on the screen."""

    def show_kept(self, at: str) -> None:
        """Say when what is typed was last kept."""

    def offer_before(self, how_many: int) -> None:
        """Offer to bring back what was typed for somebody else, and say for how many."""

    def show_folds(self, opened: frozenset[str]) -> None:
        """Open the parts that this worker had open last, and fold the others."""


class Draft:
    """The one draft of the front door, and the last few that it took the place of."""

    def __init__(
        self,
        view: DraftView,
        desk: Desk,
        actor: Actor,
        tasks: Tasks,
        restored: Callable[[Typed], None],
    ) -> None:
        self._view = view
        self._desk = desk
        self._actor = actor
        self._tasks = tasks
        self._restored = restored
        self._known = ""  # the text as it is kept now
        self._looked = False
        self._looked_at_folds = False
        self._aside: tuple[Typed, ...] = ()  # the last first

    def bring_folds(self) -> None:
        """Look, once, which parts were open last."""
        if not self._looked_at_folds:
            self._looked_at_folds = True
            self._tasks.query(partial(self._find, FOLDS), self._found_folds)

    def keep_folds(self, opened: frozenset[str]) -> None:
        """Remember which parts are open."""
        self._write(FOLDS, " ".join(sorted(opened)))

    def _found_folds(self, text: str) -> None:
        self._view.show_folds(frozenset(text.split()))

    def bring(self) -> None:
        """Look, once, for what was left here before the program was closed or locked."""
        if self._looked:
            return
        self._looked = True
        self._tasks.query(partial(self._find, FORM), self._found)
        self._tasks.query(partial(self._find, ASIDE), self._found_aside)

    def put_aside(self, typed: Typed) -> None:
        """Keep what was typed for somebody else apart: somebody new is at the desk."""
        if not self._looked:
            self._tasks.query(partial(self._find, ASIDE), self._found_aside)
            self._tasks.query(partial(self._find, FORM), self._found_left_here)
        elif typed.told_more:
            self._keep_aside((typed, *self._aside))
        self._looked = True

    def take_aside(self, instead: Typed) -> Typed:
        """Return what was put aside last, and put something else behind all the others."""
        before, *others = self._aside or (Typed(),)
        self._keep_aside((*others, instead))
        return before

    def _keep_aside(self, several: tuple[Typed, ...]) -> None:
        self._aside = tuple(one for one in several if not one.empty)[:_MOST_ASIDE]
        self._write(ASIDE, to_list(self._aside) if self._aside else "")
        self._view.offer_before(len(self._aside))

    def keep(self, typed: Typed) -> None:
        """Keep what is typed now."""
        text = "" if typed.empty else to_text(typed)
        if text != self._known:
            self._known = text
            self._write(FORM, text)

    def drop(self) -> None:
        """Forget the draft: it has become a record, or was cleared."""
        self.keep(Typed())

    def _find(self, form: str) -> str:
        return self._desk.drafts.find(self._actor, form, None)

    def _found(self, text: str) -> None:
        if self._known:  # somebody else has been typed of meanwhile
            self._found_left_here(text)
        elif text:
            self._known = text
            self._restored(from_text(text))

    def _found_aside(self, text: str) -> None:
        """Take up what was put aside before; what has been put aside meanwhile comes first."""
        meanwhile, before = self._aside, from_list(text)
        self._aside = (*meanwhile, *before)[:_MOST_ASIDE]
        if meanwhile:
            self._keep_aside(self._aside)
        self._view.offer_before(len(self._aside))

    def _found_left_here(self, text: str) -> None:
        before = from_text(text)
        if before.told_more:
            self._keep_aside((before, *self._aside))

    def _write(self, form: str, text: str) -> None:
        kept: list[datetime] = []

        def write() -> Changes:
            # A command, not a question: it is carried out even if the window is closing.
            if text:
                kept.append(self._desk.drafts.keep(self._actor, form, None, text))
            else:
                self._desk.drafts.drop(self._actor, form, None)
            return Changes()

        if form == FORM:
            self._tasks.command(write, partial(self._written, kept))
        else:
            self._tasks.command(write)

    def _written(self, kept: list[datetime], _changes: Changes) -> None:
        self._view.show_kept(f"{kept[0].astimezone(LONDON):%H:%M}" if kept else "")
