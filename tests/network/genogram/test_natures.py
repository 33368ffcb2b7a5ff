"""Step, adopted and fostered children, twins and couples: each by the shape of its line."""

from datetime import date, timedelta
from itertools import pairwise

from pbi_desktop.domain.casework import Gender, TieKind, TieNature
from pbi_desktop.network.plan import Wire, WireKind
from tests.network.genogram.counting import Flat, hits, lying_on_each_other, overlaps
from tests.network.genogram.named import Drawn, Family

MARRIED, DIVORCED = TieNature.MARRIED, TieNature.DIVORCED


def pair(*more: str) -> Family:
    return Family("Ann w 1980", "Ben m 1981", *more).union("Ann", MARRIED, "Ben", 2005)


def assert_clean(drawn: Drawn) -> None:
    assert hits(drawn.plan, drawn.now, Flat()) == 0
    assert lying_on_each_other(drawn.plan) == 0
    assert overlaps(drawn.plan, drawn.now, Flat()) == 0


def of_nature(drawn: Drawn, nature: TieNature) -> list[Wire]:
    return [wire for wire in drawn.plan.wires if wire.nature is nature]


def ends(wire: Wire) -> set[tuple[float, float]]:
    return {point for chain in wire.chains for point in (chain[0], chain[-1])}


def test_an_adopted_child_stands_among_the_others_with_a_line_of_its_own_at_the_end() -> None:
    family = pair("Cal 2006", "Dee 2008", "Eli 2010").parents("Ann", "Ben", "Cal", "Eli")
    for parent in ("Ann", "Ben"):
        family.tie(parent, TieKind.PARENT, "Dee", nature=TieNature.ADOPTIVE)
    drawn = family.drawn()
    assert drawn.rows() == [["Ben", "Ann"], ["Cal", "Dee", "Eli"]]
    (wire,) = of_nature(drawn, TieNature.ADOPTIVE)
    assert drawn.names(wire.people) == {"Ann", "Ben", "Dee"}
    assert drawn.at("Dee").x in {x for x, _ in ends(wire)}
    assert_clean(drawn)


def test_an_only_child_who_is_fostered_has_one_line_of_that_nature() -> None:
    family = pair("Cal 2010")
    for parent in ("Ann", "Ben"):
        family.tie("Cal", TieKind.CHILD, parent, nature=TieNature.FOSTER)
    drawn = family.drawn()
    assert [wire.nature for wire in drawn.wires(WireKind.CHILD)] == [TieNature.FOSTER]
    assert_clean(drawn)


def test_a_stepfather_has_a_line_of_his_own_and_the_child_stands_under_its_parents() -> None:
    family = Family("Ann w 1980", "Old m 1979", "New m 1981", "Cal 2005", "Dee 2012")
    family.union("Ann", DIVORCED, "Old", 2009).union("Ann", MARRIED, "New", 2011)
    family.parents("Ann", "Old", "Cal").parents("Ann", "New", "Dee")
    drawn = family.tie("New", TieKind.PARENT, "Cal", nature=TieNature.STEP).drawn()
    assert [drawn.names(wire.people) for wire in of_nature(drawn, TieNature.STEP)] == [
        {"New", "Cal"}
    ]
    assert {"Ann", "Old", "Cal"} in drawn.joined(WireKind.CHILD)
    assert drawn.rows() == [["Old", "Ann", "New"], ["Cal", "Dee"]]
    assert_clean(drawn)


def test_a_stepmother_is_never_taken_for_the_mother_who_is_not_recorded() -> None:
    family = Family("Dad m 1970", "Step w 1975", "Kid 2000").union("Dad", MARRIED, "Step")
    drawn = (
        family.tie("Dad", TieKind.PARENT, "Kid")
        .tie("Step", TieKind.PARENT, "Kid", nature=TieNature.STEP)
        .drawn()
    )
    assert sorted(drawn.joined(WireKind.CHILD), key=sorted) == [{"Dad", "Kid"}, {"Kid", "Step"}]
    assert_clean(drawn)


def test_twins_hang_from_one_point_and_identical_ones_are_joined_by_a_bar() -> None:
    for nature in (TieNature.TWIN, TieNature.IDENTICAL_TWIN):
        family = pair("Zoe 2008", "Max", "Amy 2010", "Bob 2012")
        family.parents("Ann", "Ben", "Zoe", "Max", "Amy", "Bob")
        drawn = family.tie("Max", TieKind.SIBLING, "Amy", nature=nature).drawn()
        assert drawn.rows()[1] == ["Zoe", "Amy", "Max", "Bob"]
        (wire,) = drawn.wires(WireKind.CHILD)
        aslant = [p for c in wire.chains for p in pairwise(c) if _aslant(*p)]
        assert len({piece[0] for piece in aslant}) == 1
        assert {piece[1][0] for piece in aslant} == {drawn.at("Amy").x, drawn.at("Max").x}
        bars = [c for c in wire.chains if len(c) == 2 and c[0][1] == c[1][1]]
        assert len(bars) == (nature is TieNature.IDENTICAL_TWIN)
        assert_clean(drawn)


