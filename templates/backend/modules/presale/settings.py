from typing import ClassVar, Literal

from app.core.business import Duration, ModuleSettings


class PresaleSettings(ModuleSettings):
    module: ClassVar[str] = "presale"

    deposit_timeout: Duration
    deposit_rule: Literal["refund", "forfeit"]
