from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.core.ids import Id
from app.core.media import PictureName
from app.modules.catalog.models import spec_hash

Price = Annotated[int, Field(gt=0, le=100_000_000, description="Fen")]
Weight = Annotated[int, Field(ge=0, le=1_000_000, description="Grams, with the packing; 0: not weighed")]
Code = Annotated[str, Field(min_length=1, max_length=40)]
Position = Annotated[int, Field(ge=-1_000_000, le=1_000_000, description="Lower ones come first")]
Version = Annotated[int, Field(description="That of the product which the edit started from")]
SortBy = Literal["default", "sales", "price_asc", "price_desc"]


class CategoryOut(BaseModel):
    id: int
    name: str
    parent_id: int | None
    icon_url: str | None


class CategoriesOut(BaseModel):
    items: list[CategoryOut]


class SpuCard(BaseModel):
    id: int
    name: str
    subtitle: str
    cover_url: str | None
    price_fen: int
    original_price_fen: int | None
    sold_count: int
    sold_out: bool


class MediaOut(BaseModel):
    kind: Literal["image"] = "image"
    url: str


class SpecOut(BaseModel):
    name: str
    values: list[str]


class SkuOut(BaseModel):
    id: int
    code: str
    specs: dict[str, str]
    price_fen: int
    original_price_fen: int | None
    image_url: str | None
    available: int | None = Field(description="Pieces that can be bought now; null when nobody counts them")


class SpuOut(BaseModel):
    id: int
    name: str
    subtitle: str
    description: str
    media: list[MediaOut]
    specs: list[SpecOut]
    skus: list[SkuOut]
    sold_count: int
    on_sale: bool


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class SpecIn(_In):
    name: str = Field(min_length=1, max_length=20)
    values: list[Annotated[str, Field(min_length=1, max_length=40)]] = Field(min_length=1, max_length=40)


class PriceIn(_In):
    price_fen: Price
    original_price_fen: Price | None = Field(default=None, description="What it used to cost; not less than the price")

    @model_validator(mode="after")
    def _reduced(self) -> Self:
        if self.original_price_fen is not None and self.original_price_fen < self.price_fen:
            raise ValueError("原价不能低于现价")
        return self


class SkuIn(PriceIn):
    code: Code
    specs: dict[str, str] = {}
    weight_g: Weight = 0
    picture: PictureName | None = None


class SpuIn(_In):
    """A product with its SKUs: which combinations of the specs' values there are, and what each costs."""

    category_id: Id
    code: Code | None = None
    name: str = Field(min_length=1, max_length=60)
    subtitle: str = Field(default="", max_length=100)
    description: str = Field(default="", max_length=20_000)
    pictures: list[PictureName] = Field(min_length=1, max_length=9)
    specs: list[SpecIn] = Field(default=[], max_length=3)
    skus: list[SkuIn] = Field(min_length=1, max_length=200)
    position: Position = 0

    @model_validator(mode="after")
    def _combinations(self) -> Self:
        """Each SKU has one value for every spec, no two SKUs the same ones, and no code stands twice."""
        values = {spec.name: set(spec.values) for spec in self.specs}
        if len(values) < len(self.specs) or any(len(values[spec.name]) < len(spec.values) for spec in self.specs):
            raise ValueError("规格名称或选项重复")
        for sku in self.skus:
            if sku.specs.keys() != values.keys() or any(value not in values[name] for name, value in sku.specs.items()):
                raise ValueError(f"{sku.code} 的规格与商品的规格选项不一致")
            sku.specs = {name: sku.specs[name] for name in values}
        if len({spec_hash(sku.specs) for sku in self.skus}) < len(self.skus):
            raise ValueError("有两个 SKU 的规格相同")
        if len({sku.code for sku in self.skus}) < len(self.skus):
            raise ValueError("有两个 SKU 的编码相同")
        return self


class SpuEdit(SpuIn):
    version: Version


class CategoryIn(_In):
    code: Code | None = None
    name: str = Field(min_length=1, max_length=20)
    icon: PictureName | None = None
    position: Position = 0


class NewCategory(CategoryIn):
    parent_id: Id | None = None


class BannerIn(_In):
    """Leads to a product, to a category, or nowhere."""

    title: str = Field(min_length=1, max_length=30)
    subtitle: str = Field(default="", max_length=60)
    picture: PictureName
    spu_id: Id | None = None
    category_id: Id | None = None
    position: Position = 0
    shown: bool = True

    @model_validator(mode="after")
    def _one_link(self) -> Self:
        if self.spu_id is not None and self.category_id is not None:
            raise ValueError("轮播图只能链接到一处")
        return self


class OnSaleIn(_In):
    on_sale: bool


class StaffSku(BaseModel):
    id: int
    code: str
    specs: dict[str, str]
    price_fen: int
    original_price_fen: int | None
    weight_g: int
    picture: str | None
    active: bool


class StaffSpu(BaseModel):
    id: int
    category_id: int
    code: str | None
    name: str
    subtitle: str
    description: str
    pictures: list[str]
    specs: list[SpecOut]
    skus: list[StaffSku]
    price_fen: int
    position: int
    sold_count: int
    on_sale: bool
    version: int
    created_at: datetime
    updated_at: datetime


class StaffCategory(BaseModel):
    id: int
    parent_id: int | None
    code: str | None
    name: str
    icon: str | None
    position: int


class StaffCategories(BaseModel):
    items: list[StaffCategory]


class StaffBanner(BaseModel):
    id: int
    title: str
    subtitle: str
    picture: str
    spu_id: int | None
    category_id: int | None
    position: int
    shown: bool


class StaffBanners(BaseModel):
    items: list[StaffBanner]


class PictureOut(BaseModel):
    picture: str = Field(description="The name by which products refer to it")
    url: str
