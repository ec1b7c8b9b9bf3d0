"""A change of `business.toml` while the development server runs."""

import asyncio
from pathlib import Path

import pytest

from app.core import business as business_module
from app.core.business import FILE, business
from devtools.reread import follow


async def test_shows_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "business.toml"
    file.write_bytes(FILE.read_bytes())
    monkeypatch.setattr(business_module, "FILE", file)
    monkeypatch.setattr(business_module, "_current", None)
    before = business().app.name
    closing = asyncio.Event()
    following = asyncio.create_task(follow(file, closing))
    await asyncio.sleep(0)  # it looks at the file first
    file.write_text(file.read_text("utf-8").replace(f'name = "{before}"', 'name = "改名茶铺"'), "utf-8")
    async with asyncio.timeout(5):
        while business().app.name == before:  # noqa: ASYNC110  # nothing tells
            await asyncio.sleep(0.01)
    closing.set()
    await following
    assert business().app.name == "改名茶铺"
