from collections.abc import Sequence

from starlette_admin.fields import IntegerField
from starlette_admin.views import BaseView

from app.core.admin import View, moment_field
from app.modules.wishlist.models import Wish


class WishView(View):
    read = "wishlist.read"
    menu_label = "心愿单"
    display_name = "心愿"
    key = "wish"
    icon = "fa fa-heart"
    fields = [  # noqa: RUF012  the library reads it from the class
        IntegerField("spu_id", label="商品"),
        IntegerField("user_id", label="顾客"),
        moment_field("added_at", "收藏时间"),
    ]

    def __init__(self) -> None:
        super().__init__(Wish)


def views() -> Sequence[BaseView]:
    return [WishView()]
