"""What modules that require stores may use."""

from app.modules.multi_store.errors import StoreNotFound
from app.modules.multi_store.keeping import check_reach, reach, stores_of
from app.modules.multi_store.models import Store
from app.modules.multi_store.schemas import StoreOut
from app.modules.multi_store.service import by_id as stores_by_id
from app.modules.multi_store.service import find, nearest, one

__all__ = [
    "Store",
    "StoreNotFound",
    "StoreOut",
    "check_reach",
    "find",
    "nearest",
    "one",
    "reach",
    "stores_by_id",
    "stores_of",
]
