from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.core.module import Module
from app.core.privacy import PERSONAL_DATA
from app.modules.supplier import router, staff_router
from app.modules.supplier.admin import SupplierView, contribute
from app.modules.supplier.contact_view import ContactView
from app.modules.supplier.personal_data import SupplierPersonalData
from app.modules.supplier.seeds import seed
from app.modules.supplier.settings import SupplierSettings


def setup() -> None:
    PERSONAL_DATA.provide(SupplierPersonalData(), owner="supplier", order=170)
    contribute()


def admin() -> Sequence[BaseView]:
    return (SupplierView(), ContactView())


MODULE = Module(
    name="supplier",
    routers=(router.router, staff_router.router),
    setup=setup,
    admin=admin,
    seed=seed,
    settings=SupplierSettings,
)
