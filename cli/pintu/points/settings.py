"""The chosen modules with their settings, read by the backend at run time."""

from collections.abc import Mapping

from pintu.model.resolution import Resolution


def fold(resolution: Resolution) -> Mapping[str, object]:
    return {
        "modules": [
            {"id": m.id, "title": m.contract.title.zh, "summary": m.contract.summary.zh, "settings": dict(m.settings)}
            for m in resolution.modules
        ]
    }
