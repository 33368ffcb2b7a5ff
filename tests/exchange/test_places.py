"""Published lists of places are told by their header, and every refused row says why."""

import pytest

from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.domain.places import AreaChange, Postcode, SmallArea, join_places, metres_between
from pbi_desktop.domain.times import PartialDate, Precision
from pbi_desktop.exchange.directory import read_directory
from pbi_desktop.exchange.grid import latitude_longitude
from pbi_desktop.exchange.places import PlaceList, PlacesFile, read_places
from tests.exchange import invented
from tests.exchange.reference_data import reference


def read(text: str, name: str = "list.csv") -> PlacesFile:
    return read_places(text.encode(), name)


def month(text: str) -> PartialDate:
    return PartialDate(text, Precision.MONTH)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (invented.POSTCODES, PlaceList.POSTCODES),
        (invented.GRID, PlaceList.GRID),
        (invented.CENTRES, PlaceList.CENTRES),
        (invented.CHANGES, PlaceList.CHANGES),
        (invented.POSTCODES.replace("lsoa11", "LSOA21"), PlaceList.POSTCODES),
    ],
)
def test_a_list_is_told_by_its_header_whatever_its_name(text: str, kind: PlaceList) -> None:
    assert read(text, "untitled.txt").kind is kind


def test_postcodes_bring_their_small_areas_and_their_months() -> None:
    found = read(invented.POSTCODES)
    assert found.rows == 3
    assert found.places.postcodes == (
        Postcode("OL99 1AA", "E01999991", started=month("1998-01")),
        Postcode("OL99 1AB", "E01999991", started=month("1980-01"), ended=month("1994-05")),
        Postcode("OL99 1AE", "E01999992", started=month("1998-01")),
    )
    assert found.places.areas == (
        SmallArea("E01999991", "Alderbank 001A", vintages=("2011",)),
        SmallArea("E01999992", "Alderbank 001B", vintages=("2011",)),
    )
    assert found.noticed == (
        "No longer in use: 1 of 3 postcodes; they are kept with the month they ended.",
    )


def test_a_place_on_the_grid_becomes_latitude_and_longitude() -> None:
    found = read(invented.GRID)
    placed, unplaced = found.places.postcodes
    assert (placed.easting, placed.northing) == (393482, 404988)
    assert placed.latitude == pytest.approx(53.5415, abs=1e-4)
    assert placed.longitude == pytest.approx(-2.0998, abs=1e-4)
    assert unplaced == Postcode("OL99 1AD")
    assert found.noticed == ("Known, but on no map: 1 postcode.",)


def test_the_grid_conversion_agrees_with_the_published_worked_example() -> None:
    # Ordnance Survey's guide: E 651409.903 N 313177.270 is 52.65757, 1.71792 on its own
    # ellipsoid, which the shift to WGS84 moves to 52.65798, 1.71605.
    assert latitude_longitude(651409.903, 313177.270) == pytest.approx(
        (52.65798, 1.71605), abs=1e-5
    )


def test_a_split_area_has_a_change_for_each_part() -> None:
    found = read(invented.CHANGES)
    assert len(found.places.areas) == 4
    assert found.places.changes[1:] == (
        AreaChange("E01999992", "E01999993", "S", "Alderbank 001B", "Alderbank 002A"),
        AreaChange("E01999992", "E01999994", "S", "Alderbank 001B", "Alderbank 002B"),
    )
    assert found.places.areas[0].vintages == ("2011", "2021")


def test_lists_together_give_each_area_its_name_and_its_middle() -> None:
    texts = (invented.POSTCODES, invented.CENTRES, invented.GRID, invented.CHANGES)
    joined = join_places(read(text).places for text in texts)
    assert joined.areas[0] == SmallArea(
        "E01999991", "Alderbank 001A", 53.53, -2.10, ("2011", "2021")
    )
    assert joined.postcodes[0].area_code == "E01999991"
    assert joined.postcodes[0].easting == 393482


