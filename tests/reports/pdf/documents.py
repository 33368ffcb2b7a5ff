"""Documents to set on pages: one of every block, and any that Hypothesis likes."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import strategies as st

from pbi_desktop.domain.documents import (
    Block,
    Document,
    DocumentMarking,
    Figure,
    Heading,
    KeyValues,
    Link,
    ListBlock,
    Notice,
    NoticeKind,
    Para,
    Protection,
    Said,
    Table,
    Text,
    Tone,
)
from pbi_desktop.domain.scene import (
    Align,
    Box,
    Icon,
    Mark,
    Pattern,
    Scene,
    Shape,
    Tint,
    Words,
    ellipse,
    polyline,
    rectangle,
)
from pbi_desktop.domain.text import clean_text
from tests.reports.samples import MADE_AT, URDU_NAME

BENGALI_NAME = "\u09b0\u09b9\u09bf\u09ae\u09be \u09ac\u09c7\u0997\u09ae"
LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff" * 9
MARKING = DocumentMarking(
    Protection.OFFICIAL_SENSITIVE, "For the team only.", "Leah Ogden", MADE_AT, URDU_NAME, 3
)
PICTURE = Scene(
    300,
    120,
    (
        Shape(rectangle(Box(10, 10, 80, 60), 6), Tint.COPING, pattern=Pattern.DOTS),
        Shape(rectangle(Box(100, 10, 80, 60)), Tint.CRISIS, pattern=Pattern.CROSS_HATCH),
        Shape(rectangle(Box(190, 10, 80, 60)), Tint.NOT_COPING, pattern=Pattern.DIAGONAL),
        Shape(ellipse(Box(40, 30, 180, 70)), Tint.ADAPTED, Tint.INK, opacity=0.4),
        Shape(polyline(((0, 110), (290, 110))), None, Tint.INK, 2, (4, 2)),
        Icon("arrow-down", 250, 90, 24),
        Words(150, 60, "Leah Ogden", halo=Tint.SURFACE, align=Align.MIDDLE),
        Words(150, 80, URDU_NAME, align=Align.END),
    ),
)


def document(*blocks: Block, title: Text = ("A report",), language: str = "en-GB") -> Document:
    return Document(title, MARKING, blocks, language)


def a_table(rows: int, cell: str = "Sees nobody all week") -> Table:
    return Table(
        "Every case",
        ("Reference", "What is needed", "Pounds"),
        tuple(((Said(f"K{row:04d}"),), (Said(cell),), (f"{row:,}",)) for row in range(rows)),
        frozenset({2}),
    )


def squeezed(words: str) -> str:
    """Return words without blanks and line ends, which the text layer has in other places."""
    return "".join(clean_text(words)[0].split())


def everything(value: object) -> Iterator[str]:
    """Yield every text that a document shows."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from everything(item)
    elif is_dataclass(value) and not isinstance(value, Scene):
        hidden = {"anchor", "language", "tone", "kind", "marking", "alt"}
        for field in fields(value):
            if field.name not in hidden:
                yield from everything(getattr(value, field.name))


EVERY_BLOCK: dict[str, Block] = {
    "heading": Heading(2, ("How to reach ", Said(URDU_NAME), " safely"), "reach"),
    "plain": Para(("Ask ", Said("Leah Ogden"), " first. See ", Link("how", "reach"), ".")),
    "lead": Para(("40 of 50 cases: 80%.",), Tone.LEAD),
    "own words": Para((Said(f"{BENGALI_NAME}\nand a second line"),), Tone.OWN_WORDS),
    "small": Para(("Counted on 1 May.",), Tone.SMALL),
    "list": ListBlock((("One",), (Said(URDU_NAME),), (Said(LONG_NAME),))),
    "numbered list": ListBlock(tuple((f"Step {step}",) for step in range(12)), ordered=True),
    "table": a_table(3),
    "names": KeyValues((("Name", (Said(URDU_NAME),)), ("Lives at", (Said("two\nlines"),)))),
    "short names": KeyValues(tuple((f"Name {at}", (f"value {at}",)) for at in range(5))),
    "notice": Notice("Not known to be safe", ("Do not call.",), NoticeKind.WARNING),
    "picture": Figure("A line and three boxes", PICTURE, "How it stands", a_table(2)),
}

_letters = st.sampled_from(
    ["Leah", " ", "\n", "a", "-", LONG_NAME, URDU_NAME, BENGALI_NAME, "\u65e5", "\u202e", ""]
)
_said = st.lists(_letters, max_size=5).map("".join)
_pieces = st.one_of(_said, _said.map(Said), st.builds(Link, _said, st.sampled_from(["x", "y"])))
_text: st.SearchStrategy[Text] = st.lists(_pieces, max_size=3).map(tuple)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(1, 5))
    row = st.tuples(*[_text] * columns)
    header = tuple(draw(_said) for _ in range(columns))
    rows = draw(st.lists(row, max_size=3))
    figures = draw(st.frozensets(st.integers(0, 4), max_size=2))
    return Table(draw(_said), header, tuple(rows), figures)


_mark: st.SearchStrategy[Mark] = st.sampled_from(PICTURE.marks)
_figures = st.builds(
    Figure,
    st.just("A picture"),
    st.builds(
        Scene,
        st.sampled_from([0.0, 10.0, 3000.0]),
        st.sampled_from([0.0, 10.0, 3000.0]),
        st.lists(_mark, max_size=3).map(tuple),
    ),
    _said,
    st.none() | _tables(),
)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(2, 6), _text, st.sampled_from(["", "x"])),
    st.builds(Para, _text, st.sampled_from(Tone)),
    st.builds(ListBlock, st.lists(_text, max_size=3).map(tuple), st.booleans()),
    st.builds(KeyValues, st.lists(st.tuples(_said, _text), max_size=5).map(tuple)),
    st.builds(Notice, _said, _text, st.sampled_from(NoticeKind)),
    _tables(),
    _figures,
)
documents: st.SearchStrategy[Document] = st.builds(
    Document,
    _text,
    st.builds(
        DocumentMarking,
        st.sampled_from(Protection),
        _said,
        _said,
        st.just(MADE_AT),
        _said,
        st.none() | st.integers(1, 99),
    ),
    st.lists(blocks, max_size=4).map(tuple),
)
