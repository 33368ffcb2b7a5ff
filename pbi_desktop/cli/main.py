"""The command line: arguments in; text, JSON or files out; an exit code that can be trusted.

0 done. 1 done, but a person should look. 2 wrong use, or input that cannot be read. 3 refused.
"""

import argparse
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from pbi_desktop.cli.arguments import parser
from pbi_desktop.cli.surroundings import LOOK, REFUSED, WRONG_USE, Surroundings
from pbi_desktop.domain import errors
from pbi_desktop.domain.wording import explain

_REFUSALS = (errors.NotPermitted, errors.NotFound, errors.StoreError)
_WRONG_USE = (errors.UnreadableInput, errors.Invalid)


Command = Callable[[argparse.Namespace, Surroundings], int]


def main(arguments: Sequence[str], around: Surroundings) -> int:
    """Do one job and return its exit code; never a traceback without `--debug`."""
    try:
        asked = read_arguments(arguments)
    except SystemExit as done:
        return int(done.code or 0)
    command: Command = asked.command
    try:
        return command(asked, around)
    except errors.PbiError as error:
        _say(error, debug=asked.debug)
        return code_of(error)
    except KeyboardInterrupt:
        print("Stopped. Nothing half-done was kept.", file=sys.stderr)
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the last line of defence says that it is a bug
        _say(error, debug=asked.debug)
        return REFUSED


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was asked; files may stand before, between and after the options."""
    reader = parser()
    asked, rest = reader.parse_known_args(list(arguments))
    if not rest:
        return asked
    if not hasattr(asked, "files") or any(word.startswith("-") for word in rest):
        reader.error(f"not understood: {' '.join(rest)}")
    asked.files += [Path(word) for word in rest]
    return asked


def code_of(error: errors.PbiError) -> int:
    """Return the exit code of an expected failure."""
    if isinstance(error, _WRONG_USE):
        return WRONG_USE
    return REFUSED if isinstance(error, _REFUSALS) else LOOK


def _say(error: BaseException, *, debug: bool) -> None:
    if debug:
        traceback.print_exception(error)
    print(explain(error), file=sys.stderr)
