"""What devices tell, through Mosquitto into the database, against a client that only counts; and what rules cost.

The messages wait at the broker before the clock starts, for both listeners, so that nobody waits for whoever sends.
"""

import json
import runpy
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from benchmarks.backend import at_once, generated, migrated, postgresql, run
from benchmarks.measure import Line

TELLER, JUDGE = (str(Path(__file__).with_name(name)) for name in ("teller.py", "judge.py"))
DEVICES, MESSAGES, TRIES = 100, 40_000, 3
RULED_DEVICES, ROUNDS = 1_000, 6
OWN, BENCH = "topic read devices/+/telemetry", "topic readwrite devices/+/telemetry"
RULES = [
    *(f'{{device: cnc, when: "temperature > {50 + n} and running", for: 60s, severity: minor}}' for n in range(4)),
    *(f'{{device: cnc, when: "vibration * 2 > {20 + n}", clear: "vibration < 3", severity: major}}' for n in range(4)),
    '{device: cnc, when: "avg(temperature, 10m) > 90", severity: warning}',
    '{device: cnc, when: "max(vibration, 5m) - min(vibration, 5m) > 30", severity: warning}',
]
"""For each device, so that a thousand devices have ten thousand: as simple and as far-reaching as people write them."""


def lines(scratch: Path) -> Iterator[Line]:
    factory = "pintu: 1\napp: {name: 车间, slug: shop-floor, vertical: factory}\n"
    backend = generated(scratch / "factory", factory)
    rules = ", ".join(f"rule_{number}: {rule}" for number, rule in enumerate(RULES))
    gone = "overheat: false, silent: false, drift: false"
    ruled = generated(scratch / "ruled", f"{factory}modules: {{alert: {{rules: {{{gone}, {rules}}}}}}}\n")
    for database in ("SQLite", "PostgreSQL"):
        folder = scratch / database
        folder.mkdir()
        with _addresses(database, folder) as url:
            yield told(backend, url, folder, database)
        with _addresses(database, folder) as url:
            yield judged(ruled, url, database)


def told(backend: Path, url: str, folder: Path, database: str) -> Line:
    with _broker(backend, folder / "mosquitto") as broker:
        rules = broker.home / "config" / "acl"
        rules.write_text(rules.read_text("utf-8").replace(OWN, BENCH), "utf-8")
        environment = migrated(backend, url) | {"DEVICE_MQTT_URL": broker.url}
        run(backend, environment, TELLER, "prepare", str(DEVICES), str(broker.accounts))
        tries: dict[str, list[tuple[float, float, float]]] = {"ours": [], "bare": []}
        for number in range(TRIES):
            run(backend, environment, TELLER, "subscribe")
            run(backend, environment, TELLER, "tell", str(DEVICES), str(MESSAGES), str(number))
            for kind, found in tries.items():
                found.append(taken(backend, environment, kind))
    (ours, mine, read), (bare, its, _) = (min(found) for found in tries.values())
    what = f"{MESSAGES} messages, QoS 1, {database} / gmqtt that counts (read and judged: {MESSAGES / read:.0f}/s)"
    ratio = bare / ours
    return Line(what, f"{MESSAGES / ours:.0f}/s", f"{MESSAGES / bare:.0f}/s", ratio, its / mine, ">= 0.8", ratio >= 0.8)


def taken(backend: Path, environment: Mapping[str, str], kind: str) -> tuple[float, float, float]:
    (said,), _ = at_once(backend, environment, [TELLER, kind, str(MESSAGES)])
    seconds, processor, read = json.loads(said)
    return seconds, processor, read


def judged(backend: Path, url: str, database: str) -> Line:
    said = run(backend, migrated(backend, url), JUDGE, str(RULED_DEVICES), str(ROUNDS))
    without, with_rules = json.loads(said.splitlines()[-1])
    rules = with_rules - without
    what = f"{len(RULES) * RULED_DEVICES} rules over {RULED_DEVICES} devices, {database}: judging / taking in"
    ratio, messages = rules / without, RULED_DEVICES * (ROUNDS - 1)
    mine, other = (f"{one / messages * 1e6:.0f} us" for one in (rules, without))
    return Line(what, mine, other, ratio, ratio, "<= 1", ratio <= 1)


def _addresses(database: str, folder: Path) -> AbstractContextManager[str]:
    if database == "PostgreSQL":
        return postgresql(folder)
    number = len(list(folder.glob("*.db")))
    return nullcontext(f"sqlite+aiosqlite:///{folder}/{number}.db")


def free_port(backend: Path) -> int:
    return int(runpy.run_path(str(backend / "tests" / "ports.py"))["free_port"]())


def _broker(backend: Path, home: Path) -> AbstractContextManager[Any]:
    """As the workshop's own tests start one, by its own files in `deploy/`."""
    own = runpy.run_path(str(backend / "tests" / "device" / "mosquitto.py"))
    broker: AbstractContextManager[Any] = own["mosquitto"](home, *(free_port(backend) for _ in range(2)))
    return broker
