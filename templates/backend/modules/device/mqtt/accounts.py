"""The accounts of Mosquitto (mosquitto_passwd(1)): the devices, and the server that takes in what they tell.

Whenever a device comes, goes or has a new secret, the file is written again, whole; `deploy/device/start.sh` lets the
broker know.
"""

import asyncio
import os
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import jobs
from app.core.jobs import JobContext, Payload
from app.modules.device.models import Device
from app.modules.device.mqtt.settings import Address, environment
from app.modules.device.secret import hashed
from app.modules.device.states import DISABLED

WRITE = "device.accounts"


async def changed(session: AsyncSession) -> None:
    """Written when the caller's transaction has ended; one after the other, so that an older list never wins."""
    if environment().device_mqtt_accounts:
        await jobs.schedule(session, WRITE, stream=WRITE)


async def write(job: JobContext, _: Payload) -> None:
    said = environment()
    if said.device_mqtt_accounts:
        async with job.read() as session:
            text = await listed(session, Address(said.device_mqtt_url.get_secret_value()))
        await asyncio.to_thread(replace, Path(said.device_mqtt_accounts), text)
    async with job.commit():
        pass


async def listed(session: AsyncSession, server: Address) -> str:
    """Whom the broker lets in, a line for each."""
    known = sa.select(Device.code, Device.secret_hash).where(Device.status != DISABLED).order_by(Device.code)
    lines = [f"{code}:{secret_hash}\n" for code, secret_hash in await session.execute(known)]
    if server.username:
        lines.append(f"{server.username}:{hashed(server.password)}\n")
    return "".join(lines)


def replace(file: Path, text: str) -> None:
    """The broker, who is somebody else on this machine, never reads half of it."""
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    beside.write_text(text, "utf-8")
    beside.chmod(0o644)
    beside.replace(file)
