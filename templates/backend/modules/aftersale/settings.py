from typing import ClassVar, Literal

from app.core.business import Duration, ModuleSettings


class AftersaleSettings(ModuleSettings):
    module: ClassVar[str] = "aftersale"

    return_window: Duration
    exchange_window: Duration
    exchange: bool
    agree_after: Duration
    return_within: Duration
    receive_within: Duration
    exchange_done_after: Duration
    freight_unsent: bool
    freight_sent: Literal["never", "merchant_fault", "always"]
    no_return_categories: tuple[str, ...]
    max_pictures: int
    return_recipient: str
    return_phone: str
    return_address: str
