"""How far it is over the surface of the earth. Good to half a per cent, which is more than a fuzzy location gives."""

from math import asin, cos, radians, sin, sqrt

EARTH_M = 6_371_008.8
"""The mean radius."""


def metres(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> int:
    """The great-circle distance (haversine: exact for short ways, where the cosine rule is not)."""
    north, to_north = radians(latitude), radians(to_latitude)
    half_north, half_east = (to_north - north) / 2, radians(to_longitude - longitude) / 2
    chord = sin(half_north) ** 2 + cos(north) * cos(to_north) * sin(half_east) ** 2
    return round(2 * EARTH_M * asin(sqrt(min(1.0, chord))))
