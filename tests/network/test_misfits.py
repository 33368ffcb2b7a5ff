"""Records that cannot be right: drawn as far as they make sense, and named in words."""

from dataclasses import replace
from datetime import date
from time import process_time
from uuid import UUID

from hypothesis import given, settings

from pbi_desktop.domain.casework import Gender, TieKind, TieNature
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.domain.ties import (
    GroupFact,
    HomeFact,
    NetworkFacts,
    PersonFact,
    ServiceFact,
    TieFact,
)
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.network.misfits import misfits
from pbi_desktop.network.outline import outline
from pbi_desktop.network.picture import picture
from tests.network.families import TODAY, networks, person_id, shabanas_family
from tests.network.genogram.named import Family
from tests.network.picture.drawn_families import PlainMeasure

MEASURE = PlainMeasure()


def facts_of(family: Family) -> NetworkFacts:
    return NetworkFacts(family.people[0].id, TODAY, tuple(family.people), ties=tuple(family.ties))


def told(facts: NetworkFacts) -> list[str]:
    """Return the faults as they are said, after the picture has been drawn."""
    found = picture(facts, MEASURE)
    assert found.outline == outline(facts)
    return [
        line.spoken
        for section in found.outline.sections
        if section.title == "What does not fit"
        for line in section.lines
    ]


def test_a_family_that_fits_has_no_such_section() -> None:
    assert misfits(shabanas_family()) == ()


def test_a_circle_of_parents_is_named_and_everybody_is_drawn() -> None:
    family = Family("Ann 1940", "Ben 1965", "Cal 1990").tie("Ann", TieKind.PARENT, "Ben")
    family.tie("Ben", TieKind.PARENT, "Cal").tie("Cal", TieKind.PARENT, "Ann")
    said = told(facts_of(family))
    assert said[0] == ("Ann was born 1940, before Cal, a parent, who was born 1990.")
    assert said[1] == (
        "Ann, Ben and Cal are recorded as each other's parents, in a circle. "
        "The least likely of these ties is not drawn."
    )
    assert len(picture(facts_of(family), MEASURE).scene.spots) == 3


def test_somebody_who_is_their_own_partner_is_drawn_once() -> None:
    family = Family("Ann w").union("Ann", TieNature.MARRIED, "Ann")
    assert told(facts_of(family)) == ["Ann is recorded as her own partner. That tie is not drawn."]


def test_a_parent_who_is_a_partner_too_is_named() -> None:
    family = Family("Ann", "Ben").tie("Ann", TieKind.PARENT, "Ben")
    family.tie("Ben", TieKind.FORMER_PARTNER, "Ann")
    assert told(facts_of(family)) == ["Ann is recorded as parent and former partner of Ben."]


def test_dates_that_end_before_they_begin_are_named_for_each_sort_of_tie() -> None:
    dates = {"started_on": date(2025, 5, 5), "ended_on": date(2024, 4, 4)}
    ann, ben = (PersonFact(person_id(n), name) for n, name in ((1, "Ann"), (2, "Ben")))
    facts = NetworkFacts(
        ann.id,
        TODAY,
        (ann, ben),
        (HomeFact(ben.id, **dates),),
        (TieFact(ann.id, ben.id, TieKind.FRIEND, **dates),),  # type: ignore[arg-type]
        (ServiceFact(UUID(int=9), ann.id, "Surgery", **dates),),  # type: ignore[arg-type]
        (GroupFact(GroupId(UUID(int=8)), ben.id, "Choir", **dates),),  # type: ignore[arg-type]
    )
    ending = "ends 4 April 2024, before it begins 5 May 2025."
    assert told(facts) == [
        f"Ben at home {ending}",
        f"Choir with Ben {ending}",
        f"Surgery with Ann {ending}",
        f"The tie of Ann and Ben {ending}",
    ]
    assert told(replace(facts, as_at=date(2023, 1, 1))) == []


def test_births_and_deaths_that_cannot_be_are_named() -> None:
    family = Family("Ann w 1990", "Kid 1980").tie("Ann", TieKind.PARENT, "Kid").died("Ann", 1985)
    family.due("Kid", date(2026, 1, 1))
    assert told(facts_of(family)) == [
        "Ann died 1985, before the birth 1990.",
        "Kid was born 1980, before Ann, a parent, who was born 1990.",
    ]
    late = Family("Ann w", "Baby").tie("Ann", TieKind.PARENT, "Baby").due("Baby", date(2026, 1, 1))
    assert told(facts_of(late)) == ["Baby was due 1 January 2026, and no birth is recorded."]


def test_three_parents_by_birth_are_one_too_many_and_two_stepparents_are_not() -> None:
    family = Family("Kid", "Ann", "Ben", "Cal", "Dee")
    for parent in ("Ann", "Ben", "Cal"):
        family.tie(parent, TieKind.PARENT, "Kid", nature=TieNature.BIRTH)
    family.tie("Dee", TieKind.PARENT, "Kid", nature=TieNature.STEP)
    assert told(facts_of(family)) == ["Kid has 3 parents by birth: Ann, Ben and Cal."]


def test_a_thousand_services_of_one_person_are_folded_in_less_than_a_second() -> None:
    ann = PersonFact(person_id(1), "Ann", gender=Gender.WOMAN)
    services = tuple(
        ServiceFact(UUID(int=1000 + number), ann.id, f"Surgery {number}") for number in range(1000)
    )
    started = process_time()
    found = picture(NetworkFacts(ann.id, TODAY, (ann,), (HomeFact(ann.id),), (), services), MEASURE)
    assert process_time() - started < 1
    assert len(found.outline.sections[2].lines) == 1000
    assert len(found.scene.spots) < 15


def test_a_name_of_three_hundred_letters_is_cut_in_the_picture_and_whole_in_the_words() -> None:
    facts = NetworkFacts(person_id(1), TODAY, (PersonFact(person_id(1), "X" * 300),))
    found = picture(facts, MEASURE)
    assert found.outline.sections[0].lines[0].title == "X" * 300
    assert found.scene.width < 900


def test_an_empty_household_and_a_person_nothing_is_known_of_are_drawn() -> None:
    found = picture(NetworkFacts(person_id(1), TODAY, ()), MEASURE)
    assert len(found.scene.spots) == 1
    assert misfits(NetworkFacts(person_id(1), TODAY, ())) == ()


def test_a_hundred_faults_are_counted_and_the_first_are_told() -> None:
    people = tuple(
        PersonFact(
            person_id(n), f"P{n:03}", "", PartialDate.of_year(2000), PartialDate.of_year(1990)
        )
        for n in range(1, 101)
    )
    (section,) = misfits(NetworkFacts(person_id(1), TODAY, people))
    assert section.count == "100 things to put right"
    assert section.lines[-1].title == "40 more things do not fit"


@settings(max_examples=40)
@given(networks)
def test_the_order_of_the_facts_never_changes_what_does_not_fit(facts: NetworkFacts) -> None:
    turned = replace(facts, people=facts.people[::-1], ties=facts.ties[::-1], home=facts.home[::-1])
    assert misfits(turned) == misfits(facts)
