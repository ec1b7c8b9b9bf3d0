"""Placing orders through the generated shop's own code: against plain SQLAlchemy on SQLite, and by more processes on PostgreSQL."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.measure import PINTU, Line
from benchmarks.overselling import postgresql, run, secrets

ORDERER = Path(__file__).with_name("orderer.py")
ORDERS, TRIES = 600, 3


def lines(scratch: Path) -> Iterator[Line]:
    project, blueprint = scratch / "shop", scratch / "blueprint.yaml"
    order = "{address: optional, max_open_orders: 50}"
    blueprint.write_text(
        f"pintu: 1\napp: {{name: 茶铺, slug: tea, vertical: retail}}\nmodules: {{order: {order}}}\n", "utf-8"
    )
    subprocess.run([PINTU, "generate", blueprint, "-o", project], check=True, capture_output=True)  # noqa: S603  our own
    backend = project / "backend"
    yield embedded(backend, scratch)
    with postgresql(scratch) as url:
        yield from grown(backend, url)


def embedded(backend: Path, scratch: Path) -> Line:
    ours, plain = [], []
    for number in range(TRIES):
        for kind, found in (("ours", ours), ("plain", plain)):
            environment = prepared(backend, f"sqlite+aiosqlite:///{scratch / f'{kind}{number}.db'}")
            found.append(ordered(backend, environment, kind, 1)[0])
    ratio = min(plain) / min(ours)
    what = f"{ORDERS} orders, SQLite, against plain SQLAlchemy with aiosqlite"
    rates = (f"{ORDERS / min(seconds):.0f}/s" for seconds in (ours, plain))
    return Line(what, *rates, ratio, ratio, ">= 2", ratio >= 2)


def grown(backend: Path, url: str) -> Iterator[Line]:
    environment = prepared(backend, url)
    rates, slowest = {}, {}
    for processes in (1, 2, 4):
        tries = [ordered(backend, environment, "ours", processes) for _ in range(TRIES)]
        rates[processes] = ORDERS / min(seconds for seconds, _ in tries)
        slowest[processes] = min(p99 for _, p99 in tries)
    for more, fewer, wanted in ((2, 1, 1.2), (4, 2, 0.9)):
        ratio = rates[more] / rates[fewer]
        what = f"{ORDERS} orders, PostgreSQL, {more} processes against {fewer} (p99 {slowest[more]:.0f} ms)"
        told = (f"{rates[number]:.0f}/s" for number in (more, fewer))
        yield Line(what, *told, ratio, ratio, f">= {wanted}", ratio >= wanted)


def prepared(backend: Path, url: str) -> dict[str, str]:
    environment = {**os.environ, **secrets(), "DATABASE_URL": url, "PYTHONPATH": str(backend)}
    run(backend, environment, "-m", "alembic", "upgrade", "heads")
    environment["SKUS"] = run(backend, environment, str(ORDERER), "prepare")
    return environment


def ordered(backend: Path, environment: Mapping[str, str], kind: str, processes: int) -> tuple[float, float]:
    """Seconds of the last process, and the slowest hundredth of the slowest one; every order is placed."""
    share = ORDERS // processes
    running = [
        subprocess.Popen(  # noqa: S603  our own
            [sys.executable, str(ORDERER), kind, str(share * number), str(share)],
            cwd=backend,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    for one in running:
        one.stdout.readline()  # type: ignore[union-attr]  # piped above
    for one in running:
        one.stdin.write("go\n")  # type: ignore[union-attr]  # piped above
        one.stdin.flush()  # type: ignore[union-attr]
    told = [json.loads(one.communicate(timeout=300)[0]) for one in running]
    return max(seconds for seconds, _ in told), max(p99 for _, p99 in told)
