"""What a customer can do with an order: leads to a page, shown in the states it names."""

from collections.abc import Mapping

from pintu.model.resolution import Resolution
from pintu.points.entries import linked


def fold(resolution: Resolution) -> Mapping[str, object]:
    return {"order_actions": list(linked(resolution, "order_actions"))}
