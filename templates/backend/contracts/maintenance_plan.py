"""What machines have run or made so far, for plans that go by it."""

from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.ports import Port


class Meters(Protocol):
    async def reading(self, session: AsyncSession, asset: str, meter: str) -> float | None:
        """What the meter of the machine says now, None where nobody knows."""
        ...


class NoMeters:
    """Somebody reads them and writes it down."""

    async def reading(self, session: AsyncSession, asset: str, meter: str) -> float | None:
        del session, asset, meter
        return None


METERS: Port[Meters] = Port("meters")
