"""/preview/ in front of the shop: files of a bundle, the stand-in, and word of each build."""

import asyncio
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from devtools.preview import BUILD, FOLDER, Preview
from devtools.wechat import StandIn


@pytest.fixture
def shop() -> FastAPI:
    app = FastAPI()
    app.add_api_route("/hello", lambda: "shop")
    return app


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "app").mkdir()
    (tmp_path / "index.html").write_text("<title>预览</title>", "utf-8")
    (tmp_path / "app" / "main.js").write_text("start()", "utf-8")
    monkeypatch.setenv(FOLDER, str(tmp_path))
    return tmp_path


def client(preview: Preview) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(preview), base_url="http://shop.test")


@pytest.mark.usefixtures("folder")
async def test_serves_the_bundle_the_stand_in_and_the_shop(shop: FastAPI, standin: StandIn) -> None:
    async with client(Preview(shop, standin)) as browser:
        assert "预览" in (await browser.get("/preview/")).text
        script = await browser.get("/preview/app/main.js")
        assert (script.text, script.headers["cache-control"]) == ("start()", "no-cache")
        told = (await browser.get("/preview/wechat/control/state")).json()
        assert told["merchant"]["appid"] == standin.identity.numbers.appid
        assert (await browser.get("/hello")).json() == "shop"
        assert (await browser.get("/previewed")).status_code == 404


@pytest.mark.usefixtures("folder")
async def test_no_stand_in_beside_real_accounts(shop: FastAPI) -> None:
    async with client(Preview(shop, None)) as browser:
        assert (await browser.get("/preview/wechat/control/state")).status_code == 404


async def test_says_how_to_get_one(shop: FastAPI, standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER, raising=False)
    preview = Preview(shop, standin)
    async with client(preview) as browser:
        answer = await browser.get("/preview/")
    assert (preview.folder, answer.status_code, FOLDER in answer.text) == (None, 404, True)


async def test_tells_of_each_build_until_it_closes(shop: FastAPI, folder: Path) -> None:
    preview = Preview(shop, None)
    told = preview.builds()
    assert "event: hello" in await anext(told)
    (folder / BUILD).write_text("{}", "utf-8")
    async with asyncio.timeout(5):
        assert "event: built" in await anext(told)
    preview.closing.set()
    assert [said async for said in told] == []
