"""How common names are: each name is judged once."""

from collections import Counter

from pbi_desktop.domain.name_commonness import TIERS


def test_no_name_stands_in_two_tiers_or_twice_in_one() -> None:
    count = Counter(name for _share, names in TIERS for name in names.split())
    assert [name for name, times in count.items() if times > 1] == []


def test_the_tiers_go_from_the_commonest_names_to_the_rarer_ones() -> None:
    shares = [share for share, _names in TIERS]
    assert shares == sorted(set(shares), reverse=True)
