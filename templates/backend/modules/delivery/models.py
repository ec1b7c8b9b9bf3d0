from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.database import Base


class FreightRule(Base):
    """What sending costs to one region. "" for the city is the whole province, "" for the province everywhere else.

    Names are short: "浙江", "杭州". `first` and `next` are grams or pieces.
    """

    __tablename__ = "delivery_freight_rule"
    __table_args__ = (
        sa.UniqueConstraint("province", "city"),
        sa.CheckConstraint("city = '' OR province <> ''", name="city"),
        sa.CheckConstraint("by IN ('weight', 'piece')", name="by"),
        sa.CheckConstraint("first > 0 AND next > 0", name="units"),
        sa.CheckConstraint("first_fen >= 0 AND next_fen >= 0 AND free_from_fen >= 0", name="amounts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    province: Mapped[str] = mapped_column(sa.String(20), default="")
    city: Mapped[str] = mapped_column(sa.String(30), default="")
    delivers: Mapped[bool] = mapped_column(default=True)
    """False: nothing is sent there."""
    by: Mapped[str] = mapped_column(sa.String(6), default="weight")
    first: Mapped[int] = mapped_column(default=1000)
    first_fen: Mapped[int] = mapped_column(default=0)
    next: Mapped[int] = mapped_column(default=1000)
    next_fen: Mapped[int] = mapped_column(default=0)
    free_from_fen: Mapped[int] = mapped_column(default=0)
    """0: never free."""

    @property
    def place(self) -> str:
        return f"{self.province}{self.city}" or "其他地区"


class ToShip(Base):
    """How much of an order's line has been put into parcels, and how much of that has left.

    Written when the order becomes this module's to serve; the constraint is what keeps two from sending the same piece.
    """

    __tablename__ = "delivery_to_ship"
    __table_args__ = (sa.CheckConstraint("0 <= shipped AND shipped <= packed AND packed <= quantity", name="counts"),)

    order_line_id: Mapped[int] = mapped_column(
        sa.ForeignKey("order_line.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id", ondelete="CASCADE"), index=True)
    quantity: Mapped[int]
    packed: Mapped[int] = mapped_column(default=0)
    shipped: Mapped[int] = mapped_column(default=0)


class Shipment(Base):
    """One parcel of an order."""

    __tablename__ = "delivery_shipment"
    __table_args__ = (
        sa.CheckConstraint("status IN ('packed', 'shipped', 'delivered', 'canceled')", name="status"),
        sa.CheckConstraint("status IN ('packed', 'canceled') OR tracking_no <> ''", name="tracking_no"),
        sa.Index("ix_delivery_shipment_status", "status", "id"),
        sa.Index("ix_delivery_shipment_tracking", "tracking_no"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    order_id: Mapped[int] = mapped_column(sa.ForeignKey("order_order.id", ondelete="CASCADE"), index=True)
    status: Mapped[str] = mapped_column(sa.String(10))
    courier: Mapped[str] = mapped_column(sa.String(20), default="")
    tracking_no: Mapped[str] = mapped_column(sa.String(40), default="")
    packed_at: Mapped[datetime]
    shipped_at: Mapped[datetime | None]
    delivered_at: Mapped[datetime | None]

    lines: Mapped[list["ShipmentLine"]] = relationship(lazy="selectin", order_by="ShipmentLine.order_line_id")
    steps: Mapped[list["Step"]] = relationship(
        lazy="selectin", order_by="(Step.at.desc(), Step.id.desc())", viewonly=True
    )


class ShipmentLine(Base):
    __tablename__ = "delivery_shipment_line"
    __table_args__ = (sa.CheckConstraint("quantity > 0", name="quantity"),)

    shipment_id: Mapped[int] = mapped_column(
        sa.ForeignKey("delivery_shipment.id", ondelete="CASCADE"), primary_key=True
    )
    order_line_id: Mapped[int] = mapped_column(sa.ForeignKey("order_line.id", ondelete="CASCADE"), primary_key=True)
    quantity: Mapped[int]


class Step(Base):
    """Something that happened to a parcel, told by a tracking service or noted by staff; each once."""

    __tablename__ = "delivery_step"
    __table_args__ = (sa.UniqueConstraint("shipment_id", "at", "text"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    shipment_id: Mapped[int] = mapped_column(sa.ForeignKey("delivery_shipment.id", ondelete="CASCADE"))
    at: Mapped[datetime]
    text: Mapped[str] = mapped_column(sa.String(200))
    place: Mapped[str] = mapped_column(sa.String(60), default="")
