"""Draws one page of a PDF: a program of its own, so that a hostile file takes no window down.

Started as `python -m pbi_desktop.exchange.pdf_page <page> <width>` with the file as its input. It
answers with a line of JSON and the points of the page. It reads no other file and opens no door;
it may take little memory and time, and forgets everything when it ends.
"""

import json
import sys
from contextlib import suppress
from typing import BinaryIO

MOST_POINTS = 12_000_000
"""A page is drawn no larger, whatever size it says that it has."""
MOST_WORDS = 20_000
_MEMORY = 1 << 30
_SECONDS = 20


def main(words: list[str], file: BinaryIO, out: BinaryIO) -> int:
    """Answer for one page, or say why not."""
    _limit()
    import pypdfium2

    number, width = int(words[0]), int(words[1])
    try:
        told, points = _drawn(file.read(), number, width)
    except pypdfium2.PdfiumError as refused:
        locked = "password" in str(refused).lower()
        told, points = {"why": "locked" if locked else "damaged"}, b""
    except (MemoryError, OverflowError):
        told, points = {"why": "too_much"}, b""
    out.write(json.dumps(told).encode() + b"\n")
    out.write(points)
    return 0


def _drawn(body: bytes, number: int, width: int) -> tuple[dict[str, object], bytes]:
    import pypdfium2

    document = pypdfium2.PdfDocument(body)
    # What is written into a form shows as well. No script runs: this build knows none.
    document.init_forms()
    many = len(document)
    if not many:
        return {"why": "damaged"}, b""
    page = document[min(max(number, 1), many) - 1]
    wide, high = page.get_size()
    if wide < 1 or high < 1:
        return {"why": "damaged"}, b""
    scale = min(width / wide, (MOST_POINTS / (wide * high)) ** 0.5)
    bitmap = page.render(scale=scale, prefer_bgrx=True, may_draw_forms=True)
    text = page.get_textpage().get_text_range()[:MOST_WORDS]
    told: dict[str, object] = {
        "number": min(max(number, 1), many),
        "of": many,
        "width": bitmap.width,
        "height": bitmap.height,
        "words": text,
    }
    row = bitmap.width * 4
    points = bytes(bitmap.buffer)
    rows = [points[at : at + row] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride)]
    return told, b"".join(rows)


def _limit() -> None:
    """Take no more memory and time than a page needs, where the system can hold one to it."""
    with suppress(ImportError):  # Windows: the one who asks ends what takes too long
        import resource

        for what, most in (
            (resource.RLIMIT_AS, _MEMORY),
            (resource.RLIMIT_CPU, _SECONDS),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            with suppress(ValueError, OSError):  # less was allowed already
                resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer))
