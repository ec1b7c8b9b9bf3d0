"""The catalogue at the console: products with their SKUs, categories, banners."""

from collections.abc import Sequence

from starlette_admin.views import BaseView

from app.core.admin import PictureUpload
from app.modules.catalog.admin.banners import BannerView
from app.modules.catalog.admin.categories import CategoryView
from app.modules.catalog.admin.common import EDIT, UPLOAD
from app.modules.catalog.admin.spus import SpuView

WORDS = {
    "catalog": "商品资料",
    "catalog.count_sold": "统计销量",
    "spu": "商品",
    "spu.create": "新建商品",
    "spu.edit": "修改商品",
    "spu.on_sale": "上架",
    "spu.off_sale": "下架",
    "sku": "规格",
    "sku.create": "新增规格",
    "sku.reprice": "改价",
    "sku.retire": "停用规格",
    "category": "分类",
    "category.create": "新建分类",
    "category.edit": "修改分类",
    "banner": "轮播图",
    "banner.create": "新建轮播图",
    "banner.edit": "修改轮播图",
    "banner.delete": "删除轮播图",
    "category_id": "分类",
    "code": "编码",
    "description": "详情已修改",
    "original_price_fen": "原价",
    "pictures": "图片",
    "position": "排序",
    "price_fen": "价格",
    "shown": "展示",
    "subtitle": "卖点",
    "title": "标题",
}


def views() -> Sequence[BaseView]:
    return (SpuView(), CategoryView(), BannerView(), PictureUpload(EDIT, f"/{UPLOAD}"))
