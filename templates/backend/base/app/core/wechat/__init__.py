"""WeChat's server API: what this business asks of api.weixin.qq.com (payments have a client of their own)."""

from app.core.wechat.client import WeChat, WeChatDep, WeChatError

__all__ = ["WeChat", "WeChatDep", "WeChatError"]
