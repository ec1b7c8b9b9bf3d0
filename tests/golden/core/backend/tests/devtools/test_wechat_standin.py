"""Login, the cashier, memory, and where the stand-in refuses to run."""

import secrets
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from devtools.wechat import (
    ProductionRefusedError,
    StandIn,
    Timeline,
    create_app,
    development_environment,
    refuse_production,
)
from devtools.wechat.keys import Identity
from devtools.wechat.signing import sign

from .conftest import Merchant, Shop

BASE = Path(__file__).parents[2]


class TestLogin:
    async def session(self, client: httpx.AsyncClient, standin: StandIn, code: str, **wrong: str) -> dict[str, Any]:
        numbers = standin.identity.numbers
        given = {"appid": numbers.appid, "secret": numbers.app_secret, "grant_type": "authorization_code"}
        answer = await client.get("/sns/jscode2session", params=given | {"js_code": code} | wrong)
        assert answer.status_code == 200
        return dict(answer.json())

    async def test_a_code_works_once(self, client: httpx.AsyncClient, standin: StandIn) -> None:
        code = (await client.post("/control/login-codes", json={"person": "alice"})).json()["code"]
        told = await self.session(client, standin, code)
        assert told["openid"] == standin.identity.openid("alice")
        assert len(told["openid"]) == 28
        assert (await self.session(client, standin, code))["errcode"] == 40163

    async def test_a_code_lasts_five_minutes(self, client: httpx.AsyncClient, standin: StandIn) -> None:
        code = standin.issue_code("alice")
        standin.timeline.advance(301)
        assert (await self.session(client, standin, code))["errcode"] == 40029

    async def test_a_script_names_its_person(self, client: httpx.AsyncClient, standin: StandIn) -> None:
        first = await self.session(client, standin, "person:bob")
        second = await self.session(client, standin, "person:bob")
        assert first["openid"] == second["openid"] == standin.identity.openid("bob")

    async def test_codes_of_the_developer_tools_are_one_person(
        self, client: httpx.AsyncClient, standin: StandIn
    ) -> None:
        told = [await self.session(client, standin, secrets.token_urlsafe(24)) for _ in range(2)]
        mock = [await self.session(client, standin, "the code is a mock one") for _ in range(2)]
        assert {one["openid"] for one in told + mock} == {standin.identity.openid("devtools")}

    @pytest.mark.parametrize(
        ("wrong", "errcode"),
        [
            ({"appid": "wx0"}, 40013),
            ({"secret": "no"}, 40125),
            ({"grant_type": "password"}, 40002),
            ({"js_code": "nonsense"}, 40029),
        ],
    )
    async def test_mistakes(
        self, client: httpx.AsyncClient, standin: StandIn, wrong: dict[str, str], errcode: int
    ) -> None:
        assert (await self.session(client, standin, "person:bob", **wrong))["errcode"] == errcode

    async def test_failures_on_demand(self, client: httpx.AsyncClient, standin: StandIn) -> None:
        await client.post("/control/failures", json={"operation": "login", "code": "45011"})
        assert (await self.session(client, standin, "person:bob"))["errcode"] == 45011
        assert "openid" in await self.session(client, standin, "person:bob")


class TestPhone:
    async def token(self, client: httpx.AsyncClient, standin: StandIn, **more: object) -> str:
        numbers = standin.identity.numbers
        body = {"grant_type": "client_credential", "appid": numbers.appid, "secret": numbers.app_secret}
        told = (await client.post("/cgi-bin/stable_token", json=body | more)).json()
        assert 0 < told["expires_in"] <= 7200
        return str(told["access_token"])

    async def test_the_number_of_a_code(self, client: httpx.AsyncClient, standin: StandIn) -> None:
        url = f"/wxa/business/getuserphonenumber?access_token={await self.token(client, standin)}"
        code = standin.issue_code("alice", phone="13912345678")
        told = (await client.post(url, json={"code": code})).json()
        assert (told["errcode"], told["phone_info"]["purePhoneNumber"]) == (0, "13912345678")
        assert (await client.post(url, json={"code": code})).json()["errcode"] == 40163
        assert (await client.post(url, json={"code": "phone:13700000000"})).json()["errcode"] == 0

    async def test_the_token_is_stable_until_it_is_refreshed(self, client: httpx.AsyncClient, standin: StandIn) -> None:
        first, second = await self.token(client, standin), await self.token(client, standin)
        third = await self.token(client, standin, force_refresh=True)
        assert first == second != third
        url = f"/wxa/business/getuserphonenumber?access_token={first}"
        assert (await client.post(url, json={"code": "phone:13700000000"})).json()["errcode"] == 40001

    async def test_the_token_expires(self, client: httpx.AsyncClient, standin: StandIn) -> None:
        first = await self.token(client, standin)
        standin.timeline.advance(7201)
        assert await self.token(client, standin) != first


