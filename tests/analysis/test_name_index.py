"""Names at hand: each that is meant is found, however it is misspelt, and no other slip away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from pbi_desktop.analysis.name_index import NameIndex
from pbi_desktop.domain.name_lore import canonical
from pbi_desktop.domain.name_sounds import sound

words = st.text(alphabet="abcdnst", min_size=1, max_size=8)
heard = st.lists(
    st.sampled_from(["kn", "n", "wr", "r", "gh", "t", "d", "dh", "a", "e", "i", "ll", "l", "on"]),
    min_size=2,
    max_size=5,
).map("".join)
keys = st.lists(st.lists(words, min_size=1, max_size=2).map(" ".join), max_size=20)


@given(keys, words)
def test_every_name_one_or_two_slips_away_is_found_and_no_other(
    names: list[str], said: str
) -> None:
    index = NameIndex(names)
    for edits, shortest in ((1, 3), (2, 6)):
        whole = {
            key
            for name in names
            for word in name.split()
            if OSA.distance(said, word) == edits and len(said) >= shortest
            for key in (word, *(other for other in names if word in other.split()))
        }
        assert index.alike(said, edits) == whole


@given(keys, words)
def test_the_name_itself_is_always_found_by_each_of_its_words(names: list[str], said: str) -> None:
    index = NameIndex()
    index.add(names[:3])
    index.add(names)
    assert said in index.same(said)
    for name in names:
        for word in name.split():
            assert name in index.same(word)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ("mohammed", "mohd"),
        ("akhtar", "aktar"),
        ("elizabeth", "liz"),
        ("bill", "william"),
        ("shaun", "sean"),
        ("wright", "write"),
        ("knott", "nott"),
        ("knighton", "naiton"),
        ("dilan", "dhillon"),
        ("smith jones", "jones"),
    ],
)
def test_another_spelling_a_short_name_a_sound_or_half_a_name_is_the_same(
    held: str, said: str
) -> None:
    assert held in NameIndex([held, "zuleika"]).same(said)
    assert "zuleika" not in NameIndex([held, "zuleika"]).same(said)


@given(st.lists(heard, min_size=1, max_size=12), heard)
def test_whoever_a_match_takes_for_the_name_by_its_sound_is_found(
    names: list[str], said: str
) -> None:
    alike = {
        name
        for name in names
        if len(sound(canonical(name))) > 1
        and sound(canonical(name)) == sound(canonical(said))
        and OSA.normalized_similarity(canonical(name), canonical(said)) >= 0.5
    }
    assert alike <= NameIndex(names).same(said)


@given(st.text(max_size=80))
def test_any_text_can_be_asked_for(said: str) -> None:
    index = NameIndex(["akhtar", "o dowd", "𐐀𐐁"])
    assert index.same(said) is not None
    assert index.alike(said, 1) | index.alike(said, 2) <= {"akhtar", "o", "dowd", "o dowd", "𐐀𐐁"}
