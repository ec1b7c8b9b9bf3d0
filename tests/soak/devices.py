"""Devices that go on telling whatever happens to the broker, and who remember what it has acknowledged."""

import asyncio
import json
import time
from collections.abc import Mapping
from contextlib import suppress

from gmqtt import Client
from gmqtt.mqtt.constants import MQTTv311
from gmqtt.storage import PersistentStorage

EVERY_S = 0.02
PATIENCE_S = 120
NEVER = -2
"""The library's own connecting again gives up for good where it is refused once: -1 is without end, and 0 is once."""


class Storage(PersistentStorage):  # type: ignore[misc]  # the library has no types
    """What has not been acknowledged; it goes without that as well, where the broker does not know the device again."""

    def __init__(self) -> None:
        super().__init__()
        self.acknowledged: dict[int, float] = {}
        self.telling = 0
        self._numbers: dict[int, int] = {}

    def push_message(self, mid: int, raw_package: bytes) -> None:
        self._numbers[mid] = self.telling
        super().push_message(mid, raw_package)

    def remove_message_by_mid(self, mid: int) -> None:
        if mid in self._messages:
            self.acknowledged[self._numbers[mid]] = time.monotonic()
        super().remove_message_by_mid(mid)


class Device:
    """Tells by number, one message after the other; so many are `told`."""

    def __init__(self, code: str, secret: str, port: int) -> None:
        self.code, self._port = code, port
        self.told = 0
        self._lost = asyncio.Event()
        self._storage = Storage()
        self._client = Client(code, clean_session=False, persistent_storage=self._storage)
        self._client.set_auth_credentials(code, secret)
        self._client.set_config({"reconnect_retries": NEVER})
        self._client.on_disconnect = lambda *_: self._lost.set()

    @property
    def acknowledged(self) -> Mapping[int, float]:
        """Number of a message -> when the broker said that it has it."""
        return self._storage.acknowledged

    async def stay_connected(self) -> None:
        while True:
            self._lost.clear()
            with suppress(Exception):
                async with asyncio.timeout(10):
                    await self._client.connect("127.0.0.1", self._port, version=MQTTv311)
                await self._lost.wait()
            await asyncio.sleep(0.2)

    async def tell(self, until: asyncio.Event) -> None:
        """What it cannot send now the library keeps, and sends again until it is acknowledged."""
        while not until.is_set():
            await asyncio.sleep(EVERY_S)
            if self._client.is_connected:
                body = {"id": f"m-{self.told}", "values": {"temperature": 20 + self.told % 40, "parts": self.told}}
                self._storage.telling = self.told
                self.told += 1
                self._client.publish(f"devices/{self.code}/telemetry", json.dumps(body), qos=1)
        async with asyncio.timeout(PATIENCE_S):
            await self._storage.wait_empty()


def devices(secrets: Mapping[str, str], port: int) -> list[Device]:
    return [Device(code, secret, port) for code, secret in secrets.items()]
