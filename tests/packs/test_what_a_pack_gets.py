"""A third party's pack gets everything that the built-in modules get, from a folder and from a wheel alike."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from pintu.model.tree import Tree
from pintu.pipeline import check, draw

HERE = Path(__file__).parent
GIFTS = HERE / "gifts"
SHOP = (HERE / "shop.yaml").read_text("utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A blueprint with the pack beside it."""
    folder = tmp_path_factory.mktemp("beside")
    (folder / "blueprint.yaml").write_text(SHOP, "utf-8")
    (folder / "pack").symlink_to(GIFTS, target_is_directory=True)
    return folder


@pytest.fixture(scope="module")
def tree(folder: Path) -> Tree:
    return draw(check(folder / "blueprint.yaml"))


def text(tree: Tree, path: str) -> str:
    return tree.files[path].content.decode("utf-8")


def below(tree: Tree, folder: str) -> Mapping[str, str]:
    """Files below a folder of the project, with their owners."""
    return {path.removeprefix(folder): file.owner for path, file in tree.files.items() if path.startswith(folder)}


def test_its_backend_is_a_module_like_any_other(tree: Tree) -> None:
    files = below(tree, "backend/app/modules/wishlist/")
    assert {"module.py", "router.py", "models.py", "migrations/wishlist_0001_wishlist.py"} <= set(files)
    assert set(files.values()) == {"wishlist"}
    registry = text(tree, "backend/app/registry.py")
    assert "from app.modules.wishlist.module import MODULE as wishlist" in registry
    assert "app/modules/wishlist/migrations" in text(tree, "backend/alembic.ini")


def test_its_part_of_another_modules_page(tree: Tree) -> None:
    page = "miniprogram/modules/catalog/pages/product/"
    config = json.loads(text(tree, page + "index.json"))
    assert config["usingComponents"]["wishlist-wish-count"] == "/modules/wishlist/components/wish-count/index"
    assert config["componentPlaceholder"] == {"wishlist-wish-count": "view"}
    assert '<wishlist-wish-count spu="{{spu}}" />' in text(tree, page + "parts.wxml")


def test_its_contracts_between_modules(tree: Tree) -> None:
    assert "WRAPPINGS" in text(tree, "backend/app/contracts/wrapping.py")


def test_its_tests(tree: Tree) -> None:
    """`with_gift_wrap/` because `gift_wrap` is in."""
    assert set(below(tree, "backend/tests/wishlist/")) == {"test_wishlist.py", "with_gift_wrap/test_wrapped.py"}


def test_its_permissions_settings_variables_and_dependencies(tree: Tree) -> None:
    assert "wishlist.read" in text(tree, "backend/app/permissions.py")
    business = tomllib.loads(text(tree, "backend/business.toml"))
    assert business["modules"]["wishlist"] == {"shown": 30, "keep_for": "90d"}
    assert business["roles"]["florist"]["can"] == ["wishlist.read"]
    assert "WISHLIST_SHARE_KEY" in text(tree, ".env.example")
    assert '"segno>=1.6"' in text(tree, "backend/pyproject.toml")


def test_its_pages(tree: Tree) -> None:
    """A page that is a tab in the main package, the other one in a subpackage of the module."""
    app = json.loads(text(tree, "miniprogram/app.json"))
    assert "pages/wishlist/list/index" in app["pages"]
    packages = app.get("subPackages") or app.get("subpackages")
    assert {"modules/wishlist": ["pages/shared/index"]}.items() <= {p["root"]: p["pages"] for p in packages}.items()
    assert "pages/wishlist/list/index" in [tab["pagePath"] for tab in app["tabBar"]["list"]]
    assert {"index.js", "index.json", "index.wxml", "index.wxss"} == set(
        below(tree, "miniprogram/pages/wishlist/list/")
    )
    assert "pages/shared/index.wxml" in below(tree, "miniprogram/modules/wishlist/")


def test_its_blocks_of_the_home_page(tree: Tree) -> None:
    """The eager one lies in the main package; the other in the subpackage, with a placeholder until that is there."""
    home = json.loads(text(tree, "miniprogram/pages/home/index.json"))
    assert home["usingComponents"]["wishlist-wish-strip"] == "/pages/wishlist/components/wish-strip/index"
    assert home["usingComponents"]["wishlist-wish-card"] == "/modules/wishlist/components/wish-card/index"
    assert "wishlist-wish-card" in home["componentPlaceholder"]
    assert "wishlist-wish-strip" not in home["componentPlaceholder"]
    assert "miniprogram/pages/wishlist/components/wish-strip/index.wxml" in tree.files
    assert "miniprogram/modules/wishlist/components/wish-card/index.wxml" in tree.files


