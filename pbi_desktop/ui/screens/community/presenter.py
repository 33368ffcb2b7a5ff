"""Community's decisions: what is found, which group is open, who is sent there. No Qt."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid, NotFound
from pbi_desktop.domain.ids import CaseId, CommandId, GroupId
from pbi_desktop.domain.times import london_day
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.community_rows import Filters, GroupCard, GroupPage
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.community.register_presenter import RegisterPresenter
from pbi_desktop.ui.screens.community.screen_port import CommunityView, Pane, ReferWish
from pbi_desktop.ui.screens.community.words import in_order

_SHOWN_HERE = ("community_groups", "referrals", "attendances", "cases", "case_team", "people")
_REGISTER = "register"


class CommunityPresenter:
    """Joins Community's screen to its services."""

    def __init__(
        self, view: CommunityView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self.register = RegisterPresenter(view, desk, actor, tasks, navigator)
        self._words, self._filters = "", Filters()
        self._cards: tuple[GroupCard, ...] | None = None
        self._chosen: GroupId | None = None
        self._named = False  # its address named a group that the results need not hold
        self._page: GroupPage | None = None
        self._lands = False
        tasks.on_changed(self._on_changed)

    # --- finding -------------------------------------------------------------------------------

    def open(self, parts: Sequence[str]) -> None:
        """Show the results as they were left, or the group or register that an address names."""
        self._look()
        self._offer_cases()
        group = _group_id(parts[0]) if parts else None
        if group is None:
            return
        self._named = True
        if tuple(parts[1:2]) == (_REGISTER,):
            self.open_register(group)
        else:
            self.open_group(group)

    def look(self, words: str, filters: Filters) -> None:
        """Look for these words; the answer to an earlier question is dropped."""
        self._words, self._filters, self._named = words, filters, False
        self._look()

    def _look(self) -> None:
        ask = partial(self._desk.community.search, self._actor, self._words, self._filters)
        self._tasks.query(ask, self._found, self._no_answer, key="community search")

    def _offer_cases(self) -> None:
        self._tasks.query(
            lambda: self._desk.community.cases(self._actor),
            self._view.show_cases,
            self._no_answer,
            key="community cases",
        )

    def _found(self, cards: tuple[GroupCard, ...]) -> None:
        self._cards = cards
        keys = [card.id for card in in_order(cards, searched=self._searched)]
        if self._chosen not in keys and not self._named:
            self._chosen = keys[0] if keys else None
            self._view.turn_to(Pane.GROUP)
            self._read()
        self._view.show_results(cards, self._chosen, searched=self._searched)

    @property
    def _searched(self) -> bool:
        return bool(self._words.strip())

    def _no_answer(self, error: BaseException) -> None:
        self._view.show_failure(explain(error))

    # --- one group -----------------------------------------------------------------------------

    def choose(self, group: GroupId) -> None:
        """Show one group at the right; a register of the same group stays in view."""
        if group != self._chosen:
            self._chosen = group
            self._view.turn_to(Pane.GROUP)
            self._read()

    def open_group(self, group: GroupId) -> None:
        """Show one group and go there."""
        self.choose(group)
        if self._page is not None and self._page.card.id == group:
            self._view.go_to(Pane.GROUP)
        else:
            self._lands = True

    def _read(self) -> None:
        group = self._chosen
        if group is None:
            self._page = None
            self._navigator.crumbs("Community")
            self._view.show_group(None, london_day(self._desk.clock()), begun=False)
            return
        self._tasks.query(
            lambda: self._desk.community.group(self._actor, group),
            self._show_page,
            self._not_there,
            key="community group",
        )

    def _show_page(self, page: GroupPage) -> None:
        self._page = page
        self._navigator.crumbs("Community", page.card.name)
        begun = self.register.is_begun(page.card.id)
        self._view.show_group(page, london_day(self._desk.clock()), begun=begun)
        if self._lands:
            self._lands = False
            self._view.go_to(Pane.GROUP)

    def _not_there(self, error: BaseException) -> None:
        self._page, self._chosen, self._named, self._lands = None, None, False, False
        self._view.show_group(None, london_day(self._desk.clock()), begun=False)
        words = "This group is no longer in the list." if isinstance(error, NotFound) else ""
        self._navigator.tell(words or explain(error), Tone.WARN)
        self._look()

    def open_register(self, group: GroupId) -> None:
        """Show today's register of a group."""
        self.choose(group)
        self.register.open(group)

    def leave_register(self) -> None:
        """Go back to the group whose register was open; what is marked waits there."""
        if self._page is not None:
            self._show_page(self._page)
        self._view.go_to(Pane.GROUP)

    def open_map(self) -> None:
        """Go to the map of groups, services and households."""
        self._navigator.go("community-map")

    def open_case(self, case: CaseId) -> None:
        """Go to a case."""
        self._navigator.go(f"case/{case}/now")

    # --- commands ------------------------------------------------------------------------------

    def check(self) -> None:
        """Keep that the entry was checked today and is still right."""
        page = self._page
        if page is None:
            return
        self._tasks.command(
            lambda: self._desk.community.check(self._actor, page.card.id, page.version),
            self._done,
            self._failed,
        )

    def refer(self, wish: ReferWish) -> None:
        """Refer somebody to the group that is open, or write down the signpost."""
        page = self._page
        if page is None:
            return
        group = page.card.id
        self._tasks.command(
            lambda: self._desk.reviews.refer(
                self._actor, wish.case_id, group, wish.kind, agreed=wish.agreed, reason=wish.reason
            ),
            self._referred,
            self._not_referred,
        )

    def _referred(self, changes: Changes) -> None:
        self._view.referred()
        self._done(changes)

    def _not_referred(self, error: BaseException) -> None:
        if isinstance(error, Invalid):
            self._view.show_refer_problems(error.fields)
        else:
            self._failed(error)

    def _done(self, changes: Changes) -> None:
        self._navigator.saved(self._desk.clock())
        if changes.command is None:
            self._navigator.tell(f"{changes.done}.")
        else:
            undo = partial(self._undo, changes.command)
            self._navigator.offer_undo(f"{changes.done}.", undo)

    def _undo(self, command: CommandId) -> None:
        desk, actor = self._desk, self._actor
        self._tasks.command(lambda: desk.undo.undo(actor, command), None, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.DANGER)
        self._read()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(_SHOWN_HERE) and self._cards is not None:
            self._look()
            self._offer_cases()
            self._read()
            self.register.refresh()


def _group_id(text: str) -> GroupId | None:
    try:
        return GroupId(UUID(text))
    except ValueError:
        return None
