"""Validating a thousand blueprints, everything that they mean included, against checking their shape alone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import PINTU, Line, best, memory, times_faster

LINES = 160
MANY = 1000


def lines(scratch: Path) -> Iterator[Line]:
    files = [scratch / "blueprints" / f"shop-{number:04}.yaml" for number in range(MANY)]
    files[0].parent.mkdir()
    for number, file in enumerate(files):
        file.write_text(blueprint(number), "utf-8")
    schema = scratch / "schema.json"
    said = subprocess.run([PINTU, "schema"], check=True, capture_output=True)  # noqa: S603  our own
    schema.write_bytes(said.stdout)
    names = [str(file) for file in files]
    shape = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *names]
    ours, few, other = best([PINTU, "validate", *names], [PINTU, "validate", *names[: MANY // 10]], shape, times=2)
    yield times_faster(f"validate {MANY} blueprints / check-jsonschema", ours, other, 8)
    yield memory("peak memory of validate: 1000 blueprints / 100", ours, few.megabytes, 1.25)


def blueprint(number: int) -> str:
    """A valid one of `LINES` lines."""
    head = f"""\
pintu: 1
app: {{name: 第{number}家店, slug: shop-{number}, vertical: retail, size: micro}}
business: {{company: 山月茶业有限公司, phone: "0571-88880000", hours: "09:00-21:00"}}
theme: {{primary: "#0f766e", dark: auto}}
tabs: [home, catalog.categories, cart.cart, me]
modules:
  order: {{payment_timeout: {1 + number % 59}m}}
  payment:
roles:
"""
    roles = []
    for role in range((LINES - head.count("\n")) // 4):
        roles += [
            f"  role_{role}:",
            f"    label: 第{role}组",
            "    can: [order.read, order.cancel]",
            "    scope: all",
        ]
    rest = LINES - head.count("\n") - len(roles)
    return head + "\n".join([*roles, *("# a remark" for _ in range(rest))]) + "\n"
