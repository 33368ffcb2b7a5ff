"""What one screen hands another comes through whole, whatever was said."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.ui.kit.carrying import carried, carry
from pbi_desktop.ui.shell.entries import ScreenEntry, find_entry

WORDS = st.text(max_size=30) | st.sampled_from(["9/4/91", "100%41", "a?b#c&d", "../x", "\ud800"])


def nowhere(_navigator: object) -> object:
    raise AssertionError("nothing is opened here")


DOOR = ScreenEntry("front-door", "Front door", "door-open", 2, nowhere)  # type: ignore[arg-type]


@settings(max_examples=60)
@given(st.dictionaries(WORDS, WORDS, max_size=6))
def test_every_field_survives_the_way_through_an_address(fields: dict[str, str]) -> None:
    found = find_entry([DOOR], f"front-door/told/{carry(fields)}")
    assert found is not None
    _entry, (told, part) = found
    assert told == "told"
    assert carried(part) == fields


@settings(max_examples=40)
@given(st.text(max_size=30) | st.sampled_from(["[]", "1", '{"a": 1}', '{"a": null}', "{"]))
def test_what_carries_nothing_is_no_field(part: str) -> None:
    assert all(isinstance(said, str) for said in carried(part).values())
