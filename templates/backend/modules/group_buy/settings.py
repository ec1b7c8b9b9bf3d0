from typing import ClassVar

from app.core.business import ModuleSettings


class GroupBuySettings(ModuleSettings):
    module: ClassVar[str] = "group_buy"

    groups_shown: int
