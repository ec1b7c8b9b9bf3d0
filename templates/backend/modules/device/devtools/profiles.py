"""How simulated machines behave: what they tell next, by their type and the seconds that have passed."""

import math
import random
from collections.abc import Callable, Mapping
from typing import Literal, get_args

from app.modules.device.types import DeviceType, Quantity, Value

Profile = Literal["steady", "drift", "spike", "silent", "flapping", "storm"]
PROFILES: tuple[Profile, ...] = get_args(Profile)
LOW, HIGH = 0.0, 100.0
"""Of a number whose type sets no bounds."""
USUAL, BEYOND = 0.3, 0.95
"""Where in its range a number usually is, and where it is when something is wrong."""
DRIFTS_FOR_S = 1800.0
SPIKES_EVERY_S, SPIKE_S = 300.0, 120.0
TELLS_FOR_S, SILENT_FOR_S = 60.0, 600.0
STORM_INTERVAL_S = 0.05


def tells(profile: Profile, at_s: float) -> bool:
    """Whether it tells anything then."""
    return profile != "silent" or at_s % (TELLS_FOR_S + SILENT_FOR_S) < TELLS_FOR_S


def interval_s(profile: Profile, kind: DeviceType) -> float:
    return STORM_INTERVAL_S if profile == "storm" else kind.interval.total_seconds()


def values(profile: Profile, kind: DeviceType, at_s: float, chance: random.Random) -> dict[str, Value]:
    """What it tells `at_s` seconds after it began. Only numbers with bounds show that something is wrong."""
    place = _PLACES[profile](at_s)
    return {name: _value(quantity, place, at_s, chance) for name, quantity in kind.telemetry.items()}


def _spike(at_s: float) -> float:
    """Beyond its limits right from the start, for those who watch."""
    return BEYOND if at_s % SPIKES_EVERY_S < SPIKE_S else USUAL


_PLACES: Mapping[Profile, Callable[[float], float]] = {
    "steady": lambda _: USUAL,
    "storm": lambda _: USUAL,
    "silent": lambda _: USUAL,
    "drift": lambda at_s: USUAL + (BEYOND - USUAL) * min(at_s / DRIFTS_FOR_S, 1),
    "spike": _spike,
    "flapping": lambda at_s: BEYOND if math.sin(at_s / 10) > 0 else USUAL,
}


def _value(quantity: Quantity, place: float, at_s: float, chance: random.Random) -> Value:
    match quantity.type:
        case "boolean":
            return True
        case "text":
            return "自动"
        case "integer" if quantity.max is None:
            return int((quantity.min or 0) + at_s / 10)  # a counter
    low = LOW if quantity.min is None else quantity.min
    high = max(HIGH, low + 1) if quantity.max is None else quantity.max
    value = low + (high - low) * min(max(place + chance.gauss(0, 0.005), 0), 1)
    return int(value) if quantity.type == "integer" else round(value, 2)
