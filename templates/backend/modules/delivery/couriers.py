"""Couriers by the ids that WeChat uses (获取运力 id 列表), those that shops in China use most."""

from app.modules.delivery.errors import CourierUnknown

COURIERS = {
    "SF": "顺丰速运",
    "ZTO": "中通快递",
    "YTO": "圆通速递",
    "YD": "韵达快递",
    "STO": "申通快递",
    "JTSD": "极兔速递",
    "JD": "京东快递",
    "EMS": "EMS",
    "YZPY": "邮政快递包裹",
    "DBL": "德邦快递",
    "DNWL": "丹鸟物流",
    "CAE": "民航快递",
    "HHTT": "天天快递",
    "HTKY": "百世快递",
    "QFKD": "全峰快递",
    "UC": "优速快递",
    "ZJS": "宅急送",
    "ANE": "安能物流",
    "ANEKY": "安能快运",
    "KYSY": "跨越速运",
    "SX": "顺心捷达",
    "ZTOKY": "中通快运",
    "YMDD": "壹米滴答",
    "BTWL": "百世快运",
}


def courier_name(code: str) -> str:
    return COURIERS.get(code, code)


def known(code: str) -> str:
    """The code. Raises CourierUnknown."""
    if code not in COURIERS:
        raise CourierUnknown
    return code
