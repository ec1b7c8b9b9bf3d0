"""What must be right before real customers pay."""

from pathlib import Path

import pytest

from app.modules.payment import settings
from app.modules.payment.settings import PaymentEnvironment, environment, unfit_for_production
from tests.types import Configure


@pytest.fixture
def fit(tmp_path: Path) -> PaymentEnvironment:
    key = tmp_path / "key.pem"
    key.write_text("-----BEGIN PRIVATE KEY-----\n…\n")
    return PaymentEnvironment(
        wechat_pay_api_url=settings.WECHAT_PAY,
        wechat_pay_mchid="1900000109",
        wechat_pay_serial_no="5157F09EFDC096DE15EBE81A47057A7232F1B8E1",
        wechat_pay_private_key_path=key,
        wechat_pay_api_v3_key="k" * 32,
        wechat_pay_public_key_id="PUB_KEY_ID_01",
        wechat_pay_public_key_path=key,
        wechat_pay_sub_mchid="",
    )


def problems(monkeypatch: pytest.MonkeyPatch, values: PaymentEnvironment) -> list[str]:
    monkeypatch.setattr(settings, "environment", lambda: values)
    return list(unfit_for_production())


def test_fit(monkeypatch: pytest.MonkeyPatch, fit: PaymentEnvironment) -> None:
    assert problems(monkeypatch, fit) == []
    certificates = fit.model_copy(update={"wechat_pay_public_key_id": "", "wechat_pay_public_key_path": None})
    assert problems(monkeypatch, certificates) == []


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"wechat_pay_api_url": "http://127.0.0.1:8010"}, "WECHAT_PAY_API_URL"),
        ({"wechat_pay_mchid": ""}, "WECHAT_PAY_MCHID"),
        ({"wechat_pay_serial_no": ""}, "WECHAT_PAY_SERIAL_NO"),
        ({"wechat_pay_private_key_path": None}, "WECHAT_PAY_PRIVATE_KEY_PATH"),
        ({"wechat_pay_private_key_path": Path("nowhere.pem")}, "WECHAT_PAY_PRIVATE_KEY_PATH"),
        ({"wechat_pay_api_v3_key": "short"}, "32"),
        ({"wechat_pay_api_v3_key": "dev-" + "k" * 28}, "开发"),
        ({"wechat_pay_public_key_id": ""}, "WECHAT_PAY_PUBLIC_KEY_ID"),
        ({"wechat_pay_public_key_path": Path("nowhere.pem")}, "WECHAT_PAY_PUBLIC_KEY_PATH"),
    ],
)
def test_unfit(
    monkeypatch: pytest.MonkeyPatch, fit: PaymentEnvironment, changed: dict[str, object], names: str
) -> None:
    [problem] = problems(monkeypatch, PaymentEnvironment(**{**fit.model_dump(), **changed}))
    assert names in problem


def test_a_provider_needs_the_merchants_number(
    monkeypatch: pytest.MonkeyPatch, fit: PaymentEnvironment, configure: Configure
) -> None:
    configure("payment", mode="partner")
    assert problems(monkeypatch, fit) == ["服务商模式缺少 WECHAT_PAY_SUB_MCHID"]
    assert problems(monkeypatch, fit.model_copy(update={"wechat_pay_sub_mchid": "1900000209"})) == []


def test_the_stand_in_is_unfit(monkeypatch: pytest.MonkeyPatch) -> None:
    found = "\n".join(problems(monkeypatch, environment()))
    assert "WECHAT_PAY_API_URL" in found
    assert "开发" in found
