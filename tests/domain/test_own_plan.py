"""Naming others by what they are to the person, and saying a plan in plain words."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.money import Pence
from pbi_desktop.domain.own_plan import (
    OwnDate,
    OwnGains,
    OwnPlan,
    OwnStep,
    OwnView,
    OwnWords,
    by_role,
    relative,
)
from pbi_desktop.domain.own_plan_words import (
    say_day_of,
    say_gains,
    say_reach,
    say_step,
    say_view,
)
from pbi_desktop.domain.stages import LifeDomain, Stage

OWN = ("Shabana Akhtar",)
AMIR = relative(("Amir Akhtar",), TieKind.CHILD, OWN)
TOM = relative(("Tom Smith",), TieKind.PARTNER, OWN)
ANN = relative(("Ann Smith", "گل"), None, OWN)
ALL = (AMIR, TOM, ANN)
NAMES = st.sampled_from(("Amir", "AMIR", "Tom Smith", "tom", "Ann", "Smith", "Amir's", "گل"))
OTHERS = st.sampled_from(("will ring", "school", "about", "the flat.", "Akhtar", "Shabana", "£20"))


def test_others_are_named_by_what_they_are_to_the_person() -> None:
    for said, shown in (
        ("Ring Amir's school", "Ring your child's school"),
        ("Amir will ring. Tom Smith too", "Your child will ring. Your partner too"),
        ("Ask Ann Smith", "Ask somebody else"),
        ("Ask the Smiths", "Ask the Smiths"),
        ("Ask Smith", "Ask somebody else"),  # which of two nobody can say
        ("Shabana Akhtar brings it", "Shabana Akhtar brings it"),
        ("Meet گل there", "Meet somebody else there"),
        ("Nothing of anybody", "Nothing of anybody"),
    ):
        assert by_role(said, ALL) == shown


def test_a_word_of_every_day_stays_in_small_letters() -> None:
    will = relative(("Will May",), TieKind.FRIEND, OWN)
    assert by_role("We will ring in may", [will]) == "We will ring in may"
    assert by_role("Ring Will May", [will]) == "Ring your friend"


@given(st.lists(st.one_of(NAMES, OTHERS), max_size=8).map(" ".join))
def test_no_name_of_anybody_else_stays(text: str) -> None:
    said = by_role(text, ALL)
    words = {word.strip(".'s").casefold() for word in said.split()}
    assert not words & {"amir", "tom", "ann", "smith", "گل"}
    assert by_role(said, ALL) == said
    assert by_role(text, ()) == text


def test_a_plan_is_said_without_words_of_the_trade() -> None:
    today = date(2026, 11, 21)
    assert (
        say_step(OwnStep("Bring the letter.", "You", date(2026, 12, 3)), today)
        == "Bring the letter. Who does it: You. By 3 December 2026."
    )
    late = OwnStep("Ring DWP", "Leah", date(2026, 11, 1))
    assert say_step(late, today).endswith("Leah. It was due on 1 November 2026.")
    day = OwnDate("Hearing", date(2026, 12, 9), None, "County Court", "")
    assert say_day_of(day) == "Wednesday 9 December 2026, County Court"
    view = OwnView(LifeDomain.MONEY, Stage.CRISIS, date(2026, 9, 1), Stage.COPING, today)
    assert say_view(view) == (
        "My money: I manage with help (21 November 2026). "
        "At first, 1 September 2026: I need help at once."
    )
    gains = OwnGains(Pence(283225), Pence(0), Pence(5000), ("Carer element",))
    assert say_gains(gains) == ("£2,832.25 more each year", "£50 of debt is gone", "Carer element")
    assert say_gains(None) == ()
    plan = OwnPlan("Shab", "Holts team", "", today, OwnWords(), (), (), (), (), None)
    assert say_reach(plan).startswith("You find us at the place where you met us.")
