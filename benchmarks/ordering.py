"""Placing orders through the shop's own code: against plain SQLAlchemy on SQLite, by more processes on PostgreSQL.

Plain is the same code with SQLAlchemy's own engine over aiosqlite in place of the backend's: the same statements, byte
for byte, with the same settings of SQLite.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.backend import at_once, migrated, postgresql, run, shop
from benchmarks.measure import Line

ORDERER = Path(__file__).with_name("orderer.py")
TRIES = 3


@dataclass(frozen=True)
class Rush:
    """`at_once` customers order at the same time, however many processes there are: more bring no more customers."""

    orders: int
    at_once: int


EMBEDDED = Rush(600, 8)
GROWN = Rush(1800, 16)
"""Longer: the first orders of a process take longer, and of several processes there are more first ones."""


@dataclass(frozen=True)
class Told:
    """Seconds of the last process, its processor's seconds, and the slowest hundredth of the slowest one in ms."""

    orders: int
    seconds: float
    processor: float
    p99: float

    @property
    def rate(self) -> str:
        return f"{self.orders / self.seconds:.0f}/s"


def lines(scratch: Path) -> Iterator[Line]:
    backend = shop(scratch, "address: optional, max_open_orders: 50")
    yield embedded(backend, scratch)
    with postgresql(scratch) as url:
        yield from grown(backend, url)


def embedded(backend: Path, scratch: Path) -> Line:
    """Each try starts from a copy of one database."""
    full = scratch / "full.db"
    environment = prepared(backend, f"sqlite+aiosqlite:///{full}")
    tries: dict[str, list[Told]] = {"ours": [], "plain": []}
    for number in range(TRIES):
        for kind, found in tries.items():
            copy = scratch / f"{kind}{number}.db"
            shutil.copyfile(full, copy)
            url = {"DATABASE_URL": f"sqlite+aiosqlite:///{copy}"}
            found.append(ordered(backend, environment | url, kind, 1, EMBEDDED))
    ours, plain = (quickest(found) for found in tries.values())
    ratio = plain.seconds / ours.seconds
    what = f"{EMBEDDED.orders} orders, SQLite / plain SQLAlchemy, aiosqlite (p99 {ours.p99:.0f}, {plain.p99:.0f} ms)"
    return Line(what, ours.rate, plain.rate, ratio, plain.processor / ours.processor, ">= 2", ratio >= 2)


def grown(backend: Path, url: str) -> Iterator[Line]:
    environment = prepared(backend, url)
    tries: dict[int, list[Told]] = {1: [], 2: [], 4: []}
    for _ in range(TRIES):
        for processes, found in tries.items():
            found.append(ordered(backend, environment, "ours", processes, GROWN))
    best = {processes: quickest(found) for processes, found in tries.items()}
    for more, fewer, wanted in ((2, 1, 1.2), (4, 2, 0.9)):
        ours, other = best[more], best[fewer]
        ratio = other.seconds / ours.seconds
        what = f"{GROWN.orders} orders, PostgreSQL, {more} processes / {fewer} (p99 {ours.p99:.0f}, {other.p99:.0f} ms)"
        yield Line(
            what, ours.rate, other.rate, ratio, other.processor / ours.processor, f">= {wanted}", ratio >= wanted
        )


def quickest(tries: list[Told]) -> Told:
    return min(tries, key=lambda told: told.seconds)


def prepared(backend: Path, url: str) -> dict[str, str]:
    environment = migrated(backend, url)
    return environment | {"SKUS": run(backend, environment, str(ORDERER), "prepare")}


def ordered(backend: Path, environment: Mapping[str, str], kind: str, processes: int, rush: Rush) -> Told:
    """Raises `RuntimeError` when an order is refused."""
    share, customers = rush.orders // processes, rush.at_once // processes
    shares = (map(str, (share * number, share, customers)) for number in range(processes))
    said, _ = at_once(backend, environment, *([str(ORDERER), kind, *one] for one in shares))
    told = [json.loads(one) for one in said]
    seconds, processor, p99 = zip(*told, strict=True)
    return Told(rush.orders, max(seconds), sum(processor), max(p99))
