"""What goes to the business's ERP: whoever owns a kind of document says when there is one, and what is in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from app.core.events import Event
from app.core.ports import Port


@dataclass(frozen=True)
class ErpDocument:
    """`on` is the day that it counts for where the business is; `content` is plain JSON without personal data."""

    number: str
    on: date
    amount_fen: int
    content: Mapping[str, Any]


class ErpSource(Protocol):
    @property
    def kind(self) -> str:
        """What the ERP knows this kind of document as: "order"."""
        ...

    @property
    def label(self) -> str:
        """What staff call it."""
        ...

    @property
    def events(self) -> Sequence[type[Event]]:
        """The facts that make a document; the first field of each is the id of the entity."""
        ...

    async def document(self, session: AsyncSession, entity_id: int) -> ErpDocument | None:
        """Asked once for each entity, after the fact; None for what does not concern the ERP."""
        ...


ERP_SOURCES: Port[ErpSource] = Port("erp sources")
