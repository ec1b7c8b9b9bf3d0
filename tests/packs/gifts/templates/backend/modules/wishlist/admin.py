from collections.abc import Sequence

from starlette_admin.contrib.sqla import ModelView
from starlette_admin.views import BaseView

from app.modules.wishlist.models import Wish


class WishView(ModelView):
    label = "心愿单"


def views() -> Sequence[BaseView]:
    return [WishView(Wish)]
