"""Words that fit: names cut to a width, and the blocks of words beside symbols."""

from dataclasses import dataclass

from pbi_desktop.domain.scene import Align, Box, TextMeasure, Tint, Weight, Words
from pbi_desktop.domain.text import clean_line
from pbi_desktop.network.plan import LABEL_SIZE, NOTE_SIZE

NAME, NOTE, SMALLEST = LABEL_SIZE, NOTE_SIZE, 10.0
_LONGEST = 120
_MORE = "\N{HORIZONTAL ELLIPSIS}"
_LEADING = 1.22


@dataclass(frozen=True)
class Row:
    """One line of words in a block."""

    text: str
    size: float
    weight: Weight
    tint: Tint

    @property
    def height(self) -> float:
        """How high the line is."""
        return self.size * _LEADING


@dataclass(frozen=True)
class Block:
    """A name and its notes, one under the other."""

    rows: tuple[Row, ...]
    width: float
    cut: bool = False
    """Whether something had to be left out."""
    mute: bool = False
    """Whether it leaves out that somebody died or is not born yet."""

    @property
    def height(self) -> float:
        """How high all lines are together."""
        return sum(row.height for row in self.rows)

    def words(self, box: Box, align: Align, halo: Tint) -> tuple[Words, ...]:
        """Return the words in a rectangle of the block's size."""
        share = {Align.START: 0.0, Align.MIDDLE: 0.5, Align.END: 1.0}[align]
        found, y = [], box.y
        for row in self.rows:
            y += row.height
            x = box.x + box.width * share
            under = y - row.height * 0.24
            found.append(Words(x, under, row.text, row.size, row.tint, row.weight, align, halo))
        return tuple(found)


def block(
    name: str,
    notes: tuple[str, ...],
    measure: TextMeasure,
    most: float,
    tint: Tint = Tint.INK,
) -> Block:
    """Return a name with its notes, none of them wider than `most`."""
    wanted = [
        *((part, NAME, Weight.SEMI_BOLD, tint) for part in _wrapped(name, measure, most)),
        *((note, NOTE, Weight.REGULAR, Tint.INK2) for note in notes),
    ]
    rows, width, cut = [], 0.0, False
    for text, size, weight, colour in wanted:
        fitting = fit(text, size, weight, measure, most)
        cut = cut or fitting != clean_line(text)[0]
        width = max(width, measure.width(fitting, size, weight))
        rows.append(Row(fitting, size, weight, colour))
    return Block(tuple(rows), width, cut)


def _wrapped(name: str, measure: TextMeasure, most: float) -> tuple[str, ...]:
    """Return a long name as two lines, where it has words enough; what is too wide is cut later."""
    words = clean_line(name)[0][:_LONGEST].split(" ")
    if measure.width(" ".join(words), NAME, Weight.SEMI_BOLD) <= most:
        return (name,)
    first = words[:1]
    for word in words[1:]:
        if measure.width(" ".join([*first, word]), NAME, Weight.SEMI_BOLD) > most:
            break
        first.append(word)
    rest = clean_line(name)[0].split(" ")[len(first) :]
    return (" ".join(first), " ".join(rest)) if rest else (name,)


def fit(text: str, size: float, weight: Weight, measure: TextMeasure, most: float) -> str:
    """Return the words, cut with an ellipsis where they are wider than `most`."""
    whole = clean_line(text)[0]
    if len(whole) <= _LONGEST and measure.width(whole, size, weight) <= most:
        return whole
    few, many = 1, min(len(whole), _LONGEST)
    while few < many:
        middle = (few + many + 1) // 2
        if measure.width(whole[:middle].rstrip() + _MORE, size, weight) <= most:
            few = middle
        else:
            many = middle - 1
    return whole[:few].rstrip() + _MORE
