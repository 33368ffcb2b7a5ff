"""A form that came in, as lines of words: what is written there is read back, every time."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.incoming import Referrer, SentReferral
from pbi_desktop.domain.intake import RowPlace
from pbi_desktop.domain.referral_forms import (
    NO_RISK,
    PARTNER,
    THEMSELVES,
    form_of,
    referral_words,
    words_of,
)

NOBODY = SentReferral(RowPlace("", "", 0), "", "", None, "", None, None)
LINE = st.text(st.sampled_from("aB :.,\u0627\u00e9:"), max_size=12).map(
    lambda said: " ".join(said.split())
)
SENT = st.builds(Referrer, LINE, LINE, LINE, LINE)
FORMS = st.builds(
    SentReferral,
    place=st.just(NOBODY.place),
    given_name=st.just(""),
    family_name=st.just(""),
    born=st.none(),
    practice_code=LINE,
    referrer=st.none() | SENT,
    risks=st.none() | st.lists(LINE.filter(bool), max_size=3).map(tuple),
    practice=LINE,
    referral_to=LINE,
    referred_on=st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    method=LINE,
    reason=LINE,
    known_as=LINE,
    gender=st.sampled_from(Gender),
    nhs_number=LINE,
    reference=LINE,
    address_2=LINE,
    matters=LINE,
    please=LINE,
    as_written=st.lists(LINE.filter(bool), max_size=2).map(tuple),
    more=st.lists(LINE.filter(bool), max_size=2).map(tuple),
)


@settings(max_examples=50)
@given(FORMS)
def test_a_form_is_read_back_as_it_was_written(form: SentReferral) -> None:
    assert form_of(words_of(form), NOBODY) == form


ANY = st.text(st.sampled_from("aB :.,\n\r\u2028\u0627") | st.characters(), max_size=8)
WILD = st.builds(
    replace,
    FORMS,
    reason=ANY,
    known_as=ANY,
    risks=st.none() | st.lists(ANY | st.just(NO_RISK), max_size=3).map(tuple),
    as_written=st.lists(ANY | st.just("Risk: x"), max_size=2).map(tuple),
)


@settings(max_examples=50)
@given(WILD)
def test_whatever_a_form_says_its_words_are_read_as_a_form(form: SentReferral) -> None:
    words = words_of(form)
    read = form_of(words, NOBODY)
    assert read is not None
    assert words_of(read) == words


SAID = [
    "Gender: she says woman",
    "Referred on: last week",
    "Referred on: 31 February 2026",
    "She came in.",
    "",
    "Reason:",
    "Risk: has a knife\nReason: rent",
]


@settings(max_examples=60)
@given(st.sampled_from((PARTNER, THEMSELVES)), st.sampled_from(SAID) | st.text(max_size=30))
def test_words_that_begin_like_a_form_and_go_on_otherwise_are_no_form(head: str, said: str) -> None:
    words = f"{head}\n{said}"
    read = form_of(words, NOBODY)
    assert read is None or words_of(read) == words
    if said in SAID:
        assert read is None


def test_a_form_reads_as_words() -> None:
    form = replace(
        NOBODY,
        referrer=Referrer("Dr Amin", "General practice", "Wren Surgery", "0161 496 0002"),
        referred_on=date(2026, 11, 2),
        referral_to="The team",
        reason="Lonely: since her sister died",
        nhs_number="9434765919",
        risks=(),
    )
    assert words_of(form).splitlines() == [
        "Referral, as it was sent:",
        "Referrer: Dr Amin",
        "Service: General practice",
        "Organisation: Wren Surgery",
        "Contact: 0161 496 0002",
        "Referred on: 2 November 2026",
        "Reason: Lonely: since her sister died",
        "Referred to: The team",
        "NHS number: 9434765919",
        "Risk: No known risks",
    ]
    assert referral_words(form).splitlines() == [
        "Referred on 2 November 2026 by Dr Amin, General practice, Wren Surgery.",
        "Contact: 0161 496 0002.",
        "Referred to: The team.",
        "Reason: Lonely: since her sister died",
    ]


def test_who_asks_for_themselves_is_quoted() -> None:
    form = replace(NOBODY, reason="I am alone", as_written=("Date of birth: spring",))
    assert referral_words(form) == "I am alone\nDate of birth: spring"
    assert referral_words(NOBODY) == "Asked for help themselves."
