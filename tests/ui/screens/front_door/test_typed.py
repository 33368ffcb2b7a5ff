"""What is typed at the front door is kept whole, carried over, and asked about with care."""

import dataclasses
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.approaches import SafeNow
from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.errors import Invalid
from pbi_desktop.domain.ids import SiteId
from pbi_desktop.domain.names import name_key
from pbi_desktop.services.approach_keeping import read_who
from pbi_desktop.services.front_door_rows import REASONS, Evidence, SiteChoice, Told, Verdict
from pbi_desktop.services.typed import Typed as Cleaned
from pbi_desktop.ui.kit.carrying import carry
from pbi_desktop.ui.kit.evidence_words import FIELDS, says_weight
from pbi_desktop.ui.screens.front_door.carried import (
    arrival,
    contact_facts,
    new_contact,
    split_name,
    split_street,
    told_of,
)
from pbi_desktop.ui.screens.front_door.how_came import says
from pbi_desktop.ui.screens.front_door.typed import (
    DONE,
    METHODS,
    NO,
    NOT_ASKED,
    URGENCIES,
    YES,
    HowCame,
    LeftForm,
    NewPerson,
    Typed,
    from_list,
    from_text,
    to_list,
    to_text,
)
from pbi_desktop.ui.screens.front_door.words import question

TEXT = st.text(max_size=40)
TOLD = st.builds(Told, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT)
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
HOW = st.builds(
    HowCame,
    method=st.sampled_from([method.value for method in METHODS]),
    urgency=st.sampled_from(URGENCIES),
    safe_now=st.sampled_from([safe.value for safe in SafeNow]),
    told_why=st.sampled_from([NOT_ASKED, YES, NO]),
    done=st.sets(st.sampled_from([done.value for done in DONE])).map(
        lambda some: tuple(done.value for done in DONE if done.value in some)
    ),
    done_words=TEXT,
)
NAMES = [("Anna", "van der Berg"), ("Rosa Mary", "Okafor"), ("", "Ng"), ("Kofi", "")]
NOT_SAME = st.lists(st.uuids().map(str), max_size=3).map(tuple)
LEFT = st.none() | st.builds(LeftForm, TOLD, NEW)
TYPED = st.builds(Typed, TOLD, REASON_SETS, TEXT, st.none() | NEW, HOW, NOT_SAME, LEFT)


@given(TYPED)
def test_a_draft_comes_back_as_it_was(typed: Typed) -> None:
    assert from_list(to_list((typed, typed))) == (typed, typed)
    assert from_text(to_text(typed)) == typed


@given(TYPED)
def test_nothing_that_was_not_asked_is_kept_as_an_answer(typed: Typed) -> None:
    facts = contact_facts(typed.how)
    assert (facts.safe_now is SafeNow.NOT_ASKED) == (typed.how.safe_now == NOT_ASKED)
    assert (facts.consent_told is None) == (typed.how.told_why == NOT_ASKED)
    assert facts.done == tuple(typed.how.done)
    words = says(typed.how)
    assert ("urgency" in words.partition("not asked")[0].split(" · ")[-1]) == (
        typed.how.urgency == NOT_ASKED
    )


@given(TYPED)
def test_what_is_typed_is_kept_of_a_contact_too(typed: Typed) -> None:
    site = SiteChoice(SiteId(uuid4()), "Holts")
    typed = dataclasses.replace(typed, new=None)
    contact = new_contact(typed, (site,), None)
    named = f"{contact.given_name} {contact.family_name}"
    assert named.casefold().split() == typed.told.name.casefold().split()
    assert (contact.born, contact.phone) == (typed.told.born, typed.told.phone)
    assert (contact.reasons, contact.words) == (typed.reasons, typed.words)
    assert contact.facts == contact_facts(typed.how)
    assert not contact.identity_checked


@settings(max_examples=60)
@given(TYPED.filter(lambda typed: typed.new is not None), st.sampled_from(NAMES))
def test_a_contact_and_a_case_say_alike_who_came(typed: Typed, name: tuple[str, str]) -> None:
    assert typed.new is not None
    site = SiteChoice(SiteId(uuid4()), "Holts")
    new = dataclasses.replace(
        typed.new, given_name=name[0], family_name=name[1], postcode="", site=str(site.id)
    )
    told = dataclasses.replace(typed.told, born="1971", phone="")
    typed = dataclasses.replace(typed, told=told, new=new)
    kept, made = (
        read_who(Cleaned(), said, date(2026, 11, 2))
        for said in (new_contact(typed, (site,), None), arrival(typed, (site,)))
    )
    assert kept == made
    assert kept.columns()["family_key"] == ("" if new.not_given else name_key(name[1]))


def test_a_contact_needs_a_desk() -> None:
    with pytest.raises(Invalid) as refused:
        new_contact(Typed(Told("kofi")), (), None)
    assert "Nothing was lost" in refused.value.fields["site"]


@settings(max_examples=60)
@given(TOLD)
def test_whatever_was_told_on_another_screen_stands_in_its_field(told: Told) -> None:
    assert told_of(carry(dataclasses.asdict(told))) == told
    assert told_of(carry({**dataclasses.asdict(told), "more": "x"})) == told


def test_an_address_that_carries_nothing_tells_nothing() -> None:
    assert told_of("shabana") == told_of("") == Told()


ODD = ["[]", "{}", '{"told": 1}', '{"new": []}', "null", '{"how": {"done": 3, "urgency": 9}}']


@given(st.text(max_size=60) | st.sampled_from([*ODD, '{"not_same": ["x", 4]}']))
def test_a_draft_that_is_none_of_ours_is_no_draft(text: str) -> None:
    assert isinstance(from_text(text), Typed)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Lo", "Zs"]), max_size=40))
def test_no_part_of_a_name_is_lost(name: str) -> None:
    given_name, family_name = split_name(name)
    kept = f"{given_name} {family_name}"
    assert len(kept.split()) == len(name.split())
    assert name_key(kept) == name_key(name), "a capital may be another letter: \u0131 becomes I"


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
        for field in FIELDS
    )
)


@given(LINES, st.booleans())
def test_the_question_never_asks_for_a_school_or_an_address(
    lines: tuple[Evidence, ...], word_agreed: bool
) -> None:
    asked = question(lines, word_agreed=word_agreed)
    words = f"{asked.ask} {asked.how}".lower()
    assert asked.ask.endswith(("?", "do."))
    for risky in ("school", "street", "address", "house", "live", "previous", "used to"):
        assert risky not in words


@given(LINES)
def test_a_word_that_was_agreed_comes_before_any_other_question(
    lines: tuple[Evidence, ...],
) -> None:
    assert "word that you agreed" in question(lines, word_agreed=True).ask
    assert "agreed" not in question(lines).ask


@given(LINES)
def test_the_question_gives_nothing_away(lines: tuple[Evidence, ...]) -> None:
    """What is asked depends on what was compared, never on what is held."""
    secret = tuple(dataclasses.replace(line, held="4 September 1991") for line in lines)
    assert question(secret) == question(lines)


@given(st.floats(-20, 20))
def test_every_weight_has_words_and_its_side_is_said(weight: float) -> None:
    said = says_weight(weight)
    assert ("gainst" in said) == (weight < 0)
