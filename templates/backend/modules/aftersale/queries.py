"""Reading cases, as customers and as staff see them."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import audit
from app.core.crypto import unseal
from app.core.masking import mask_phone
from app.core.media import media_url
from app.core.pagination import Page, PageQuery, paginate
from app.core.staff import Staff
from app.modules.aftersale import balance, history, rules
from app.modules.aftersale.handling import find
from app.modules.aftersale.models import Aftersale
from app.modules.aftersale.reasons import EXCHANGE, KINDS, REASONS
from app.modules.aftersale.schemas import (
    AftersaleLineOut,
    AftersaleOut,
    CaseOut,
    ChoiceLineOut,
    ChoicesOut,
    HistoryOut,
    KindOut,
    ReasonOut,
)
from app.modules.aftersale.settings import AftersaleSettings
from app.modules.aftersale.states import (
    AGREED,
    APPLIED,
    BUYER_SHIPPED,
    FOR_STAFF,
    OPEN,
    RECEIVED,
    REFUND_FAILED,
    RESHIPPED,
)
from app.modules.order.api import Order

REVEAL = "personal.reveal"


async def choices(session: AsyncSession, order: Order) -> ChoicesOut:
    """What the customer can ask for of the order, piece by piece, and what he asked for before."""
    books = await balance.books(session, order)
    exempt = await rules.exempt_skus(session, order.lines)
    mine = sa.select(Aftersale).where(Aftersale.order_id == order.id).order_by(Aftersale.id.desc())
    lines = [
        ChoiceLineOut(
            line_id=line.id,
            sku_id=line.sku_id,
            spu_id=line.spu_id,
            name=line.name,
            specs_text=line.specs_text,
            image_url=line.image_url,
            quantity=line.quantity,
            left=books.left(line.id),
            returnable=line.sku_id not in exempt,
        )
        for line in order.lines
    ]
    kinds = rules.kinds(order) if any(line.left for line in lines) else []
    return ChoicesOut(
        order_id=order.id,
        kinds=[KindOut(id=kind, label=KINDS[kind], until=rules.until(order, kind)) for kind in kinds],
        reasons=[ReasonOut(id=key, label=it.label, merchant_fault=it.merchant_fault) for key, it in REASONS.items()],
        lines=lines,
        max_pictures=AftersaleSettings.load().max_pictures,
        cases=[CaseOut.model_validate(row, from_attributes=True) for row in await session.scalars(mine)],
    )


async def page_of(session: AsyncSession, user_id: int, order_id: int | None, page: PageQuery) -> Page[AftersaleOut]:
    """The customer's cases, newest first."""
    statement = sa.select(Aftersale).where(Aftersale.user_id == user_id)
    if order_id is not None:
        statement = statement.where(Aftersale.order_id == order_id)
    rows, cursor = await paginate(session, statement, page, key=[Aftersale.id])
    return Page(items=[_own(row) for row in rows], next_cursor=cursor)


async def staff_page(session: AsyncSession, staff: Staff, status: str | None, page: PageQuery) -> Page[AftersaleOut]:
    """Everybody's cases; `status=waiting` are those that wait for the merchant."""
    statement = sa.select(Aftersale)
    if status is not None:
        wanted = sorted(FOR_STAFF) if status == "waiting" else [status]
        statement = statement.where(Aftersale.status.in_(wanted))
    rows, cursor = await paginate(session, statement, page, key=[Aftersale.id])
    return Page(items=[_out(row, staff_can(row, staff), masked=True) for row in rows], next_cursor=cursor)


async def open_count(session: AsyncSession, user_id: int) -> int:
    mine = sa.select(sa.func.count()).where(Aftersale.user_id == user_id, Aftersale.status.in_(sorted(OPEN)))
    return await session.scalar(mine) or 0


async def detail(session: AsyncSession, aftersale_id: int, user_id: int) -> AftersaleOut:
    """Raises AftersaleNotFound."""
    aftersale = await find(session, aftersale_id, user_id=user_id)
    out = await _with_history(session, _own(aftersale))
    for line in out.history:
        line.note = "" if line.status == REFUND_FAILED else line.note
    return out


async def staff_detail(session: AsyncSession, aftersale_id: int, staff: Staff) -> AftersaleOut:
    """In full for those who may see personal data; that they saw it is put on record. Raises AftersaleNotFound."""
    aftersale = await find(session, aftersale_id)
    reveals = aftersale.phone is not None and staff.can(REVEAL)
    if reveals:
        await audit.record(session, staff.actor, "aftersale.reveal", "aftersale", aftersale_id)
    return await _with_history(session, _out(aftersale, staff_can(aftersale, staff), masked=not reveals))


async def _with_history(session: AsyncSession, out: AftersaleOut) -> AftersaleOut:
    rows = await history.of(session, out.id)
    out.history = [HistoryOut.model_validate(row, from_attributes=True) for row in rows]
    return out


def exported(aftersale: Aftersale) -> dict[str, Any]:
    """The case as its customer gets a copy of it."""
    return _out(aftersale, []).model_dump(mode="json", exclude={"can", "history", "failure"})


def customer_can(aftersale: Aftersale) -> list[str]:
    possible = {
        "send_back": aftersale.status in {AGREED, BUYER_SHIPPED},
        "confirm": aftersale.status == RESHIPPED,
        "cancel": aftersale.status in {APPLIED, AGREED},
    }
    return [action for action, fits in possible.items() if fits]


PERMISSIONS = {
    "agree": "aftersale.review",
    "reject": "aftersale.review",
    "receive": "aftersale.receive",
    "refuse": "aftersale.receive",
    "reship": "aftersale.receive",
    "refund": "aftersale.review",
    "retry": "aftersale.refund",
    "settle": "aftersale.refund",
}
"""What staff need for each action."""


def staff_can(aftersale: Aftersale, staff: Staff) -> list[str]:
    """The actions that the case's state and the reader's permissions leave."""
    possible = {
        APPLIED: ("agree", "reject"),
        BUYER_SHIPPED: ("receive", "refuse"),
        RECEIVED: ("reship", "refund") if aftersale.kind == EXCHANGE else (),
        REFUND_FAILED: ("retry", "settle"),
    }.get(aftersale.status, ())
    return [action for action in possible if staff.can(PERMISSIONS[action])]


def _own(aftersale: Aftersale) -> AftersaleOut:
    """For its customer: why the money is stuck is the merchant's to know."""
    return _out(aftersale, customer_can(aftersale)).model_copy(update={"failure": ""})


def _out(aftersale: Aftersale, can: list[str], *, masked: bool = False) -> AftersaleOut:
    phone = unseal(aftersale, "phone")
    told = {
        "order_no": aftersale.order.order_no,
        "reason_text": REASONS[aftersale.reason].label,
        "phone": mask_phone(phone) if phone and masked else phone,
        "pictures": [media_url(picture.name) for picture in aftersale.pictures],
        "lines": [
            AftersaleLineOut(
                line_id=line.line_id,
                sku_id=line.bought.sku_id,
                spu_id=line.bought.spu_id,
                name=line.bought.name,
                specs_text=line.bought.specs_text,
                image_url=line.bought.image_url,
                quantity=line.quantity,
                refund_fen=line.refund_fen,
            )
            for line in aftersale.lines
        ],
        "can": can,
    }
    plain = AftersaleOut.model_fields.keys() - told.keys() - {"history"}
    return AftersaleOut.model_validate({**{name: getattr(aftersale, name) for name in plain}, **told})
