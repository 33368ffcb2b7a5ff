"""How cases moved: bands from the stage at the start to the stage at closing.

Where at least half of the cases were also rated half a year on, that is a column between.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pbi_desktop.domain.documents import Figure, Table
from pbi_desktop.domain.outcomes import OutcomesResult
from pbi_desktop.domain.scene import (
    Align,
    Box,
    Close,
    Curve,
    Line,
    Mark,
    Move,
    Scene,
    Shape,
    Spot,
    TextMeasure,
    Tint,
    Weight,
    Words,
    rectangle,
)
from pbi_desktop.domain.stages import LABELS, Stage
from pbi_desktop.reports.charts.lettering import apart, lines_of
from pbi_desktop.reports.charts.stages import PATTERNS, TINTS, stage_marks
from pbi_desktop.reports.phrases import how_many, say_count

HEADINGS = {"start": "At the start", "middle": "Half a year on", "end": "When closed"}
_NUMBER, _WORD, _HEAD = 15.0, 12.0, 12.0
_SHAPE, _BAR, _NODE_GAP, _LABEL_ROOM = 12.0, 15.0, 12.0, 34.0
_TOP, _TALL = 30.0, 180.0
_THIN_BAND, _THIN_BAR = 1.2, 2.0
_BAND_OPACITY = 0.32


@dataclass(frozen=True)
class Way:
    """Cases that were at the same stage in each column; None is hidden."""

    stages: tuple[Stage, ...]
    cases: int | None


@dataclass
class _Node:
    """One stage in one column: how tall its bar is and where, and how far bands have filled it."""

    stage: Stage
    cases: int = 0
    hidden: bool = False
    into: float = 0.0
    out: float = 0.0
    top: float = 0.0
    filled_in: float = 0.0
    filled_out: float = 0.0

    @property
    def tall(self) -> float:
        """The height of the bar; nothing where all that it holds is hidden."""
        return max(self.into, self.out, _THIN_BAR) if self.cases else 0.0

    @property
    def middle(self) -> float:
        """The middle of the bar."""
        return self.top + self.tall / 2


@dataclass
class _Layout:
    """Columns of nodes and the bands between them."""

    columns: list[dict[Stage, _Node]]
    bars_at: list[float]
    bands: list[tuple[int, Stage, Stage, float]] = field(default_factory=list)


def sankey(result: OutcomesResult, measure: TextMeasure, width: float = 560.0) -> Figure | None:
    """Return the bands, or nothing where no closed case was rated at both ends."""
    ways, columns = _ways(result)
    if all(way.cases == 0 for way in ways):
        return None
    return Figure(
        alt=_alt(ways, columns),
        scene=_scene(ways, columns, measure, width),
        caption=_caption(result, ways, columns),
        table=_table(ways, columns),
    )


def has_middle(result: OutcomesResult) -> bool:
    """Say whether the records carry a column between: half of the cases or more have it."""
    both = sum(count or 0 for row in result.transitions.counts for count in row)
    routed = sum(route.cases for route in result.routes)
    return bool(routed) and 2 * routed >= both


def _ways(result: OutcomesResult) -> tuple[tuple[Way, ...], tuple[str, ...]]:
    """Return the ways and the names of their columns: two, or three where the records have them."""
    moves = result.transitions
    ends = tuple(
        Way((start, end), count)
        for start, row in zip(moves.states, moves.counts, strict=True)
        for end, count in zip(moves.states, row, strict=True)
    )
    if has_middle(result):
        return tuple(Way((one.start, one.middle, one.end), one.cases) for one in result.routes), (
            "start",
            "middle",
            "end",
        )
    return ends, ("start", "end")


def _caption(result: OutcomesResult, ways: Sequence[Way], columns: tuple[str, ...]) -> str:
    drawn = sum(way.cases or 0 for way in ways)
    note = "Bands take the colour of the stage moved to."
    if any(way.cases is None for way in ways):
        return f"Closed cases rated at both ends. Hidden numbers are not drawn. {note}"
    if len(columns) == 2:
        return f"{how_many(drawn, 'closed case')} rated at both ends. {note}"
    both = sum(count or 0 for row in result.transitions.counts for count in row)
    rest = f"{both - drawn:,} more, not rated half a year on, are not drawn. "
    return (
        f"{how_many(drawn, 'closed case')} with all three ratings. "
        f"{rest if both > drawn else ''}{note}"
    )


def _alt(ways: Sequence[Way], columns: tuple[str, ...]) -> str:
    told = "; ".join(
        f"{' to '.join(LABELS[stage] for stage in way.stages)}: {way.cases:,}"
        for way in ways
        if way.cases
    )
    names = ", ".join(HEADINGS[column].lower() for column in columns)
    hidden = " Small numbers are hidden." if any(way.cases is None for way in ways) else ""
    said = f" Cases by their stages {names}: {told}." if told else ""
    return f"Bands that show how closed cases moved between stages.{said}{hidden}"


def _table(ways: Sequence[Way], columns: tuple[str, ...]) -> Table:
    rows = tuple(
        (*((LABELS[stage],) for stage in way.stages), (say_count(way.cases),))
        for way in ways
        if way.cases != 0
    )
    header = (*(HEADINGS[column] for column in columns), "Cases")
    return Table("How cases moved, way by way", header, rows, frozenset({len(columns)}))


# --- layout --------------------------------------------------------------------------------------


def _scene(
    ways: Sequence[Way], columns: tuple[str, ...], measure: TextMeasure, width: float
) -> Scene:
    side = 14 + max(
        measure.width(word, _WORD, Weight.SEMI_BOLD)
        for word in (*LABELS.values(), *HEADINGS.values())
    )
    made = _arranged(ways, columns, width, side)
    bottom = max(node.top + node.tall for column in made.columns for node in column.values())
    marks: list[Mark] = _headings(columns, made, measure)
    marks += [_band(made, *band) for band in made.bands]
    labels: list[Mark] = []
    spots: list[Spot] = []
    lowest = bottom
    for at, (name, column) in enumerate(zip(columns, made.columns, strict=True)):
        placed = _label_middles(column, bottom)
        lowest = max(lowest, *(y + _LABEL_ROOM / 2 for y in placed.values()))
        for node in column.values():
            marks += _bar(node, made.bars_at[at])
            labels += _label(node, placed[node.stage], made.bars_at[at], name, measure)
            spots.append(_spot(node, name, made.bars_at[at]))
    return Scene(width, lowest + 8, (*marks, *labels), tuple(spots))


def _arranged(ways: Sequence[Way], columns: tuple[str, ...], width: float, side: float) -> _Layout:
    total = sum(way.cases or 0 for way in ways)
    scale = _TALL / total if total else 0.0
    nodes: list[dict[Stage, _Node]] = [{} for _ in columns]
    flows = _flows(ways)
    for way in ways:
        for at, stage in enumerate(way.stages):
            if way.cases != 0:
                node = nodes[at].setdefault(stage, _Node(stage))
                node.cases += way.cases or 0
                node.hidden = node.hidden or way.cases is None
    bands = []
    # The highest stage lies on top, so that a band that rises is a case that got better.
    for (at, start, end), count in sorted(flows.items(), key=lambda one: _top_first(one[0])):
        wide = max(_THIN_BAND, count * scale)
        nodes[at][start].out += wide
        nodes[at + 1][end].into += wide
        bands.append((at, start, end, wide))
    step = (width - 2 * side - _BAR) / (len(columns) - 1)
    made = _Layout([_stacked(one) for one in nodes], [side + at * step for at in range(len(nodes))])
    made.bands = bands
    return made


def _flows(ways: Iterable[Way]) -> dict[tuple[int, Stage, Stage], int]:
    flows: defaultdict[tuple[int, Stage, Stage], int] = defaultdict(int)
    for way in ways:
        for at, (start, end) in enumerate(zip(way.stages, way.stages[1:], strict=False)):
            if way.cases:
                flows[at, start, end] += way.cases
    return flows


def _top_first(band: tuple[int, Stage, Stage]) -> tuple[int, int, int]:
    at, start, end = band
    return at, -start, -end


def _stacked(column: dict[Stage, _Node]) -> dict[Stage, _Node]:
    y = _TOP
    for stage in sorted(column, reverse=True):
        column[stage].top = y
        y += column[stage].tall + _NODE_GAP
    return {stage: column[stage] for stage in sorted(column, reverse=True)}


def _label_middles(column: dict[Stage, _Node], bottom: float) -> dict[Stage, float]:
    middles = [node.middle for node in column.values()]
    first = _TOP + _LABEL_ROOM / 2 - 8
    placed = apart(middles, _LABEL_ROOM, first, max(bottom, _TOP + _TALL))
    return dict(zip(column, placed, strict=True))


# --- drawing -------------------------------------------------------------------------------------


def _headings(columns: tuple[str, ...], made: _Layout, measure: TextMeasure) -> list[Mark]:
    found: list[Mark] = []
    aligns = {"start": Align.END, "middle": Align.MIDDLE, "end": Align.START}
    shifts = {"start": _BAR, "middle": _BAR / 2, "end": 0.0}
    for name, at in zip(columns, made.bars_at, strict=True):
        x = at + shifts[name]
        words = lines_of(HEADINGS[name], 140, _HEAD, measure, Weight.SEMI_BOLD)[0]
        found.append(Words(x, 14, words, _HEAD, Tint.INK2, Weight.SEMI_BOLD, aligns[name]))
    return found


def _band(made: _Layout, at: int, start: Stage, end: Stage, wide: float) -> Shape:
    left, right = made.columns[at][start], made.columns[at + 1][end]
    x0, x1 = made.bars_at[at] + _BAR, made.bars_at[at + 1]
    y0, y1 = left.top + left.filled_out, right.top + right.filled_in
    left.filled_out += wide
    right.filled_in += wide
    half = (x0 + x1) / 2
    steps = (
        Move(x0, y0),
        Curve(half, y0, half, y1, x1, y1),
        Line(x1, y1 + wide),
        Curve(half, y1 + wide, half, y0 + wide, x0, y0 + wide),
        Close(),
    )
    # A thin band in a pale colour would vanish: it is drawn full.
    opacity = _BAND_OPACITY if wide > 2 * _THIN_BAND else 0.8
    return Shape(steps, fill=TINTS[end], opacity=opacity)


def _bar(node: _Node, x: float) -> list[Mark]:
    if not node.cases:
        return []
    box = Box(x, node.top, _BAR, node.tall)
    return [Shape(rectangle(box), fill=TINTS[node.stage], pattern=PATTERNS[node.stage])]


def _said(node: _Node) -> str:
    if not node.cases:
        return "hidden"
    return f"{node.cases:,} shown" if node.hidden else f"{node.cases:,}"


def _label(node: _Node, y: float, x: float, column: str, measure: TextMeasure) -> list[Mark]:
    said = _said(node)
    if column == "middle":
        return [
            Words(x + _BAR + 5, node.middle + 5, said, 13, weight=Weight.BOLD, halo=Tint.SURFACE)
        ]
    wide = measure.width(said, _NUMBER, Weight.BOLD)
    word, tint = LABELS[node.stage], TINTS[node.stage]
    if column == "start":
        at, align, shape_at = x - 8, Align.END, x - 8 - wide - 5 - _SHAPE
    else:
        at, align, shape_at = x + _BAR + 8, Align.START, x + _BAR + 8
    number_at = at if column == "start" else at + _SHAPE + 5
    return [
        *stage_marks(node.stage, Box(shape_at, y - 13, _SHAPE, _SHAPE)),
        Words(number_at, y - 2, said, _NUMBER, weight=Weight.BOLD, align=align),
        Words(at, y + 13, word, _WORD, tint, Weight.SEMI_BOLD, align),
    ]


def _spot(node: _Node, column: str, x: float) -> Spot:
    cases = "A hidden number of cases" if not node.cases else how_many(node.cases, "case")
    more = " and a hidden number more" if node.cases and node.hidden else ""
    said = f"{HEADINGS[column]}, {LABELS[node.stage]}: {cases}{more}"
    box = Box(x - 4, node.top - 2, _BAR + 8, max(node.tall, _THIN_BAR) + 4)
    return Spot(f"{column}:{int(node.stage)}", box, said)
