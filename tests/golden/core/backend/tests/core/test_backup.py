"""Backups, by bringing them back."""

import asyncio
import io
import shutil
import tarfile
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.backup import Broken, InUse, NotEmpty, create, restore
from app.core.database import Database
from app.core.jobs import Job
from tests import clean

pytestmark = pytest.mark.skipif(
    not clean.is_sqlite() and not shutil.which("pg_dump"), reason="there is no pg_dump on this machine"
)


@pytest.fixture
def media(tmp_path: Path) -> Path:
    folder = tmp_path / "media"
    (folder / "ab").mkdir(parents=True)
    (folder / "ab" / "tea.png").write_bytes(b"leaves")
    return folder


async def write(url: str, *keys: str) -> None:
    now = clock.now()
    database = Database(url)
    async with database.begin() as session:
        for key in keys:
            row = Job(key=key, stream=key, handler="tests", payload={}, run_at=now, leased_until=now, created_at=now)
            session.add(row)
    await database.close()


async def written(url: str) -> list[str]:
    database = Database(url)
    async with database.read() as session:
        found = list(await session.scalars(sa.select(Job.key).where(Job.handler == "tests").order_by(Job.seq)))
    await database.close()
    return found


def rewritten(file: Path, name: str, content: bytes) -> Path:
    """A copy of a backup in which one part is another."""
    target = file.with_name("other.tar.gz")
    with tarfile.open(file) as source, tarfile.open(target, "w:gz") as changed:
        for member in source:
            data = source.extractfile(member)
            if member.name == name:
                member.size = len(content)
                changed.addfile(member, io.BytesIO(content))
            else:
                changed.addfile(member, data)
    return target


async def test_brings_back_what_was_there(database_url: str, media: Path, tmp_path: Path) -> None:
    await write(database_url, "a", "b")
    file = create(database_url, media, tmp_path / "backups")
    await write(database_url, "c")
    (media / "ab" / "tea.png").unlink()
    (media / "new.png").write_bytes(b"later")

    with pytest.raises(NotEmpty):
        restore(database_url, media, file)
    assert await written(database_url) == ["a", "b", "c"]
    restore(database_url, media, file, replace=True)

    assert await written(database_url) == ["a", "b"]
    assert (media / "ab" / "tea.png").read_bytes() == b"leaves"
    assert (media / "new.png").exists()
    await asyncio.to_thread(clean.migrate, database_url)
    await write(database_url, "d")
    assert await written(database_url) == ["a", "b", "d"]


async def test_into_an_empty_database(database_url: str, media: Path, tmp_path: Path) -> None:
    await write(database_url, "a")
    file = create(database_url, media, tmp_path)
    async with clean.scratch(tmp_path) as empty:
        restore(empty, tmp_path / "elsewhere", file)
        assert await written(empty) == ["a"]
    assert (tmp_path / "elsewhere" / "ab" / "tea.png").exists()


async def test_while_the_shop_writes(database_url: str, media: Path, tmp_path: Path) -> None:
    await write(database_url, "a")
    database = Database(database_url)
    async with database.begin() as session:
        await session.execute(sa.delete(Job).where(Job.key == "a"))
        file = create(database_url, media, tmp_path)
    await database.close()
    async with clean.scratch(tmp_path) as empty:
        restore(empty, media, file)
        assert await written(empty) == ["a"]


@pytest.mark.skipif(not clean.is_sqlite(), reason="PostgreSQL swaps it under the shop in one transaction")
async def test_refused_while_the_shop_runs(database_url: str, media: Path, tmp_path: Path) -> None:
    await write(database_url, "a")
    file = create(database_url, media, tmp_path)
    database = Database(database_url)
    async with database.read() as session:
        await session.execute(sa.select(Job.seq))
        with pytest.raises(InUse):
            restore(database_url, media, file, replace=True)
    await database.close()


@pytest.mark.parametrize(
    ("part", "content"),
    [("database", b"half"), ("manifest.json", b"{}")],
    ids=["database", "manifest"],
)
async def test_a_broken_one_changes_nothing(
    part: str, content: bytes, database_url: str, media: Path, tmp_path: Path
) -> None:
    await write(database_url, "a")
    file = rewritten(create(database_url, media, tmp_path), part, content)
    await write(database_url, "b")
    with pytest.raises(Broken):
        restore(database_url, media, file, replace=True)
    assert await written(database_url) == ["a", "b"]


async def test_one_cut_short(database_url: str, media: Path, tmp_path: Path) -> None:
    file = create(database_url, media, tmp_path)
    file.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(Broken):
        restore(database_url, media, file, replace=True)


async def test_nothing_half_is_left_behind(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tarfile.TarFile, "add", full)
    with pytest.raises(OSError, match="No space"):
        create(database_url, tmp_path / "none", tmp_path / "backups")
    assert list((tmp_path / "backups").iterdir()) == []
