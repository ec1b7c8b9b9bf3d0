from typing import ClassVar, Literal

from app.core.business import ModuleSettings


class CatalogSettings(ModuleSettings):
    module: ClassVar[str] = "catalog"

    default_sort: Literal["position", "newest", "sales"]
