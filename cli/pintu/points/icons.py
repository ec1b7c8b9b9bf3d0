"""Icons in use: those that modules name, and those of tabs and entries."""

from collections.abc import Mapping

from pintu.model.resolution import Resolution

WITH_ICON = ("me_entries", "order_actions", "product_actions")


def names(resolution: Resolution) -> list[str]:
    said = {str(entry["id"]) for _, entry in resolution.contributions("icons")}
    said |= {
        str(entry["icon"]) for point in WITH_ICON for _, entry in resolution.contributions(point) if "icon" in entry
    }
    return sorted(said | {tab.icon for tab in resolution.tabs if tab.icon})


def fold(resolution: Resolution) -> Mapping[str, object]:
    return {"icons": names(resolution)}
