from datetime import timedelta

from app.core import jobs
from app.core.home import HOME_BLOCKS
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.wishlist import admin, service
from app.modules.wishlist.home import WishCard, WishStrip
from app.modules.wishlist.privacy import Wishes
from app.modules.wishlist.router import router
from app.modules.wishlist.seeds import seed
from app.modules.wishlist.settings import WishlistSettings


def setup() -> None:
    HOME_BLOCKS.provide(WishStrip(), owner="wishlist.wish_strip")
    HOME_BLOCKS.provide(WishCard(), owner="wishlist.wish_card")
    PERSONAL_DATA.provide(Wishes(), owner="wishlist")
    jobs.every(timedelta(days=1), service.FORGET, service.forget)


MODULE = Module(
    name="wishlist", routers=(router,), setup=setup, admin=admin.views, seed=seed, settings=WishlistSettings
)
