"""What the front door keeps: a case opened, somebody new, or that somebody came; each with undo."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.approaches import Done
from pbi_desktop.domain.changes import Changes
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import CommandId, PersonId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.approach_rows import NewContact
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import SiteChoice
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.front_door.carried import (
    arrival,
    contact_facts,
    new_contact,
    rejected,
)
from pbi_desktop.ui.screens.front_door.screen_port import FrontDoorView, Place
from pbi_desktop.ui.screens.front_door.typed import Typed

Bring = Callable[[Typed], None]
_HERE = "front-door"


class Keeping:
    """Carries out one thing at a time, clears the desk after it, and offers to take it back."""

    def __init__(  # noqa: PLR0913 - the view and its surroundings
        self,
        view: FrontDoorView,
        desk: Desk,
        actor: Actor,
        tasks: Tasks,
        navigator: Navigator,
        clear: Callable[[], None],
        bring: Bring,
    ) -> None:
        self._view = view
        self._desk = desk
        self._actor = actor
        self._tasks = tasks
        self._navigator = navigator
        self._clear = clear
        self._bring = bring
        self._busy = False

    def open_known(self, typed: Typed, person: PersonId) -> None:
        """Open the case of somebody known, who was checked."""
        work = partial(
            self._desk.front_door.take_up,
            self._actor,
            person,
            checked=True,
            reasons=typed.reasons,
            words=typed.words,
            contact=contact_facts(typed.how),
            not_same=rejected(typed, person),
        )
        self._start(typed, lambda: work, self._go_to_case)

    def open_new(self, typed: Typed, sites: tuple[SiteChoice, ...]) -> None:
        """Make person and case of somebody new."""

        def made() -> Callable[[], Changes]:
            return partial(
                self._desk.front_door.arrive,
                self._actor,
                arrival(typed, sites),
                contact_facts(typed.how),
                rejected(typed),
            )

        self._start(typed, made, self._go_to_case)

    def keep(self, typed: Typed, sites: tuple[SiteChoice, ...], person: PersonId | None) -> None:
        """Keep that somebody came and had advice, if nothing else was said to be done."""

        def made() -> Callable[[], Changes]:
            contact = new_contact(typed, sites, person)
            done = contact.done or (Done.ADVICE,)
            return self._kept(replace(contact, done=done))

        self._start(typed, made, self._stay)

    def ask_colleague(self, typed: Typed, sites: tuple[SiteChoice, ...]) -> None:
        """Keep that somebody came, for the duty lead to see to: nothing is opened."""

        def made() -> Callable[[], Changes]:
            return self._kept(replace(new_contact(typed, sites, None), done=()))

        self._start(typed, made, self._stay)

    def _kept(self, contact: NewContact) -> Callable[[], Changes]:
        return partial(self._desk.contacts.keep, self._actor, contact)

    # --- what follows --------------------------------------------------------------------------

    def _start(
        self,
        typed: Typed,
        made: Callable[[], Callable[[], Changes]],
        then: Callable[[Changes], None],
    ) -> None:
        if self._busy:
            return
        try:
            work = made()
        except Invalid as invalid:
            self._say_problems(invalid.fields)
            return
        self._busy = True
        self._tasks.command(work, partial(self._done, typed, then), self._failed)

    def _done(self, typed: Typed, then: Callable[[Changes], None], changes: Changes) -> None:
        self._busy = False
        self._clear()
        then(changes)
        if changes.command is not None:
            undo = partial(self._undo, changes.command, typed)
            self._navigator.offer_undo(f"{changes.done}.", undo)

    def _go_to_case(self, changes: Changes) -> None:
        self._navigator.go(f"case/{changes.made}/now")

    def _stay(self, _changes: Changes) -> None:
        """Stay, with an empty desk for the next person; what was searched leaves the address."""
        self._navigator.go(_HERE)
        self._view.land_on(Place.NAME)

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        if isinstance(error, Invalid):
            self._say_problems(error.fields)
            return
        self._navigator.tell(explain(error), Tone.DANGER)

    def _say_problems(self, fields: dict[str, str]) -> None:
        """Say each at its field, and in a notice what has none: nothing is refused in silence."""
        for words in self._view.show_problems(fields):
            self._navigator.tell(words, Tone.DANGER)

    def _undo(self, command: CommandId, before: Typed) -> None:
        """Take it back, and put back what was typed."""
        self._tasks.command(
            partial(self._desk.undo.undo, self._actor, command), partial(self._undone, before)
        )

    def _undone(self, before: Typed, _changes: Changes) -> None:
        self._navigator.go(_HERE)
        self._bring(before)
