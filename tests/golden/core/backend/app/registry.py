"""The modules of this business."""

from app.core.module import Module
from app.modules.cart.module import MODULE as cart
from app.modules.catalog.module import MODULE as catalog
from app.modules.identity.module import MODULE as identity
from app.modules.inventory.module import MODULE as inventory
from app.modules.order.module import MODULE as order
from app.modules.payment.module import MODULE as payment

MODULES: tuple[Module, ...] = (
    # each after those that it needs
    catalog,
    identity,
    cart,
    inventory,
    order,
    payment,
)
