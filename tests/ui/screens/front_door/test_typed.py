"""What is typed at the front door is kept whole, carried over, and asked about with care."""

import dataclasses
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import SiteId
from pbi_desktop.services.front_door_rows import REASONS, Evidence, SiteChoice, Told, Verdict
from pbi_desktop.ui.kit.evidence_words import says_weight
from pbi_desktop.ui.screens.front_door.carried import arrival, split_name, split_street
from pbi_desktop.ui.screens.front_door.typed import NewPerson, Typed, from_text, to_text
from pbi_desktop.ui.screens.front_door.words import question

TEXT = st.text(max_size=40)
TOLD = st.builds(Told, TEXT, TEXT, TEXT, TEXT)
NEW = st.builds(
    NewPerson,
    given_name=TEXT,
    family_name=TEXT,
    not_given=st.booleans(),
    street=TEXT,
    postcode=TEXT,
    gender=st.sampled_from([gender.value for gender in Gender]),
    language=TEXT,
    interpreter=TEXT,
    site=TEXT,
)
REASON_SETS = st.sets(st.sampled_from(REASONS)).map(
    lambda some: tuple(r for r in REASONS if r in some)
)
TYPED = st.builds(Typed, TOLD, REASON_SETS, TEXT, st.none() | NEW)


@given(TYPED)
def test_a_draft_comes_back_as_it_was(typed: Typed) -> None:
    assert from_text(to_text(typed)) == typed


@given(st.text(max_size=60) | st.sampled_from(["[]", "{}", '{"told": 1}', '{"new": []}', "null"]))
def test_a_draft_that_is_none_of_ours_is_no_draft(text: str) -> None:
    assert isinstance(from_text(text), Typed)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Lo", "Zs"]), max_size=40))
def test_no_part_of_a_name_is_lost(name: str) -> None:
    given_name, family_name = split_name(name)
    assert f"{given_name} {family_name}".casefold().split() == name.casefold().split()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("shabana akhtar", ("Shabana", "Akhtar")),
        ("mary-jane de souza", ("Mary-Jane De", "Souza")),
        ("Ana de Souza", ("Ana de", "Souza")),
        ("kofi", ("Kofi", "")),
        ("", ("", "")),
    ],
)
def test_a_name_is_split_at_its_last_word(typed: str, name: tuple[str, str]) -> None:
    assert split_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "street"),
    [
        ("14 alderbank rd ol9 7ab", ("14 alderbank rd", "OL9 7AB")),
        ("OL97AB", ("", "OL9 7AB")),
        ("behind the mill", ("behind the mill", "")),
        ("", ("", "")),
    ],
)
def test_a_postcode_is_taken_from_the_end_of_a_street(typed: str, street: tuple[str, str]) -> None:
    assert split_street(typed) == street


def test_an_arrival_needs_a_name_or_that_none_is_given() -> None:
    site = SiteChoice(SiteId(uuid4()), "Holts")
    new = NewPerson(site=str(site.id))
    with pytest.raises(Invalid) as refused:
        arrival(Typed(new=new), (site,))
    assert "given_name" in refused.value.fields
    unnamed = dataclasses.replace(new, given_name="typed before", not_given=True)
    assert arrival(Typed(new=unnamed), (site,)).given_name == ""


def test_an_arrival_needs_a_site_where_the_worker_may_open_a_case() -> None:
    with pytest.raises(Invalid) as refused:
        arrival(Typed(new=NewPerson(given_name="Ann", site=str(uuid4()))), ())
    assert "site" in refused.value.fields


LINES = st.tuples(
    *(
        st.builds(
            Evidence,
            st.just(field),
            TEXT,
            st.just(""),
            st.sampled_from(list(Verdict)),
            st.sampled_from(["agrees", "the year agrees", "differs", "day and month swapped"]),
            st.floats(-9, 9),
        )
        for field in ("name", "born", "street", "phone")
    )
)


@given(LINES)
def test_the_question_never_asks_for_a_school_or_an_earlier_address(
    lines: tuple[Evidence, ...],
) -> None:
    asked = question(lines)
    words = f"{asked.ask} {asked.how}".lower()
    assert asked.ask.endswith(("?", "do."))
    for risky in ("school", "before you", "last street", "earlier", "previous", "used to"):
        assert risky not in words


@given(LINES)
def test_the_question_gives_nothing_away(lines: tuple[Evidence, ...]) -> None:
    """What is asked depends on what was compared, never on what is held."""
    secret = tuple(dataclasses.replace(line, held="4 September 1991") for line in lines)
    assert question(secret) == question(lines)


@given(st.floats(-20, 20))
def test_every_weight_has_words_and_its_side_is_said(weight: float) -> None:
    said = says_weight(weight)
    assert ("gainst" in said) == (weight < 0)
