"""The part of the render context that comes straight from the blueprint."""

from collections.abc import Mapping

from pintu.model.blueprint import Blueprint
from pintu.model.document import Data
from pintu.stages.plan_assets import logo_path
from pintu.stages.plan_inputs import own_logo
from pintu.stages.plan_theme import theme

BUSINESS = ("company", "licence", "phone", "address", "hours", "privacy_contact")
NO_APPID = "touristappid"
"""What DevTools takes for "no account": everything opens, nothing can be uploaded."""
LOCAL_API = "http://127.0.0.1:8000"


def business_context(blueprint: Blueprint) -> Mapping[str, object]:
    business = blueprint.get("business")
    said: Mapping[str, Data] = business if isinstance(business, dict) else {}
    logo = own_logo(blueprint)
    return {
        "app": {
            "name": blueprint.get("app", "name"),
            "slug": blueprint.slug,
            "vertical": blueprint.get("app", "vertical"),
        },
        "business": {name: str(said.get(name) or "") for name in BUSINESS},
        "environments": _environments(blueprint),
        "appid": _appid(blueprint),
        "api_base": _api_base(blueprint),
        "theme": {**theme(blueprint), "logo": f"/{logo_path(logo[1])}" if logo else ""},
    }


def _environments(blueprint: Blueprint) -> list[dict[str, str]]:
    said = blueprint.get("environments")
    rows = said if isinstance(said, dict) else {}
    return [
        {"name": name, "appid": str(row.get("appid") or ""), "api": str(row.get("api") or "")}
        for name, row in rows.items()
        if isinstance(row, dict)
    ]


def _appid(blueprint: Blueprint) -> str:
    places = (("app", "appid"), ("environments", "test", "appid"), ("environments", "prod", "appid"))
    return next((str(appid) for place in places if (appid := blueprint.get(*place))), NO_APPID)


def _api_base(blueprint: Blueprint) -> dict[str, str]:
    """By WeChat's `envVersion`."""
    test = str(blueprint.get("environments", "test", "api") or LOCAL_API)
    return {"develop": test, "trial": test, "release": str(blueprint.get("environments", "prod", "api") or "")}
