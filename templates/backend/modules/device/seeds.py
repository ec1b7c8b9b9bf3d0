"""Demo data: machines. They have told nothing yet; their secrets are renewed by whoever wants to connect one."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.device import registering
from app.modules.device.schemas import DeviceIn


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `devices`, a gateway before those below it. Raises ValueError, and AppError for what staff could not do."""
    for row in data.rows.get("devices", []):
        await registering.register(session, SYSTEM, DeviceIn.model_validate(row))
