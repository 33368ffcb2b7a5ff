"""Agreements and roles: what is asked of the services. No Qt."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from pbi_desktop.domain.access import AgencyKind, Basis, Category, Purpose, SiteRole, Verb
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CommandId, SiteId, WorkerId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone

if TYPE_CHECKING:
    from pbi_desktop.services.agreements import AccessPage, AgreementLine, RoleLine


class AccessAdminView(Protocol):
    """What the presenter asks of the screen."""

    def show_page(self, found: "AccessPage") -> None:
        """Show agreements and roles."""


class AccessAdminPresenter:
    """Joins the screen to its services."""

    def __init__(
        self, view: AccessAdminView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._shown = False
        tasks.on_changed(self._on_changed)

    def refresh(self) -> None:
        """Ask for what holds now."""
        self._shown = True
        desk, actor = self._desk, self._actor
        self._tasks.query(
            lambda: desk.agreements.show(actor), self._view.show_page, self._failed, key="access"
        )

    def propose(self, agency: str, purpose: str, category: str, basis: str, rights: int) -> None:
        """Propose an agreement."""

        def keep() -> Changes:
            from pbi_desktop.services.agreements import Terms

            about = Category(int(category))
            terms = Terms(AgencyKind(agency), Purpose(purpose), about, Basis(basis), Verb(rights))
            return self._desk.agreements.propose(self._actor, terms)

        self._change(keep)

    def second(self, line: "AgreementLine") -> None:
        """Agree as the second person."""
        self._change(lambda: self._desk.agreements.second(self._actor, line.id, line.version))

    def end(self, line: "AgreementLine") -> None:
        """End an agreement."""
        self._change(lambda: self._desk.agreements.end(self._actor, line.id, line.version))

    def give_role(self, worker: str, site: str, role: str) -> None:
        """Give a worker a role."""
        who, where = WorkerId(UUID(worker)), SiteId(UUID(site))
        self._change(
            lambda: self._desk.agreements.give_role(self._actor, who, where, SiteRole(role))
        )

    def end_role(self, line: "RoleLine") -> None:
        """End a role."""
        self._change(lambda: self._desk.agreements.end_role(self._actor, line.id, line.version))

    def _change(self, work: Callable[[], Changes]) -> None:
        self._tasks.command(work, self._done, self._failed)

    def _done(self, changes: Changes) -> None:
        if changes.command is not None:
            self._navigator.offer_undo(changes.done, partial(self._undo, changes.command))

    def _undo(self, command: CommandId) -> None:
        self._tasks.command(lambda: self._desk.undo.undo(self._actor, command), None, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.WARN)

    def _on_changed(self, changes: Changes) -> None:
        if self._shown and changes.touches({"agreements", "site_roles", "workers"}):
            self.refresh()
