from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.core import jobs
from app.core.admin import AUDIT_WORDS
from app.core.module import Module
from app.core.privacy import PERSONAL_DATA, PURPOSES
from app.modules.identity import address_router, router, service, staff_router
from app.modules.identity.admin import WORDS, CustomerView
from app.modules.identity.jobs import forget_picture
from app.modules.identity.personal_data import IdentityPersonalData
from app.modules.identity.purposes import ADDRESS, PHONE
from app.modules.identity.settings import IdentitySettings


def setup() -> None:
    PURPOSES.provide(PHONE, owner="identity.phone", order=10)
    PURPOSES.provide(ADDRESS, owner="identity.address", order=20)
    # Last: other modules still need the customer's row to say what stands in the way of leaving.
    PERSONAL_DATA.provide(IdentityPersonalData(), owner="identity", order=900)
    AUDIT_WORDS.provide(WORDS, owner="identity")
    jobs.register_outside(service.FORGET_PICTURE, forget_picture)


def admin() -> Sequence[BaseView]:
    return (CustomerView(),)


MODULE = Module(
    "identity",
    routers=(router.router, address_router.router, staff_router.router),
    setup=setup,
    admin=admin,
    settings=IdentitySettings,
)
