"""A document cannot be made wrong: no picture without words, no ragged table, one title."""

import pytest

from pbi_desktop.domain.documents import (
    Figure,
    Heading,
    Link,
    Protection,
    Said,
    Table,
    plain,
    words,
)
from pbi_desktop.domain.scene import Scene


@pytest.mark.parametrize("alt", ["", "  \n"])
def test_a_picture_without_words_cannot_be_made(alt: str) -> None:
    with pytest.raises(ValueError, match="what it shows"):
        Figure(alt, Scene(10, 10, ()))


def test_a_table_with_a_missing_cell_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="a cell for every column"):
        Table("Caption", ("a", "b"), ((("1",),),))


@pytest.mark.parametrize("level", [0, 1, 7])
def test_a_heading_is_below_the_title(level: int) -> None:
    with pytest.raises(ValueError, match="level"):
        Heading(level, ("Title",))


def test_nothing_higher_than_official_sensitive_is_ever_offered() -> None:
    assert [one.value for one in Protection] == ["OFFICIAL", "OFFICIAL-SENSITIVE"]


def test_a_text_can_be_had_without_its_structure() -> None:
    assert plain(words("See ", Link("risks", "r"), " of ", Said("Nasreen"))) == (
        "See risks of Nasreen"
    )
