"""The part of the render context that comes straight from the blueprint."""

from collections.abc import Mapping

from pintu.model.blueprint import Blueprint
from pintu.model.document import Data

BUSINESS = ("company", "licence", "phone", "address", "hours", "privacy_contact")
PRIMARY = "#0f766e"


def business_context(blueprint: Blueprint) -> Mapping[str, object]:
    business = blueprint.get("business")
    said: Mapping[str, Data] = business if isinstance(business, dict) else {}
    return {
        "app": {
            "name": blueprint.get("app", "name"),
            "slug": blueprint.slug,
            "vertical": blueprint.get("app", "vertical"),
        },
        "business": {name: str(said.get(name, "")) for name in BUSINESS},
        "environments": _environments(blueprint),
        "theme": theme(blueprint),
    }


def _environments(blueprint: Blueprint) -> list[dict[str, Data]]:
    said = blueprint.get("environments")
    if isinstance(said, dict):
        return [{"name": name, **env} for name, env in said.items() if isinstance(env, dict)]
    appid = blueprint.get("app", "appid")
    return [{"name": "prod", "appid": appid, "api": ""}] if appid else []


def theme(blueprint: Blueprint) -> dict[str, str]:
    """Colours as `#rrggbb`; the dark primary is lighter so that it keeps its contrast on a dark ground."""
    primary = str(blueprint.get("theme", "primary") or PRIMARY)
    return {
        "primary": primary,
        "primary_dark": mix(primary, "#ffffff", 0.35),
        "primary_light": mix(primary, "#ffffff", 0.9),
        "primary_active": mix(primary, "#000000", 0.2),
        "on_primary": "#ffffff" if luminance(primary) < 0.45 else "#1f2329",
        "dark": str(blueprint.get("theme", "dark") or "auto"),
    }


def mix(colour: str, other: str, share: float) -> str:
    """`share` of `other` in `colour`, both `#rrggbb`."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def luminance(colour: str) -> float:
    """Perceived brightness between 0 and 1 (ITU-R BT.601)."""
    red, green, blue = _channels(colour)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue
