"""The platform's interfaces that touch personal data, and what for.

    privacy:
      - {api: chooseAddress, purpose: 从微信导入收货地址}

The mini-program's privacy guide in WeChat's console has to say the same, and the location and address interfaces have
to be declared in `app.json` as `requiredPrivateInfos`.
"""

from collections.abc import Mapping

from pintu.model.contract import Words
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.points.point import Point, contributed
from pintu.points.words import zh

REQUIRED_PRIVATE_INFOS = {
    "chooseAddress",
    "chooseLocation",
    "choosePoi",
    "getFuzzyLocation",
    "getLocation",
    "onLocationChange",
    "startLocationUpdate",
    "startLocationUpdateBackground",
}
"""The values that WeChat's schema of `app.json` knows for `requiredPrivateInfos`."""


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    """One row for each interface: several modules may use it, each for a purpose of its own."""
    rows: dict[str, dict[str, list[str]]] = {}
    for owner, entry in resolution.contributions("privacy"):
        row = rows.setdefault(str(entry["api"]), {"purposes": [], "modules": []})
        row["purposes"].append(zh(entry["purpose"]))
        row["modules"].append(owner)
    return {
        "privacy": [
            {"api": api, "purpose": "；".join(dict.fromkeys(row["purposes"])), "modules": row["modules"]}
            for api, row in sorted(rows.items())
        ],
        "required_private_infos": sorted(rows.keys() & REQUIRED_PRIVATE_INFOS),
    }


POINT = Point(
    "privacy",
    "miniprogram",
    "contributes",
    Words("隐私接口", "Privacy"),
    ("api", "purpose"),
    contributed("privacy"),
    fold,
)
