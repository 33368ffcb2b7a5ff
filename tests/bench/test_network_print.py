"""The bench of paper beside the screen: three sizes of family, each within its target."""

from pbi_desktop.bench.network_print import distance, print_lines, scene_of


def test_paper_shows_what_the_screen_shows() -> None:
    mean, off = print_lines(1)
    assert len(mean[2]) == len(off[2]) == 3
    assert max(mean[2]) <= mean[3]
    assert max(off[2]) <= off[3]


def test_full_pictures_are_not_folded_and_say_more_than_plain_ones() -> None:
    plain, full = scene_of(5, 4), scene_of(22, 12)
    assert (len(plain.spots), len(full.spots)) == (9, 34)
    assert distance(plain)[0] > 0
