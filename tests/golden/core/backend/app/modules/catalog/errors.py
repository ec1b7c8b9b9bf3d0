from app.core.errors import AppError


class SpuNotFound(AppError):
    status, code, message = 404, "SPU_NOT_FOUND", "找不到这个商品"


class SkuNotFound(AppError):
    status, code, message = 404, "SKU_NOT_FOUND", "找不到这个规格的商品"


class CategoryNotFound(AppError):
    status, code, message = 404, "CATEGORY_NOT_FOUND", "找不到这个分类"


class ParentInvalid(AppError):
    status, code, message = 422, "PARENT_INVALID", "分类最多两级"


class CodeTaken(AppError):
    """details: {"code": the one that something else has}"""

    status, code, message = 409, "CODE_TAKEN", "编码已被其他商品使用"


class EditedMeanwhile(AppError):
    """details: {"version": the current one}"""

    status, code, message = 409, "EDITED_MEANWHILE", "商品刚被其他人修改过，请刷新后重试"


class BannerNotFound(AppError):
    status, code, message = 404, "BANNER_NOT_FOUND", "找不到这张轮播图"
