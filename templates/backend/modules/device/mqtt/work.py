"""MQTT, where jobs are worked off: the embedded broker unless another one is named."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.core.database import Database
from app.core.resources import Resources
from app.modules.device.mqtt import accounts
from app.modules.device.mqtt.connection import listening, telling
from app.modules.device.mqtt.consumer import consuming
from app.modules.device.mqtt.embedded import INGEST, embedded
from app.modules.device.mqtt.holding import holding
from app.modules.device.mqtt.publisher import Publisher
from app.modules.device.mqtt.settings import Address, environment


@asynccontextmanager
async def work(resources: Resources) -> AsyncIterator[None]:
    database, said = resources.get(Database), environment()
    if url := said.device_mqtt_url.get_secret_value():
        async with database.begin() as session:  # whoever the broker is, it may have started with nothing
            await accounts.changed(session)
        address, name = Address(url), secrets.token_hex(8)
        async with (
            telling(address, f"server-{name}") as client,
            consuming(database) as consumer,
            holding(database, address, name, consumer.on_message),
        ):
            resources.add(Publisher, Publisher(client))
            yield
    elif said.device_mqtt_listen:
        async with (
            embedded(database, said.device_mqtt_listen) as address,
            consuming(database) as consumer,
            listening(address, INGEST, consumer.on_message) as client,
        ):
            resources.add(Publisher, Publisher(client))
            yield
    else:
        yield
