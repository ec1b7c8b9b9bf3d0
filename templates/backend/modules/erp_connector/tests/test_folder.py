"""The ERP that reads and writes files."""

import csv
import json
from pathlib import Path

import pytest

from app.core.database import Database
from app.core.jobs import Payload
from app.modules.erp_connector import outbox
from app.modules.erp_connector.adapters import ErpAway, Outgoing
from app.modules.erp_connector.folder import FolderErp
from tests.erp_connector.erp import DAY, EVERYTHING, documents, put, states
from tests.types import AsStaff, Configure, DrainJobs

NOTHING: Payload = {}


@pytest.fixture(autouse=True)
def by_files(configure: Configure) -> None:
    configure("erp_connector", adapter="csv", attempts=3)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "erp"


def told(folder: Path, name: str, text: str) -> None:
    (folder / "in").mkdir(parents=True, exist_ok=True)
    (folder / "in" / name).write_text(text, "utf-8")


async def ask(database: Database, drain_jobs: DrainJobs) -> None:
    async with database.begin() as session:
        await outbox.ask_for_numbers(session, NOTHING)
    await drain_jobs()


async def test_a_file_for_each_document(
    as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, folder: Path
) -> None:
    boss = await as_staff(EVERYTHING)
    await put(database, 1, 2)
    await drain_jobs()
    assert [one[:2] for one in await states(boss)] == [("sent", 1)] * 2
    files = sorted((folder / "out").iterdir())
    assert [file.name.startswith(f"invoice-INV_{n}-") for n, file in enumerate(files, 1)] == [True, True]
    [row] = csv.DictReader(files[0].open(encoding="utf-8", newline=""))
    assert (row["number"], row["on"], row["amount_fen"]) == ("INV-1", "2026-11-20", "100")
    assert json.loads(row["content"]) == {"lines": [{"text": "主轴", "quantity": 2}]}


async def test_numbers_come_later(as_staff: AsStaff, database: Database, drain_jobs: DrainJobs, folder: Path) -> None:
    boss = await as_staff(EVERYTHING)
    await put(database, 1, 2, 3)
    await drain_jobs()
    keys = [file.stem.rpartition("-")[2] for file in sorted((folder / "out").iterdir())]
    told(folder, "a.csv", f"key,erp_number\n{keys[0]},E-1\nnobody,E-9\n{keys[1]},\n")
    told(folder, "b.csv", f"\ufeffkey,erp_number\n{keys[2]},E-1\n")
    for _ in range(2):
        await ask(database, drain_jobs)
    assert [one["erp_number"] for one in await documents(boss)] == ["E-1", "", ""]
    assert (await documents(boss))[2]["answer"] == outbox.TAKEN
    assert sorted(file.name for file in (folder / "in" / "done").iterdir()) == ["a.csv", "b.csv"]
    assert list((folder / "in").glob("*.csv")) == []


async def test_a_file_that_makes_no_sense_stays(database: Database, drain_jobs: DrainJobs, folder: Path) -> None:
    (folder / "in").mkdir(parents=True)
    (folder / "in" / "a.csv").write_bytes(b"key,erp_number\n\xff\xfe,\n")
    await ask(database, drain_jobs)
    assert [file.name for file in (folder / "in").glob("*.csv")] == ["a.csv"]


async def test_it_is_there_when_it_is_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks into the folder never sees half a file; sent twice it is one."""
    seen: list[list[str]] = []
    replace = Path.replace

    def watched(part: Path, target: Path) -> Path:
        seen.append([file.name for file in (folder / "out").glob("*.csv")])
        assert part.read_bytes().endswith(b"\r\n")
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", watched)
    document = Outgoing("k" * 32, "invoice", "../INV 1", DAY, 100, {})
    for _ in range(2):
        assert await FolderErp(folder).book(document) is None
    name = f"invoice-___INV_1-{'k' * 32}.csv"
    assert (seen, [file.name for file in (folder / "out").iterdir()]) == ([[], [name]], [name])


@pytest.fixture
def no_folder(folder: Path) -> None:
    folder.write_text("a file where the folder should be")


@pytest.mark.usefixtures("no_folder")
async def test_no_folder_to_write_to(as_staff: AsStaff, database: Database, drain_jobs: DrainJobs) -> None:
    boss = await as_staff(EVERYTHING)
    await put(database, 1)
    await drain_jobs()
    assert await states(boss) == [("waiting", 1, "ERP 的文件夹写不进去", "")]


async def test_a_day(folder: Path) -> None:
    (folder / "booked").mkdir(parents=True)
    file = folder / "booked" / "2026-11-20.csv"
    with pytest.raises(ErpAway, match="还没有给出"):
        await FolderErp(folder).booked(DAY)
    file.write_text("kind,number,erp_number,amount_fen\ninvoice,INV-1,E-1,100\n", "utf-8")
    [booked] = await FolderErp(folder).booked(DAY)
    assert (booked.number, booked.erp_number, booked.amount_fen) == ("INV-1", "E-1", 100)
    for wrong in ("kind,number,erp_number,amount_fen\ninvoice,INV-1,E-1,viel\n", "kind\ninvoice\n"):
        file.write_text(wrong, "utf-8")
        with pytest.raises(ErpAway, match="看不懂"):
            await FolderErp(folder).booked(DAY)
