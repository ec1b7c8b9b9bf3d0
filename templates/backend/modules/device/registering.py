"""Devices and their secrets, as staff look after them."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit, clock
from app.core.context import Actor
from app.modules.device.errors import DeviceCodeTaken, DeviceNotFound, DeviceTypeUnknown, GatewayUnknown
from app.modules.device.models import Device
from app.modules.device.mqtt import accounts
from app.modules.device.schemas import DeviceIn
from app.modules.device.secret import hashed, new_secret
from app.modules.device.settings import DeviceSettings
from app.modules.device.states import DEVICE, DISABLED, INACTIVE, OFFLINE, ONLINE


async def register(session: AsyncSession, actor: Actor, body: DeviceIn) -> tuple[Device, str]:
    """The device and its secret, which nobody sees again.

    Raises DeviceTypeUnknown, GatewayUnknown, DeviceCodeTaken.
    """
    secret = new_secret()
    values = await _values(session, body, None)
    device = Device(**values, secret_hash=hashed(secret), status=DEVICE.initial, created_at=clock.now())
    session.add(device)
    await _flush(session)
    await accounts.changed(session)
    await audit.record(session, actor, "device.register", "device", device.id, name=device.name)
    return device, secret


async def change(session: AsyncSession, actor: Actor, device_id: int, body: DeviceIn) -> Device:
    """Raises DeviceNotFound, DeviceTypeUnknown, GatewayUnknown, DeviceCodeTaken."""
    device = await _locked(session, device_id)
    for name, value in (await _values(session, body, device)).items():
        setattr(device, name, value)
    await _flush(session)
    await accounts.changed(session)
    await audit.record(session, actor, "device.edit", "device", device_id, name=device.name)
    return device


async def renew_secret(session: AsyncSession, actor: Actor, device_id: int) -> str:
    """The old one is good for nothing from now on. Raises DeviceNotFound."""
    device = await _locked(session, device_id)
    secret = new_secret()
    device.secret_hash = hashed(secret)
    await accounts.changed(session)
    await audit.record(session, actor, "device.secret", "device", device_id)
    return secret


async def set_enabled(session: AsyncSession, actor: Actor, device_id: int, *, enabled: bool) -> Device:
    """What a disabled device tells is not taken. Twice is once. Raises DeviceNotFound."""
    device = await _locked(session, device_id)
    to, source = (INACTIVE, [DISABLED]) if enabled else (DISABLED, [INACTIVE, ONLINE, OFFLINE])
    if await DEVICE.move(session, Device, device_id, source=source, to=to):
        action = "device.enable" if enabled else "device.disable"
        await accounts.changed(session)
        await audit.record(session, actor, action, "device", device_id)
    await session.refresh(device)
    return device


async def _locked(session: AsyncSession, device_id: int) -> Device:
    device = await session.get(Device, device_id, with_for_update=True, populate_existing=True)
    if device is None:
        raise DeviceNotFound
    return device


async def _values(session: AsyncSession, body: DeviceIn, device: Device | None) -> Mapping[str, Any]:
    """The columns; a gateway is a device that stands below no other."""
    types = DeviceSettings.load().types
    if body.type not in types and (device is None or device.type != body.type):
        raise DeviceTypeUnknown(types=sorted(types))
    values = body.model_dump(exclude={"gateway"})
    gateway_id = None
    if body.gateway:
        gateway = await session.scalar(sa.select(Device).where(Device.code == body.gateway).with_for_update())
        if gateway is None or gateway.gateway_id is not None or (device and gateway.id == device.id):
            raise GatewayUnknown
        if device and await session.scalar(sa.select(Device.id).where(Device.gateway_id == device.id).limit(1)):
            raise GatewayUnknown
        gateway_id = gateway.id
    return {**values, "gateway_id": gateway_id}


async def _flush(session: AsyncSession) -> None:
    try:
        await session.flush()
    except IntegrityError:
        raise DeviceCodeTaken from None
