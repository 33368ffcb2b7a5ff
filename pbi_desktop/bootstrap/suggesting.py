"""What the palette offers beside commands of the shell: people, groups, other screens."""

from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import quote

from pbi_desktop.domain.actor import Actor
from pbi_desktop.services.desk import Desk
from pbi_desktop.services.front_door_rows import SearchResult
from pbi_desktop.ui.kit.ports import Suggestion
from pbi_desktop.ui.kit.tasks import TaskLane

_SHORTEST = 2
_SHOWN, _GROUPS_SHOWN = 5, 3


class People:
    """People whom the worker may see, by the front door's own search."""

    def __init__(self, desk: Desk, actor: Actor, lane: TaskLane, go: Callable[[str], None]) -> None:
        self._desk, self._actor, self._lane, self._go = desk, actor, lane, go

    def suggest(self, words: str, on_done: Callable[[Sequence[Suggestion]], None]) -> None:
        """Hand over the best matches for these words."""
        if len(words.strip()) < _SHORTEST:
            on_done(())
            return
        door = self._desk.front_door
        ask = partial(door.search, self._actor, door.read(words))
        self._lane.query(ask, lambda result: on_done(self._lines(result)), key="palette")

    def _lines(self, result: SearchResult) -> list[Suggestion]:
        return [
            Suggestion(
                "People",
                match.name,
                partial(self._go, f"front-door/search/{quote(match.name, safe=' ')}"),
                icon="users",
            )
            for match in result.matches[:_SHOWN]
        ]


class Groups:
    """Groups and places, by the one search for them."""

    def __init__(self, desk: Desk, actor: Actor, lane: TaskLane, go: Callable[[str], None]) -> None:
        self._desk, self._actor, self._lane, self._go = desk, actor, lane, go

    def suggest(self, words: str, on_done: Callable[[Sequence[Suggestion]], None]) -> None:
        """Hand over the best matches for these words."""
        if len(words.strip()) < _SHORTEST:
            on_done(())
            return
        self._lane.query(lambda: self._lines(words), on_done, key="palette groups")

    def _lines(self, words: str) -> list[Suggestion]:
        found = self._desk.community.search(self._actor, words)[:_GROUPS_SHOWN]
        return [
            Suggestion(
                "Community",
                card.name,
                partial(self._go, f"community/{card.id}"),
                detail=card.when or card.kind,
                icon="store",
            )
            for card in found
        ]


PAGES = (
    ("Team day: what nobody holds, who is away", "team-day", "users"),
    ("Go out alone: say where, and when you are back", "my-day/out", "log-out"),
    ("Who waits: arrivals and questions", "waiting", "clock"),
    ("Same person? Likely pairs", "same-person", "link"),
    ("Emergencies to look at", "glass", "lock-open"),
    ("What cases share: questions to keep somebody safe", "shared-ties", "link"),
    ("Letters of the team, and in other languages", "letters", "mail"),
)
"""Screens that stand in no line of the rail: what the palette calls them, address and icon."""


class Pages:
    """Screens without a line in the rail."""

    def __init__(self, go: Callable[[str], None]) -> None:
        self._go = go

    def suggest(self, words: str, on_done: Callable[[Sequence[Suggestion]], None]) -> None:
        """Offer those whose name holds every word typed."""
        wanted = words.casefold().split()
        on_done(
            [
                Suggestion("Do", text, partial(self._go, address), icon=icon)
                for text, address, icon in PAGES
                if wanted and all(word in text.casefold() for word in wanted)
            ]
        )


class Workers:
    """Signing in as somebody else, before all that the same words may find."""

    def __init__(self, change: Callable[[], None]) -> None:
        self._change = change

    def suggest(self, words: str, on_done: Callable[[Sequence[Suggestion]], None]) -> None:
        """Offer it where the words fit."""
        text = "Sign in as somebody else"
        wanted = words.casefold().split()
        fits = bool(wanted) and all(word in text.casefold() for word in wanted)
        line = Suggestion("Do", text, self._change, icon="users", shortcut="Ctrl+Shift+L")
        on_done((line,) if fits else ())
