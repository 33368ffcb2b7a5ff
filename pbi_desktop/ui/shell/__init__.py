"""The window round every screen: it knows addresses and keys, and no service."""

from pbi_desktop.ui.shell.entries import ScreenEntry, ShellFacts
from pbi_desktop.ui.shell.window import Shell

__all__ = ["ScreenEntry", "Shell", "ShellFacts"]
