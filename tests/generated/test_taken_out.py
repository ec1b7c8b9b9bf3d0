"""A module that is taken out of a shop with a database, and put back: its migrations stay, and go on."""

import shutil
from pathlib import Path

import pytest
from projects import BLUEPRINTS, in_backend, pintu

pytestmark = pytest.mark.xdist_group("taken_out")

SHOP = """\
pintu: 1
extends: only_core.yaml
app: {name: 山月茶铺, slug: shanyue-tea, vertical: retail}
"""
LAYER = BLUEPRINTS["core"].with_name("only_core.yaml")


def migrated(project: Path, blueprint: str) -> None:
    """The shop made again from `blueprint`, and its database brought up to date."""
    (project / "blueprint.yaml").write_text(blueprint, "utf-8")
    done = pintu("generate", project / "blueprint.yaml")
    assert done.returncode == 0, done.stderr
    in_backend(project, "alembic", "upgrade", "heads")


def test_payment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(LAYER, tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path}/shop.db")
    migrated(tmp_path, SHOP)
    migrated(tmp_path, f"{SHOP}modules: {{payment: false}}\n")
    assert list((tmp_path / "backend/migrations/retired/payment").glob("*.py"))
    in_backend(tmp_path, "alembic", "check")
    migrated(tmp_path, SHOP)
    assert not (tmp_path / "backend/migrations/retired").exists()
