from app.core.errors import AppError


class SaleNotFound(AppError):
    status, code, message = 404, "FLASH_SALE_NOT_FOUND", "找不到这场秒杀"


class SaleSoldOut(AppError):
    """details: {"sku_id", "left": how many pieces there still are at this price}"""

    status, code, message = 409, "FLASH_SALE_SOLD_OUT", "手慢了，秒杀商品已被抢光"


class SaleOver(AppError):
    """details: {"sku_id"}"""

    status, code, message = 409, "FLASH_SALE_OVER", "这场秒杀已经结束"


class SaleStatus(AppError):
    """details: {"status": what the sale is}"""

    status, code, message = 409, "FLASH_SALE_STATUS", "这场秒杀当前的状态不能这样操作"


class SaleInvalid(AppError):
    status, code, message = 422, "FLASH_SALE_INVALID", "秒杀活动填写有误"
