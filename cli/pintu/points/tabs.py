"""The tab bar."""

from collections.abc import Mapping

from pintu.model.resolution import Resolution


def fold(resolution: Resolution) -> Mapping[str, object]:
    return {
        "tabs": [
            {"page": tab.page.id, "path": tab.page.path, "label": tab.label, "icon": tab.icon}
            for tab in resolution.tabs
        ]
    }
