"""The two secrets of WeChat's message push, from the environment."""

from collections.abc import Iterator
from functools import cache

from pydantic import SecretStr

from app.core.guard import DEVELOPMENT_MARK
from app.core.settings import EnvironmentSettings

AES_KEY_LENGTH = 43


class PushEnvironment(EnvironmentSettings):
    """As they stand in WeChat's console: 开发管理 - 消息推送, in safe mode (安全模式) and JSON."""

    wechat_push_token: SecretStr = SecretStr("")
    wechat_push_aes_key: SecretStr = SecretStr("")


@cache
def environment() -> PushEnvironment:
    return PushEnvironment()


def unfit_for_production() -> Iterator[str]:
    """Without them nothing that WeChat pushes is believed."""
    token = environment().wechat_push_token.get_secret_value()
    if not token or token.startswith(DEVELOPMENT_MARK):
        yield "缺少 WECHAT_PUSH_TOKEN，或它是开发用的"
    if len(environment().wechat_push_aes_key.get_secret_value()) != AES_KEY_LENGTH:
        yield f"WECHAT_PUSH_AES_KEY 必须是 {AES_KEY_LENGTH} 个字符"
