from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.core.admin import AUDIT_WORDS
from app.core.module import Module
from app.modules.wallboard.admin import WORDS, BoardView, DisplayView
from app.modules.wallboard.settings import WallboardSettings


def setup() -> None:
    AUDIT_WORDS.provide(WORDS, owner="wallboard")


def admin() -> Sequence[BaseView]:
    return BoardView(), DisplayView()


MODULE = Module("wallboard", setup=setup, admin=admin, settings=WallboardSettings)
