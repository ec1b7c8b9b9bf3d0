from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.contracts.catalog import SkuChanged
from app.core.events import on
from app.core.module import Module
from app.modules.device.api import CommandEnded, DeviceCameOnline
from app.modules.price_tag import pushing
from app.modules.price_tag.admin import TagView, contribute
from app.modules.price_tag.seeds import seed
from app.modules.price_tag.settings import PriceTagSettings
from app.modules.price_tag.staff_router import router


def setup() -> None:
    on(SkuChanged, pushing.on_changed, name="price_tag.changed")
    on(CommandEnded, pushing.on_ended, name="price_tag.ended")
    on(DeviceCameOnline, pushing.on_online, name="price_tag.online")
    contribute()


def admin() -> Sequence[BaseView]:
    return (TagView(),)


MODULE = Module(
    name="price_tag",
    routers=(router,),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=PriceTagSettings,
)
