"""The index of names finds whoever is alike by letters, and nobody else."""

from uuid import UUID, uuid4

from hypothesis import example, given
from hypothesis import strategies as st

from pbi_desktop.analysis.matching import LIKE_A_NAME, name_likeness
from pbi_desktop.analysis.name_index import NameIndex

WORDS = st.text(alphabet="abhkmns", min_size=1, max_size=9)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


@given(st.lists(NAMES, max_size=20), NAMES)
@example(["babh"], "baha")
def test_the_index_finds_every_name_that_is_alike_and_no_other(names: list[str], said: str) -> None:
    people = {uuid4(): name for name in names}
    alike = NameIndex(people.items()).alike(said)
    likeness = {key: name_likeness(said, name) for key, name in people.items()}
    assert alike == {key: much for key, much in likeness.items() if much >= LIKE_A_NAME}


def test_the_best_of_ones_names_is_kept_in_the_index() -> None:
    key = UUID(int=1)
    assert NameIndex([(key, "aktar"), (key, "akhtar")]).alike("akhtar") == {key: 1.0}
