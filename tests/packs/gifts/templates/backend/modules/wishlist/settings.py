from functools import cache
from typing import ClassVar

from pydantic import SecretStr

from app.core.business import Duration, ModuleSettings
from app.core.settings import EnvironmentSettings


class WishlistSettings(ModuleSettings):
    module: ClassVar[str] = "wishlist"

    shown: int
    keep_for: Duration


class ShareSettings(EnvironmentSettings):
    wishlist_share_key: SecretStr = SecretStr("")


@cache
def share_settings() -> ShareSettings:
    return ShareSettings()
