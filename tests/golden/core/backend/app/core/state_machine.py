"""One table of moves per entity, shared by the services, the tests and the documentation."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.database import Base, changed


@dataclass(frozen=True)
class StateMachine:
    """`moves` says which states may follow each state; a state that leads nowhere is final."""

    name: str
    initial: str
    moves: Mapping[str, frozenset[str]]

    @property
    def states(self) -> frozenset[str]:
        return frozenset(self.moves) | frozenset(state for follow in self.moves.values() for state in follow)

    def sources(self, target: str) -> frozenset[str]:
        """The states from which `target` can be reached in one move."""
        return frozenset(state for state, follow in self.moves.items() if target in follow)

    def allows(self, source: str, target: str) -> bool:
        return target in self.moves.get(source, frozenset())

    async def move(
        self,
        session: AsyncSession,
        model: type[Base],
        entity_id: int,
        *,
        source: str | Collection[str] | None = None,
        to: str,
        **values: object,
    ) -> bool:
        """`UPDATE model SET status = to, … WHERE id = … AND status IN (source)`; False when it was in none of them.

        `source` defaults to every state from which `to` can be reached. `model` has columns `id` and `status`.
        Raises ValueError for a move that the table does not know: that is a mistake in the code.
        """
        sources = self.sources(to) if source is None else {source} if isinstance(source, str) else set(source)
        if not sources or any(not self.allows(state, to) for state in sources):
            raise ValueError(f"{self.name}: no move from {sorted(sources)} to {to}")
        columns = sa.inspect(model).columns
        statement = sa.update(model).where(columns.id == entity_id, columns.status.in_(sorted(sources)))
        return await changed(session, statement.values(status=to, **values)) == 1
