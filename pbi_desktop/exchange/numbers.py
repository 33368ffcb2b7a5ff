"""Figures in cells: decimals as plain digits, and whether a point lies in the UK."""

import re

_DECIMAL = re.compile(r"[+-]?[0-9]{1,4}(?:\.[0-9]{1,20})?")
_SOUTH, _NORTH = 49.0, 61.5
_WEST, _EAST = -9.0, 2.5


def read_decimal(text: str) -> float | None:
    """Return the number of a cell; nothing where it is not plain digits and a dot."""
    return float(text) if _DECIMAL.fullmatch(text) else None


def in_britain(latitude: float, longitude: float) -> bool:
    """Say whether a point lies where the UK is."""
    return _SOUTH <= latitude <= _NORTH and _WEST <= longitude <= _EAST
