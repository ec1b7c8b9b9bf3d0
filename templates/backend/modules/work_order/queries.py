"""Reading orders and reports, as staff and as whoever reported something see them."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from app.core import clock
from app.core.admin import actor_in_words
from app.core.media import media_url
from app.core.pagination import Page, PageQuery, paginate
from app.core.staff import Staff
from app.modules.work_order import finding, history, moves, reporting
from app.modules.work_order.models import RepairRequest, WorkComment, WorkOrder
from app.modules.work_order.schemas import (
    CheckOut,
    EntryOut,
    LineOut,
    PictureOut,
    ReportOut,
    RequestOut,
    WorkOrderDetail,
    WorkOrderOut,
)
from app.modules.work_order.states import (
    ACTIONS,
    APPROVED,
    LABELS,
    PENDING_ACCEPTANCE,
    PRIORITIES,
    REQUEST_LABELS,
    RUNNING,
    SOURCES,
)

Names = dict[int, str]


def overdue(order: WorkOrder) -> bool:
    return order.status in RUNNING and order.due_at < clock.now()


def who(actor: str, names: Names) -> str:
    """Who did something, as people read it."""
    kind, _, number = actor.partition(":")
    return "报修人" if actor == "user" else actor_in_words(kind, int(number) if number else None, names)


def brief(order: WorkOrder, staff: Staff, names: Names) -> WorkOrderOut:
    return WorkOrderOut(
        id=order.id,
        number=order.number,
        title=order.title,
        asset=order.asset,
        asset_name=order.asset_name,
        priority=order.priority,
        priority_label=PRIORITIES[order.priority],
        status=order.status,
        status_label=LABELS[order.status],
        source=order.source,
        source_label=SOURCES[order.source],
        assignee_id=order.assignee_id,
        assignee=names.get(order.assignee_id or 0, ""),
        hold_reason=order.hold_reason,
        due_at=order.due_at,
        overdue=overdue(order),
        created_at=order.created_at,
        can=finding.staff_can(order, staff),
    )


async def page_of(
    session: AsyncSession,
    staff: Staff,
    page: PageQuery,
    *,
    status: str | None = None,
    priority: str | None = None,
    asset: str | None = None,
    mine: bool = False,
) -> Page[WorkOrderOut]:
    """Newest first; `status=running` are those that somebody still has to do something for. Raises CursorInvalid."""
    statement = sa.select(WorkOrder).where(finding.within_reach(staff))
    if status is not None:
        wanted = sorted(RUNNING) if status == "running" else [status]
        statement = statement.where(WorkOrder.status.in_(wanted))
    if priority is not None:
        statement = statement.where(WorkOrder.priority == priority)
    if asset is not None:
        statement = statement.where(WorkOrder.asset == asset)
    if mine:
        statement = statement.where(WorkOrder.assignee_id == staff.id)
    rows, cursor = await paginate(session, statement, page, key=[WorkOrder.id])
    names = await finding.names(session)
    return Page(items=[brief(row, staff, names) for row in rows], next_cursor=cursor)


async def detail(session: AsyncSession, staff: Staff, order_id: int) -> WorkOrderDetail:
    """Raises WorkOrderNotFound."""
    order = await finding.find(session, staff, order_id)
    names = await finding.names(session)
    undone, _ = moves.missing(order)
    comments = await session.scalars(
        sa.select(WorkComment).where(WorkComment.order_id == order_id).order_by(WorkComment.id)
    )
    return WorkOrderDetail(
        **brief(order, staff, names).model_dump(),
        description=order.description,
        result=order.result,
        checklist=order.checklist,
        checks=[
            CheckOut(
                position=check.position,
                text=check.text,
                required=check.required,
                done=check.done_at is not None,
                done_at=check.done_at,
                done_by=names.get(check.done_by or 0, ""),
            )
            for check in order.checks
        ],
        needs_signature=order.needs_signature,
        signed_by=order.signed_by,
        signed_at=order.signed_at,
        missing=undone,
        pictures=[PictureOut(key=one.key, kind=one.kind, url=media_url(one.name)) for one in order.pictures],
        entries=[
            EntryOut(
                id=entry.id,
                kind=entry.kind,
                text=entry.text,
                minutes=entry.minutes,
                quantity=entry.quantity,
                cost_fen=entry.cost_fen,
                at=entry.at,
                who=names.get(entry.added_by or 0, ""),
            )
            for entry in order.entries
        ],
        labour_minutes=sum(entry.minutes for entry in order.entries),
        cost_fen=sum(entry.cost_fen for entry in order.entries),
        downtime_from=order.downtime_from,
        downtime_to=order.downtime_to,
        completed_at=order.completed_at,
        closed_at=order.closed_at,
        history=[
            LineOut(label=ACTIONS[row.action], at=row.at, who=who(row.actor, names), text=row.note)
            for row in await history.of(session, order_id)
        ],
        comments=[LineOut(label="", at=row.at, who=who(row.actor, names), text=row.text) for row in comments],
    )


async def report(session: AsyncSession, request: RepairRequest) -> ReportOut:
    """For whoever holds its code."""
    order = await session.get(WorkOrder, request.order_id) if request.order_id else None
    return ReportOut(
        code=request.code,
        asset=request.asset,
        asset_name=request.asset_name,
        description=request.description,
        status=request.status,
        status_label=REQUEST_LABELS[request.status],
        reason=request.reason,
        pictures=[media_url(picture.name) for picture in request.pictures],
        created_at=request.created_at,
        work_status=order.status if order else "",
        work_label=LABELS[order.status] if order else "",
        result=order.result if order else "",
        may_judge=order is not None and order.status == PENDING_ACCEPTANCE and request.status == APPROVED,
        followed=request.user_id is not None,
    )


async def requests(session: AsyncSession, page: PageQuery, status: str | None) -> Page[RequestOut]:
    """Newest first. Raises CursorInvalid."""
    statement = sa.select(RepairRequest)
    if status is not None:
        statement = statement.where(RepairRequest.status == status)
    rows, cursor = await paginate(session, statement, page, key=[RepairRequest.id])
    return Page(items=[_request(row) for row in rows], next_cursor=cursor)


async def request(session: AsyncSession, request_id: int) -> RequestOut:
    """Raises RepairRequestNotFound."""
    return _request(await reporting.find(session, request_id))


def _request(row: RepairRequest) -> RequestOut:
    return RequestOut(
        id=row.id,
        asset=row.asset,
        asset_name=row.asset_name,
        description=row.description,
        status=row.status,
        status_label=REQUEST_LABELS[row.status],
        reason=row.reason,
        pictures=[media_url(picture.name) for picture in row.pictures],
        order_id=row.order_id,
        created_at=row.created_at,
    )
