"""Production refuses what is only fit for a developer's machine."""

import base64
from collections.abc import Iterable

import pytest
from pydantic import SecretStr

from app.core import guard
from app.core.settings import Settings

KEY = base64.b64encode(b"p" * 32).decode()


def production(**changes: object) -> Settings:
    good: dict[str, object] = {
        "environment": "production",
        "public_url": "https://shop.example.com",
        "wechat_api_url": "https://api.weixin.qq.com",
        "wechat_appid": "wx0123456789abcdef",
        "wechat_secret": SecretStr("a real secret"),
        "field_keys": SecretStr(f"k1:{KEY}"),
        "index_key": SecretStr(KEY),
    }
    return Settings.model_validate(good | changes)


@pytest.fixture(autouse=True)
def no_module_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard.GUARDS, "all", list)


def test_good_settings() -> None:
    guard.check(production())


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"public_url": "http://shop.example.com"}, "PUBLIC_URL"),
        ({"public_url": "https://127.0.0.1"}, "PUBLIC_URL"),
        ({"public_url": "https://localhost"}, "PUBLIC_URL"),
        ({"wechat_api_url": "http://127.0.0.1:8010"}, "WECHAT_API_URL"),
        ({"wechat_appid": ""}, "WECHAT_APPID"),
        ({"wechat_secret": SecretStr("dev-secret")}, "WECHAT_SECRET"),
        ({"field_keys": SecretStr("")}, "FIELD_KEYS"),
        ({"field_keys": SecretStr(f"dev1:{KEY}")}, "FIELD_KEYS"),
        ({"field_keys": SecretStr(f"k1:{KEY},dev1:{KEY}")}, "FIELD_KEYS"),
        ({"index_key": SecretStr("c2hvcnQ=")}, "INDEX_KEY"),
    ],
)
def test_not_fit(changes: dict[str, object], named: str) -> None:
    with pytest.raises(guard.Unsafe, match=named) as refused:
        guard.check(production(**changes))
    assert KEY not in str(refused.value)
    assert "dev-secret" not in str(refused.value)
    guard.check(production(**changes, environment="development"))


def test_names_everything_at_once() -> None:
    with pytest.raises(guard.Unsafe) as refused:
        guard.check(production(public_url="http://x", wechat_appid=""))
    assert str(refused.value).count("\n  - ") == 2


def test_modules_have_a_say(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Iterable[str]:
        yield "支付网关不是微信的"

    monkeypatch.setattr(guard.GUARDS, "all", lambda: [refuse])

    with pytest.raises(guard.Unsafe, match="支付网关"):
        guard.check(production())
