"""Environment variables that the backend reads; `.env.example` lists them.

    env:
      - {name: WECHAT_PAY_MCHID, secret: false, example: "1900000001", description: {zh: 商户号, en: Merchant number}}

Their values never stand in a blueprint.
"""

from collections.abc import Mapping, Sequence

from pintu.model.contract import Contract, Words
from pintu.model.pack import Catalogue, Pack
from pintu.model.resolution import Resolution
from pintu.points.point import Entry, Point


def entries(contract: Contract, _: Pack) -> Sequence[Entry]:
    return [
        {
            "name": variable.name,
            "secret": variable.secret,
            "example": variable.example,
            "description": {"zh": variable.description.zh, "en": variable.description.en},
        }
        for variable in contract.env
    ]


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    contracts = (resolution.base, *(module.contract for module in resolution.modules))
    return {
        "env": [
            {
                "name": variable.name,
                "description": variable.description.zh,
                "example": variable.example,
                "secret": variable.secret,
                "module": contract.id,
            }
            for contract in contracts
            for variable in contract.env
        ]
    }


POINT = Point(
    "env",
    "backend",
    "contract",
    Words("环境变量", "Environment variables"),
    ("name", "secret", "example", "description"),
    entries,
    fold,
)
