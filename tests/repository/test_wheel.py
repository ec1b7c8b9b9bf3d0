"""The wheel is complete: installed alone, in an empty directory, it generates a project."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(ROOT)], check=True)
    return next(folder.glob("pintu-*.whl"))


def test_carries_the_pack(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for path in ("blueprints/retail.yaml", "schemas/blueprint.schema.json", "schemas/modules/order.yaml"):
        assert f"pintu/pack/{path}" in names
    assert not [name for name in names if "__pycache__" in name or "node_modules" in name]


def test_generates_from_an_empty_directory(wheel: Path, tmp_path: Path) -> None:
    """The package is unpacked aside and put first on the path; the dependencies are the environment's."""
    site, empty = tmp_path / "site", tmp_path / "empty"
    zipfile.ZipFile(wheel).extractall(site)
    empty.mkdir()
    program = f"import sys; sys.path.insert(0, {str(site)!r}); from pintu.__main__ import main; main()"

    def pintu(*arguments: str) -> None:
        subprocess.run([sys.executable, "-P", "-c", program, *arguments], cwd=empty, check=True)

    pintu("blueprints")
    pintu("new", "shop", "--vertical", "retail", "--no-input")
    pintu("generate", "shop/blueprint.yaml")
    assert (empty / "shop" / "backend" / "app" / "main.py").is_file()
    assert (empty / "shop" / "miniprogram" / "app.json").is_file()
    pintu("generate", str(site / "pintu" / "pack" / "blueprints" / "retail.yaml"), "-o", "retail")
    assert (empty / "retail" / "pintu.lock").is_file()
