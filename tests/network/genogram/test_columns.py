"""Places nearest to the wanted ones that keep all gaps."""

from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.network.genogram.columns import nearest

_wishes = st.lists(
    st.tuples(st.floats(-500, 500), st.sampled_from([0.2, 1.0]), st.floats(0, 100)),
    min_size=1,
    max_size=6,
)


def cost(places: list[float], wishes: list[tuple[float, float, float]]) -> float:
    return sum(w * (x - t) ** 2 for x, (t, w, _) in zip(places, wishes, strict=True))


def test_places_with_room_stay_where_they_are() -> None:
    assert nearest([0, 100], [1, 1], [50]) == [0, 100]


def test_places_without_room_give_way_alike() -> None:
    assert nearest([0, 0], [1, 1], [50]) == [-25, 25]


@given(_wishes)
def test_gaps_are_always_kept(wishes: list[tuple[float, float, float]]) -> None:
    gaps = [gap for _, _, gap in wishes[1:]]
    places = nearest([t for t, _, _ in wishes], [w for _, w, _ in wishes], gaps)
    steps = zip(places, places[1:], gaps, strict=False)
    assert all(right - left >= gap - 1e-6 for left, right, gap in steps)


@given(_wishes, st.data())
def test_no_other_places_that_keep_the_gaps_are_nearer(
    wishes: list[tuple[float, float, float]], data: st.DataObject
) -> None:
    gaps = [gap for _, _, gap in wishes[1:]]
    places = nearest([t for t, _, _ in wishes], [w for _, w, _ in wishes], gaps)
    other = [data.draw(st.floats(-700, 700))]
    for gap in gaps:
        other.append(other[-1] + gap + data.draw(st.floats(0, 300)))
    assert cost(places, wishes) <= cost(other, wishes) + 1e-3
