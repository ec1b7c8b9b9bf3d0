from app.core.errors import AppError


class CartItemNotFound(AppError):
    status, code, message = 404, "CART_ITEM_NOT_FOUND", "购物车里没有这件商品"


class SkuOffSale(AppError):
    status, code, message = 409, "SKU_OFF_SALE", "商品已下架"


class CartFull(AppError):
    """details: {"max_lines": how many different SKUs fit in}"""

    status, code, message = 409, "CART_FULL", "购物车已满，请先清理一些商品"


class QuantityTooLarge(AppError):
    """details: {"max_quantity": how many of one SKU fit in}"""

    status, code, message = 409, "QUANTITY_TOO_LARGE", "超过单件商品的数量上限"
