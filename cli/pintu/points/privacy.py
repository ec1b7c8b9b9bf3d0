"""The platform's interfaces that touch personal data, and what for."""

from collections.abc import Mapping

from pintu.model.resolution import Resolution


def fold(resolution: Resolution) -> Mapping[str, object]:
    rows = {str(entry["api"]): {"module": owner, **entry} for owner, entry in resolution.contributions("privacy")}
    return {"privacy": [row for _, row in sorted(rows.items())]}
