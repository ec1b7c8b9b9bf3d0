"""Entries of the page 我的."""

from collections.abc import Mapping

from pintu.model.resolution import Resolution
from pintu.points.entries import linked


def fold(resolution: Resolution) -> Mapping[str, object]:
    return {"me_entries": list(linked(resolution, "me_entries"))}
