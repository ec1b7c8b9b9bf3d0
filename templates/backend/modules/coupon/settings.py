from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class CouponSettings(ModuleSettings):
    module: ClassVar[str] = "coupon"

    expires_soon: Duration
    return_after_refund: bool
