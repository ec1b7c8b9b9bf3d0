"""The device that is asking: HTTP Basic, its code and its secret."""

from typing import Annotated

import sqlalchemy as sa
from fastapi import Depends, Request
from fastapi.security import HTTPBasic, HTTPBasicCredentials
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.auth import for_machines
from app.core.database import Database, DatabaseDep
from app.core.errors import RateLimited, refuses
from app.core.rate_limit import Limiter, client_address, limit
from app.modules.device import counting
from app.modules.device.errors import NotThisDevice
from app.modules.device.models import Device
from app.modules.device.secret import hashed, is_secret
from app.modules.device.states import DISABLED

GUESSES = "20/minute"
"""Wrong secrets from one address."""

_NOBODY = Device(secret_hash=hashed("nobody"), status=DISABLED)
_basic = HTTPBasic(auto_error=False, scheme_name="device", description="A device's code and its secret")


async def recognized(session: AsyncSession, code: str, secret: str) -> Device | None:
    """The device, if it is not disabled and the secret is its own; it takes as long to say no as to say yes."""
    device = await session.scalar(sa.select(Device).where(Device.code == code))
    known = is_secret(secret, (device or _NOBODY).secret_hash)
    return device if known and device and device.status != DISABLED else None


async def count(database: Database, code: str, reason: counting.Reason) -> None:
    """What was done in the name of a device, or of nobody."""
    async with database.begin() as session:
        device_id = await session.scalar(sa.select(Device.id).where(Device.code == code))
        tally = counting.Tally()
        tally.add(device_id or counting.NOBODY, reason, clock.now())
        await counting.write(session, tally)


@for_machines
@refuses(NotThisDevice, RateLimited)
async def current_device(
    request: Request,
    credentials: Annotated[HTTPBasicCredentials | None, Depends(_basic)],
    database: DatabaseDep,
    limiter: Limiter,
) -> str:
    """The code of the device. Raises NotThisDevice, RateLimited."""
    if credentials is None:
        raise NotThisDevice
    address = client_address(request)
    await limit(limiter, GUESSES, "device_secret", address, peek=True)
    async with database.read() as session:
        device = await recognized(session, credentials.username, credentials.password)
    if device is None:
        await limit(limiter, GUESSES, "device_secret", address)
        await count(database, credentials.username, "wrong_secret")
        raise NotThisDevice
    return device.code


CurrentDevice = Annotated[str, Depends(current_device)]
