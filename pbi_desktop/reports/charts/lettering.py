"""Words in charts: broken into lines that fit, and set apart so that none lies on another."""

from collections.abc import Sequence

from pbi_desktop.domain.scene import TextMeasure, Weight

MARK = "\u2026"


def lines_of(
    text: str, room: float, size: float, measure: TextMeasure, weight: Weight = Weight.REGULAR
) -> list[str]:
    """Return the text in lines none of which is wider than the room; a longer word is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure.width(longer, size, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(fitted(word, room, size, measure, weight))
    return lines


def fitted(
    text: str, room: float, size: float, measure: TextMeasure, weight: Weight = Weight.REGULAR
) -> str:
    """Return the text, shortened with a mark where it is wider than the room."""
    if measure.width(text, size, weight) <= room:
        return text
    kept = text
    while kept and measure.width(kept.rstrip() + MARK, size, weight) > room:
        kept = kept[:-1]
    return kept.rstrip() + MARK


def apart(middles: Sequence[float], least: float, first: float, last: float) -> list[float]:
    """Return the middles moved no more than needed so that each is `least` from the next.

    They keep their order and stay between `first` and `last`, as long as there is room for all.
    """
    groups: list[tuple[float, int]] = []  # (where the first of a group stands, how many)
    for middle in middles:
        groups.append((middle, 1))
        while len(groups) > 1 and groups[-2][0] + groups[-2][1] * least > groups[-1][0]:
            (start, size), (other, more) = groups[-2], groups[-1]
            # The two become one row whose members are moved alike on the whole.
            moved = (start * size + (other - size * least) * more) / (size + more)
            groups[-2:] = [(moved, size + more)]
    placed = [start + at * least for start, size in groups for at in range(size)]
    return _from_top(_from_bottom(placed, least, last), least, first)


def _from_bottom(placed: list[float], least: float, last: float) -> list[float]:
    limit, result = last, list(placed)
    for at in range(len(result) - 1, -1, -1):
        result[at] = min(result[at], limit)
        limit = result[at] - least
    return result


def _from_top(placed: list[float], least: float, first: float) -> list[float]:
    limit, result = first, list(placed)
    for at, one in enumerate(result):
        result[at] = max(one, limit)
        limit = result[at] + least
    return result
