"""What else is known of the chosen match: how often they came, and who they are not."""

from collections.abc import Callable
from functools import partial

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.ids import CommandId, PersonId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Match
from pbi_desktop.services.identity_rows import LinkLine
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.front_door.screen_port import About, FrontDoorView
from pbi_desktop.ui.screens.front_door.words import says_known

_KEY = "front-door-about"
_LINKS = ("identity_links",)


class Knowing:
    """Asks about one match at a time: the one whose evidence is open."""

    def __init__(  # noqa: PLR0913 - the view and its surroundings
        self,
        view: FrontDoorView,
        desk: Desk,
        actor: Actor,
        tasks: Tasks,
        navigator: Navigator,
        search_again: Callable[[], None],
    ) -> None:
        self._view = view
        self._desk = desk
        self._actor = actor
        self._tasks = tasks
        self._navigator = navigator
        self._search_again = search_again
        self._about: PersonId | None = None
        self._known: dict[PersonId, str] = {}
        tasks.on_changed(self._changed)

    def ask(self, match: Match | None) -> None:
        """Ask about this match, unless it is the one that was asked about last."""
        person = match.person_id if match is not None else None
        if person == self._about:
            return
        self._about = person
        self._show(())
        if match is not None:
            self._tasks.query(
                partial(self._find, match.person_id), partial(self._found, match), key=_KEY
            )

    def forget(self) -> None:
        """Ask anew about whoever comes next."""
        self._about, self._known = None, {}
        self._show(())

    def take_back(self, line: LinkLine) -> None:
        """Take back that two records are of one person, or that they are not."""
        self._tasks.command(
            partial(self._desk.identities.split, self._actor, line.id, line.version),
            self._taken_back,
            self._failed,
        )

    def _find(self, person: PersonId) -> tuple[int, tuple[LinkLine, ...]]:
        identity = self._desk.identities.of(self._actor, person)
        times = self._desk.contacts.repeats(self._actor, person)
        return times, (*identity.apart, *identity.links)

    def _found(self, match: Match, found: tuple[int, tuple[LinkLine, ...]]) -> None:
        times, lines = found
        if match.person_id == self._about:
            self._known = {match.person_id: says_known(match.known_at, times)}
            self._show(lines)

    def _show(self, lines: tuple[LinkLine, ...]) -> None:
        self._view.show_about(About(self._known, lines))

    def _taken_back(self, changes: Changes) -> None:
        if changes.command is not None:
            self._navigator.offer_undo(f"{changes.done}.", partial(self._undo, changes.command))

    def _undo(self, command: CommandId) -> None:
        self._tasks.command(partial(self._desk.undo.undo, self._actor, command), None, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._navigator.tell(explain(error), Tone.DANGER)

    def _changed(self, changes: Changes) -> None:
        """Look again where links have changed: who shows as one person may be another now."""
        if self._about is not None and changes.touches(_LINKS):
            self._about = None
            self._search_again()
