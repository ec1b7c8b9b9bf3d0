from app.core.errors import AppError


class StockTooLow(AppError):
    """details: {"available": how many there are to take away from}"""

    status, code, message = 409, "STOCK_TOO_LOW", "可售库存不足以扣减"


class LocationNotFound(AppError):
    status, code, message = 404, "LOCATION_NOT_FOUND", "没有这个库存地点"


class SkuNotCounted(AppError):
    status, code, message = 404, "SKU_NOT_COUNTED", "这个规格还没有库存记录"
