from collections.abc import AsyncIterator

import pytest

from app.core.resources import Resources
from app.modules.device.mqtt import settings
from app.modules.device.mqtt.work import work
from tests.device.machines import TYPES
from tests.ports import free_port
from tests.types import Configure


@pytest.fixture(autouse=True)
def usual_rules(configure: Configure) -> None:
    """Whatever this business has decided."""
    configure("device", types=TYPES, keep_for="90d", late_for="1d", ahead_for="5m", command_timeout="30s")


@pytest.fixture
async def port(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    """Where the broker listens."""
    number = free_port()
    monkeypatch.setenv("DEVICE_MQTT_LISTEN", f"127.0.0.1:{number}")
    settings.environment.cache_clear()
    async with work(resources):
        yield number
    settings.environment.cache_clear()
