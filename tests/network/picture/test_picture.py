"""The drawn network: everything said is drawn, and the order of facts is nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings

from pbi_desktop.domain.casework import Flow, Gender, Quality, TieKind
from pbi_desktop.domain.ids import GroupId
from pbi_desktop.domain.scene import Icon, Shape, Tint, Words
from pbi_desktop.domain.ties import (
    CheckFact,
    GroupFact,
    HomeFact,
    NetworkFacts,
    PersonFact,
    ServiceFact,
    TieFact,
)
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.network.build import group_node, person_node
from pbi_desktop.network.genogram.layout import plan_family
from pbi_desktop.network.misfits import MISFIT
from pbi_desktop.network.outline import outline
from pbi_desktop.network.picture import layout_of, picture
from pbi_desktop.network.picture.kinds import group_kind, service_kind
from pbi_desktop.network.picture.lines import Bond
from pbi_desktop.reports.icons import icon_steps
from tests.network.families import (
    IDRIS,
    MARYAM,
    NASREEN,
    SHABANA,
    TODAY,
    networks,
    person_id,
    shabanas_family,
)
from tests.network.picture.drawn_families import any_family, faults
from tests.network.picture.pictures import ALONE, MEASURE, drawn, services, words_of


def test_the_order_of_facts_means_nothing() -> None:
    chance = Random(3)  # noqa: S311 - not for secrets: the same order at every run

    def shuffled(facts: Iterable[Any]) -> tuple[Any, ...]:
        mixed = list(facts)
        chance.shuffle(mixed)
        return tuple(mixed)

    for facts in (shabanas_family(), any_family(3), any_family(12)):
        mixed = NetworkFacts(
            facts.about,
            facts.as_at,
            shuffled(facts.people),
            shuffled(facts.home),
            shuffled(facts.ties),
            shuffled(facts.services),
            shuffled(facts.groups),
        )
        assert drawn(mixed) == drawn(facts)


@settings(max_examples=15)
@given(networks)
def test_whatever_is_on_record_is_drawn_and_said(facts: NetworkFacts) -> None:
    found = drawn(facts)

    lines = {
        line.node: line.spoken
        for part in found.outline.sections
        for line in part.lines
        if not line.node.startswith(f"{MISFIT}:")
    }
    spots = {spot.key: spot.said for spot in found.scene.spots}
    assert spots == lines
    assert all(set(spot.near) <= set(spots) for spot in found.scene.spots)
    assert not faults(layout_of(facts, MEASURE, plan_family))


def test_spots_are_read_out_in_the_order_of_the_words() -> None:
    found = drawn(shabanas_family())

    lines = [line.node for part in found.outline.sections for line in part.lines]
    assert [spot.key for spot in found.scene.spots] == lines
    spot = next(one for one in found.scene.spots if one.key == group_node(UUID(int=31)))
    assert spot.near == (person_node(IDRIS),)


def test_the_picture_says_in_a_sentence_what_it_shows() -> None:
    assert drawn(shabanas_family()).alt == (
        "Network of Shabana on 21 November 2026: 4 people at home, 3 family members elsewhere, "
        "3 services, 3 groups and 1 other person. "
        "Stressful: Council tax and Imran with Nasreen."
    )


def test_day_source_and_who_checked_stand_on_the_picture() -> None:
    said = " ".join(words_of(drawn(ALONE).scene)[-2:])
    assert "As at 21 November 2026" in said
    assert "From the records that you may see" in said
    assert "Checked with the person: not recorded" in said
    checks = (CheckFact(date(2026, 5, 1), False), CheckFact(date(2026, 11, 3), True))
    checked = words_of(drawn(replace(ALONE, checks=checks)).scene)[-1]
    assert "Checked with Shabana: 3 November 2026, together" in checked
    told = replace(ALONE, checks=checks, as_at=date(2026, 6, 1))
    assert "Shabana: 1 May 2026, read out or told" in words_of(drawn(told).scene)[-1]
    team = " ".join(words_of(picture(ALONE, MEASURE, "Holts and Lees").scene)[-2:])
    assert "From the records of Holts and Lees" in team


def test_the_key_shows_only_what_is_used() -> None:
    plain = words_of(drawn(ALONE).scene)
    assert "Woman or girl" in plain
    for unused in ("Man or boy", "Died", "Service", "Community group", "Stressful", "At home"):
        assert unused not in plain
    full = words_of(drawn(shabanas_family()).scene)
    for used in ("Died", "Service", "Community group", "Stressful", "Strong", "Apart"):
        assert used in full


def test_no_words_are_too_small_to_read() -> None:
    for facts in (shabanas_family(), any_family(7), replace(ALONE, services=services(40))):
        sizes = [mark.size for mark in drawn(facts).scene.marks if isinstance(mark, Words)]
        assert min(sizes) >= 8.5


def test_a_long_name_is_cut_in_the_picture_and_whole_in_the_words() -> None:
    name = "Maximiliana " * 25
    long = replace(ALONE, people=(PersonFact(SHABANA, name),))

    found = drawn(long)

    assert not any(len(text) > 80 for text in words_of(found.scene)[:-1])
    assert name.strip() in " ".join(found.scene.spots[0].said.split())


@pytest.mark.parametrize(
    "facts",
    [
        NetworkFacts(SHABANA, TODAY, ()),
        ALONE,
        replace(ALONE, home=(HomeFact(SHABANA),)),
        replace(ALONE, services=services(1)),
        replace(ALONE, services=(*services(1), replace(services(1)[0], quality=Quality.WEAK))),
        replace(ALONE, people=(PersonFact(SHABANA, "\u0634\u0628\u0627\u0646\u06c1"),)),
        replace(ALONE, people=(PersonFact(SHABANA, ""),)),
        replace(
            ALONE,
            people=(*ALONE.people, PersonFact(NASREEN, "Nasreen"), PersonFact(IDRIS, "Idris")),
            ties=(
                TieFact(SHABANA, NASREEN, TieKind.PARENT),
                TieFact(NASREEN, IDRIS, TieKind.PARENT),
                TieFact(IDRIS, SHABANA, TieKind.PARENT),
            ),
        ),
    ],
    ids=["nobody", "alone", "home", "one service", "twice", "urdu", "no name", "circle"],
)
def test_odd_facts_give_a_sensible_picture(facts: NetworkFacts) -> None:
    found = drawn(facts)

    assert found.scene.spots
    assert found.alt
    assert not faults(layout_of(facts, MEASURE, plan_family))


def test_somebody_expected_is_a_triangle_and_somebody_dead_is_crossed_out() -> None:
    due = PersonFact(IDRIS, "Baby", born=PartialDate.of_day(TODAY + timedelta(days=90)))
    dead = PersonFact(MARYAM, "Gran", died=PartialDate.of_year(2019), gender=Gender.WOMAN)
    facts = replace(
        ALONE,
        people=(*ALONE.people, due, dead),
        ties=(
            TieFact(SHABANA, IDRIS, TieKind.PARENT),
            TieFact(MARYAM, SHABANA, TieKind.PARENT),
        ),
    )

    said = words_of(drawn(facts).scene)

    assert "To be born" in said
    assert "Died" in said
    assert "Died 2019" in said
    assert not any("-" in text for text in said)


def test_an_age_that_is_roughly_known_says_so() -> None:
    about = PersonFact(SHABANA, "Shabana", born=PartialDate.of_year(1956, about=True))

    assert "c. 70" in words_of(drawn(replace(ALONE, people=(about,))).scene)


def test_every_icon_that_a_name_can_call_for_is_bundled() -> None:
    names = ("Surgery", "Court", "Police", "Jobcentre", "School", "Lunch", "Garden", "Chat", "?",
             "Council tax", "Money advice", "Housing", "Interpreter", "Nursery", "Club", "Mosque",
             "Carers")  # fmt: skip
    for name in names:
        assert icon_steps(service_kind(name).icon)
        assert icon_steps(group_kind(name).icon)
    assert group_kind("Homework club").sector == "school"
    assert service_kind("Home repairs").sector == "housing"


def test_the_household_has_an_outline_and_leaves_out_whoever_lives_elsewhere() -> None:
    scene = drawn(shabanas_family()).scene

    dashed = [
        mark
        for mark in scene.marks
        if isinstance(mark, Shape) and mark.fill is Tint.VOICE_SOFT and len(mark.steps) > 20
    ]
    assert len(dashed) == 1
    rim = [step[-2:] for step in dashed[0].steps if len(step) > 1]
    spots = {spot.key: spot.box for spot in scene.spots}
    for node, inside in ((person_node(IDRIS), True), (person_node(person_id(6)), False)):
        assert _within(spots[node].middle, rim) is inside
    assert any(isinstance(mark, Icon) for mark in scene.marks)


def _within(at: tuple[float, float], rim: Sequence[tuple[float, ...]]) -> bool:
    """Say by the even-odd rule whether a point lies inside a rim."""
    x, y = at
    crossed = 0
    for (x0, y0), (x1, y1) in pairwise([*rim, rim[0]]):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            crossed += 1
    return crossed % 2 == 1


def test_a_day_long_ago_shows_who_was_there_then() -> None:
    facts = replace(shabanas_family(), as_at=date(2024, 1, 1))

    said = words_of(drawn(facts).scene)

    assert any("As at 1 January 2024" in text for text in said)
    assert "Key worker" not in said


def test_what_ended_stays_grey_for_one_review_and_is_said() -> None:
    def facts(ended: date) -> NetworkFacts:
        over = ServiceFact(UUID(int=77), SHABANA, "Police", quality=Quality.STRESSFUL,
                           flow=Flow.TO_FAMILY, ended_on=ended)  # fmt: skip
        club = GroupFact(GroupId(UUID(int=78)), SHABANA, "Choir", ended_on=ended)
        return replace(ALONE, services=(over,), groups=(club,))

    lately = facts(TODAY - timedelta(days=40))
    bonds = layout_of(lately, MEASURE, plan_family).bonds
    assert set(bonds.values()) == {Bond(tint=Tint.CONTROL, ended=True)}
    said = words_of(drawn(lately).scene)
    assert said.count("Ended 12 Oct") == 2
    assert "Ended lately" in said
    assert "Stressful" not in said
    section = next(s for s in outline(lately).sections if s.title == "Ended lately")
    assert [line.spoken for line in section.lines] == [
        "Choir. Ended 12 October 2026.",
        "Police. Ended 12 October 2026.",
    ]
    long_ago = drawn(facts(TODAY - timedelta(days=200)))
    assert "Police" not in words_of(long_ago.scene)
    assert all(section.title != "Ended lately" for section in long_ago.outline.sections)
