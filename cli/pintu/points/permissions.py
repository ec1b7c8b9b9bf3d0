"""Permissions that staff may hold, and the roles that hold them."""

from collections.abc import Mapping
from dataclasses import asdict

from pintu.model.document import Data
from pintu.model.resolution import Resolution


def fold(resolution: Resolution) -> Mapping[str, object]:
    rows = [(owner, entry) for owner, entry in resolution.contributions("permissions")]
    return {
        "permissions": [{"id": entry["id"], "label": _zh(entry["label"]), "module": owner} for owner, entry in rows],
        "roles": [asdict(role) for role in resolution.roles],
    }


def _zh(label: Data) -> Data:
    return label["zh"] if isinstance(label, dict) else label
