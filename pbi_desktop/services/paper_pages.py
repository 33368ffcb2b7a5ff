"""Pages of a paper for the window: drawn by a program of its own, nothing on the disk."""

import json
import os
import subprocess
import sys
from collections.abc import Callable

from pbi_desktop.domain.paper_pages import NotShown, PageNotShown, PaperPage

WIDTH = 1_600
"""How wide a page is drawn: enough to read small print at twice its size."""
_SECONDS = 20
_NUMBERS = ("number", "of", "width", "height")
_MODULE = "pbi_desktop.exchange.pdf_page"

Draw = Callable[[bytes, int], PaperPage]
"""From a PDF and a page's number from 1: the page, or PageNotShown."""


def draw_page(body: bytes, number: int, *, seconds: float = _SECONDS) -> PaperPage:
    """Return a page of a PDF; PageNotShown where it cannot be drawn in time and memory."""
    words = [sys.executable, "-m", _MODULE, str(number), str(WIDTH)]
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            words, input=body, capture_output=True, timeout=seconds, check=False, env=_around()
        )
    except subprocess.TimeoutExpired:
        raise PageNotShown(NotShown.TOO_MUCH) from None
    except OSError:  # this computer lets no other program begin
        raise PageNotShown(NotShown.TOO_MUCH) from None
    if done.returncode:  # it was ended for what it took, or the file brought it down
        raise PageNotShown(NotShown.TOO_MUCH if done.returncode < 0 else NotShown.DAMAGED)
    return read_answer(done.stdout)


def read_answer(answer: bytes) -> PaperPage:
    """Return what was answered, believed as far as it fits together."""
    line, _rule, points = answer.partition(b"\n")
    try:
        told = json.loads(line)
        if "why" in told:
            raise PageNotShown(NotShown(told["why"]))
        number, of, width, height = (int(told[name]) for name in _NUMBERS)
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError):
        raise PageNotShown(NotShown.DAMAGED) from None
    if min(number, of, width, height) < 1 or len(points) != width * height * 4:
        raise PageNotShown(NotShown.DAMAGED)
    words = " ".join(str(told.get("words", "")).split())
    return PaperPage(number, of, width, height, points, words)


def _around() -> dict[str, str]:
    """Return what a program that draws may know of its surroundings: where the program lies."""
    kept = ("PATH", "PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "LANG", "LC_ALL")
    around = {name: os.environ[name] for name in kept if name in os.environ}
    return {**around, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
