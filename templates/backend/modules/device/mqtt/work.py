"""MQTT, where jobs are worked off: the embedded broker unless another one is named."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from os import getpid

from app.core.database import Database
from app.core.resources import Resources
from app.modules.device.mqtt.consumer import consuming
from app.modules.device.mqtt.embedded import INGEST, embedded
from app.modules.device.mqtt.publisher import Publisher
from app.modules.device.mqtt.settings import Address, environment

GROUP = "ingest"


@asynccontextmanager
async def work(resources: Resources) -> AsyncIterator[None]:
    database, said = resources.get(Database), environment()
    if url := said.device_mqtt_url.get_secret_value():
        client_id = f"{GROUP}-{socket.gethostname()}-{getpid()}"
        async with consuming(database, Address(url), client_id, shared=GROUP) as publisher:
            resources.add(Publisher, publisher)
            yield
    elif said.device_mqtt_listen:
        async with (
            embedded(database, said.device_mqtt_listen) as address,
            consuming(database, address, INGEST) as publisher,
        ):
            resources.add(Publisher, publisher)
            yield
    else:
        yield
