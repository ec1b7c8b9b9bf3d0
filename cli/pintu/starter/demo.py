"""Demo data to start with: a copy of the vertical's own, which then belongs to the reader."""

from collections.abc import Mapping
from pathlib import Path

from pintu.model.resolution import Resolution
from pintu.stages.plan_assets import SHOWN
from pintu.stages.plan_files import walk
from pintu.starter.text import DATA


def demo_files(resolution: Resolution) -> Mapping[str, Path]:
    """Path beside the new blueprint to the file that it is a copy of; empty where the vertical has no data."""
    name = resolution.blueprint.get("data")
    if not isinstance(name, str):
        return {}
    file = resolution.blueprint.base("data") / name
    pictures = ((name, path) for name, path in walk(file.parent / "pictures") if path.suffix.lower() in SHOWN)
    return {DATA: file, **{f"{Path(DATA).parent}/pictures/{name}": path for name, path in pictures}}
