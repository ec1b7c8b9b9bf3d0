"""Tells devices something, over the connection that also hears them."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from gmqtt import Client


class Publisher:
    def __init__(self, client: Client) -> None:
        self._client = client

    async def publish(self, topic: str, body: Mapping[str, Any]) -> None:
        """Returns when it is on its way. Raises ConnectionError while there is no connection."""
        if not self._client.is_connected:
            raise ConnectionError("the broker is away")
        self._client.publish(topic, json.dumps(body, ensure_ascii=False), qos=1)
        await asyncio.sleep(0)
