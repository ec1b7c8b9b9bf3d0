"""What modules that listen to WeChat use."""

from app.modules.wechat_push.listening import LISTENERS, Listener, Message

__all__ = ["LISTENERS", "Listener", "Message"]
