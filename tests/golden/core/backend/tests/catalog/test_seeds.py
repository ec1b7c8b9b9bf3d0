"""The demo data's form, on a shop of three products."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from app.core.database import Database
from app.core.module import SeedData
from app.modules.catalog.seeds import seed
from devtools.plain_yaml import load_yaml

ROWS = """
categories:
  - {code: tea, name: 茶叶, icon: leaf.svg}
  - {code: green, name: 绿茶, parent: tea}
spus:
  - code: longjing
    category: green
    name: 西湖龙井
    pictures: [leaf.svg, leaf.png]
    specs: {规格: [50g, 100g]}
    skus:
      - {code: LJ-50, specs: {规格: 50g}, price: 68.50, original_price: 88, picture: leaf.png}
      - {code: LJ-100, specs: {规格: 100g}, price: 128}
    sold: 132
  - {code: cup, category: tea, name: 品茗杯, pictures: [leaf.svg], skus: [{code: CUP, price: 45}]}
  - {code: next, category: tea, name: 秋茶, pictures: [leaf.svg], skus: [{code: NEXT, price: 45}], on_sale: false}
banners:
  - {title: 春茶上新, picture: leaf.svg, spu: longjing}
  - {title: 茶叶, picture: leaf.svg, category: tea}
"""


@pytest.fixture
def data(tmp_path: Path, picture: bytes) -> SeedData:
    (tmp_path / "leaf.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    (tmp_path / "leaf.png").write_bytes(picture)
    rows: dict[str, Any] = load_yaml(ROWS)
    return SeedData(rows, tmp_path)


async def test_fills_the_shop(database: Database, client: httpx.AsyncClient, data: SeedData) -> None:
    async with database.begin() as session:
        await seed(session, data)
    cards = (await client.get("/spus")).json()["items"]
    assert [(card["name"], card["price_fen"], card["sold_count"]) for card in cards] == [
        ("西湖龙井", 6850, 132),
        ("品茗杯", 4500, 0),
    ]
    spu = (await client.get(f"/spus/{cards[0]['id']}")).json()
    assert [sku["original_price_fen"] for sku in spu["skus"]] == [8800, None]
    for media in spu["media"]:
        answer = await client.get(media["url"])
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("image/")


async def test_unknown_category(database: Database, data: SeedData) -> None:
    data.rows["spus"][0]["category"] = "black"
    with pytest.raises(KeyError, match="black"):
        async with database.begin() as session:
            await seed(session, data)
