"""What the test of leaks has found."""

from typing import Any

import httpx

from tests.belongings import Belongings
from tests.leaks.rows import Rows

OWN_BOOKS = {"core_session", "core_staff", "core_staff_role", "core_audit", "core_job", "core_idempotency"}
"""Tables that the test itself writes to, by signing people in, and the shop by counting who asks."""


class Findings:
    """Sentences about what is wrong, and an ear for what only the owner may hear."""

    def __init__(self, things: Belongings) -> None:
        self.found: list[str] = []
        self._marks = [mark for mark in things.marks if mark]

    def expect(self, what: object, told: object, wanted: object) -> None:
        if told != wanted:
            self.found.append(f"{what}: {told} instead of {wanted}")

    def listen(self, *clients: httpx.AsyncClient) -> None:
        """Note whatever these are told that is not for them."""
        for client in clients:
            client.event_hooks["response"].append(self._hear)

    async def _hear(self, response: httpx.Response) -> None:
        text = (await response.aread()).decode(errors="replace")
        asked = f"{response.request.method} {response.request.url.raw_path.decode()}"
        self.found += [f"{asked} tells somebody else {mark!r}" for mark in self._marks if mark in text]

    def unchanged(self, before: Rows, after: Rows) -> None:
        """No row is another than before, none is gone and none is new."""
        for table, rows in before.items():
            if table not in OWN_BOOKS and rows != after[table]:
                self.found.append(f"somebody else changed {table}: {_difference(rows, after[table])}")


def _difference(before: list[Any], after: list[Any]) -> str:
    gone = [row for row in before if row not in after]
    new = [row for row in after if row not in before]
    return f"from {gone} to {new}"
