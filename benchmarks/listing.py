"""A page of each list of a shop with 100,000 products and 1,000,000 orders, against one with 1,000 of each."""

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.backend import at_once, migrated, postgresql, run, shop
from benchmarks.measure import Line

FILLER, LISTER = (Path(__file__).with_name(name) for name in ("filler.py", "lister.py"))
SMALL, LARGE = (1_000, 1_000), (100_000, 1_000_000)
SLOWER = 2


def lines(scratch: Path) -> Iterator[Line]:
    backend = shop(scratch)
    urls = [f"sqlite+aiosqlite:///{scratch / name}" for name in ("small.db", "large.db")]
    yield from compared("SQLite", backend, *urls)
    folders = [scratch / name for name in ("small", "large")]
    for folder in folders:
        folder.mkdir()
    with postgresql(folders[0]) as small, postgresql(folders[1]) as large:
        yield from compared("PostgreSQL", backend, small, large)


def compared(database: str, backend: Path, small: str, large: str) -> Iterator[Line]:
    shops = []
    for url, (products, orders) in ((small, SMALL), (large, LARGE)):
        environment = migrated(backend, url)
        run(backend, environment, str(FILLER), str(products), str(orders))
        shops.append(json.dumps({"url": url, "products": products, "orders": orders}))
    (said,), _ = at_once(backend, environment, [str(LISTER), *shops])
    for page, (few, many) in json.loads(said.splitlines()[-1]).items():
        ratio = many / few
        what = f"{page}, {database}: large shop / small"
        yield Line(what, f"{many:.1f} ms", f"{few:.1f} ms", ratio, ratio, f"<= {SLOWER}", ratio <= SLOWER)
