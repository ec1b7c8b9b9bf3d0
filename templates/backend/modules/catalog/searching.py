"""Pages of what a search finds. The database's index names the products, see `found`; `search` ranks them."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core.pagination import CursorInvalid, PageQuery, paginate
from app.modules.catalog import found, repository, search, terms
from app.modules.catalog.models import Spu

RANKED = 200
"""So many products are ranked; where more are found, the others come after them, the newest first."""
SORTED = 300
"""So many products are sorted; where more are found, an index in that order comes to enough of them soon."""


@dataclass(frozen=True)
class Wanted:
    """What is searched for, in a category and those below it or in all, on sale or not or either."""

    query: tuple[str, ...]
    category_id: int | None
    on_sale: bool | None

    def asked(self) -> terms.Asked:
        return self._here(terms.anywhere(self.query))

    def by_rank(self) -> Sequence[terms.Asked]:
        return [self._here(one) for one in terms.by_rank(self.query)]

    def _here(self, asked: terms.Asked) -> terms.Asked:
        return asked if self.category_id is None or not asked.text else asked.within("c", [self.category_id])

    def here(self) -> sa.Select[Spu]:
        """Whatever is there to be searched."""
        return repository.spus(category_id=self.category_id, on_sale=self.on_sale)


async def in_order(
    session: AsyncSession, wanted: Wanted, page: PageQuery, order: repository.Order
) -> tuple[Sequence[Spu], str | None]:
    """A page of what is found, by price, sales or whatever. Raises CursorInvalid."""
    key, descending = repository.ORDERS[order]
    asked = wanted.asked()
    if not asked.text:
        statement = wanted.here()
    else:
        numbers = await found.some(session, asked, on_sale=wanted.on_sale, limit=SORTED + 1)
        if len(numbers) <= SORTED:
            statement = _these(session, numbers)
        else:
            meets = found.meets if found.is_sqlite(session) else found.each_meets
            statement = repository.spus(category_id=None, on_sale=wanted.on_sale)
            statement = statement.where(meets(Spu.id + 0, asked))  # `+ 0`: they are read in their order, not by number
    if not asked.exact:
        statement = statement.where(search.matches(wanted.query))
    return await paginate(session, statement, page, key=key, descending=descending)


async def by_relevance(session: AsyncSession, wanted: Wanted, page: PageQuery) -> tuple[Sequence[Spu], str | None]:
    """What fits best first, then the newest. The cursor is `<relevance>-<id>` of the last row. Raises CursorInvalid.

    Where more than RANKED are found, these are ranked: the newest that have all of the query in their names, then those
    that have half of it there, then any. The others follow, the newest first; their relevance is 0.
    """
    last = _last(page)
    asked = wanted.asked()
    end = await found.end(session)
    numbers: Sequence[int] = ()
    if asked.text:
        numbers = await found.newest(session, wanted.by_rank(), on_sale=wanted.on_sale, before=end, limit=RANKED + 1)
    many = len(numbers) > RANKED
    if many and asked.exact:
        numbers = numbers[:RANKED]
        rows: list[tuple[Spu, int]] = []
        if last is None or last[0] > 0:
            rows = await _ranked(session, _these(session, numbers), wanted.query, last, page.limit + 1)
        if len(rows) <= page.limit:
            before = last[1] if last is not None and last[0] == 0 else end
            rows += await _others(session, wanted, numbers, before, page.limit + 1 - len(rows))
    else:
        if many or not asked.text:
            statement = wanted.here().where(search.found(wanted.query))
        else:
            statement = _these(session, numbers)
            statement = statement if asked.exact else statement.where(search.matches(wanted.query))
        rows = await _ranked(session, statement, wanted.query, last, page.limit + 1)
    shown = [spu for spu, _ in rows[: page.limit]]
    return shown, f"{rows[page.limit - 1][1]}-{shown[-1].id}" if len(rows) > page.limit else None


def _last(page: PageQuery) -> tuple[int, int] | None:
    """Relevance and number of the last row of the page before."""
    if page.cursor is None:
        return None
    worth, _, last = page.cursor.partition("-")
    if not (worth.isdecimal() and last.isdecimal() and len(worth) < 10 and len(last) < 10):
        raise CursorInvalid
    return int(worth), int(last)


def _these(session: AsyncSession, numbers: Sequence[int]) -> sa.Select[Spu]:
    return sa.select(Spu).where(Spu.id.in_(found.listed(session, numbers)))


async def _ranked(
    session: AsyncSession, statement: sa.Select[Spu], query: tuple[str, ...], last: tuple[int, int] | None, limit: int
) -> list[tuple[Spu, int]]:
    score = search.relevance(query)
    if last is not None:
        worth, number = last
        statement = statement.where(sa.tuple_(score, Spu.id) < sa.tuple_(sa.literal(worth), sa.literal(number)))
    ranked = statement.add_columns(score).order_by(score.desc(), Spu.id.desc()).limit(limit)
    return [(spu, worth) for spu, worth in (await session.execute(ranked)).all()]


async def _others(
    session: AsyncSession, wanted: Wanted, ranked: Sequence[int], before: int, limit: int
) -> list[tuple[Spu, int]]:
    most = limit + len(ranked)
    numbers = await found.newest(session, [wanted.asked()], on_sale=wanted.on_sale, before=before, limit=most)
    chosen = [number for number in numbers if number not in set(ranked)][:limit]
    rows = {spu.id: spu for spu in await session.scalars(_these(session, chosen))}
    return [(rows[number], 0) for number in chosen]
