"""A month of one device's series as a chart: what its answer weighs, and how long it takes."""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.backend import at_once, generated, migrated, postgresql
from benchmarks.measure import Line

CHARTER = str(Path(__file__).with_name("charter.py"))
DAYS, EVERY_S = 30, 10
MOST_BYTES = 200_000


def lines(scratch: Path) -> Iterator[Line]:
    backend = generated(scratch / "factory", "pintu: 1\napp: {name: 车间, slug: shop-floor, vertical: factory}\n")
    yield month(backend, f"sqlite+aiosqlite:///{scratch}/factory.db", "SQLite")
    with postgresql(scratch) as url:
        yield month(backend, url, "PostgreSQL")


def month(backend: Path, url: str, database: str) -> Line:
    words = [CHARTER, url, str(DAYS), str(EVERY_S)]
    (said,), _ = at_once(backend, migrated(backend, url), words)
    points, size, milliseconds = json.loads(said.splitlines()[-1])
    what = f"a month's chart of {points} points, {database} ({milliseconds:.0f} ms): answer"
    ratio = size / MOST_BYTES
    return Line(what, f"{size // 1000} KB", f"{MOST_BYTES // 1000} KB", ratio, ratio, "<= 1", ratio <= 1)
