from app.core.module import Module
from app.core.privacy import PERSONAL_DATA, USES
from app.modules.activity import personal_data
from app.modules.activity.settings import ActivitySettings


def setup() -> None:
    PERSONAL_DATA.provide(personal_data.ActivityData(), owner="activity", order=300)
    for use in personal_data.USES:
        USES.provide(use, owner=f"activity.{use.purpose}")


MODULE = Module(name="activity", setup=setup, settings=ActivitySettings)
