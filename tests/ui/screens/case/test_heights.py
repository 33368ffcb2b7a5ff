"""Where rows of guessed height stand: nothing that is read jumps when they are measured."""

from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.ui.screens.case.story.heights import Heights

rows = st.lists(st.tuples(st.integers(1, 90), st.integers(1, 90)), min_size=1, max_size=30)


def guessed(pairs: list[tuple[int, int]]) -> Heights:
    heights = Heights()
    heights.begin(guess for guess, _tall in pairs)
    return heights


@given(rows, st.integers(0, 3000), st.integers(1, 200))
def test_what_is_in_sight_is_measured_and_the_top_row_keeps_its_lower_edge(
    pairs: list[tuple[int, int]], place: int, room: int
) -> None:
    heights = guessed(pairs)
    place = min(place, max(0, heights.total - room))
    row = heights.row_at(place)
    below = heights.end(row) - place
    asked: list[int] = []

    def measured(at: int) -> int:
        asked.append(at)
        return pairs[at][1]

    shown = heights.show_from(place, room, measured)
    assert 0 <= shown <= max(0, heights.total - room)
    assert len(asked) == len(set(asked)), "no row is measured twice"
    if place == 0:
        assert shown == 0
    elif shown < heights.total - room:  # not held by the end of the list
        assert heights.end(row) - shown == min(below, pairs[row][1])
    first, last = heights.row_at(shown), heights.row_at(shown + room - 1)
    for at in range(max(first, row), last + 1):
        assert heights.tall(at) == pairs[at][1]


@given(rows, st.data(), st.integers(1, 200))
def test_a_row_is_shown_last_with_nothing_below_it_in_sight(
    pairs: list[tuple[int, int]], data: st.DataObject, room: int
) -> None:
    heights = guessed(pairs)
    row = data.draw(st.integers(0, len(pairs) - 1))
    place = heights.show_until(row, room, lambda at: pairs[at][1])
    assert heights.end(row) - place <= room or place == 0 or pairs[row][1] > room
    assert heights.total == sum(heights.tall(at) for at in range(heights.count))
    assert all(heights.row_at(heights.top(at)) == at for at in range(heights.count))


def test_no_rows_stand_nowhere() -> None:
    heights = Heights()
    assert (heights.total, heights.row_at(0), heights.show_from(0, 10, lambda _at: 1)) == (0, -1, 0)
