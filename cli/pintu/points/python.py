"""What the backend depends on."""

from collections.abc import Mapping

from pintu.model.resolution import Resolution


def fold(resolution: Resolution) -> Mapping[str, object]:
    contracts = (resolution.base, *(module.contract for module in resolution.modules))
    return {"python": sorted({requirement for contract in contracts for requirement in contract.python})}
