"""The migrations of modules that were taken out: they move aside and stay, because a database has gone through them.

    backend/app/modules/<id>/migrations/*  ->  backend/migrations/retired/<id>/*

Their owner in the lock is `retired:<id>`. When the module comes back, it brings its own again.
"""

from collections.abc import Iterator
from pathlib import Path

from pintu.model.lock import Lock
from pintu.model.plan import RETIRED, Copy, Row
from pintu.model.resolution import Resolution
from pintu.stages.plan_files import walk


def retired_rows(resolution: Resolution, lock: Lock, root: Path) -> Iterator[Row]:
    """What moves aside now: every migration that is there, those that people wrote as well."""
    for id_ in sorted({entry.owner for entry in lock.entries.values()} - set(resolution.ids)):
        home = f"backend/app/modules/{id_}/migrations"
        if any(entry.owner == id_ and path.startswith(f"{home}/") for path, entry in lock.entries.items()):
            for name, file in walk(root / home):
                yield Row(f"backend/migrations/retired/{id_}/{name}", Copy(file), f"{RETIRED}{id_}", "seeded")


def retired_modules(resolution: Resolution, lock: Lock, rows: list[Row]) -> list[str]:
    """The modules whose migrations are aside, before and now."""
    owners = {row.owner for row in rows} | {entry.owner for entry in lock.entries.values()}
    ids = {owner.removeprefix(RETIRED) for owner in owners if owner.startswith(RETIRED)}
    return sorted(ids - set(resolution.ids))
