"""The letters of a team: read, seen with an invented case, kept and taken away. No Qt."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone

if TYPE_CHECKING:  # it loads the database library
    from pbi_desktop.services.letter_templates import TeamLetters, TemplateWish


class LettersView(Protocol):
    """What the presenter asks of the screen."""

    def show_letters(self, letters: "TeamLetters") -> None:
        """Show what there is, and offer what may be chosen."""

    def show_preview(self, text: str) -> None:
        """Show a letter as it will look."""

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say at the fields what to mend."""

    def show_said(self, words: str, tone: Tone) -> None:
        """Say what became of what was asked."""

    def kept(self) -> None:
        """Forget what was typed: it is kept."""


class LettersPresenter:
    """Joins the screen to its service, for one worker."""

    def __init__(
        self, view: LettersView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        tasks.on_changed(self._on_changed)

    def load(self) -> None:
        """Show the letters; say so where somebody leads no site."""
        self._tasks.query(
            lambda: self._desk.letter_templates.list(self._actor),
            self._view.show_letters,
            self._refused,
            key="letters",
        )

    def preview(self, wish: "TemplateWish") -> None:
        """Show a letter with a case that was made up."""
        self._tasks.query(
            lambda: self._desk.letter_templates.preview(wish),
            self._view.show_preview,
            self._refused,
            key="letter preview",
        )

    def keep(self, wish: "TemplateWish", changes: UUID | None, seen: int) -> None:
        """Keep a letter for the first site that this worker leads, or what was changed in one."""

        def work() -> Changes:
            service = self._desk.letter_templates
            known = service.list(self._actor)
            held = next((one.site for one in known.own if one.id == changes), known.sites[0][0])
            return service.keep(self._actor, held, wish, changes, seen)

        self._tasks.command(work, self._kept, self._refused)

    def take_away(self, template: UUID, seen: int) -> None:
        """Take a letter away; undo brings it back."""
        self._tasks.command(
            lambda: self._desk.letter_templates.withdraw(self._actor, template, seen),
            self._kept,
            self._refused,
        )

    def _kept(self, changes: Changes) -> None:
        self._view.kept()
        self._navigator.saved(self._desk.clock())
        if changes.command is not None:
            undo = partial(self._desk.undo.undo, self._actor, changes.command)
            self._navigator.offer_undo(
                changes.done, lambda: self._tasks.command(undo, None, self._refused)
            )

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches({"letter_templates"}):
            self.load()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self._view.show_problems(error.fields)
        else:
            self._view.show_said(explain(error), Tone.WARN)
