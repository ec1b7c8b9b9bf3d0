"""Subscription messages that modules send."""

from collections.abc import Mapping

from pintu.model.resolution import Resolution


def fold(resolution: Resolution) -> Mapping[str, object]:
    return {"messages": [{"module": owner, **entry} for owner, entry in resolution.contributions("messages")]}