@pytest.mark.parametrize(
    ("text", "wrong", "instead", "reason"),
    [
        (invented.POSTCODES, "OL99 1AE,199801", "Alderbank,199801", "Alderbank is not a postcode."),
        (invented.POSTCODES, "OL99 1AE,199801", "OL99 1AE,199813", '"199813" is not a month;'),
        (invented.POSTCODES, "E01999992,E02", "Alderbank,E02", '"Alderbank" is not the code of'),
        (invented.POSTCODES, "OL99 1AE,199801,", "OL99 1AE,199801,199712", "It ended (1997-12)"),
        (invented.POSTCODES, "OL99 1AE,199801", "OL99 1AA,199801", "OL99 1AA is already in row 2."),
        (invented.GRID, "90,0,0", "90,12,abc", '"12, abc" is not a place on the grid.'),
        (invented.GRID, "90,0,0", "90,800000,1", "800000, 1 lies outside the grid."),
        (invented.CENTRES, "53.54", "nan", "Its latitude and longitude are not those of"),
        (invented.CENTRES, "53.54,-2.11", "-2.11,53.54", "Its latitude and longitude are not"),
        (
            invented.CHANGES,
            "E01999994",
            "E01999993",
            "E01999992 to E01999993 is already there.",
        ),
    ],
)
def test_a_row_that_cannot_be_kept_says_why(
    text: str, wrong: str, instead: str, reason: str
) -> None:
    assert wrong in text
    found = read(text.replace(wrong, instead))
    assert len(found.refused) == 1
    assert found.refused[0].reason.startswith(reason)
    assert dict(found.refused[0].raw)


def test_a_postcode_outside_great_britain_is_kept_without_an_area() -> None:
    found = read(invented.POSTCODES.replace("E01999992,E02", "L99999999,E02"))
    assert found.places.postcodes[2].area_code is None
    assert not found.refused


def test_a_list_of_something_else_is_refused_whole() -> None:
    with pytest.raises(UnreadableInput) as refused:
        read(invented.LIBRARIES)
    assert refused.value.reason.startswith("Its columns are not those of a list of postcodes")


def test_the_order_of_the_rows_does_not_matter() -> None:
    header, *rows = invented.POSTCODES.splitlines()
    turned = "\n".join([header, *reversed(rows)])
    assert read(turned).places == read(invented.POSTCODES).places


def test_the_real_postcode_list_is_read_whole() -> None:
    found = read_places(reference("geo/oldham_postcodes_may2022.csv"), "postcodes.csv")
    assert len(found.places.postcodes) == 7868
    assert sum(postcode.live for postcode in found.places.postcodes) == 5858
    assert len(found.places.areas) == 141
    assert found.refused == ()
    assert all(postcode.area_code for postcode in found.places.postcodes)


def test_the_real_grid_list_is_read_whole() -> None:
    found = read_places(reference("geo/oldham_codepoint_open_2025.csv"), "grid.csv")
    assert found.kind is PlaceList.GRID
    assert len(found.places.postcodes) == 5897
    assert found.refused == ()
    assert all(postcode.latitude for postcode in found.places.postcodes)


def test_the_real_areas_of_two_censuses_are_told_apart() -> None:
    changes = read_places(reference("geo/oldham_lookup_lsoa11_lsoa21_ltla22.csv"), "changes.csv")
    centres = read_places(reference("geo/oldham_lsoa_centroids.csv"), "centres.csv")
    joined = join_places([changes.places, centres.places])
    assert sum("2011" in area.vintages for area in joined.areas) == 141
    assert sum("2021" in area.vintages for area in joined.areas) == 142
    assert {c.new_code for c in joined.changes if c.old_code == "E01032921"} == {
        "E01034232",
        "E01034233",
    }
    assert all(area.name and area.latitude for area in joined.areas)
    assert changes.refused == centres.refused == ()


def test_the_grid_agrees_with_positions_that_real_libraries_publish() -> None:
    grid = read_places(reference("geo/oldham_codepoint_open_2025.csv"), "grid.csv")
    libraries = read_directory(
        reference("directory/gm_open_data/oldham_libraries.csv"), "oldham_libraries.csv"
    )
    known = {postcode.postcode: postcode for postcode in grid.places.postcodes}
    apart = []
    for entry in libraries.accepted:
        place = known.get(entry.postcode)
        if place is None:
            continue
        assert place.latitude is not None
        assert place.longitude is not None
        assert entry.latitude is not None
        assert entry.longitude is not None
        here, there = (place.latitude, place.longitude), (entry.latitude, entry.longitude)
        apart.append(metres_between(here, there))
    assert len(apart) > 8
    assert max(apart) < 10
