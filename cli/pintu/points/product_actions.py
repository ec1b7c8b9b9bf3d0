"""What a customer can do with a product, beside buying it."""

from collections.abc import Mapping

from pintu.model.resolution import Resolution
from pintu.points.entries import linked


def fold(resolution: Resolution) -> Mapping[str, object]:
    return {"product_actions": list(linked(resolution, "product_actions"))}
