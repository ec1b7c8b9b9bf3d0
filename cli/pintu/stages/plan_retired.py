"""The migrations of modules that were taken out: they move aside and stay, because a database has gone through them.

    backend/app/modules/<id>/migrations/*  ->  backend/migrations/retired/<id>/*

Their owner in the lock is `retired:<id>`; what lies aside counts without a lock as well. When the module comes back, it
brings its own again, and what a person had added to them moves back beside them.
"""

from collections.abc import Iterator
from pathlib import Path

from pintu.model.lock import Lock
from pintu.model.plan import READER, RETIRED, Copy, Row
from pintu.model.resolution import Resolution
from pintu.stages.plan_files import walk

ASIDE = "backend/migrations/retired"


def retired_rows(resolution: Resolution, lock: Lock, root: Path) -> Iterator[Row]:
    """What moves aside now, those that people wrote as well, and what is aside already and not in the lock."""
    moved: set[str] = set()
    for id_ in sorted({entry.owner for entry in lock.entries.values()} - set(resolution.ids)):
        home = f"{_home(id_)}/"
        if any(entry.owner == id_ and path.startswith(home) for path, entry in lock.entries.items()):
            for name, file in walk(root / home):
                path = f"{ASIDE}/{id_}/{name}"
                moved.add(path)
                yield Row(path, Copy(file), f"{RETIRED}{id_}", "seeded", home + name)
    for name, file in walk(root / ASIDE):
        id_, _, inside = name.partition("/")
        path = f"{ASIDE}/{name}"
        if inside and id_ not in resolution.ids and path not in lock.entries and path not in moved:
            yield Row(path, Copy(file), f"{RETIRED}{id_}", "seeded")


def returned_rows(resolution: Resolution, root: Path, brought: set[str]) -> Iterator[Row]:
    """What lies aside of a module that is in again, and is not among the files that modules bring (`brought`)."""
    for id_ in resolution.ids:
        for name, file in walk(root / ASIDE / id_):
            path = f"{_home(id_)}/{name}"
            if path not in brought:
                yield Row(path, Copy(file), READER, "seeded", f"{ASIDE}/{id_}/{name}")


def retired_modules(resolution: Resolution, lock: Lock, rows: list[Row]) -> list[str]:
    """The modules whose migrations are aside, before and now."""
    owners = {row.owner for row in rows} | {entry.owner for entry in lock.entries.values()}
    ids = {owner.removeprefix(RETIRED) for owner in owners if owner.startswith(RETIRED)}
    return sorted(ids - set(resolution.ids))


def _home(id_: str) -> str:
    return f"backend/app/modules/{id_}/migrations"
