"""The keys of the window: bound, listed by F1 and offered by the palette from one list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

from pbi_desktop.ui.kit.ports import Shortcut, Suggestion


@dataclass(frozen=True)
class Command:
    """Something the window can do: its words, its keys, and whether the palette offers it."""

    words: str
    keys: tuple[str, ...]
    run: Callable[[], object]
    icon: str = ""
    offered: bool = True


class Keys:
    """The commands of a window, each bound to its keys."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._commands: list[Command] = []

    def bind(self, command: Command) -> None:
        """Bind a command to its keys, everywhere in the window."""
        action = QAction(command.words, self._window)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        # A method of the command's own object is held by the list, so it stays alive.
        action.triggered.connect(lambda _checked=False: command.run())
        self._window.addAction(action)
        self._commands.append(command)

    def listed(self) -> list[Shortcut]:
        """Return every command that has keys, in the order they were bound."""
        return [
            Shortcut(" or ".join(command.keys), command.words)
            for command in self._commands
            if command.keys
        ]

    def suggest(self, words: str, on_done: Callable[[Sequence[Suggestion]], None]) -> None:
        """Offer the commands whose words hold every word typed; all of them for no words."""
        wanted = words.casefold().split()
        found = [
            Suggestion(
                "Go to or do",
                command.words,
                _quiet(command.run),
                icon=command.icon,
                shortcut=command.keys[0] if command.keys else "",
            )
            for command in self._commands
            if command.offered and all(word in command.words.casefold() for word in wanted)
        ]
        on_done(found)


def _quiet(run: Callable[[], object]) -> Callable[[], None]:
    def run_it() -> None:
        run()

    return run_it
