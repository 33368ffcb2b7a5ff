"""Strips stand on pages in their order, kept together where they can be, and none is lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.reports.pdf.canvas import TaggedCanvas
from pbi_desktop.reports.pdf.flow import Strip, set_on_pages

HEIGHT = 100.0


def nothing(_canvas: TaggedCanvas, _top: float) -> None:
    """Draw nothing: only the heights matter here."""


def strip(height: float, gap: float = 0.0, *, keep: bool = False) -> Strip:
    return Strip(height, nothing, gap, keep=keep)


strips = st.lists(
    st.builds(strip, st.floats(1, 150), st.floats(0, 20), keep=st.booleans()), max_size=20
)


def test_what_belongs_together_goes_to_the_next_page_together() -> None:
    heading, line = strip(20, keep=True), strip(20)
    pages = set_on_pages([strip(70), heading, line], HEIGHT)
    assert [[placed.strip.height for placed in page] for page in pages] == [[70], [20, 20]]


def test_a_gap_is_left_out_at_the_top_of_a_page() -> None:
    pages = set_on_pages([strip(90), strip(20, gap=15)], HEIGHT)
    assert pages[1][0].top == 0


def test_the_header_of_a_table_stands_again_on_each_page_that_its_rows_begin() -> None:
    header = strip(10)
    rows = [Strip(40, nothing, repeat=header) for _ in range(5)]
    pages = set_on_pages([header, *rows], HEIGHT)
    assert [[placed.strip.height for placed in page] for page in pages] == [
        [10, 40, 40],
        [10, 40, 40],
        [10, 40],
    ]


def test_nothing_is_one_empty_page() -> None:
    assert set_on_pages([], HEIGHT) == ((),)


@given(strips)
def test_no_strip_is_ever_lost_moved_or_set_over_another(given_strips: list[Strip]) -> None:
    pages = set_on_pages(given_strips, HEIGHT)
    placed = [one for page in pages for one in page]
    assert [one.strip for one in placed] == given_strips
    for page in pages:
        for above, below in pairwise(page):
            assert above.top + above.strip.height <= below.top + 1e-9
        last = page[-1:]
        assert all(one.top + one.strip.height <= HEIGHT + 1e-9 or one.top == 0 for one in last)
