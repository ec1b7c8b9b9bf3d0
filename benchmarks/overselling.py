"""Many want few things at once, from four processes, through the generated project's own code: exactly so many get one.

200 customers and 50 pieces of a shop, 500 people and one time of ten places.
"""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from benchmarks import booker, buyer
from benchmarks.backend import at_once, generated, migrated, postgresql, run, shop
from benchmarks.measure import Line

STUDIO = "pintu: 1\napp: {name: 瑜伽馆, slug: studio, vertical: retail}\nmodules: {booking: {}}\n"


def lines(scratch: Path) -> Iterator[Line]:
    for script, things, backend in (
        (buyer, "orders for {} pieces", shop(scratch)),
        (booker, "bookings of {} places", generated(scratch / "studio", STUDIO)),
    ):
        name = script.__name__.rpartition(".")[2]
        yield race(script, things, "SQLite", backend, f"sqlite+aiosqlite:///{scratch / f'{name}.db'}")
        folder = scratch / name
        folder.mkdir()
        with postgresql(folder) as url:
            yield race(script, things, "PostgreSQL", backend, url)


def race(script: ModuleType, things: str, database: str, backend: Path, url: str) -> Line:
    """`ours` is how many were served, `other` how many things there were: the ratio has to be exactly 1."""
    customers, processes, pieces = script.CUSTOMERS, script.PROCESSES, script.PIECES
    program = str(script.__file__)
    environment = migrated(backend, url)
    environment["SKU"] = run(backend, environment, program, "prepare").strip()
    share = customers // processes
    buyers = ([program, "buy", str(1 + share * number)] for number in range(processes))
    told, seconds = at_once(backend, environment, *buyers)
    served = sum(int(said) for said in told)
    rate = f"{processes} processes, {database} ({customers / seconds:.0f}/s)"
    what = f"{customers} {things.format(pieces)}, {rate}"
    return Line(what, str(served), str(pieces), served / pieces, served / pieces, "== 1", served == pieces)
