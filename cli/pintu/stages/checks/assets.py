"""Files that a blueprint brings along: demo data, the logo, and what is in `assets/`."""

import os
from collections.abc import Iterator
from pathlib import Path

from pintu.model.blueprint import Blueprint
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

KIB = 1024
LOGO_KINDS = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
MOST_LOGO = 200 * KIB
MOST_ICON = 40 * KIB
"""What WeChat allows for an icon of the tab bar."""
MOST_PICTURE = 2048 * KIB
MOST_DATA = 1024 * KIB


def check(blueprint: Blueprint) -> Iterator[Diagnostic]:
    yield from _data(blueprint)
    yield from _logo(blueprint)
    yield from _folder(blueprint.folder / "assets", blueprint)


def _data(blueprint: Blueprint) -> Iterator[Diagnostic]:
    name = blueprint.get("data")
    if not isinstance(name, str):
        return
    file, where = blueprint.base("data") / name, blueprint.where("data")
    if not file.is_file():
        yield Diagnostic("data.missing", where, {"file": name})
    elif (size := file.stat().st_size) > MOST_DATA:
        yield Diagnostic("asset.too_large", where, _sizes(name, size, MOST_DATA))
    else:
        yield from _pictures(file.parent / "pictures", where)


def _logo(blueprint: Blueprint) -> Iterator[Diagnostic]:
    name = blueprint.get("theme", "logo")
    if not isinstance(name, str):
        return
    file, where = blueprint.base("theme", "logo") / name, blueprint.where("theme", "logo")
    if not file.is_file():
        yield Diagnostic("theme.no_logo", where, {"file": name})
        return
    magic = LOGO_KINDS.get(file.suffix.lower())
    with file.open("rb") as stream:
        start = stream.read(8)
    if magic is None or not start.startswith(magic):
        yield Diagnostic("theme.bad_logo", where, {"file": name})
    elif (size := file.stat().st_size) > MOST_LOGO:
        yield Diagnostic("asset.too_large", where, _sizes(name, size, MOST_LOGO))


def _folder(folder: Path, blueprint: Blueprint) -> Iterator[Diagnostic]:
    """Pictures beside the blueprint; icons are smaller."""
    if not folder.is_dir():
        return
    where = Where(blueprint.file)
    yield from _too_large(folder / "icons", where, MOST_ICON)
    yield from _too_large(folder, where, MOST_PICTURE)


def _pictures(folder: Path, where: Where) -> Iterator[Diagnostic]:
    yield from _too_large(folder, where, MOST_PICTURE)


def _too_large(folder: Path, where: Where, most: int) -> Iterator[Diagnostic]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        files = sorted((entry for entry in entries if entry.is_file()), key=lambda entry: entry.name)
        for entry in files:
            if (size := entry.stat().st_size) > most:
                name = f"{folder.name}/{entry.name}"
                yield Diagnostic("asset.too_large", where, _sizes(name, size, most))


def _sizes(name: str, size: int, most: int) -> dict[str, object]:
    return {"file": name, "size": -(-size // KIB), "most": most // KIB}
