"""MQTT, where jobs are worked off: the embedded broker unless another one is named."""

import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

import structlog

from app.core.database import Database
from app.core.resources import Resources
from app.core.settings import settings
from app.modules.device.mqtt import accounts
from app.modules.device.mqtt.connection import listening, telling
from app.modules.device.mqtt.consumer import consuming
from app.modules.device.mqtt.embedded import INGEST, PortTaken, embedded
from app.modules.device.mqtt.holding import holding
from app.modules.device.mqtt.publisher import Publisher
from app.modules.device.mqtt.settings import Address, environment

log = structlog.get_logger(__name__)


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
            holding(database, address, name, consumer.heard),
        ):
            resources.add(Publisher, Publisher(client))
            yield
    elif said.device_mqtt_listen:
        async with AsyncExitStack() as stack:
            try:
                address = await stack.enter_async_context(embedded(database, said.device_mqtt_listen))
            except PortTaken as error:
                if settings().environment == "production":
                    raise
                log.warning("no_mqtt", reason=str(error), otherwise="DEVICE_MQTT_LISTEN=127.0.0.1:1884")
            else:
                consumer = await stack.enter_async_context(consuming(database))
                client = await stack.enter_async_context(listening(address, INGEST, consumer.heard))
                resources.add(Publisher, Publisher(client))
            yield
    else:
        yield
