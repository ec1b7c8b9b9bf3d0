import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from app.core import clock
from app.core.backup.archive import DATABASE, MEDIA, Broken, Manifest, fingerprint, pack, unpacked
from app.core.backup.databases import NotEmpty, copier


def create(url: str, media: Path, folder: Path) -> Path:
    """Back up the database at `url` and the pictures in `media`; answers with the new file in `folder`.

    The shop may go on selling. The database is copied first: no order in it lacks a picture that it shows. Raises
    ToolMissing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    now = clock.now()
    target = folder / f"backup-{now:%Y%m%dT%H%M%S%fZ}.tar.gz"
    source = copier(url)
    with TemporaryDirectory() as name:
        database = Path(name) / DATABASE
        source.copy(database)
        described = Manifest(made_at=now, database=source.kind, sha256=fingerprint(database))
        pack(target, described, database, media)
    return target


def restore(url: str, media: Path, file: Path, *, replace: bool = False) -> Manifest:
    """Bring back what `file` holds.

    The database comes back wholly or not at all; pictures are added to those that are there. Raises Broken, InUse,
    ToolMissing; NotEmpty unless it is to `replace` what is there.
    """
    target = copier(url)
    with unpacked(file) as (manifest, folder):
        if manifest.database != target.kind:
            raise Broken(f"{file.name}: {manifest.database}")
        if not (replace or target.is_empty()):
            raise NotEmpty
        target.bring_back(folder / DATABASE)
        if (folder / MEDIA).is_dir():
            shutil.copytree(folder / MEDIA, media, dirs_exist_ok=True)
    return manifest
