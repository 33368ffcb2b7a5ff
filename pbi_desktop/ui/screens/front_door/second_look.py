"""Before somebody new is kept: whom they may be after all, thought of with every slip."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.wording import explain
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import Match, SearchResult, Strength, Told
from pbi_desktop.ui.kit.ports import Navigator, Tasks, Tone
from pbi_desktop.ui.screens.front_door.carried import new_person, rejected
from pbi_desktop.ui.screens.front_door.typed import Typed

Shown = Callable[[tuple[Match, ...]], None]
_KEY = "front-door-second-look"


class SecondLook:
    """Shows each who is very likely meant once; whoever is kept after that was looked at."""

    def __init__(self, desk: Desk, actor: Actor, tasks: Tasks, navigator: Navigator) -> None:
        self._desk = desk
        self._actor = actor
        self._tasks = tasks
        self._navigator = navigator
        self._looked_at: set[PersonId] = set()

    def forget(self) -> None:
        """Begin anew: somebody else is at the desk."""
        self._looked_at = set()

    def ask(self, typed: Typed, show: Shown, go_on: Callable[[], None]) -> None:
        """Show who is very likely this new person and was not looked at yet, or go on."""
        self._tasks.query(
            partial(self._desk.front_door.already_known, self._actor, told_of_new(typed)),
            partial(self._asked, typed, show, go_on),
            lambda error: self._navigator.tell(explain(error), Tone.DANGER),
            key=_KEY,
        )

    def _asked(
        self, typed: Typed, show: Shown, go_on: Callable[[], None], known: SearchResult
    ) -> None:
        likely = likely_meant(known, typed)
        if {match.person_id for match in likely} <= self._looked_at:
            go_on()
            return
        self._looked_at |= {match.person_id for match in likely}
        show(likely)


def told_of_new(typed: Typed) -> Told:
    """Return what is told of somebody new: the form says name and home more exactly."""
    new = typed.new or new_person(typed.told)
    name = "" if new.not_given else f"{new.given_name} {new.family_name}".strip()
    return replace(typed.told, name=name, street=f"{new.street} {new.postcode}".strip())


def likely_meant(known: SearchResult, typed: Typed) -> tuple[Match, ...]:
    """Return the very likely matches that nobody has said are somebody else."""
    others = rejected(typed)
    return tuple(
        match
        for match in known.matches
        if match.strength is Strength.VERY_LIKELY and match.person_id not in others
    )
