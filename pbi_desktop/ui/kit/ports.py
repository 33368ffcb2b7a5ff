"""What presenters and screens may ask of their surroundings. No Qt: presenters are plain Python."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar, runtime_checkable

from pbi_desktop.domain.changes import Changes

T = TypeVar("T")
Watch = Callable[[str, int, int], bool]
"""Hears which step is at work, how many are done and of how many; False stops the run."""


class Tasks(Protocol):
    """The one lane for store work. Answers come back on the GUI thread, in order."""

    def query(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[BaseException], None] | None = None,
        *,
        key: str = "",
    ) -> None:
        """Ask something; a later query with the same key takes the place of an earlier one."""

    def command(
        self,
        work: Callable[[], Changes],
        on_done: Callable[[Changes], None] | None = None,
        on_failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Change something; it is carried out even if the screen that asked is closed."""

    def on_changed(self, listener: Callable[[Changes], None]) -> None:
        """Call the listener after every command that was kept."""


class Running(Protocol):
    """A long run as it is followed and stopped."""

    def begin(self) -> Watch:
        """Return what the next run tells its progress to; it answers whether to go on."""

    def stop(self) -> None:
        """Stop the run: it keeps nothing."""


class Tone(StrEnum):
    """What a notice is about; each has its own icon and words, never colour alone."""

    INFO = "info"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"


class Navigator(Protocol):
    """The shell, as a screen sees it."""

    def go(self, address: str) -> None:
        """Show the screen at an address, such as `case/<id>/now`."""

    def back(self) -> None:
        """Go back to the screen before."""

    def forward(self) -> None:
        """Go forward again."""

    def crumbs(self, *parts: str) -> None:
        """Name the place in the header, outermost first."""

    def tell(self, text: str, tone: Tone = Tone.INFO) -> None:
        """Show a notice that stays until it is closed."""

    def offer_undo(self, done: str, undo: Callable[[], None]) -> None:
        """Show "done. Undo" for ten seconds."""

    def saved(self, at: datetime) -> None:
        """Say in the header when work was last saved."""

    def not_saved(self, why: str) -> None:
        """Say in the header, in words, that work is not saved."""

    def badge(self, address: str, waiting: int) -> None:
        """Show how many things wait for the worker in a section of the rail."""

    def show_viewing(self, title: str, why: str) -> None:
        """Say all the time as whom records are seen; an empty title: with one's own eyes."""


@dataclass(frozen=True)
class Shortcut:
    """A key and what it does, for the list that F1 shows."""

    keys: str
    words: str


@runtime_checkable
class WithShortcuts(Protocol):
    """A screen with keys of its own: F1 lists them."""

    def shortcuts(self) -> Sequence[Shortcut]:
        """Return the screen's own keys."""


@runtime_checkable
class WithLanding(Protocol):
    """A screen that says where the caret stands when it is opened."""

    def land(self) -> None:
        """Put the focus where work begins."""


@runtime_checkable
class InPieces(Protocol):
    """A screen of which more can be made before it is asked for."""

    def make_next(self) -> bool:
        """Make one more piece, out of sight; say whether there was one left to make."""


@runtime_checkable
class Addressed(Protocol):
    """A screen that shows more than one thing: it is told what follows its own address."""

    def show_address(self, parts: Sequence[str]) -> None:
        """Show what these parts of the address name."""


@runtime_checkable
class WithPart(Protocol):
    """A screen on which a part may be open that the end of its address can name."""

    def part(self) -> str:
        """Return the name of the part that is open, or nothing."""


@runtime_checkable
class WithGuide(Protocol):
    """A screen of several parts: it says which page of the guide is of the part in view."""

    def guide(self) -> str:
        """Return the name of the page, or nothing for the screen's own."""


@runtime_checkable
class TakesNotes(Protocol):
    """A screen on which a note can be written about whoever is in view."""

    def takes_notes(self) -> bool:
        """Say whether somebody is in view about whom a note can be written now."""

    def jot(self) -> None:
        """Put the caret where the note is written."""

    def take_line(self, line: str) -> None:
        """Put a line there as soon as the case that was asked for is in view."""


@dataclass(frozen=True)
class Reading(Generic[T]):
    """How typed words were understood: a value and its echo, or a problem and how to mend it."""

    value: T | None = None
    echo: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Suggestion:
    """One line of the command palette: what it says, where it goes or what it does."""

    group: str
    text: str
    run: Callable[[], None]
    detail: str = ""
    icon: str = ""
    shortcut: str = ""


@runtime_checkable
class WithOffers(Protocol):
    """A screen that can do something which the command palette offers while it is in view."""

    def offers(self) -> Sequence[Suggestion]:
        """Return what can be done here now, and nothing that cannot."""


class Suggestions(Protocol):
    """Answers the command palette; it must show only what the worker may see."""

    def suggest(self, words: str, on_done: Callable[[Sequence[Suggestion]], None]) -> None:
        """Hand over at most a few suggestions for these words, best first."""
