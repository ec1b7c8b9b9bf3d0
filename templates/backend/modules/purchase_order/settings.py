from typing import ClassVar

from app.core.business import ModuleSettings


class PurchaseOrderSettings(ModuleSettings):
    module: ClassVar[str] = "purchase_order"

    over_receipt_percent: int
    over_billing_percent: int
    photos: int
