"""Maps of places are lists of places; each is where the middle of its shape is."""

import json
from typing import Any

import pytest

from pbi_desktop.domain.directory import CommunityEntry, EntryKind, HeldSource, ReadResult
from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.exchange.geojson import middle_of
from pbi_desktop.exchange.open_referral import read_json
from tests.exchange.invented_feeds import POLYGON, SQUARE, feature, places
from tests.exchange.reference_data import reference

REAL = {
    "oldham_food_banks.geojson": (15, 0, EntryKind.FOOD_BANK),
    "oldham_hospitals.geojson": (45, 0, EntryKind.HOSPITAL),
    "oldham_places_of_worship.geojson": (109, 45, EntryKind.PLACE_OF_WORSHIP),
    "oldham_post_offices.geojson": (0, 38, EntryKind.POST_OFFICE),
}


def read(text: str, name: str = "map.geojson") -> ReadResult[CommunityEntry]:
    return read_json(HeldSource(name, text.encode()))


def test_a_hospital_is_where_the_middle_of_its_building_is() -> None:
    (entry,) = read(places(feature("Alderbank Infirmary", POLYGON, area_name="Alderbank"))).accepted
    assert (entry.name, entry.kind) == ("Alderbank Infirmary", EntryKind.HOSPITAL)
    assert (entry.latitude, entry.longitude) == (53.5, -2.1)
    assert entry.source_key == "Alderbank Infirmary"
    assert entry.locality == "Alderbank"


@pytest.mark.parametrize(
    ("shape", "middle"),
    [
        ({"type": "Point", "coordinates": [-2.1, 53.5]}, (53.5, -2.1)),
        ({"type": "Point", "coordinates": [-2.1, 53.5, 99]}, (53.5, -2.1)),
        ({"type": "LineString", "coordinates": [[-2.0, 53.0], [-2.2, 54.0]]}, (53.5, -2.1)),
        ({"type": "MultiPolygon", "coordinates": [[[[1, 1], [1, 1]]], [SQUARE]]}, (53.5, -2.1)),
        ({"type": "GeometryCollection", "geometries": [None, POLYGON]}, (53.5, -2.1)),
        ({"type": "Point", "coordinates": [True, "x"]}, None),
        ({"type": "Point", "coordinates": []}, None),
        ({"type": "Polygon", "coordinates": [[]]}, None),
        ({"type": "Polygon", "coordinates": {"a": 1}}, None),
        ({"type": "Blob"}, None),
        (None, None),
        ([], None),
    ],
)
def test_the_middle_of_a_shape(shape: Any, middle: tuple[float, float] | None) -> None:
    found = middle_of(shape)
    assert found == (pytest.approx(middle) if middle else None)


def test_a_feature_without_a_name_or_that_is_none_is_refused_with_the_reason() -> None:
    result = read(places(feature("Unknown"), {"type": "Feature"}, 7, feature("Moss Clinic")))
    assert [entry.name for entry in result.accepted] == ["Moss Clinic"]
    assert [(row.row_number, row.reason) for row in result.refused] == [
        (1, "It has no name."),
        (2, "It is not a feature."),
        (3, "It is not a feature."),
    ]


def test_a_shape_beyond_all_bounds_is_refused_and_the_others_are_read() -> None:
    vast = {"type": "LineString", "coordinates": [[-2.1, 53.5]] * 50_000}
    result = read(places(feature("Alder Moor", vast), feature("Moss Clinic")))
    assert [entry.name for entry in result.accepted] == ["Moss Clinic"]
    assert [row.reason for row in result.refused] == ["It is larger than any place is."]


def test_a_map_whose_features_have_nothing_in_common_is_refused() -> None:
    odd = (feature("Moss Clinic", **{f"column {number}": 1}) for number in range(1100))
    with pytest.raises(UnreadableInput):
        read(places(*odd))


def test_a_map_in_another_grid_is_kept_without_its_points_and_says_so() -> None:
    grid = {"type": "Point", "coordinates": [393482, 404988]}
    result = read(places(feature("Moss Clinic", grid)))
    assert result.accepted[0].latitude is None
    assert any("not in the UK" in told for told in result.noticed)


@pytest.mark.parametrize(
    "text",
    [places(), places(feature("Moss Clinic"))[:-3], json.dumps({"type": "FeatureCollection"})],
)
def test_an_empty_map_and_half_a_map_are_refused_whole(text: str) -> None:
    with pytest.raises(UnreadableInput):
        read(text)


@pytest.mark.parametrize("name", REAL)
def test_the_real_maps_tell_every_row(name: str) -> None:
    result = read(reference(f"directory/gm_open_data/{name}").decode(), name)
    accepted, refused, kind = REAL[name]
    assert (len(result.accepted), len(result.refused)) == (accepted, refused)
    assert {row.reason for row in result.refused} <= {"It has no name."}
    assert {entry.kind for entry in result.accepted} <= {kind}
    assert all(entry.latitude and 53.4 < entry.latitude < 53.7 for entry in result.accepted)
