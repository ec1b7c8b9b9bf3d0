"""Colours: what follows from the one that a blueprint names."""

from collections.abc import Mapping

from pintu.model.blueprint import Blueprint

PRIMARY = "#0f766e"
TEXTS = ("#ffffff", "#1f2329", "#000000")
"""White, the near-black of texts elsewhere, and black: one of the three can be read on any colour."""
READABLE = 4.5
"""The contrast that WCAG 2.2 asks for (1.4.3)."""


def theme(blueprint: Blueprint) -> Mapping[str, str | bool]:
    """Colours as `#rrggbb` and as decimals for `rgba()`; the dark primary is lighter, to stand out on a dark ground."""
    primary = str(blueprint.get("theme", "primary") or PRIMARY).lower()
    primary_dark = mix(primary, "#ffffff", 0.35)
    dark = str(blueprint.get("theme", "dark") or "auto")
    return {
        "primary": primary,
        "primary_dark": primary_dark,
        "primary_light": mix(primary, "#ffffff", 0.9),
        "primary_active": mix(primary, "#000000", 0.2),
        "primary_rgb": decimals(primary),
        "primary_dark_rgb": decimals(primary_dark),
        "on_primary": text_on(primary),
        "on_primary_dark": text_on(primary_dark),
        "dark": dark,
        "darkmode": dark != "off",
    }


def text_on(ground: str) -> str:
    return next(text for text in TEXTS if contrast(ground, text) >= READABLE)


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance, 0 to 1."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (n / 255 for n in _channels(colour))]
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(colour: str, other: str, share: float) -> str:
    """`share` of `other` in `colour`, both `#rrggbb`."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def decimals(colour: str) -> str:
    return ", ".join(str(channel) for channel in _channels(colour))


def _channels(colour: str) -> tuple[int, int, int]:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[i : i + 2], 16) for i in (0, 2, 4))
    return red, green, blue
