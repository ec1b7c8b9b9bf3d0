"""WeChat's server API: what this business asks of api.weixin.qq.com (payments have a client of their own)."""

from app.core.wechat.client import (
    PhoneNumber,
    WeChat,
    WeChatDep,
    WeChatError,
    WeChatUnreached,
    WxCodeInvalid,
    WxSession,
)

__all__ = ["PhoneNumber", "WeChat", "WeChatDep", "WeChatError", "WeChatUnreached", "WxCodeInvalid", "WxSession"]
