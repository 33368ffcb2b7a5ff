"""Matching: what fits and why, whatever the order of the words; never a score without its lines."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.analysis.matching import (
    ENOUGH,
    MAYBE,
    SHOWN_FROM,
    Asked,
    Held,
    Strength,
    bars,
    name_likeness,
    strength,
    total,
    weigh,
    word_likeness,
)
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
        ("shabanaa", "shabana"),
        ("butterfeild", "butterfield"),
        ("philipa", "fillipa"),
    ],
)
def test_a_slip_of_the_pen_is_close(said: str, known: str) -> None:
    assert verdict_of(Asked(said), held(known), "name") == ("close", "sounds or looks alike")


@pytest.mark.parametrize(
    ("said", "known", "says"),
    [
        ("mohd akhtar", "mohammed akhter", "another spelling"),
        ("syed hussein", "sayyid hussain", "another spelling"),
        ("محمد اختر", "mohammed akhtar", "another spelling"),
        ("liz kelly", "elizabeth kelly", "short for it"),
        ("betty kelly", "liz kelly", "short for it"),
        ("s akhtar", "shabana akhtar", "an initial"),
        ("shabana ahmed", "shabana akhtar", "another family name"),
        ("shabana bibi", "shabana akhtar", "a part of it agrees"),
        ("hassan ali", "hussain ali", "alike, but another name"),
    ],
)
def test_a_name_that_is_close_says_how(said: str, known: str, says: str) -> None:
    assert verdict_of(Asked(said), held(known), "name") == ("close", says)


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("akhtar shabana", "shabana akhtar"),
        ("shabana", "shabana akhtar"),
        ("mrs shabana akhtar", "shabana akhtar"),
        ("shabana akhtar begum", "shabana akhtar"),
        ("shabana akhtar", "bibi shabana akhtar"),
        ("ann marie kelly", "annmarie kelly"),
        ("sarah jones", "sarah smith jones"),
    ],
)
def test_order_titles_and_a_second_family_name_make_no_difference(said: str, known: str) -> None:
    assert verdict_of(Asked(said), held(known), "name") == ("same", "the same")


def test_a_rare_name_is_stronger_evidence_than_a_common_one() -> None:
    rare, common = "wilhelmina ogilby", "mohammed khan"
    assert total(weigh(Asked(rare), held(rare))) > 1.5 * total(weigh(Asked(common), held(common)))


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
        (day(1991, 4, 9), day(1992, 4, 9), "the year differs by one"),
        (day(1989, 4, 9), day(1990, 4, 9), "the year differs by one"),
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


def test_a_street_that_is_misspelt_is_close_and_one_of_before_counts_less() -> None:
    home = Held((), None, ("12 alderbank road ol4 1aa",), (), earlier=("3 mill brow ol1 2bb",))
    now, misspelt, before, area = (
        weigh(Asked(street=said), home)[2]
        for said in ("alderbank", "aldrebank", "mill brow", "ol4")
    )
    assert (misspelt.verdict, before.verdict) == ("close", "close")
    assert before.says == misspelt.says == "agrees in part", "nobody learns that they have moved"
    assert now.weight > misspelt.weight > before.weight > area.weight > 0


def test_a_phone_agrees_by_a_fragment_and_nearly_by_one_figure() -> None:
    known = Held((), None, (), ("07700900417",))
    said = ("07700900417", "0417", "417", "07700900418", "999")
    lines = [weigh(Asked(phone=one), known)[3] for one in said]
    assert [line.verdict for line in lines] == ["same", "same", "same", "close", "differs"]
    assert lines[0].weight > lines[1].weight > lines[2].weight


def test_relatives_and_a_reference_that_are_told_count() -> None:
    known = Held(
        ("shabana akhtar",), None, (), (), household=("amina", "bilal"), references=("k7",)
    )
    lines = weigh(Asked("shabana", household="bilal aminah", reference="k7"), known)
    assert [(line.field, line.verdict) for line in lines[4:]] == [
        ("household", "same"),
        ("reference", "same"),
    ]
    some = weigh(Asked("shabana", household="bilal zed"), known)[4]
    none = weigh(Asked("shabana", household="zed"), known)[4]
    assert (some.verdict, none.verdict) == ("close", "differs")
    assert lines[4].weight > some.weight > none.weight
    assert weigh(Asked(reference="k8"), known)[4].verdict == "differs"
    assert weigh(Asked(household="zed"), held("ann"))[4].verdict == "not_held"
    assert weigh(Asked(reference="zed"), held("ann"))[4].verdict == "not_held"


def test_a_former_name_counts_as_any_other() -> None:
    known = Held(("ann bell",), None, (), (), former=("peter bell",))
    assert verdict_of(Asked("peter bell"), known, "name") == ("same", "the same")


HOME = {
    "streets": ("12 alderbank road ol4 1aa",),
    "phones": ("07700900417",),
    "household": ("nasreen", "bilal"),
}
AT_HOME = {"street": "12 alderbank road", "phone": "07700900417", "household": "nasreen bilal"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("amina akhtar", "zainab akhtar"),
        ("hassan ali", "hussain ali"),
        ("mohammed bilal khan", "mohammed adeel khan"),
        ("shabana bibi", "nasreen bibi"),
        ("daniel smith", "danielle smith"),
        ("amreen akhtar", "nasreen akhtar"),
        ("john wolstenholme", "paul wolstenholme"),
        ("akhtar amina", "zainab akhtar"),
    ],
)
def test_twins_of_one_home_are_not_joined(one: str, other: str) -> None:
    born = day(1991, 4, 9)
    asked = Asked(one, born, **AT_HOME)
    assert total(weigh(asked, Held((one,), born, **HOME))) >= ENOUGH
    assert total(weigh(asked, Held((other,), born, **HOME))) < ENOUGH


@pytest.mark.parametrize("name", ["mohammed akhtar", "wilhelm butterfield", "ondine zylber quist"])
@pytest.mark.parametrize("said", [day(1991, 4, 9), PartialDate.of_year(1991, about=True)])
def test_father_and_son_of_one_name_and_home_are_not_joined(name: str, said: PartialDate) -> None:
    asked = Asked(name, said, **AT_HOME)
    assert total(weigh(asked, Held((name,), day(1962, 11, 23), **HOME))) < ENOUGH


@pytest.mark.parametrize("other", ["zainab akhtar", "bilal akhtar", "begum akhtar zainab"])
def test_siblings_are_not_joined(other: str) -> None:
    asked = Asked("amina akhtar", day(1991, 4, 9), **AT_HOME)
    born = day(1993, 10, 27)
    assert total(weigh(asked, Held((other,), born, **HOME))) < ENOUGH


TOLD = st.builds(
    Asked,
    st.sampled_from(["", "amina akhtar", "bob", "amina"]),
    st.sampled_from([None, day(1991, 4, 9), PartialDate.of_year(1991)]),
    st.sampled_from(["", "alderbank", "mill brow"]),
    st.sampled_from(["", "417", "07700900417"]),
    st.sampled_from(["", "bilal", "zed"]),
    st.sampled_from(["", "k7"]),
)
KNOWN = st.builds(
    Held,
    st.sampled_from([("amina akhtar",), ("zainab akhtar",), ()]),
    st.sampled_from([None, day(1991, 4, 9), day(1962, 1, 1)]),
    st.sampled_from([(), HOME["streets"]]),
    st.sampled_from([(), HOME["phones"]]),
    st.sampled_from([(), ("amina jones",)]),
    st.sampled_from([(), ("1 mill brow",)]),
    st.sampled_from([(), HOME["household"]]),
    st.sampled_from([(), ("k7",)]),
)


@settings(max_examples=60)
@given(TOLD, KNOWN, st.sampled_from(["name", "born", "street", "phone", "household", "reference"]))
def test_a_field_that_is_not_told_or_not_held_never_weighs(
    asked: Asked, known: Held, field: str
) -> None:
    untold = replace(asked, born=None) if field == "born" else replace(asked, **{field: ""})  # type: ignore[arg-type]
    without = [line for line in weigh(untold, known) if line.field == field]
    assert all(line.weight == 0 and line.verdict == "not_told" for line in without)
    for line in weigh(asked, known):
        silent = line.verdict in ("not_told", "not_held")
        assert (line.weight == 0) == silent or line.field == "street"


@settings(max_examples=60)
@given(TOLD, KNOWN)
def test_what_is_held_and_not_asked_for_never_changes_the_weight(asked: Asked, known: Held) -> None:
    bare = replace(
        known,
        born=known.born if asked.born else None,
        streets=known.streets if asked.street else (),
        earlier=known.earlier if asked.street else (),
        phones=known.phones if asked.phone else (),
        household=known.household if asked.household else (),
        references=known.references if asked.reference else (),
    )
    assert total(weigh(asked, bare)) == total(weigh(asked, known))


@given(TOLD, KNOWN)
def test_no_word_of_the_evidence_says_what_is_on_record(asked: Asked, known: Held) -> None:
    said = " ".join(line.says for line in weigh(asked, known))
    held_words = {"zainab", "1962", "1991", "alderbank", "brow", "07700900417", "nasreen", "jones"}
    assert not held_words & set(said.split())


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
    assert total(weigh(Asked("ann bell", born), held("bo lind", born=born))) < SHOWN_FROM


@given(st.floats(-30, 60))
def test_how_sure_a_match_is_goes_with_its_weight(weight: float) -> None:
    sure = strength(weight)
    assert (sure is Strength.VERY_LIKELY) == (weight >= ENOUGH)
    assert (sure is Strength.UNLIKELY) == (weight < MAYBE)
    assert 0 <= bars(weight) <= bars(weight + 1) <= 5
    assert bars(ENOUGH) == 4
