"""GeoJSON of places: each feature is a row of a list, and its shape gives the point it is at."""

from collections.abc import Iterable, Sequence
from typing import Any

from pbi_desktop.domain.directory import RefusedRow
from pbi_desktop.domain.errors import UnreadableInput
from pbi_desktop.domain.text import clean_text
from pbi_desktop.exchange.tables import LONGEST_CELL, MOST_COLUMNS, Row, Table, column_key

LATITUDE, LONGITUDE = "latitude", "longitude"
_POINTS = frozenset({"latitude", "lat", "longitude", "lon", "lng", "long"})
_LEVELS_OF_POINTS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
_SHOWN = 200
_MOST_CELLS = 5_000_000
Ring = Sequence[tuple[float, float]]


def table_of(name: str, features: Iterable[tuple[int, Any]]) -> Table:
    """Return numbered features as the rows of a table; what is no feature is refused."""
    found: list[tuple[int, dict[str, str]]] = []
    refused: list[RefusedRow] = []
    columns: dict[str, None] = {}
    for number, feature in features:
        cells = _cells(feature)
        reason = "It is not a feature." if cells is None else _too_much(cells)
        if reason or cells is None:
            refused.append(RefusedRow(name, number, reason, _shown(feature)))
            continue
        columns.update(dict.fromkeys(cells))
        found.append((number, cells))
    names = tuple(columns)
    if len(names) > MOST_COLUMNS or len(names) * len(found) > _MOST_CELLS:
        reason = f"Its features speak of {len(names):,} different things: no map of places does."
        raise UnreadableInput(name, reason)
    rows = tuple(
        Row(number, tuple(cells.get(column, "") for column in names)) for number, cells in found
    )
    return Table(name, names, rows, tuple(refused), ())


def middle_of(geometry: Any) -> tuple[float, float] | None:
    """Return latitude and longitude of the point that a shape is about; nothing where none is."""
    if not isinstance(geometry, dict):
        return None
    if geometry.get("type") == "GeometryCollection":
        shapes = geometry.get("geometries")
        found = (middle_of(one) for one in (shapes if isinstance(shapes, list) else ()))
        return next((middle for middle in found if middle), None)
    levels = _LEVELS_OF_POINTS.get(str(geometry.get("type")))
    if levels is None:
        return None
    rings = _rings(geometry.get("coordinates"), levels)
    if not rings:
        return None
    middles = [_centre(ring) for ring in rings]
    _area, east, north = max(middles, key=lambda middle: middle[0])
    return north, east


def _cells(feature: Any) -> dict[str, str] | None:
    """Return what a feature says, with its point as two more columns."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return None
    cells = {_line(key): _text(value) for key, value in feature["properties"].items()}
    middle = middle_of(feature.get("geometry"))
    if middle is not None:
        kept = {key: cell for key, cell in cells.items() if column_key(key) not in _POINTS}
        cells = {**kept, LATITUDE: f"{middle[0]:.7f}", LONGITUDE: f"{middle[1]:.7f}"}
    own = feature.get("id")
    if own is not None and not any(column_key(key) == "id" for key in cells):
        cells["id"] = _text(own)
    return cells


def _too_much(cells: dict[str, str]) -> str:
    longest = max(map(len, cells.values()), default=0)
    return f"A value is longer than {LONGEST_CELL:,} characters." if longest > LONGEST_CELL else ""


def _text(value: Any) -> str:
    """Return a value as a cell says it; shapes and lists within say nothing."""
    if value is None or isinstance(value, bool | dict | list):
        return ""
    return clean_text(str(value))[0].strip()


def _line(key: str) -> str:
    return " ".join(clean_text(key)[0].split())[:_SHOWN]


def _shown(feature: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(feature, dict):
        return ()
    return tuple((_line(key), _text(value)[:_SHOWN]) for key, value in list(feature.items())[:20])


def _rings(points: Any, levels: int) -> list[Ring]:
    """Return the outer rings, lines or points of a shape; what is no shape gives none."""
    if levels == 0:
        point = _point(points)
        return [[point]] if point else []
    if not isinstance(points, list):
        return []
    if levels == 1:
        line = [point for point in map(_point, points) if point]
        return [line] if line else []
    # Of a polygon the first ring is the outer one; the others are holes.
    inner = points[:1] if levels == 2 else points
    return [ring for one in inner for ring in _rings(one, levels - 1)]


def _point(pair: Any) -> tuple[float, float] | None:
    if not isinstance(pair, list) or len(pair) < 2:
        return None
    east, north = pair[0], pair[1]
    if isinstance(east, bool) or isinstance(north, bool):
        return None
    if not isinstance(east, int | float) or not isinstance(north, int | float):
        return None
    if not (abs(east) < 1e7 and abs(north) < 1e7):
        return None
    return float(east), float(north)


def _centre(ring: Ring) -> tuple[float, float, float]:
    """Return the size of a ring, and the east and north of its middle."""
    east0, north0 = ring[0]
    doubled = east = north = 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = (x1 - east0) * (y2 - north0) - (x2 - east0) * (y1 - north0)
        doubled += cross
        east += (x1 + x2 - 2 * east0) * cross
        north += (y1 + y2 - 2 * north0) * cross
    if abs(doubled) < 1e-14:  # a line or a point encloses nothing: the middle of its points
        count = len(ring)
        return 0.0, sum(x for x, _ in ring) / count, sum(y for _, y in ring) / count
    return abs(doubled) / 2, east0 + east / (3 * doubled), north0 + north / (3 * doubled)
