"""From a wish to a window: the first window at once, then everything that it takes to work."""

import gc
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QApplication

from pbi_desktop.bootstrap.first_window import FirstWindow
from pbi_desktop.bootstrap.marks import Marks
from pbi_desktop.cli.surroundings import WindowWish


def run_window(wish: WindowWish, resources: Path) -> int:
    """Show the program until its window is closed; returns the exit code.

    What goes wrong before there is a window to say it in is raised.
    """
    if not has_display(os.environ, sys.platform):
        from pbi_desktop.cli.failures import NoDisplay

        raise NoDisplay
    gc.disable()  # nothing is thrown away while loading: looking for it takes a tenth of the time
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    first = FirstWindow()
    first.show()
    app.processEvents()
    marks = Marks()
    # What is loaded from here on is not needed for the first window.
    from pbi_desktop.bootstrap import hand_over
    from pbi_desktop.bootstrap.looks import application
    from pbi_desktop.bootstrap.program import Program, drop

    handed = hand_over.taken(os.environ)
    program = Program(application(resources), wish.store, wish.key_file, restarts=True)
    program.search_ready.connect(_collect_again)
    try:
        try:
            program.begin(wish.login, handed)
        finally:
            drop(first)
        # A traceback out of some event handler helps nobody; the store outlives being killed.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if wish.marks is not None:
            marks.write_when_ready(program, wish.marks)
        return app.exec()
    finally:
        try:
            program.close()
        finally:
            if program.handed_over is not None:  # the lock: whatever else failed, forget it all
                hand_over.start_again(program.handed_over)
        _collect_again()


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Say whether a window could be opened; Qt itself would end the process where none can."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not platform.startswith("linux") or any(environment.get(name) for name in names)


def _collect_again() -> None:
    """Let the collector run, past all that was loaded by now and will stay."""
    from pbi_desktop.ui.kit.sweeping import go_on

    if gc.get_freeze_count() == 0:
        gc.freeze()
    go_on()
