"""`python -m devtools.device.simulate`: machines of the business's types that tell something, for demos and for load.

They are registered in the development database as sim-<type>-<number>, each with a secret of its own that is new at
every start, and tell over MQTT what their profile says.
"""

import argparse
import asyncio
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa
from gmqtt import Client
from gmqtt.mqtt.constants import MQTTv311

from app.core import clock
from app.core.context import SYSTEM
from app.core.database import Database
from app.core.settings import settings
from app.modules.device import registering
from app.modules.device.models import Device
from app.modules.device.mqtt.settings import Address, environment
from app.modules.device.mqtt.topics import COMMANDS, DONE, TELEMETRY, topic
from app.modules.device.schemas import DeviceIn
from app.modules.device.settings import DeviceSettings
from app.modules.device.types import DeviceType
from devtools.device.profiles import PROFILES, Profile, interval_s, tells, values


@dataclass(frozen=True)
class Machine:
    code: str
    secret: str
    type: DeviceType
    profile: Profile


async def machines(database: Database, kinds: Sequence[str], number: int, profiles: Sequence[Profile]) -> list[Machine]:
    """`number` of them, of each type and profile in turn. Those that are there already get a new secret."""
    types, made = DeviceSettings.load().types, []
    for index in range(number):
        kind, profile = kinds[index % len(kinds)], profiles[index % len(profiles)]
        code = f"sim-{kind}-{index + 1}".replace("_", "-")
        body = DeviceIn(code=code, type=kind, name=f"模拟{types[kind].label}{index + 1}", group="模拟")
        async with database.begin() as session:
            known = await session.scalar(sa.select(Device.id).where(Device.code == code))
            if known is None:
                _, secret = await registering.register(session, SYSTEM, body)
            else:
                secret = await registering.renew_secret(session, SYSTEM, known)
        made.append(Machine(code, secret, types[kind], profile))
    return made


async def run(machine: Machine, address: Address, seed: int, until_s: float) -> int:
    """How many messages it has sent; the broker has taken them all."""
    chance = random.Random(f"{seed}:{machine.code}")  # noqa: S311  # to be repeated, not to be secret
    client = Client(machine.code)
    client.set_auth_credentials(machine.code, machine.secret)
    client.on_message = partial(_obey, machine.code)
    await client.connect(address.host, address.port, ssl=address.secure, version=MQTTv311)
    client.subscribe(topic(machine.code, COMMANDS), qos=1)
    begun, sent = time.monotonic(), 0
    while (at_s := time.monotonic() - begun) < until_s:
        if tells(machine.profile, at_s):
            said = values(machine.profile, machine.type, at_s, chance)
            body = {"id": f"{seed}-{sent}", "at": clock.now().isoformat(), "values": said}
            client.publish(topic(machine.code, TELEMETRY), json.dumps(body), qos=1)
            sent += 1
        await asyncio.sleep(min(interval_s(machine.profile, machine.type), until_s - at_s))
    await client._persistent_storage.wait_empty()  # noqa: SLF001  # nothing else tells that all have arrived
    await client.disconnect()
    return sent


def _obey(code: str, client: Client, _topic: str, payload: bytes, *_: object) -> int:
    """It does whatever it is told to, at once."""
    told = json.loads(payload)
    client.publish(topic(code, DONE), json.dumps({"id": told["id"], "ok": True, "note": "模拟设备"}), qos=1)
    return 0


async def simulate(arguments: argparse.Namespace, database_url: str) -> int:
    """Raises SystemExit for what cannot be simulated."""
    if settings().environment == "production":
        raise SystemExit("模拟设备只能用在开发环境。")
    types = DeviceSettings.load().types
    kinds = arguments.type or sorted(types)
    if unknown := sorted(set(kinds) - set(types)) or (not kinds and ["-"]):
        raise SystemExit(f"没有设备类型 {'、'.join(unknown)}，现有：{'、'.join(sorted(types)) or '无'}")
    database = Database(database_url)
    try:
        made = await machines(database, kinds, arguments.devices, arguments.profile or ["steady"])
    finally:
        await database.close()
    said = environment()
    address = Address(said.device_mqtt_url.get_secret_value() or f"mqtt://{said.device_mqtt_listen}")
    print(f"{len(made)} 台设备开始上报，按 Ctrl+C 结束", flush=True)  # noqa: T201  # what it says to its reader
    try:
        numbers = await asyncio.gather(*(run(one, address, arguments.seed, arguments.seconds) for one in made))
    except OSError as error:
        raise SystemExit(f"连不上 {address.host}:{address.port} 的 MQTT 服务：{error}；先启动后端") from None
    print(f"共上报 {sum(numbers)} 条", flush=True)  # noqa: T201  # the same
    return 0


def parser() -> argparse.ArgumentParser:
    words = argparse.ArgumentParser(description="模拟设备上报")
    words.add_argument("--devices", type=int, default=3, metavar="N", help="几台（默认 3）")
    words.add_argument("--type", action="append", help="设备类型，可写多次（默认每种都有）")
    words.add_argument("--profile", action="append", choices=PROFILES, help="表现，可写多次，轮流使用（默认 steady）")
    words.add_argument("--seconds", type=float, default=float("inf"), metavar="S", help="多少秒后结束（默认不结束）")
    words.add_argument("--seed", type=int, default=1, help="同一个数得到同样的数值")
    return words


def main(words: Sequence[str] | None = None) -> int:
    try:
        return asyncio.run(simulate(parser().parse_args(words), settings().database_url))
    except KeyboardInterrupt:  # the way to end it
        return 0


if __name__ == "__main__":
    raise SystemExit(main())
