"""Families that a worker knows, and where everybody must stand."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.ties import NetworkFacts
from pbi_desktop.network.build import on_the_day
from pbi_desktop.network.genogram.layout import plan_family
from pbi_desktop.network.plan import WireKind
from tests.network.families import networks, shabanas_family
from tests.network.genogram.counting import (
    Flat,
    each_once,
    hits,
    lying_on_each_other,
    overlaps,
    through_own_symbols,
)
from tests.network.genogram.named import Drawn, Family


def assert_readable(drawn: Drawn) -> None:
    assert each_once(drawn.plan, drawn.now)
    assert hits(drawn.plan, drawn.now, Flat()) == 0
    assert through_own_symbols(drawn.plan) == 0
    assert lying_on_each_other(drawn.plan) == 0
    assert overlaps(drawn.plan, drawn.now, Flat()) == 0


def test_nobody_makes_an_empty_plan() -> None:
    plan = Family().drawn().plan
    assert (plan.people, plan.wires, plan.width, plan.height, plan.apart) == ((), (), 0, 0, ())


def test_somebody_alone_stands_in_the_plan_and_a_lodger_is_apart() -> None:
    drawn = Family("Ann", "Lodger").drawn()
    assert drawn.rows() == [["Ann"]]
    assert drawn.names(drawn.plan.apart) == {"Lodger"}
    assert not drawn.plan.wires


def test_a_friend_is_no_family() -> None:
    drawn = Family("Ann", "Ben").tie("Ann", TieKind.FRIEND, "Ben").drawn()
    assert drawn.names(drawn.plan.apart) == {"Ben"}


def test_two_children_stand_under_the_middle_of_their_parents() -> None:
    drawn = (
        Family("Ann w 1980", "Ben m 1981", "Cal 2010", "Dee 2005")
        .couple("Ann", "Ben", "Cal", "Dee")
        .drawn()
    )
    assert drawn.rows() == [["Ben", "Ann"], ["Dee", "Cal"]]
    parents = (drawn.at("Ann").x + drawn.at("Ben").x) / 2
    assert (drawn.at("Cal").x + drawn.at("Dee").x) / 2 == pytest.approx(parents, abs=0.5)
    assert drawn.joined(WireKind.TOGETHER) == [{"Ann", "Ben"}]
    assert drawn.joined(WireKind.CHILD) == [{"Ann", "Ben", "Cal", "Dee"}]
    assert_readable(drawn)


def test_shabanas_family_has_three_generations() -> None:
    now = on_the_day(shabanas_family())
    drawn = Drawn(now, plan_family(now, Flat()))
    assert drawn.rows() == [
        ["Rashid", "Nasreen"],
        ["Imran", "Shabana", "Yasmin"],
        ["Idris", "Maryam"],
    ]
    assert drawn.joined(WireKind.APART) == [{"Imran", "Shabana"}]
    assert drawn.joined(WireKind.SIBLINGS) == [{"Shabana", "Yasmin"}]
    assert drawn.names(drawn.plan.apart) == {"Carol"}
    assert_readable(drawn)


def test_a_line_to_an_only_child_is_straight() -> None:
    drawn = Family("Ann w", "Benjamin m", "Cal").couple("Ann", "Benjamin", "Cal").drawn()
    ((start, end),) = drawn.wires(WireKind.CHILD)[0].chains
    assert start[0] == pytest.approx(end[0]) == drawn.at("Cal").x


def test_two_partners_stand_on_each_side_each_over_their_own_children() -> None:
    family = Family("Max m 1970", "Old w", "New w", "A 1995", "B 1993", "C 2010", "D 2012")
    drawn = family.former("Max", "Old", "A", "B").couple("Max", "New", "C", "D").drawn()
    assert drawn.rows() == [["Old", "Max", "New"], ["B", "A", "C", "D"]]
    assert_readable(drawn)


def test_a_third_partner_is_joined_above_the_heads_of_the_others() -> None:
    family = Family("Max m", "One w", "Two w", "New w", "Child")
    family.former("Max", "One", "Child").former("Max", "Two").couple("Max", "New")
    drawn = family.drawn()
    (row, below) = drawn.rows()
    assert {row[0], row[1]} == {"One", "Two"}
    assert row[2:] == ["Max", "New"]
    assert below == ["Child"]
    assert_readable(drawn)


def test_a_brother_and_sister_without_parents_are_joined_by_a_bar() -> None:
    drawn = Family("Ann 1980", "Ben 1970", "Cal").tie("Ann", TieKind.SIBLING, "Ben", "Cal").drawn()
    assert drawn.rows() == [["Ben", "Ann", "Cal"]]
    assert drawn.joined(WireKind.SIBLINGS) == [{"Ann", "Ben", "Cal"}]
    assert_readable(drawn)


def test_a_grandparent_stands_two_generations_up_and_nobody_is_invented() -> None:
    drawn = Family("Kid 2015", "Gran w 1950").tie("Gran", TieKind.GRANDPARENT, "Kid").drawn()
    other = Family("Ann 1980", "Kid 2015").tie("Ann", TieKind.PARENT, "Kid").drawn()
    assert drawn.rows() == [["Gran"], ["Kid"]]
    assert drawn.joined(WireKind.DISTANT) == [{"Gran", "Kid"}]
    assert drawn.at("Kid").y - drawn.at("Gran").y > other.at("Kid").y - other.at("Ann").y
    assert_readable(drawn)


def test_a_grandparent_whose_child_is_recorded_needs_no_line_of_their_own() -> None:
    family = Family("Kid", "Ann", "Gran").tie("Gran", TieKind.GRANDPARENT, "Kid")
    drawn = family.tie("Gran", TieKind.PARENT, "Ann").tie("Kid", TieKind.CHILD, "Ann").drawn()
    assert drawn.rows() == [["Gran"], ["Ann"], ["Kid"]]
    assert not drawn.wires(WireKind.DISTANT)


def test_grandparents_who_are_a_couple_share_one_line_to_all_their_grandchildren() -> None:
    family = Family("Kid 2015", "Tot 2018", "Gran w", "Gramps m").couple("Gran", "Gramps")
    family.tie("Gran", TieKind.GRANDPARENT, "Kid", "Tot")
    drawn = family.tie("Gramps", TieKind.GRANDPARENT, "Kid", "Tot").drawn()
    assert drawn.rows() == [["Gramps", "Gran"], ["Kid", "Tot"]]
    assert drawn.joined(WireKind.DISTANT) == [{"Gran", "Gramps", "Kid", "Tot"}]
    assert_readable(drawn)


def test_parents_who_are_no_couple_stand_beside_each_other_without_a_couples_line() -> None:
    drawn = Family("Kid", "Ann w", "Ben m").parents("Ann", "Ben", "Kid").drawn()
    assert drawn.rows() == [["Ben", "Ann"], ["Kid"]]
    assert [wire.kind for wire in drawn.plan.wires] == [WireKind.CHILD]
    assert_readable(drawn)


def test_half_siblings_stand_under_their_own_parents() -> None:
    family = Family("Mum w", "Kit 2001", "Lee 2003", "Dad m").tie("Mum", TieKind.PARENT, "Kit")
    drawn = family.parents("Mum", "Dad", "Lee").drawn()
    assert sorted(drawn.joined(WireKind.CHILD), key=len) == [{"Mum", "Kit"}, {"Mum", "Dad", "Lee"}]
    assert_readable(drawn)


def test_cousins_who_marry_are_drawn_once_and_beside_each_other() -> None:
    family = Family("Gran w 1930", "Ann w 1955", "Ben m 1958", "Cat w 1980", "Dan m 1981", "Kid")
    family.tie("Gran", TieKind.PARENT, "Ann", "Ben")
    family.tie("Ann", TieKind.PARENT, "Cat").tie("Ben", TieKind.PARENT, "Dan")
    drawn = family.couple("Cat", "Dan", "Kid").drawn()
    assert drawn.rows() == [["Gran"], ["Ann", "Ben"], ["Cat", "Dan"], ["Kid"]]
    assert_readable(drawn)


def test_two_brothers_who_marry_two_sisters_stand_couple_by_couple() -> None:
    family = Family("A m 1950", "B m 1952", "X w 1951", "Y w 1953", "P", "Q")
    family.tie("P", TieKind.PARENT, "A", "B").tie("Q", TieKind.PARENT, "X", "Y")
    drawn = family.couple("A", "X").couple("B", "Y").drawn()
    assert drawn.rows()[1] == ["A", "X", "B", "Y"]
    assert_readable(drawn)


def test_an_uncle_who_marries_his_niece_stands_beside_her() -> None:
    family = Family("Gran w 1930", "Ann w 1950", "Ben m 1960", "Cat w 1975")
    family.tie("Gran", TieKind.PARENT, "Ann", "Ben").tie("Ann", TieKind.PARENT, "Cat")
    drawn = family.couple("Ben", "Cat").drawn()
    assert drawn.rows() == [["Gran"], ["Ann"], ["Ben", "Cat"]]
    assert_readable(drawn)


def test_a_partner_of_mother_and_daughter_is_joined_to_both() -> None:
    family = Family("Max m 1960", "Mum w 1955", "Girl w 1978").tie("Mum", TieKind.PARENT, "Girl")
    drawn = family.former("Max", "Mum").couple("Max", "Girl").drawn()
    assert drawn.joined(WireKind.TOGETHER) == [{"Max", "Girl"}]
    assert drawn.rows() == [["Max", "Mum"], ["Girl"]]
    assert_readable(drawn)


def test_a_circle_of_parents_is_broken_where_the_births_speak_against_it() -> None:
    family = Family("Ann 1940", "Ben 1965", "Cal 1990").tie("Ann", TieKind.PARENT, "Ben")
    drawn = family.tie("Ben", TieKind.PARENT, "Cal").tie("Cal", TieKind.PARENT, "Ann").drawn()
    assert drawn.rows() == [["Ann"], ["Ben"], ["Cal"]]
    assert len(drawn.wires(WireKind.CHILD)) == 2
    assert_readable(drawn)


def test_two_who_are_each_others_parent_are_both_there() -> None:
    family = Family("Ann", "Ben").tie("Ann", TieKind.PARENT, "Ben")
    drawn = family.tie("Ben", TieKind.PARENT, "Ann").drawn()
    assert drawn.rows() == [["Ann"], ["Ben"]]


def test_the_same_tie_told_from_both_sides_is_one_line() -> None:
    family = Family("Ann", "Kid").tie("Ann", TieKind.PARENT, "Kid")
    drawn = family.tie("Kid", TieKind.CHILD, "Ann").drawn()
    assert len(drawn.plan.wires) == 1


def test_families_that_are_not_connected_stand_side_by_side() -> None:
    family = Family("Ann", "Ben", "Cal", "Dan", "Eve")
    drawn = family.couple("Ann", "Ben").tie("Cal", TieKind.PARENT, "Dan", "Eve").drawn()
    assert drawn.rows() == [["Ann", "Ben", "Cal"], ["Dan", "Eve"]]
    assert_readable(drawn)


def test_the_plan_begins_at_the_corner_and_holds_everything() -> None:
    drawn = Family("Kid", "Ann", "Gran").tie("Gran", TieKind.GRANDPARENT, "Kid", "Ann").drawn()
    corners = [point for wire in drawn.plan.wires for chain in wire.chains for point in chain]
    assert all(0 <= x <= drawn.plan.width and 0 <= y <= drawn.plan.height for x, y in corners)


@settings(max_examples=40)
@given(networks)
def test_whatever_is_recorded_everybody_is_there_once_and_no_line_hits_anybody(
    facts: NetworkFacts,
) -> None:
    now = on_the_day(facts)
    plan = plan_family(now, Flat())
    assert each_once(plan, now)
    assert hits(plan, now, Flat()) == 0
    assert overlaps(plan, now, Flat()) == 0


@settings(max_examples=40)
@given(networks, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_never_changes_the_plan(facts: NetworkFacts, dice: Random) -> None:
    now = on_the_day(facts)
    people, ties = list(now.people), list(now.ties)
    dice.shuffle(people)
    dice.shuffle(ties)
    turned = NetworkFacts(now.about, now.as_at, tuple(people), now.home, tuple(ties))
    assert plan_family(turned, Flat()) == plan_family(now, Flat())
