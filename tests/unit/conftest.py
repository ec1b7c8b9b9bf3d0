"""What tests of whole commands stand on."""

from pathlib import Path

import pytest
from commanding import Pintu, program
from tinypack import BLUEPRINT, use_tiny_pack, write_files


@pytest.fixture(autouse=True)
def _cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What saves time is shared by these tests, and not with whoever runs them."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def pintu(capsys: pytest.CaptureFixture[str]) -> Pintu:
    return program(capsys)


@pytest.fixture
def builtin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny pack, in place of the one that ships with Pintu; the working directory is `tmp_path`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PINTU_LANG", "en")
    return use_tiny_pack(tmp_path, monkeypatch)


@pytest.fixture
def blueprint(builtin: Path, tmp_path: Path) -> Path:
    """A blueprint on its own in a folder, in reach of the tiny pack."""
    assert builtin.is_dir()
    write_files(tmp_path / "shop", {"blueprint.yaml": BLUEPRINT})
    return tmp_path / "shop" / "blueprint.yaml"
