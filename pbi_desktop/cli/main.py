"""The command line: arguments in; text, JSON or files out; an exit code that can be trusted.

0 done. 1 done, but a person should look. 2 wrong use, or input that cannot be read. 3 refused.
"""

import io
import os
import sys
from collections.abc import Sequence

from pbi_desktop.cli import arguments
from pbi_desktop.cli.surroundings import DONE, LOOK, REFUSED, WRONG_USE, Surroundings


def main(words: Sequence[str], around: Surroundings) -> int:
    """Do one job and return its exit code; never a traceback without `--debug`."""
    _speak_utf8()
    try:
        asked = arguments.read(list(words))
    except SystemExit as done:
        return int(done.code or 0)
    try:
        code: int = asked.command(asked, around)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        _stop_talking()
        return DONE
    except KeyboardInterrupt:
        print("Stopped. Nothing half-done was kept.", file=sys.stderr)
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the last line of defence says that it is a bug
        return _failed(error, debug=asked.debug)


def code_of(error: BaseException) -> int:
    """Return the exit code of a failure."""
    from pbi_desktop.cli.failures import CannotWrite, NoDisplay
    from pbi_desktop.domain import errors
    from pbi_desktop.domain.sharing_errors import NotToLeave

    if isinstance(error, errors.UnreadableInput | errors.Invalid | CannotWrite):
        return WRONG_USE
    expected = isinstance(error, errors.PbiError)
    no_right = errors.NotPermitted | errors.NothingAgreed | errors.NotFound | NotToLeave
    kinds = no_right | errors.StoreError | NoDisplay
    refused = isinstance(error, kinds)
    return LOOK if expected and not refused else REFUSED


def _failed(error: BaseException, *, debug: bool) -> int:
    from pbi_desktop.cli.failures import sentence

    if debug:
        import traceback

        traceback.print_exception(error)
    print(sentence(error), file=sys.stderr)
    return code_of(error)


def _speak_utf8() -> None:
    """Let a name in any script be printed: JSON is UTF-8 whatever the terminal is."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _stop_talking() -> None:
    """Whoever read the output has gone; let nothing complain of it at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
