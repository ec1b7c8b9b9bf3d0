from typing import ClassVar

from app.core.business import Duration, ModuleSettings


class CartReminderSettings(ModuleSettings):
    module: ClassVar[str] = "cart_reminder"

    after: Duration
