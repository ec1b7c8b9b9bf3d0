from typing import ClassVar

from app.core.business import ModuleSettings


class IdentitySettings(ModuleSettings):
    module: ClassVar[str] = "identity"

    default_nickname: str = "微信用户"
    max_addresses: int = 20
