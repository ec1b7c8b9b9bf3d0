"""The line to production: what a development shop is told, and where the stand-in refuses to run."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from devtools.wechat import keys
from devtools.wechat.pusher import push_secrets

PRODUCTION = {"production", "prod"}
REAL_DOMAINS = ("weixin.qq.com", "wechatpay.cn", "wechat.com", "tenpay.com")


class ProductionRefusedError(RuntimeError):
    """The environment looks like production: nothing here may run beside real money."""


def refuse_production(environment: Mapping[str, str] | None = None) -> None:
    """Stop if the environment is production, or names one of WeChat's real hosts.

    :raises ProductionRefusedError: with the variable that gave it away.
    """
    values = os.environ if environment is None else environment
    if values.get("ENVIRONMENT", "").strip().lower() in PRODUCTION:
        raise ProductionRefusedError(
            "ENVIRONMENT=production: 微信模拟环境不能在生产环境运行 / the stand-in refuses to run"
        )
    for name, value in values.items():
        host = (urlsplit(value).hostname or "") if name.startswith("WECHAT_") and "://" in value else ""
        if any(host == domain or host.endswith(f".{domain}") for domain in REAL_DOMAINS):
            raise ProductionRefusedError(f"{name}={value}: 已配置真实微信地址 / a real WeChat host is configured")


def development_environment(directory: Path, base_url: str) -> dict[str, str]:
    """The environment variables of a shop that talks to a stand-in at ``base_url`` instead of WeChat.

    :param directory: the folder of keys; made when it is not there.
    :param base_url: for example ``http://127.0.0.1:8010``.
    :raises ProductionRefusedError: in an environment that looks like production.
    """
    refuse_production()
    identity = keys.Identity.load(directory)
    numbers = identity.numbers
    push_token, push_aes_key = push_secrets(identity)
    return {
        "WECHAT_API_URL": base_url,
        "WECHAT_APPID": numbers.appid,
        "WECHAT_SECRET": numbers.app_secret,
        "WECHAT_MESSAGE_TEMPLATES": "*",
        "WECHAT_PUSH_TOKEN": push_token,
        "WECHAT_PUSH_AES_KEY": push_aes_key,
        "WECHAT_PAY_API_URL": base_url,
        "WECHAT_PAY_MCHID": numbers.merchant_id,
        "WECHAT_PAY_SERIAL_NO": identity.merchant_serial,
        "WECHAT_PAY_PRIVATE_KEY_PATH": str(directory / keys.MERCHANT_KEY),
        "WECHAT_PAY_API_V3_KEY": numbers.api_v3_key,
        "WECHAT_PAY_PUBLIC_KEY_ID": numbers.public_key_id,
        "WECHAT_PAY_PUBLIC_KEY_PATH": str(directory / keys.PLATFORM_PUBLIC_KEY),
        "WECHAT_PAY_SP_APPID": numbers.provider_appid,
        "WECHAT_PAY_SUB_MCHID": numbers.sub_merchant_id,
    }
