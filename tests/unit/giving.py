"""The pack of `tests/packs/gifts`, put beside a blueprint as a reader would."""

import shutil
from pathlib import Path

PACKS = Path(__file__).parents[1] / "packs"


def gift_shop(folder: Path) -> Path:
    """A blueprint in `folder` with the pack beside it. Returns the blueprint."""
    shutil.copytree(PACKS / "gifts", folder / "pack")
    return Path(shutil.copy(PACKS / "shop.yaml", folder / "blueprint.yaml"))
