"""The file: a compressed tar of `manifest.json`, the database and the folder `media`."""

import hashlib
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from pydantic import BaseModel, ValidationError

MANIFEST, DATABASE, MEDIA = "manifest.json", "database", "media"

Kind = Literal["sqlite", "postgresql"]


class Broken(Exception):
    """It is no backup, or not all of it is there."""


class Manifest(BaseModel):
    format: Literal[1] = 1
    made_at: datetime
    database: Kind
    sha256: str
    """Of the database."""


def fingerprint(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def pack(target: Path, manifest: Manifest, database: Path, media: Path) -> None:
    """Write `target`, which is there only when all of it is."""
    part = target.with_name(target.name + ".part")
    described = database.with_name(MANIFEST)
    described.write_text(manifest.model_dump_json(indent=2), "utf-8")
    try:
        with tarfile.open(part, "w:gz") as tar:
            tar.add(described, MANIFEST)
            tar.add(database, DATABASE)
            for picture in sorted(path for path in media.rglob("*") if path.is_file()):
                with suppress(FileNotFoundError):  # somebody's own, removed meanwhile
                    tar.add(picture, f"{MEDIA}/{picture.relative_to(media).as_posix()}")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def unpacked(file: Path) -> Iterator[tuple[Manifest, Path]]:
    """What a backup says of itself, and a folder with its parts while the block runs. Raises Broken."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        try:
            with tarfile.open(file) as tar:
                tar.extractall(folder, filter="data")
            manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
            complete = fingerprint(folder / DATABASE) == manifest.sha256
        except (tarfile.TarError, EOFError, OSError, ValidationError) as error:
            raise Broken(f"{file.name}: {type(error).__name__}") from error
        if not complete:
            raise Broken(f"{file.name}: incomplete")
        yield manifest, folder
