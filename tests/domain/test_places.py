"""Lists of places join into one, and distances come out in metres."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pbi_desktop.domain.places import (
    AreaChange,
    Places,
    Postcode,
    SmallArea,
    join_places,
    metres_between,
    standing,
)
from pbi_desktop.domain.times import PartialDate, Precision

MAY = PartialDate("2001-05", Precision.MONTH)


def test_two_lists_of_one_postcode_fill_each_other_in() -> None:
    by_area = Places(postcodes=(Postcode("OL99 1AA", "E01999999", ended=MAY),))
    by_grid = Places(
        postcodes=(
            Postcode("OL99 1AA", easting=1, northing=2, latitude=53.5, longitude=-2.1),
            Postcode("OL99 1AB", easting=3, northing=4),
        )
    )
    joined = join_places([by_area, by_grid])
    assert joined.postcodes == (
        Postcode("OL99 1AA", "E01999999", 1, 2, 53.5, -2.1, ended=MAY),
        Postcode("OL99 1AB", easting=3, northing=4),
    )
    assert not joined.postcodes[0].live


def test_a_small_area_takes_its_name_from_one_list_and_its_middle_from_another() -> None:
    named = Places(areas=(SmallArea("E01999999", "Alderbank 001A", vintages=("2011",)),))
    placed = Places(areas=(SmallArea("E01999999", "", 53.5, -2.1, vintages=("2021",)),))
    assert join_places([named, placed]).areas == (
        SmallArea("E01999999", "Alderbank 001A", 53.5, -2.1, ("2011", "2021")),
    )


def test_a_degree_of_latitude_is_about_111_kilometres() -> None:
    assert round(metres_between((53.0, -2.0), (54.0, -2.0))) == 111195
    assert metres_between((53.5, -2.1), (53.5, -2.1)) == 0


def test_a_postcode_that_is_unknown_or_ended_says_so() -> None:
    assert standing("OL99 1AA", None) == (
        "OL99 1AA is not on the lists of postcodes, so its small area is not known."
    )
    ended = Postcode("OL99 1AA", ended=MAY)
    assert standing("OL99 1AA", ended) == "OL99 1AA has not been in use since May 2001."
    assert standing("OL99 1AA", Postcode("OL99 1AA")) == ""


codes = st.sampled_from(["E01999991", "E01999992", "E01999993"])
lists = st.lists(
    st.builds(
        Places,
        areas=st.lists(st.builds(SmallArea, codes, st.just("Alderbank"))).map(tuple),
        changes=st.lists(st.builds(AreaChange, codes, codes, st.just("S"))).map(tuple),
    )
)


@settings(max_examples=60)
@given(lists)
def test_joined_lists_never_name_an_area_twice_and_join_again_to_the_same(
    several: list[Places],
) -> None:
    joined = join_places(several)
    assert len({area.code for area in joined.areas}) == len(joined.areas)
    assert join_places([joined]) == joined
    assert join_places(reversed(several)) == joined
