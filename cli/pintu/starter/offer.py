"""What a vertical brings, and which of its modules a business can leave out or add."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pintu.gallery.module_sheet import capabilities
from pintu.model.contract import Contract
from pintu.model.pack import Catalogue
from pintu.model.resolution import Resolution
from pintu.stages.plan_theme import PRIMARY


@dataclass(frozen=True, slots=True)
class Offer:
    """`optional` are modules that may go, `extra` are ones of the same vertical that may come."""

    vertical: str
    resolution: Resolution
    optional: tuple[Contract, ...]
    extra: tuple[Contract, ...]

    @property
    def primary(self) -> str:
        return str(self.resolution.blueprint.get("theme", "primary") or PRIMARY)

    def changed(self, wanted: Mapping[str, bool]) -> dict[str, bool]:
        """What of `wanted` is not as the vertical has it."""
        return {id_: is_in for id_, is_in in wanted.items() if is_in != (id_ in self.resolution.ids)}


def offer(vertical: str, resolution: Resolution, catalogue: Catalogue) -> Offer:
    chosen = [module.contract for module in resolution.modules]
    named = {module.id for module in resolution.modules if module.because.reason == "blueprint"}
    optional = [contract for contract in chosen if contract.id in named and _can_go(contract, chosen)]
    extra = [
        contract
        for id_, contract in sorted(catalogue.contracts.items())
        if vertical in contract.verticals and id_ not in resolution.ids and not contract.bridges
    ]
    return Offer(vertical, resolution, tuple(optional), tuple(extra))


def _can_go(module: Contract, chosen: Sequence[Contract]) -> bool:
    """Whether all that the others require is there without it."""
    others = [other for other in chosen if other.id != module.id]
    offered = {capability for other in others for capability in other.provides}
    return all(offered & capabilities([requirement]) for other in others for requirement in other.requires)
