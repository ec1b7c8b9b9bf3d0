from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base
from app.modules.work_order.states import CANCELED, OPEN, PRIORITIES, REQUEST, SOURCES, WORK_ORDER


def among(column: str, values: frozenset[str] | dict[str, str]) -> str:
    """The condition that a column has one of a few values."""
    return f"{column} IN ({', '.join(repr(value) for value in sorted(values))})"


class WorkOrder(Base):
    """`source_key` is what it was opened for: one key, one order. `downtime_*` is when the machine stood still."""

    __tablename__ = "work_order_order"
    __table_args__ = (
        sa.CheckConstraint(among("status", WORK_ORDER.states), name="status"),
        sa.CheckConstraint(among("priority", PRIORITIES), name="priority"),
        sa.CheckConstraint(among("source", SOURCES), name="source"),
        sa.CheckConstraint(f"assignee_id IS NOT NULL OR status IN ('{CANCELED}', '{OPEN}')", name="assignee"),
        sa.CheckConstraint("downtime_to >= downtime_from", name="downtime"),
        sa.Index("ix_work_order_order_status", "status", "id"),
        sa.Index("ix_work_order_order_assignee", "assignee_id", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(sa.String(20), unique=True)
    title: Mapped[str] = mapped_column(sa.String(60))
    description: Mapped[str] = mapped_column(sa.String(500), default="")
    asset: Mapped[str] = mapped_column(sa.String(40), default="", index=True)
    asset_name: Mapped[str] = mapped_column(sa.String(60), default="")
    priority: Mapped[str] = mapped_column(sa.String(10))
    status: Mapped[str] = mapped_column(sa.String(20))
    source: Mapped[str] = mapped_column(sa.String(10))
    source_key: Mapped[str | None] = mapped_column(sa.String(80), unique=True)
    checklist: Mapped[str] = mapped_column(sa.String(20), default="")
    """What the list is called whose items it has."""
    needs_signature: Mapped[bool]
    opened_by: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    assignee_id: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    hold_reason: Mapped[str] = mapped_column(sa.String(10), default="")
    result: Mapped[str] = mapped_column(sa.String(500), default="")
    """What was done, in the worker's words."""
    signed_by: Mapped[str] = mapped_column(sa.String(20), default="")
    signed_at: Mapped[datetime | None]
    downtime_from: Mapped[datetime | None]
    downtime_to: Mapped[datetime | None]
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    completed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)

    checks: Mapped[list["WorkCheck"]] = relationship(lazy="selectin", order_by="WorkCheck.position")
    pictures: Mapped[list["WorkPicture"]] = relationship(lazy="selectin", order_by="WorkPicture.id", viewonly=True)
    entries: Mapped[list["WorkEntry"]] = relationship(
        lazy="selectin",
        primaryjoin="and_(WorkOrder.id == WorkEntry.order_id, WorkEntry.removed_at.is_(None))",
        order_by="WorkEntry.id",
        viewonly=True,
    )


class WorkCheck(Base):
    """An item of the order's checklist, as it read when the order was opened."""

    __tablename__ = "work_order_check"
    __table_args__ = (sa.UniqueConstraint("order_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("work_order_order.id", ondelete="CASCADE"))
    position: Mapped[int]
    text: Mapped[str] = mapped_column(sa.String(80))
    required: Mapped[bool]
    done_by: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    done_at: Mapped[datetime | None]


class WorkEntry(Base):
    """What the work took: labour in minutes, a part in pieces, or something else that cost money."""

    __tablename__ = "work_order_entry"
    __table_args__ = (
        sa.CheckConstraint("kind IN ('extra', 'labour', 'part')", name="kind"),
        sa.CheckConstraint("(kind = 'labour') = (minutes > 0)", name="minutes"),
        sa.CheckConstraint("(kind = 'part') = (quantity > 0)", name="quantity"),
        sa.CheckConstraint("cost_fen >= 0", name="cost"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("work_order_order.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(10))
    text: Mapped[str] = mapped_column(sa.String(60))
    minutes: Mapped[int] = mapped_column(default=0)
    quantity: Mapped[int] = mapped_column(default=0)
    sku_id: Mapped[int | None]
    """Of a part that was taken from the stock."""
    cost_fen: Mapped[int]
    added_by: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    """Written down by mistake."""


class WorkComment(Base):
    __tablename__ = "work_order_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("work_order_order.id", ondelete="CASCADE"), index=True)
    actor: Mapped[str] = mapped_column(sa.String(30))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(sa.String(300))


class WorkHistory(Base):
    """Each move of an order, written in the transaction that made it."""

    __tablename__ = "work_order_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("work_order_order.id", ondelete="CASCADE"), index=True)
    action: Mapped[str] = mapped_column(sa.String(10))
    status: Mapped[str] = mapped_column(sa.String(20))
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(sa.String(30))
    note: Mapped[str] = mapped_column(sa.String(200), default="")


class RepairRequest(Base):
    """What somebody reported who had scanned a machine's code. `code` is what he finds it by, and opens it to nobody
    who was not told; `attempt` makes sending it twice the same as once.
    """

    __tablename__ = "work_order_request"
    __table_args__ = (
        sa.CheckConstraint(among("status", REQUEST.states), name="status"),
        sa.CheckConstraint("(status = 'approved') = (order_id IS NOT NULL)", name="order"),
        sa.Index("ix_work_order_request_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(32), unique=True)
    attempt: Mapped[str] = mapped_column(sa.String(64), unique=True)
    asset: Mapped[str] = mapped_column(sa.String(40), index=True)
    asset_name: Mapped[str] = mapped_column(sa.String(60), default="")
    description: Mapped[str] = mapped_column(sa.String(500))
    status: Mapped[str] = mapped_column(sa.String(10))
    reason: Mapped[str] = mapped_column(sa.String(200), default="")
    """Why it was refused."""
    order_id: Mapped[int | None] = mapped_column(sa.ForeignKey("work_order_order.id"), unique=True)
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    """Who wants to be told when it is repaired."""
    created_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    pictures: Mapped[list["WorkPicture"]] = relationship(lazy="selectin", order_by="WorkPicture.id", viewonly=True)


class WorkPicture(Base):
    """A photo of a report or an order, or the signature under it. `key` is what whoever uploaded it names it by.

    What came with a report belongs to its order as well once there is one; what belongs to nothing is forgotten after
    a day.
    """

    __tablename__ = "work_order_picture"
    __table_args__ = (sa.CheckConstraint("kind IN ('photo', 'signature')", name="kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(sa.String(32), unique=True)
    name: Mapped[str] = mapped_column(sa.String(80))
    kind: Mapped[str] = mapped_column(sa.String(10))
    request_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("work_order_request.id", ondelete="CASCADE"), index=True
    )
    order_id: Mapped[int | None] = mapped_column(sa.ForeignKey("work_order_order.id", ondelete="CASCADE"), index=True)
    added_by: Mapped[int | None] = mapped_column(sa.ForeignKey("core_staff.id"))
    created_at: Mapped[datetime] = mapped_column(index=True)


class WorkReminder(Base):
    """Where a member of staff is told of his orders: a customer's account that is his own phone's.

    The account makes itself known with `code`, which the member of staff got and which is good until `code_until`.
    """

    __tablename__ = "work_order_reminder"

    staff_id: Mapped[int] = mapped_column(
        sa.ForeignKey("core_staff.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("identity_user.id"), index=True)
    code: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    code_until: Mapped[datetime | None]
