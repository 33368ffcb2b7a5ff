"""What a lock does besides asking for the key: it hides, saves where one was, and finds it again.

Where the worker was lies in the store, encrypted, as a draft of theirs that no other worker sees.
"""

from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.changes import Changes
from pbi_desktop.services.opened import Opened
from pbi_desktop.ui.kit.clipboard import Copies
from pbi_desktop.ui.kit.handed_copies import HandedCopies
from pbi_desktop.ui.shell import Shell
from pbi_desktop.ui.shell.whereabouts import Whereabouts, from_text, to_text

FORM = "lock"


def hide_all_but(door: QWidget, shell: Shell) -> None:
    """Leave nothing in sight but the door: no screen, no dialog, no copied word or paper."""
    for copies in shell.findChildren(Copies):
        copies.clear()
    for handed in shell.findChildren(HandedCopies):
        handed.remove_all()
    shell.hide()
    for window in QApplication.topLevelWidgets():
        if window is not door and isinstance(window, QDialog | QMenu):
            window.hide()


def lay_down(store: Opened, actor: Actor, place: Whereabouts) -> Changes:
    """Keep where the worker is."""
    store.desk.drafts.keep(actor, FORM, None, to_text(place))
    return Changes()


def lifted(store: Opened, actor: Actor) -> Whereabouts | None:
    """Return where the worker was when the program locked, once; None if nowhere."""
    text = store.desk.drafts.find(actor, FORM, None)
    if not text:
        return None
    store.desk.drafts.drop(actor, FORM, None)
    return from_text(text)
