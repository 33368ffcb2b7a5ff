"""Who waits: what is asked of the services, and what becomes of a wish. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import AlertAnswer, Done
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CaseId, CommandId, PersonId, SiteId, WorkerId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.ui.kit.carrying import carry
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.waiting.screen_port import (
    NOTHING,
    Key,
    Onward,
    Sort,
    Waiting,
    WaitingView,
    Written,
)
from pbi_desktop.ui.screens.waiting.words import (
    CHOOSE_COLLEAGUE,
    not_given,
    told,
    told_whole,
)

if TYPE_CHECKING:
    from pbi_desktop.services.approach_rows import AlertLine, WaitingLine
    from pbi_desktop.services.front_door_rows import SearchResult

_KINDS = frozenset({"approaches", "match_alerts"})
RAIL = "front-door"
"""Where the rail says how many wait."""


class WaitingPresenter:
    """Joins the screen to its services."""

    def __init__(
        self, view: WaitingView, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator
    ) -> None:
        self._view, self._desk, self._actor = view, desk, actor
        self._tasks, self._navigator = tasks, navigator
        self._found = Waiting()
        self._asked: Key | None = None
        self._shown: WaitingLine | None = None
        self._written: dict[Key, Written] = {}
        self._busy = False
        tasks.on_changed(self._on_changed)

    # --- what waits ----------------------------------------------------------------------------

    def open(self, parts: Sequence[str]) -> None:
        """Show what waits; the address may name an arrival, or a question."""
        self._asked = key_of(parts)
        self.refresh()

    def refresh(self) -> None:
        """Ask for what waits now."""
        desk, actor = self._desk, self._actor
        self._tasks.query(
            lambda: (desk.match_alerts.waiting(actor), desk.waiting.list(actor)),
            lambda found: self._show(*found),
            lambda error: self._view.show_failure(explain(error)),
            key="waiting",
        )

    def choose(self, key: Key) -> None:
        """Show what is known of one line."""
        if key != self._found.chosen:
            self._show(self._found.alerts, self._found.contacts, key)

    def _show(
        self,
        alerts: "tuple[AlertLine, ...]",
        contacts: "tuple[WaitingLine, ...]",
        wanted: Key | None = None,
    ) -> None:
        before = self._found
        found = Waiting(alerts, contacts)
        keys = found.in_order()
        chosen = next((k for k in (wanted, self._asked, before.chosen) if k in keys), None)
        self._asked = None
        if chosen is None:
            chosen = _neighbour(before, keys)
        if before.chosen is not None:
            self._written[before.chosen] = self._view.written
        self._found = Waiting(alerts, contacts, chosen)
        begun = self._written.get(chosen, NOTHING) if chosen is not None else NOTHING
        self._view.show_waiting(self._found, begun)
        self._navigator.badge(RAIL, len(keys))
        self._look_up(self._found.contact)

    def _look_up(self, line: "WaitingLine | None") -> None:
        """Ask who an arrival may be, and where it may go; once for each version of it."""
        if line is None or line == self._shown:
            return
        self._shown = line
        desk, actor, said = self._desk, self._actor, told(line)
        self._tasks.query(
            lambda: desk.front_door.search(actor, said),
            partial(self._matched, line.id),
            self._failed,
            key="who",
        )
        self._tasks.query(
            lambda: _onward(desk, actor, line),
            partial(self._may_go, line.id),
            self._failed,
            key="onward",
        )

    def _matched(self, approach: UUID, result: "SearchResult") -> None:
        if self._open_now(approach):
            self._view.show_matches(result.matches)

    def _may_go(self, approach: UUID, onward: Onward) -> None:
        if self._open_now(approach):
            self._view.show_onward(onward)

    def _open_now(self, approach: UUID) -> bool:
        return self._found.chosen == (Sort.CONTACT, approach)

    # --- what becomes of an arrival ------------------------------------------------------------

    def accept(self, who: PersonId | str) -> None:
        """Make it a case of somebody known, or of somebody new, and go there."""
        person = who if not isinstance(who, str) else None
        desk, actor = self._desk, self._actor
        self._change(
            lambda line: desk.waiting.accept(actor, line.id, line.version, person), self._accepted
        )

    def look(self) -> None:
        """Go to the front door with what they said."""
        line = self._found.contact
        if line is not None:
            self._navigator.go(f"front-door/told/{carry(asdict(told_whole(line)))}")

    def go_to_desk(self) -> None:
        """Go to the front door with nothing typed."""
        self._navigator.go("front-door")

    def seen_to(self, done: tuple[Done, ...], words: str) -> None:
        """Keep what was done for them without a case."""
        desk, actor = self._desk, self._actor
        self._change(lambda line: desk.contacts.settle(actor, line.id, line.version, done, words))

    def send_back(self, reason: str) -> None:
        """Return it to whoever sent it, with the reason."""
        desk, actor = self._desk, self._actor
        self._change(lambda line: desk.waiting.send_back(actor, line.id, line.version, reason))

    def send_on(self, site: str, agency: str, reason: str) -> None:
        """Send it on to another site, or to an agency."""
        to = SiteId(UUID(site)) if site else None
        desk, actor = self._desk, self._actor
        self._change(
            lambda line: desk.waiting.reroute(actor, line.id, line.version, to, agency, reason)
        )

    def give(self, colleague: str) -> None:
        """Give it to a colleague."""
        if not colleague:
            self._view.show_problems({"worker": CHOOSE_COLLEAGUE})
            return
        desk, actor, whom = self._desk, self._actor, WorkerId(UUID(colleague))
        self._change(lambda line: desk.waiting.give_to(actor, line.id, line.version, whom))

    def _change(
        self,
        work: "Callable[[WaitingLine], Changes]",
        done: Callable[[Changes], None] | None = None,
    ) -> None:
        line = self._found.contact
        if line is not None:
            self._keep(lambda: work(line), done)

    def _keep(
        self, work: Callable[[], Changes], done: Callable[[Changes], None] | None = None
    ) -> None:
        if not self._busy:
            self._busy = True
            self._tasks.command(work, partial(self._kept, done), self._not_kept)

    def _kept(self, done: Callable[[Changes], None] | None, changes: Changes) -> None:
        self._busy = False
        self._view.show_kept()
        if changes.command is not None:
            self._navigator.offer_undo(f"{changes.done}.", partial(self._undo, changes.command))
        if done is not None:
            done(changes)

    def _accepted(self, changes: Changes) -> None:
        if changes.made is not None:
            self._navigator.go(f"case/{changes.made}/now")

    def _undo(self, command: CommandId) -> None:
        desk, actor = self._desk, self._actor
        self._tasks.command(lambda: desk.undo.undo(actor, command), None, self._failed)

    # --- questions -----------------------------------------------------------------------------

    def answer(self, answer: str, words: str) -> None:
        """Keep the answer to a question."""
        line, desk, actor = self._found.alert, self._desk, self._actor
        if line is not None:
            said = AlertAnswer(answer)
            self._keep(lambda: desk.match_alerts.answer(actor, line.id, line.version, said, words))

    def open_case(self, case: CaseId) -> None:
        """Go to the case of whoever may be meant."""
        self._navigator.go(f"case/{case}/now")

    # --- news ----------------------------------------------------------------------------------

    def _not_kept(self, error: BaseException) -> None:
        self._busy = False
        if isinstance(error, Invalid):
            self._view.show_problems(error.fields)
        else:
            self._failed(error)
            self.refresh()

    def _failed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.WARN)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(_KINDS) and self._view.in_sight:
            self.refresh()


def key_of(parts: Sequence[str]) -> Key | None:
    """Return the line that the end of an address names: an arrival, or "alert" and a question."""
    sort = Sort.ALERT if len(parts) > 1 and parts[0] == Sort.ALERT else Sort.CONTACT
    try:
        return (sort, UUID(parts[-1])) if parts else None
    except ValueError:
        return None


def _neighbour(before: Waiting, keys: list[Key]) -> Key | None:
    """Return what follows a line that is gone; after the last, the one before it."""
    if not keys:
        return None
    old = before.in_order()
    if before.chosen not in old:
        return keys[0]
    at = old.index(before.chosen)
    following = [key for key in (*old[at:], *reversed(old[:at])) if key in keys]
    return following[0] if following else keys[0]


def _onward(desk: Desk, actor: Actor, line: "WaitingLine") -> Onward:
    sites = (one for one in desk.waiting.sites(actor) if one.id != line.site_id)
    asked = desk.waiting.workers(actor, line.id)
    return Onward(
        tuple((str(one.id), one.name) for one in sites),
        tuple((str(one.id), one.name) for one in asked),
        not_given(line, bool(asked)),
    )
