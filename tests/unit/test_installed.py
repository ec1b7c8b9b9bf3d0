"""Packs that come as wheels are found as `importlib.metadata` finds them, and without it where there are none."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pintu.packs.installed import Installed, installed

OWN = "[console_scripts]\npintu = pintu.__main__:main\n\n[pintu.packs]\nbuiltin = pintu\n"
GIFTS = "[pintu.packs]\ngifts = florist_gifts\n"
ABOUT = "florist_gifts-2.1.0.dist-info"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of installed packages in reach, in which there is one package that is no distribution yet."""
    (tmp_path / "florist_gifts").mkdir()
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def install(site: Path, entry_points: str) -> None:
    (site / ABOUT).mkdir()
    (site / ABOUT / "METADATA").write_text("Metadata-Version: 2.1\nName: florist-gifts\nVersion: 2.1.0\n", "utf-8")
    (site / ABOUT / "entry_points.txt").write_text(entry_points, "utf-8")


@pytest.mark.parametrize(
    "entry_points",
    [GIFTS, OWN + "gifts=florist_gifts:pack\n", f"{OWN}[x]\ny = z\n{GIFTS}", GIFTS.replace("\n", "\r\n")],
    ids=["alone", "beside another", "in two sections", "with CRLF"],
)
def test_a_wheel_offers_a_pack(site: Path, entry_points: str) -> None:
    install(site, entry_points)
    assert list(installed()) == [Installed("gifts", "2.1.0", site / "florist_gifts")]


@pytest.mark.parametrize(
    "entry_points", ["", OWN, "[florist]\ngifts = florist_gifts\n", "[pintu.packs]\ngifts = no_such\n"]
)
def test_a_wheel_offers_none(site: Path, entry_points: str) -> None:
    install(site, entry_points)
    assert list(installed()) == []


def test_an_archive_among_the_packages(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with zipfile.ZipFile(site / "more.zip", "w") as archive:
        archive.writestr(f"{ABOUT}/METADATA", "Metadata-Version: 2.1\nName: florist-gifts\nVersion: 2.1.0\n")
        archive.writestr(f"{ABOUT}/entry_points.txt", GIFTS)
    monkeypatch.syspath_prepend(site / "more.zip")
    assert [pack.name for pack in installed()] == ["gifts"]


def test_nothing_slow_is_imported_where_there_are_none() -> None:
    code = """
import sys
from pintu.packs.installed import installed

print(list(installed()), "importlib.metadata" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] False\n"
