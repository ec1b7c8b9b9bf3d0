"""Demo data: suppliers and whom to call there."""

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.context import SYSTEM
from app.core.module import SeedData
from app.modules.supplier import contacts, keeping
from app.modules.supplier.schemas import ContactIn, SupplierIn


async def seed(session: AsyncSession, data: SeedData) -> None:
    """Write `suppliers`: what SupplierIn takes, and `contacts` with `name`, `phone`, `title`."""
    for row in data.rows.get("suppliers", []):
        people = row.get("contacts", [])
        body = SupplierIn.model_validate({name: value for name, value in row.items() if name != "contacts"})
        supplier = await keeping.create(session, SYSTEM, body)
        for person in people:
            await contacts.add(session, SYSTEM, supplier.id, ContactIn.model_validate(person))
