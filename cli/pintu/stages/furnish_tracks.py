"""Funnels of the shop's own: what nobody notes would stay empty for ever."""

from pintu.stages.checks.suggest import closest
from pintu.stages.furnish_told import Told

CAPABILITY = "tracking"
FUNNELS = "funnels"
"""The setting with the funnels: each a title and its steps."""


def furnish_tracks(told: Told) -> None:
    """Say which steps of funnels no chosen module declares."""
    chosen = [module.contract for module in told.resolution.modules]
    known = {f"{contract.id}.{row['id']}" for contract in chosen for row in contract.entries("tracks")}
    for contract in chosen:
        if CAPABILITY not in contract.provides:
            continue
        path = ("modules", contract.id, FUNNELS)
        said = told.resolution.blueprint.get(*path)
        for index, funnel in enumerate(said if isinstance(said, list) else ()):
            steps = funnel.get("steps") if isinstance(funnel, dict) else None
            for place, step in enumerate(steps if isinstance(steps, list) else ()):
                if isinstance(step, str) and step not in known:
                    told.say("track.unknown", (*path, index, "steps", place), closest(step, known), track=step)
