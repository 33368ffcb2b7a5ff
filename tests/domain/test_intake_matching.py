"""Two who may be one person share a point at which they are compared."""

import pytest

from pbi_desktop.domain.intake_matching import meeting_points


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ann write", "ann wright"),
        ("nott ben", "ben knott"),
        ("jaspal dhillon", "jaspal dilan"),
        ("mohammed hussein", "muhamad husain"),
        ("siobhan oneill", "shivaun oneal"),
    ],
)
def test_names_of_one_sound_meet_whatever_their_order_and_spelling(one: str, other: str) -> None:
    assert set(meeting_points(one, None, (), ())) & set(meeting_points(other, None, (), ()))


def test_two_who_share_one_name_alone_do_not_meet() -> None:
    one, other = (set(meeting_points(name, None, (), ())) for name in ("ann bell", "ann stone"))
    assert not one & other
