"""Environment variables that the backend reads; `.env.example` lists them."""

from collections.abc import Mapping

from pintu.model.resolution import Resolution


def fold(resolution: Resolution) -> Mapping[str, object]:
    contracts = (resolution.base, *(module.contract for module in resolution.modules))
    return {
        "env": [
            {"name": v.name, "description": v.description.zh, "example": v.example, "secret": v.secret, "module": c.id}
            for c in contracts
            for v in c.env
        ]
    }