def _aslant(here: tuple[float, float], there: tuple[float, float]) -> bool:
    return here[0] != there[0] and here[1] != there[1]


def test_twins_whose_parents_are_not_recorded_hang_from_one_point_too() -> None:
    drawn = (
        Family("Amy 2010", "Bea 2010")
        .tie("Amy", TieKind.SIBLING, "Bea", nature=TieNature.TWIN)
        .drawn()
    )
    (wire,) = drawn.wires(WireKind.SIBLINGS)
    assert len({chain[0] for chain in wire.chains}) == 1
    assert_clean(drawn)


def test_half_siblings_without_recorded_parents_have_a_line_of_their_own_kind() -> None:
    family = Family("Amy 2010", "Bea 2012", "Cal 2015").tie("Amy", TieKind.SIBLING, "Bea")
    drawn = family.tie("Amy", TieKind.SIBLING, "Cal", nature=TieNature.HALF).drawn()
    assert [drawn.names(wire.people) for wire in of_nature(drawn, TieNature.HALF)] == [
        {"Amy", "Cal"}
    ]
    assert_clean(drawn)


def test_lines_between_couples_say_how_and_since_when() -> None:
    family = Family("Ann w", "Ben m", "Cat w", "Dan m").union("Ann", TieNature.SEPARATED, "Ben")
    family.union("Cat", TieNature.LIVING_TOGETHER, "Dan", 2015)
    drawn = family.tie("Ann", TieKind.SIBLING, "Cat").drawn()
    (apart,), (together,) = drawn.wires(WireKind.APART), drawn.wires(WireKind.TOGETHER)
    assert (apart.nature, apart.on) == (TieNature.SEPARATED, None)
    assert together.nature is TieNature.LIVING_TOGETHER
    assert together.on == date(2015, 6, 1)


def test_who_married_again_after_a_divorce_is_married() -> None:
    family = Family("Ann w", "Ben m").union("Ann", DIVORCED, "Ben", 2010)
    drawn = family.union("Ann", MARRIED, "Ben", 2015).drawn()
    assert [wire.nature for wire in drawn.plan.wires] == [MARRIED]


def test_a_marriage_that_death_ended_is_no_separation() -> None:
    family = Family("Ann w", "Ben m").died("Ben", 2019)
    family.union("Ann", MARRIED, "Ben", 1990)
    ended = family.ties.pop()
    for day, kind in ((date(2019, 4, 1), WireKind.TOGETHER), (date(2018, 4, 1), WireKind.APART)):
        family.ties = [type(ended)(**{**vars(ended), "ended_on": day})]
        assert [wire.kind for wire in family.drawn().plan.wires] == [kind]


def test_two_siblings_with_one_partner_stand_on_both_sides() -> None:
    family = Family("Ann w 1950", "Bea w 1955", "Max m 1952", "Ma w 1925")
    family.tie("Ma", TieKind.PARENT, "Ann", "Bea")
    drawn = family.former("Max", "Ann").couple("Max", "Bea").drawn()
    assert drawn.rows() == [["Ma"], ["Ann", "Max", "Bea"]]
    assert_clean(drawn)


def test_two_of_one_gender_are_a_couple_like_any_other() -> None:
    for gender in "mw":
        family = Family(f"Ann {gender} 1980", f"Bea {gender} 1981", "Kid 2015")
        drawn = family.union("Ann", MARRIED, "Bea", 2012).parents("Ann", "Bea", "Kid").drawn()
        assert drawn.rows() == [["Ann", "Bea"], ["Kid"]]
        assert_clean(drawn)


def test_a_brother_keeps_his_place_by_age_though_his_wife_has_sisters() -> None:
    family = Family("A m 1950", "B m 1952", "C m 1954", "X w 1951", "Y w 1953", "P", "Q")
    family.tie("P", TieKind.PARENT, "A", "B", "C").tie("Q", TieKind.PARENT, "X", "Y")
    row = family.couple("B", "X").drawn().rows()[1]
    assert [name for name in row if name in "ABC"] == ["A", "B", "C"]
    assert [name for name in row if name in "XY"] == ["X", "Y"]
    assert abs(row.index("B") - row.index("X")) == 1


def test_a_child_who_is_expected_is_there_and_one_expected_much_later_is_not() -> None:
    family = pair("Baby").parents("Ann", "Ben", "Baby")
    today = family.now.as_at
    for days, there in ((120, True), (400, False)):
        drawn = family.due("Baby", today + timedelta(days=days)).drawn()
        assert (len(drawn.plan.people) == 3) is there
    assert family.people[0].gender is Gender.WOMAN