class TestCashier:
    def request(self, standin: StandIn, prepay_id: str, **changed: str) -> dict[str, str]:
        key: Any = load_pem_private_key((standin.identity.directory / "merchant_key.pem").read_bytes(), None)
        package, stamp, nonce = f"prepay_id={prepay_id}", str(int(time.time())), "n0"
        signature = sign(key, standin.identity.numbers.appid, stamp, nonce, package)
        given = {"timeStamp": stamp, "nonceStr": nonce, "package": package, "signType": "RSA", "paySign": signature}
        return given | changed

    async def test_pay_and_cancel(self, merchant: Merchant, standin: StandIn, client: httpx.AsyncClient) -> None:
        prepay_id = (await merchant.prepay()).json()["prepay_id"]
        body = {"appid": merchant.numbers.appid, "request": self.request(standin, prepay_id)}
        told = (await client.post("/control/cashier", json=body | {"action": "cancel"})).json()
        assert told == {"errMsg": "requestPayment:fail cancel"}
        assert (await merchant.query()).json()["trade_state"] == "NOTPAY"
        assert (await client.post("/control/cashier", json=body)).json() == {"errMsg": "requestPayment:ok"}
        assert (await merchant.query()).json()["trade_state"] == "SUCCESS"

    @pytest.mark.parametrize("changed", [{"nonceStr": "n1"}, {"signType": "MD5"}, {"paySign": "c2lnbg=="}])
    async def test_a_bad_signature_opens_nothing(
        self, merchant: Merchant, standin: StandIn, client: httpx.AsyncClient, changed: dict[str, str]
    ) -> None:
        prepay_id = (await merchant.prepay()).json()["prepay_id"]
        body = {"appid": merchant.numbers.appid, "request": self.request(standin, prepay_id, **changed)}
        told = (await client.post("/control/cashier", json=body)).json()
        assert told == {"errMsg": "requestPayment:fail 支付验证签名失败"}

    async def test_an_old_prepay(self, merchant: Merchant, standin: StandIn, client: httpx.AsyncClient) -> None:
        prepay_id = (await merchant.prepay()).json()["prepay_id"]
        standin.timeline.advance(7201)
        body = {"appid": merchant.numbers.appid, "request": self.request(standin, prepay_id)}
        assert "过期" in (await client.post("/control/cashier", json=body)).json()["errMsg"]


class TestMemory:
    async def test_a_restart_forgets_nothing(self, keys: Path, tmp_path: Path, shop: Shop) -> None:
        first = StandIn(keys, state_file=tmp_path / "state.json")
        transport = httpx.ASGITransport(create_app(first, deliver=False))
        async with httpx.AsyncClient(transport=transport, base_url="http://wechat.test") as client:
            merchant = Merchant(first, client)
            await merchant.prepay()
            await client.post("/control/transactions/T202611210001/pay")
            await merchant.refund("R1", 100)
        second = StandIn(keys, state_file=tmp_path / "state.json", client=shop.standin.courier.client)
        assert second.state == first.state
        await second.deliver_due()
        assert len(shop.received) == 1
        assert second.refunds.find("R1").amount_fen == 100

    async def test_the_page_and_its_state(self, client: httpx.AsyncClient, merchant: Merchant) -> None:
        await merchant.prepay()
        assert "微信模拟环境" in (await client.get("/")).text
        told = (await client.get("/control/state")).json()
        assert told["transactions"]["T202611210001"]["state"] == "NOTPAY"
        assert merchant.numbers.api_v3_key not in str(told)


class TestKeys:
    def test_two_processes_make_one_set(self, tmp_path: Path) -> None:
        command = [sys.executable, "-m", "devtools.wechat", "--keys", str(tmp_path / "k"), "--print-environment"]
        starting = [subprocess.Popen(command, cwd=BASE, stdout=subprocess.PIPE) for _ in range(2)]
        outputs = {process.communicate(timeout=60)[0] for process in starting}
        assert len(outputs) == 1
        assert [path.name for path in tmp_path.iterdir()] == ["k"]

    def test_openids_belong_to_one_app(self, keys: Path) -> None:
        identity = Identity.load(keys)
        appid, other = identity.numbers.appid, identity.numbers.provider_appid
        assert identity.openid("alice") != identity.openid("alice", other)
        assert identity.knows_openid(identity.openid("alice"), appid)
        assert not identity.knows_openid(identity.openid("alice"), other)


class TestProduction:
    @pytest.mark.parametrize(
        "environment",
        [
            {"ENVIRONMENT": "production"},
            {"ENVIRONMENT": " Production "},
            {"WECHAT_PAY_API_URL": "https://api.mch.weixin.qq.com"},
            {"WECHAT_PAY_API_URL": "https://api2.wechatpay.cn"},
            {"WECHAT_API_URL": "https://api.weixin.qq.com/"},
        ],
    )
    def test_refused(self, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, keys: Path) -> None:
        with pytest.raises(ProductionRefusedError):
            refuse_production(environment)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(ProductionRefusedError):
            StandIn(keys)
        with pytest.raises(ProductionRefusedError):
            development_environment(keys, "http://127.0.0.1:8010")

    def test_allowed(self, keys: Path) -> None:
        refuse_production({"ENVIRONMENT": "development", "WECHAT_API_URL": "http://127.0.0.1:8010", "A": "x://["})
        environment = development_environment(keys, "http://127.0.0.1:8010")
        refuse_production(environment)
        assert Path(environment["WECHAT_PAY_PRIVATE_KEY_PATH"]).exists()
        assert Path(environment["WECHAT_PAY_PUBLIC_KEY_PATH"]).exists()

    def test_the_program_refuses(self, tmp_path: Path) -> None:
        command = [sys.executable, "-m", "devtools.wechat", "--keys", str(tmp_path / "keys")]
        environment = {"ENVIRONMENT": "production", "PATH": "", "PYTHONPATH": str(BASE)}
        done = subprocess.run(command, cwd=BASE, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "production" in done.stderr
        assert not (tmp_path / "keys").exists()


def test_a_compressed_timeline() -> None:
    timeline = Timeline(scale=0.01)
    assert 17.9 < (timeline.after(1800) - timeline.now()).total_seconds() <= 18
