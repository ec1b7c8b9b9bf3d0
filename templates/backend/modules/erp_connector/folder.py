"""An ERP that reads and writes files in a folder.

    out/<kind>-<number>-<key>.csv    a document: one row, `key,kind,number,on,amount_fen,content` (content is JSON)
    in/*.csv                         what the ERP has booked: rows `key,erp_number`; moved to in/done/ once read
    booked/<day>.csv                 what counts for a day there: rows `kind,number,erp_number,amount_fen`

A file appears under its name when it is complete, never before; sent again it is the same file. All are UTF-8 with a
line of headings.
"""

import asyncio
import csv
import io
import json
import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.modules.erp_connector.adapters import Booked, ErpAway, Outgoing, Told

COLUMNS = ("key", "kind", "number", "on", "amount_fen", "content")


class FolderErp:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def book(self, document: Outgoing) -> str | None:
        name = "-".join(re.sub(r"[^A-Za-z0-9_]", "_", part) for part in (document.kind, document.number, document.key))
        content = json.dumps(dict(document.content), ensure_ascii=False, sort_keys=True)
        row = (document.key, document.kind, document.number, document.on.isoformat(), document.amount_fen, content)
        text = io.StringIO()
        csv.writer(text).writerows((COLUMNS, row))
        await asyncio.to_thread(_drop, self._folder / "out" / f"{name}.csv", text.getvalue())
        return None

    async def booked(self, day: date) -> Sequence[Booked]:
        rows = await asyncio.to_thread(_rows, self._folder / "booked" / f"{day.isoformat()}.csv")
        try:
            return [Booked(row["kind"], row["number"], row["erp_number"], int(row["amount_fen"])) for row in rows]
        except (KeyError, TypeError, ValueError):
            raise ErpAway("ERP 的对账文件看不懂") from None

    async def told_later(self) -> Sequence[Told]:
        return await asyncio.to_thread(self._told)

    async def kept(self, told: Sequence[Told]) -> None:
        await asyncio.to_thread(self._put_aside, {one.of for one in told})

    def _told(self) -> Sequence[Told]:
        files = sorted((self._folder / "in").glob("[!.]*.csv"))
        return [
            Told(row.get("key") or "", row.get("erp_number") or "", file.name) for file in files for row in _rows(file)
        ]

    def _put_aside(self, names: set[str]) -> None:
        done = self._folder / "in" / "done"
        done.mkdir(parents=True, exist_ok=True)
        for name in names:
            (self._folder / "in" / name).replace(done / name)


def _drop(path: Path, text: str) -> None:
    """Raises ErpAway."""
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        raise ErpAway("ERP 的文件夹写不进去") from None


def _rows(path: Path) -> list[dict[str, str]]:
    """Raises ErpAway."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))
    except OSError:
        raise ErpAway("ERP 还没有给出文件") from None
    except (UnicodeDecodeError, csv.Error):
        raise ErpAway("ERP 的文件看不懂") from None
