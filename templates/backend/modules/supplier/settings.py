from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class SupplierSettings(ModuleSettings):
    module: ClassVar[str] = "supplier"

    invitation_for: Duration
