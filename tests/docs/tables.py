"""Tables in Markdown."""

from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a stroke in a cell would end it."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(_cell(cell) for cell in line)} |\n" for line in lines)


def listed(words: Iterable[str]) -> str:
    """Return words with commas, or a dash where there are none."""
    return ", ".join(words) or "–"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "/").split())
