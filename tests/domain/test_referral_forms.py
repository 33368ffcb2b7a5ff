"""A form that came in, as lines of words: what is written there is read back, every time."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.incoming import Referrer, SentReferral
from pbi_desktop.domain.intake import RowPlace
from pbi_desktop.domain.referral_forms import form_of, referral_words, words_of

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


@settings(max_examples=25)
@given(st.text(max_size=30))
def test_what_somebody_said_at_the_desk_is_no_form(said: str) -> None:
    assert form_of(said, NOBODY) is None


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
