from typing import ClassVar, Literal

from app.core.business import Duration, ModuleSettings


class InvoiceSettings(ModuleSettings):
    module: ClassVar[str] = "invoice"

    begins: Literal["paid", "completed"]
    window: Duration
    companies: bool
