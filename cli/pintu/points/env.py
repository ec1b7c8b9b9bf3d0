"""Environment variables that the backend reads; `.env.example` lists them.

    env:
      - {name: WECHAT_PAY_MCHID, required: true, example: "1900000001", description: {zh: 商户号, en: Merchant number}}
      - {name: WECHAT_PAY_SUB_MCHID, required_when: {mode: partner}, description: {zh: 特约商户号, en: Sub-merchant}}
      - {name: WECHAT_PAY_PUBLIC_KEY_PATH, required_with: WECHAT_PAY_PUBLIC_KEY_ID, description: {zh: 公钥, en: Key}}

Their values never stand in a blueprint. Production does not start without what is `required`, always, with these
values of the module's settings, or while another variable has a value; `pintu doctor` and `.env.example` say so too.
"""

from collections.abc import Mapping, Sequence

from pintu.model.contract import Contract, Variable, Words
from pintu.model.document import Data
from pintu.model.pack import Catalogue, Pack
from pintu.model.resolution import Resolution
from pintu.points.point import Entry, Point


def entries(contract: Contract, _: Pack) -> Sequence[Entry]:
    return [
        {
            "name": variable.name,
            "required": _required(variable),
            "secret": variable.secret,
            "example": variable.example,
            "description": {"zh": variable.description.zh, "en": variable.description.en},
        }
        for variable in contract.env
    ]


def _required(variable: Variable) -> Data:
    """Whether, or in which case."""
    if not (variable.required_when or variable.required_with):
        return variable.required
    cases = [(f"{name} 为 {value} 时", f"where {name} is {value}") for name, value in variable.required_when.items()]
    if variable.required_with:
        cases.append((f"有 {variable.required_with} 时", f"with {variable.required_with}"))
    return {"zh": "、".join(zh for zh, _ in cases), "en": ", ".join(en for _, en in cases)}


def _need(variable: Variable, settings: Mapping[str, Data]) -> str:
    if variable.is_required(settings, {}):
        return "（必填）"
    return f"（与 {variable.required_with} 一起填写）" if variable.required_with else ""


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    """`need` stands behind a description: whether this blueprint's project must have a value; "" where it need not."""
    owners = [(resolution.base, {}), *((module.contract, module.settings) for module in resolution.modules)]
    return {
        "env": [
            {
                "name": variable.name,
                "description": variable.description.zh,
                "example": variable.example,
                "secret": variable.secret,
                "need": _need(variable, settings),
                "module": contract.id,
            }
            for contract, settings in owners
            for variable in contract.env
        ]
    }


POINT = Point(
    "env",
    "backend",
    "contract",
    Words("环境变量", "Environment variables"),
    ("name", "required", "secret", "example", "description"),
    entries,
    fold,
)
