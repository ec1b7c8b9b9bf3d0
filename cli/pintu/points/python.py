"""What the backend depends on.

    python: ["wechatpayv3[async]>=2.0.4"]

Requirements as pip writes them. What every backend needs stands in `schemas/base.yaml`, a module names only what it
adds.
"""

from collections.abc import Mapping, Sequence

from pintu.model.contract import Contract, Words
from pintu.model.pack import Catalogue, Pack
from pintu.model.resolution import Resolution
from pintu.points.point import Entry, Point


def entries(contract: Contract, _: Pack) -> Sequence[Entry]:
    return [{"requirement": requirement} for requirement in contract.python]


def fold(resolution: Resolution, _: Catalogue) -> Mapping[str, object]:
    contracts = (resolution.base, *(module.contract for module in resolution.modules))
    return {"python": sorted({requirement for contract in contracts for requirement in contract.python})}


POINT = Point(
    "python", "backend", "contract", Words("Python 依赖", "Python dependencies"), ("requirement",), entries, fold
)
