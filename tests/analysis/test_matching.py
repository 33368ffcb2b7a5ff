"""Matching: what fits and why, whatever the order of the words; never a score without its lines."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pbi_desktop.analysis.matching import (
    ENOUGH,
    POSSIBLE,
    Asked,
    Held,
    name_likeness,
    total,
    weigh,
    word_likeness,
)
from pbi_desktop.analysis.name_index import NameIndex
from pbi_desktop.domain.times import PartialDate, Precision

WORDS = st.text(alphabet="abhkmns", min_size=1, max_size=9)
NAMES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)


def held(*names: str, born: PartialDate | None = None) -> Held:
    return Held(names, born, (), ())


def verdict_of(asked: Asked, known: Held, field: str) -> tuple[str, str]:
    line = next(line for line in weigh(asked, known) if line.field == field)
    return line.verdict, line.says


def day(year: int, month: int, of: int) -> PartialDate:
    return PartialDate.of_day(date(year, month, of))


@given(NAMES)
def test_a_name_is_wholly_like_itself(name: str) -> None:
    assert name_likeness(name, name) == 1.0


@given(NAMES, NAMES, st.randoms(use_true_random=False))
def test_likeness_is_the_same_both_ways_and_in_any_order(
    one: str, other: str, dice: object
) -> None:
    words = one.split()
    dice.shuffle(words)  # type: ignore[attr-defined]
    assert name_likeness(one, other) == pytest.approx(name_likeness(other, one))
    assert name_likeness(" ".join(words), other) == pytest.approx(name_likeness(one, other))
    assert 0.0 <= name_likeness(one, other) <= 1.0


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    assert 0.0 <= name_likeness(one, other) <= 1.0
    assert 0.0 <= word_likeness(one, other) <= 1.0


def test_a_name_of_many_words_is_compared_in_little_time() -> None:
    assert name_likeness("a " * 400, "b " * 400) == 0.0


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("shabana", "shabanna"),
        ("shabana", "shabnaa"),
        ("akhtar", "aktar"),
        ("mohammed", "mohammad"),
        ("shab", "shabana"),
        ("oconnor", "oconor"),
    ],
)
def test_a_slip_of_the_pen_is_close(said: str, known: str) -> None:
    assert verdict_of(Asked(said), held(known), "name") == ("close", "sounds or looks alike")


@pytest.mark.parametrize(
    ("said", "known"), [("ali", "bob"), ("bo", "jo"), ("ann", "anthony"), ("khan", "begum")]
)
def test_another_name_is_another_name(said: str, known: str) -> None:
    assert verdict_of(Asked(said), held(known), "name")[0] == "differs"


def test_the_best_of_several_names_counts() -> None:
    assert verdict_of(Asked("peggy doyle"), held("margaret byrne", "peggy doyle"), "name") == (
        "same",
        "the same",
    )


@pytest.mark.parametrize(
    ("said", "known", "says"),
    [
        (day(1991, 4, 9), day(1991, 4, 9), "agrees"),
        (day(1991, 4, 9), day(1991, 9, 4), "day and month swapped"),
        (day(1991, 4, 9), day(1991, 4, 8), "one figure differs"),
        (day(1991, 4, 9), day(1981, 4, 9), "one figure differs"),
        (day(1991, 4, 9), day(1975, 12, 30), "differs"),
        (day(1991, 4, 9), PartialDate("1991-04", Precision.MONTH), "month and year agree"),
        (day(1991, 4, 9), PartialDate("1991-05", Precision.MONTH), "the year agrees"),
        (PartialDate.of_year(1991), day(1991, 4, 9), "the year agrees"),
        (PartialDate.of_year(1991), day(1992, 4, 9), "differs"),
        (PartialDate.of_year(1991, about=True), day(1994, 4, 9), "the year agrees"),
        (PartialDate.of_year(1991, about=True), day(1995, 4, 9), "differs"),
        (day(1991, 4, 9), PartialDate.of_year(1989, about=True), "the year agrees"),
    ],
)
def test_births_are_compared_as_far_as_both_are_known(
    said: PartialDate, known: PartialDate, says: str
) -> None:
    assert verdict_of(Asked(born=said), held("ann", born=known), "born")[1] == says
    assert verdict_of(Asked(born=known), held("ann", born=said), "born")[1] == says


def test_a_street_agrees_by_whole_numbers_and_beginnings_of_words() -> None:
    home = Held((), None, ("12 alderbank road ol4 1aa ol41aa",), ())
    for said in ("alderbank", "alder", "12 alderbank", "ol4", "ol41aa", "road 12"):
        assert verdict_of(Asked(street=said), home, "street")[0] == "same", said
    for said in ("1 alderbank", "120 alderbank", "bank", "ol5", "12 mill brow"):
        assert verdict_of(Asked(street=said), home, "street")[0] == "differs", said


def test_what_was_not_said_and_what_is_not_held_weigh_nothing() -> None:
    lines = weigh(Asked("ann"), held("ann"))
    assert [line.verdict for line in lines] == ["same", "not_told", "not_told", "not_told"]
    lines = weigh(Asked("ann", day(1991, 4, 9), "mill", "900"), held("ann"))
    assert [line.verdict for line in lines] == ["same", "not_held", "not_held", "not_held"]
    assert total(lines) == lines[0].weight


@given(NAMES, NAMES)
def test_a_name_alone_is_never_enough(said: str, known: str) -> None:
    assert total(weigh(Asked(said), held(known))) < ENOUGH


def test_the_same_birth_under_another_name_is_not_shown() -> None:
    born = day(1991, 4, 9)
    assert total(weigh(Asked("ann bell", born), held("bo lind", born=born))) < POSSIBLE


@given(st.lists(NAMES, max_size=20), NAMES)
@example(["babh"], "baha")
def test_the_index_finds_every_name_that_is_alike_and_no_other(names: list[str], said: str) -> None:
    people = {uuid4(): name for name in names}
    alike = NameIndex(people.items()).alike(said)
    wanted = {key for key, name in people.items() if _shown(said, name)}
    assert {key for key in alike if _shown(said, people[key])} == wanted
    assert all(alike[key] == name_likeness(said, people[key]) for key in alike)


def test_the_best_of_ones_names_is_kept_in_the_index() -> None:
    key = UUID(int=1)
    assert NameIndex([(key, "aktar"), (key, "akhtar")]).alike("akhtar") == {key: 1.0}


def _shown(said: str, known: str) -> bool:
    return weigh(Asked(said), held(known))[0].verdict != "differs"
