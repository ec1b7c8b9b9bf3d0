from functools import cache
from urllib.parse import unquote, urlsplit

from pydantic import SecretStr

from app.core.settings import EnvironmentSettings


class MqttEnvironment(EnvironmentSettings):
    device_mqtt_url: SecretStr = SecretStr("")
    """mqtt://user:password@host:1883 or mqtts://…; empty for the broker inside this process."""
    device_mqtt_accounts: str = ""
    """The password file of Mosquitto, for which it is written; empty where the broker knows the devices by itself."""
    device_mqtt_listen: str = "127.0.0.1:1883"
    """Where that one listens; empty: there is none, and devices tell over HTTP."""


@cache
def environment() -> MqttEnvironment:
    return MqttEnvironment()


class Address:
    """Where a broker is, and as whom to speak to it."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host = parts.hostname or "127.0.0.1"
        self.secure = parts.scheme == "mqtts"
        self.port = parts.port or (8883 if self.secure else 1883)
        self.username = unquote(parts.username or "")
        self.password = unquote(parts.password or "")
