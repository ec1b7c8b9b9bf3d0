"""200 customers want 50 pieces at once, from four processes, through the generated shop's own code: 50 are served."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.backend import at_once, migrated, postgresql, run, shop
from benchmarks.buyer import CUSTOMERS, PIECES, PROCESSES
from benchmarks.measure import Line

BUYER = Path(__file__).with_name("buyer.py")


def lines(scratch: Path) -> Iterator[Line]:
    backend = shop(scratch)
    yield race("SQLite", backend, f"sqlite+aiosqlite:///{scratch / 'race.db'}")
    with postgresql(scratch) as url:
        yield race("PostgreSQL", backend, url)


def race(name: str, backend: Path, url: str) -> Line:
    """`ours` is how many were served, `other` how many pieces there were: the ratio has to be exactly 1."""
    environment = migrated(backend, url)
    environment["SKU"] = run(backend, environment, str(BUYER), "prepare").strip()
    share = CUSTOMERS // PROCESSES
    buyers = ([str(BUYER), "buy", str(1 + share * number)] for number in range(PROCESSES))
    told, seconds = at_once(backend, environment, *buyers)
    served = sum(int(said) for said in told)
    what = f"{CUSTOMERS} orders for {PIECES} pieces, {PROCESSES} processes, {name} ({CUSTOMERS / seconds:.0f} orders/s)"
    return Line(what, str(served), str(PIECES), served / PIECES, served / PIECES, "== 1", served == PIECES)
