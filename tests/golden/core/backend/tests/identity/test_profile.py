"""Nickname, avatar and phone number."""

import io

import httpx
import pytest
import sqlalchemy as sa
from PIL import Image

from app.core import crypto
from app.core.database import Database
from app.core.settings import settings
from app.modules.identity.models import User
from devtools.wechat import StandIn
from tests.types import AsUser, DrainJobs


def picture(colour: str = "teal", form: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (800, 600), colour).save(out, form)
    return out.getvalue()


class TestNickname:
    async def test_valid(self, as_user: AsUser) -> None:
        person = await as_user()

        assert (await person.client.put("/me", json={"nickname": " 山月 "})).json()["nickname"] == "山月"
        assert (await person.client.get("/me")).json()["nickname"] == "山月"

    @pytest.mark.parametrize("nickname", ["", "   ", "长" * 21])
    async def test_refused(self, as_user: AsUser, nickname: str) -> None:
        answer = await (await as_user()).client.put("/me", json={"nickname": nickname})

        assert (answer.status_code, answer.json()["code"]) == (422, "VALIDATION_FAILED")
        assert answer.json()["details"]["fields"][0]["path"] == "nickname"


class TestAvatar:
    async def test_is_shown_and_replaced(
        self, as_user: AsUser, client: httpx.AsyncClient, drain_jobs: DrainJobs
    ) -> None:
        person = await as_user()
        first = (await person.client.post("/me/avatar", files={"file": picture()})).json()["avatar_url"]
        assert (await client.get(first)).headers["content-type"] == "image/png"

        second = (await person.client.post("/me/avatar", files={"file": picture("navy", "JPEG")})).json()["avatar_url"]
        await drain_jobs()

        assert (await client.get(second)).headers["content-type"] == "image/jpeg"
        assert (await client.get(first)).status_code == 404

    async def test_place_and_device_are_taken_out(self, as_user: AsUser, client: httpx.AsyncClient) -> None:
        out = io.BytesIO()
        exif = Image.Exif()
        exif[0x010F] = "Camera maker"
        Image.new("RGB", (10, 10)).save(out, "JPEG", exif=exif)
        assert b"Camera maker" in out.getvalue()

        answer = await (await as_user()).client.post("/me/avatar", files={"file": out.getvalue()})

        assert b"Camera maker" not in (await client.get(answer.json()["avatar_url"])).content

    async def test_not_a_picture(self, as_user: AsUser) -> None:
        answer = await (await as_user()).client.post("/me/avatar", files={"file": b"<svg onload=alert(1)>"})

        assert (answer.status_code, answer.json()["code"]) == (422, "PICTURE_INVALID")

    async def test_too_large(self, as_user: AsUser) -> None:
        answer = await (await as_user()).client.post("/me/avatar", files={"file": b"0" * (5 * 1024 * 1024 + 1)})

        assert (answer.status_code, answer.json()["code"]) == (413, "PICTURE_TOO_LARGE")

    async def test_refused_one_leaves_no_file(self, as_user: AsUser) -> None:
        before = set(settings().media_dir.rglob("*"))

        await (await as_user()).client.post("/me/avatar", files={"file": picture()[:200]})

        assert set(settings().media_dir.rglob("*")) == before


class TestPhone:
    async def test_without_consent(self, as_user: AsUser, wechat: StandIn) -> None:
        person = await as_user()
        code = wechat.issue_code("小明", phone="13812345678")

        answer = await person.client.post("/me/phone", json={"code": code})

        assert (answer.status_code, answer.json()["code"]) == (403, "CONSENT_REQUIRED")
        assert answer.json()["details"] == {"purpose": "phone"}
        assert not wechat.state.codes[code].used, "WeChat charges for each number: it must not be asked before"

    async def test_with_consent(self, as_user: AsUser, wechat: StandIn, database: Database) -> None:
        person = await as_user(consents=("phone",))
        code = wechat.issue_code("小明", phone="13812345678")

        assert (await person.client.post("/me/phone", json={"code": code})).json()["phone"] == "138****5678"

        async with database.read() as session:
            user = await session.get_one(User, person.id)
            stored = await session.scalar(sa.select(User.phone).where(User.id == person.id))
        assert stored is not None
        assert "13812345678" not in stored
        assert crypto.unseal(user, "phone") == "13812345678"

    async def test_used_code(self, as_user: AsUser, wechat: StandIn) -> None:
        person = await as_user(consents=("phone",))
        code = {"code": wechat.issue_code("小明", phone="13812345678")}
        await person.client.post("/me/phone", json=code)

        assert (await person.client.post("/me/phone", json=code)).json()["code"] == "WX_CODE_INVALID"

    async def test_access_token_that_ran_out_is_replaced(self, as_user: AsUser, wechat: StandIn) -> None:
        person = await as_user(consents=("phone",))
        await person.client.post("/me/phone", json={"code": "phone:13812345678"})
        wechat.state.access_tokens.clear()

        answer = await person.client.post("/me/phone", json={"code": "phone:13900000000"})

        assert answer.json()["phone"] == "139****0000"

    async def test_costs_money_so_it_is_limited(self, as_user: AsUser) -> None:
        person = await as_user(consents=("phone",))

        answers = [await person.client.post("/me/phone", json={"code": "phone:13812345678"}) for _ in range(6)]

        assert [answer.status_code for answer in answers] == [200] * 5 + [429]
