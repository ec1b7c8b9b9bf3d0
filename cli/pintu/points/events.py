"""Facts that modules emit, for the documentation and for `show`."""

from collections.abc import Mapping

from pintu.model.resolution import Resolution


def fold(resolution: Resolution) -> Mapping[str, object]:
    return {"events": [{"module": owner, **entry} for owner, entry in resolution.contributions("events")]}
