"""Base and modules speak to people only of what is there: a module that may be out is named by nobody else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CONTRACTS = {
    file.stem: yaml.safe_load(file.read_text("utf-8")) for file in sorted((ROOT / "schemas/modules").glob("*.yaml"))
}
WORDS = {"catalog": "商品", "inventory": "库存", "cart": "购物车", "order": "订单", "payment": "支付"}
"""What people call the thing that a module brings."""
READ_BY_PEOPLE = {".py", ".html", ".js", ".wxml", ".json", ".jinja"}
ABOUT_WECHAT = ("devtools/wechat", "app/core/wechat")


def known_to(module: str) -> set[str]:
    """The module itself and whatever provides what it requires, uses or bridges, directly or not."""
    providers = {capability: id_ for id_, contract in CONTRACTS.items() for capability in contract["provides"]}
    found, left = {module}, [module]
    while left:
        contract = CONTRACTS[left.pop()]
        named = [name for key in ("requires", "uses", "bridges") for name in contract.get(key, [])]
        wanted = re.findall(r"\w+", str(named))
        new = {name if name in CONTRACTS else providers[name] for name in wanted} - found
        found |= new
        left += new
    return found


def texts(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.rglob("*")):
        place = file.relative_to(folder).as_posix()
        if file.suffix in READ_BY_PEOPLE and "tests/" not in place and not place.startswith(ABOUT_WECHAT):
            yield file


def mentions(folders: tuple[str, ...], strangers: set[str]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}: {WORDS[module]}"
        for folder in folders
        for file in texts(ROOT / "templates" / folder)
        for module in sorted(strangers & WORDS.keys())
        if WORDS[module] in file.read_text("utf-8")
    ]


def test_base() -> None:
    assert mentions(("backend/base", "miniprogram/base"), set(CONTRACTS)) == []


@pytest.mark.parametrize("module", sorted(CONTRACTS))
def test_module(module: str) -> None:
    folders = (f"backend/modules/{module}", f"miniprogram/modules/{module}")
    assert mentions(folders, set(CONTRACTS) - known_to(module)) == []
