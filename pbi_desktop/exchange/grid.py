"""The British National Grid to latitude and longitude, for maps and distances.

Ordnance Survey, "A guide to coordinate systems in Great Britain", annexes B and C: the Airy 1830
ellipsoid, then the seven-parameter shift to WGS84. Right to about five metres.
"""

import math

_AIRY = (6_377_563.396, 6_356_256.909)
_WGS84 = (6_378_137.0, 6_356_752.3142)
_SCALE = 0.9996012717
_ORIGIN_LATITUDE, _ORIGIN_LONGITUDE = math.radians(49), math.radians(-2)
_FALSE_EASTING, _FALSE_NORTHING = 400_000, -100_000
_SHIFT = (446.448, -125.157, 542.060)
_TURN = tuple(math.radians(seconds / 3600) for seconds in (0.1502, 0.2470, 0.8421))
_STRETCH = -20.4894e-6
_CLOSE_ENOUGH = 1e-5
_DECIMALS = 6  # about ten centimetres


def latitude_longitude(easting: float, northing: float) -> tuple[float, float]:
    """Return the WGS84 latitude and longitude, in degrees, of a point on the grid."""
    latitude, longitude = _on_the_sphere(*_on_airy(easting, northing))
    return round(latitude, _DECIMALS), round(longitude, _DECIMALS)


def _meridian(latitude: float) -> float:
    """Return the developed arc of the meridian from the grid's origin, in metres."""
    a, b = _AIRY
    n = (a - b) / (a + b)
    less, more = latitude - _ORIGIN_LATITUDE, latitude + _ORIGIN_LATITUDE
    return (
        b
        * _SCALE
        * (
            (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * less
            - (3 * n + 3 * n**2 + 21 / 8 * n**3) * math.sin(less) * math.cos(more)
            + (15 / 8 * n**2 + 15 / 8 * n**3) * math.sin(2 * less) * math.cos(2 * more)
            - 35 / 24 * n**3 * math.sin(3 * less) * math.cos(3 * more)
        )
    )


def _on_airy(easting: float, northing: float) -> tuple[float, float]:
    """Return latitude and longitude in radians on the grid's own ellipsoid."""
    a, b = _AIRY
    squared = 1 - (b / a) ** 2
    up = northing - _FALSE_NORTHING
    latitude = up / (a * _SCALE) + _ORIGIN_LATITUDE
    while abs(rest := up - _meridian(latitude)) > _CLOSE_ENOUGH:
        latitude += rest / (a * _SCALE)
    bend = 1 - squared * math.sin(latitude) ** 2
    nu = a * _SCALE / math.sqrt(bend)
    rho = a * _SCALE * (1 - squared) * bend**-1.5
    eta = nu / rho - 1
    tan, sec = math.tan(latitude), 1 / math.cos(latitude)
    vii = tan / (2 * rho * nu)
    viii = tan / (24 * rho * nu**3) * (5 + 3 * tan**2 + eta - 9 * tan**2 * eta)
    ix = tan / (720 * rho * nu**5) * (61 + 90 * tan**2 + 45 * tan**4)
    x = sec / nu
    xi = sec / (6 * nu**3) * (nu / rho + 2 * tan**2)
    xii = sec / (120 * nu**5) * (5 + 28 * tan**2 + 24 * tan**4)
    east = easting - _FALSE_EASTING
    return (
        latitude - vii * east**2 + viii * east**4 - ix * east**6,
        _ORIGIN_LONGITUDE + x * east - xi * east**3 + xii * east**5,
    )


def _on_the_sphere(latitude: float, longitude: float) -> tuple[float, float]:
    """Return WGS84 degrees of a point on the Airy ellipsoid, given in radians."""
    a, b = _AIRY
    squared = 1 - (b / a) ** 2
    nu = a / math.sqrt(1 - squared * math.sin(latitude) ** 2)
    x = nu * math.cos(latitude) * math.cos(longitude)
    y = nu * math.cos(latitude) * math.sin(longitude)
    z = (1 - squared) * nu * math.sin(latitude)
    size, (rx, ry, rz) = 1 + _STRETCH, _TURN
    x, y, z = (
        _SHIFT[0] + size * x - rz * y + ry * z,
        _SHIFT[1] + rz * x + size * y - rx * z,
        _SHIFT[2] - ry * x + rx * y + size * z,
    )
    a, b = _WGS84
    squared = 1 - (b / a) ** 2
    flat = math.hypot(x, y)
    turned = math.atan2(z, flat * (1 - squared))
    for _ in range(6):
        nu = a / math.sqrt(1 - squared * math.sin(turned) ** 2)
        turned = math.atan2(z + squared * nu * math.sin(turned), flat)
    return math.degrees(turned), math.degrees(math.atan2(y, x))