def test_its_entries_actions_and_icons(tree: Tree) -> None:
    everything = {path: file.content for path, file in tree.files.items() if path.startswith("miniprogram/")}
    said = b"".join(everything.values()).decode("utf-8", errors="replace")
    assert "我的心愿单" in said
    assert "addWish" in text(tree, "miniprogram/data/product-actions.js")
    assert "bouquet" in said
    assert {f"miniprogram/icons/tab/bouquet{look}.png" for look in ("", "-active", "-active-dark")} <= set(everything)


def test_its_bridge_comes_in_by_itself(tree: Tree) -> None:
    assert "backend/app/modules/wish_wrap/router.py" in tree.files


def test_what_is_not_chosen_leaves_nothing(tree: Tree) -> None:
    assert not [path for path in tree.files if "gift_bag" in path and not path.startswith("pack/")]
    assert "gift_bag" not in text(tree, "backend/app/registry.py")


def test_its_templates_are_rendered(tree: Tree) -> None:
    assert text(tree, "backend/app/modules/wishlist/banner.txt") == "晨露花坊 · 每天\n"


def test_a_contract_of_another_pack(tmp_path: Path) -> None:
    """What a module of a pack may use without requiring it is there, although nobody provides it."""
    shutil.copytree(GIFTS, tmp_path / "pack")
    contract = tmp_path / "pack" / "schemas" / "modules" / "gift_wrap.yaml"
    contract.write_text(contract.read_text("utf-8") + "uses: [payment]\n", "utf-8")
    (tmp_path / "blueprint.yaml").write_text(SHOP, "utf-8")
    assert "PAYMENT" in text(draw(check(tmp_path / "blueprint.yaml")), "backend/app/contracts/payment.py")


def test_the_blueprint_of_a_pack(tmp_path: Path) -> None:
    """A vertical can be checked where it stands: its own pack is in reach."""
    shutil.copytree(GIFTS, tmp_path / "gifts")
    assert "wish_wrap" in check(tmp_path / "gifts" / "blueprints" / "florist.yaml").resolution.ids


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """What an installer leaves of the wheel `florist-gifts`: the package, and what it says about itself."""
    site = tmp_path / "site"
    package = site / "florist_gifts"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('raise SystemExit("imported")\n', "utf-8")
    for part in ("blueprints", "schemas", "templates"):
        (package / part).symlink_to(GIFTS / part, target_is_directory=True)
    about = site / "florist_gifts-2.1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: florist-gifts\nVersion: 2.1.0\n", "utf-8")
    (about / "entry_points.txt").write_text("[pintu.packs]\ngifts = florist_gifts\n", "utf-8")
    return site


def run(site: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    environment = {
        **os.environ,
        "PYTHONPATH": f"{site}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
        "PINTU_LANG": "en",
    }
    command = [sys.executable, "-m", "pintu", *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def test_an_installed_wheel_gets_the_same(site: Path, tmp_path: Path, tree: Tree) -> None:
    (tmp_path / "blueprint.yaml").write_text(SHOP, "utf-8")
    done = run(site, tmp_path, "generate", "-o", "shop")
    assert done.returncode == 0, done.stderr
    written = {
        path.relative_to(tmp_path / "shop").as_posix(): path.read_bytes()
        for path in (tmp_path / "shop").rglob("*")
        if path.is_file() and ".pintu" not in path.parts
    }
    expected = {path: file.content for path, file in tree.files.items() if not path.startswith("pack/")}
    assert written.keys() - {"pintu.lock"} == expected.keys()
    assert {path for path in expected if written[path] != expected[path]} == set()
    assert "pack gifts = 2.1.0" in (tmp_path / "shop" / "pintu.lock").read_text("utf-8")


def test_an_installed_wheel_is_in_the_catalogue(site: Path, tmp_path: Path) -> None:
    done = run(site, tmp_path, "modules", "--vertical", "florist", "--format", "json")
    modules = json.loads(done.stdout)["modules"]
    assert {module["pack"] for module in modules} == {"gifts"}
    assert "wishlist" in [module["id"] for module in modules]


def test_a_wheel_that_offers_a_module_twice(site: Path, tmp_path: Path) -> None:
    (tmp_path / "blueprint.yaml").write_text(SHOP, "utf-8")
    (tmp_path / "pack").symlink_to(GIFTS, target_is_directory=True)
    done = run(site, tmp_path, "validate", "blueprint.yaml")
    assert done.returncode == 1
    assert "[pack.module_twice]" in done.stdout + done.stderr
