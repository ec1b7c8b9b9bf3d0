"""Rules from `business.toml`, and what WeChat gave the merchant, from the environment."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import SecretStr

from app.core.application import API
from app.core.business import ModuleSettings
from app.core.guard import DEVELOPMENT_MARK
from app.core.settings import EnvironmentSettings, settings

WECHAT_PAY = "https://api.mch.weixin.qq.com"
WECHAT_PAY_HOSTS = (WECHAT_PAY, "https://api2.mch.weixin.qq.com")


class PaymentSettings(ModuleSettings):
    module: ClassVar[str] = "payment"

    provider: Literal["wechat_pay"] = "wechat_pay"
    mode: Literal["direct", "partner"] = "direct"
    """Whether the merchant has an own contract with WeChat Pay, or a service provider collects for him."""


class PaymentEnvironment(EnvironmentSettings):
    """In partner mode number, serial and keys are the service provider's."""

    wechat_pay_api_url: str = WECHAT_PAY
    wechat_pay_mchid: str = ""
    wechat_pay_serial_no: str = ""
    wechat_pay_private_key_path: Path | None = None
    wechat_pay_api_v3_key: SecretStr = SecretStr("")
    wechat_pay_public_key_id: str = ""
    """`PUB_KEY_ID_…`; empty while the merchant still verifies with platform certificates alone."""
    wechat_pay_public_key_path: Path | None = None
    wechat_pay_sp_appid: str = ""
    """Partner mode: the provider's own app. Empty when the mini-program itself is the provider's."""
    wechat_pay_sub_mchid: str = ""

    @property
    def configured(self) -> bool:
        return bool(self.wechat_pay_mchid and self.wechat_pay_private_key_path)


@cache
def environment() -> PaymentEnvironment:
    return PaymentEnvironment()


def unfit_for_production() -> Iterator[str]:
    """What must be put right before real customers pay."""
    values = environment()
    if values.wechat_pay_api_url not in WECHAT_PAY_HOSTS:
        yield f"WECHAT_PAY_API_URL 必须是 {' 或 '.join(WECHAT_PAY_HOSTS)}"
    if not values.wechat_pay_mchid or not values.wechat_pay_serial_no:
        yield "缺少 WECHAT_PAY_MCHID 或 WECHAT_PAY_SERIAL_NO"
    if values.wechat_pay_private_key_path is None or not values.wechat_pay_private_key_path.is_file():
        yield "WECHAT_PAY_PRIVATE_KEY_PATH 指向的商户私钥不存在"
    key = values.wechat_pay_api_v3_key.get_secret_value()
    if len(key.encode()) != 32:
        yield "WECHAT_PAY_API_V3_KEY 必须是 32 字节"
    if key.startswith(DEVELOPMENT_MARK):
        yield "WECHAT_PAY_API_V3_KEY 是开发用的"
    public_key = values.wechat_pay_public_key_path
    if bool(values.wechat_pay_public_key_id) != (public_key is not None) or (public_key and not public_key.is_file()):
        yield "WECHAT_PAY_PUBLIC_KEY_ID 与 WECHAT_PAY_PUBLIC_KEY_PATH 必须同时给出，且文件存在"
    if PaymentSettings.load().mode == "partner" and not values.wechat_pay_sub_mchid:
        yield "服务商模式缺少 WECHAT_PAY_SUB_MCHID"


def notify_url(path: str) -> str:
    """Where WeChat sends its callbacks, e.g. for `/pay/notify`."""
    return f"{settings().public_url.rstrip('/')}{API}{path}"
