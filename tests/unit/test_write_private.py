"""Base bytes are one file in all projects of a disk, as long as they are what their name says."""

import errno
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from trees import generate, tree

from pintu.content import fingerprint

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="base bytes are files of their own there")

CONTENT = b"a\n" * 9
OTHER = b"b\n" * 9
FILES = {"a.py": CONTENT}


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "pintu" / "base"


def base_of(root: Path) -> Path:
    generate(tree(FILES), root)
    return root / ".pintu" / "base" / fingerprint(CONTENT)


def test_equal_ones_are_one_read_only_file(tmp_path: Path) -> None:
    first, second = base_of(tmp_path / "first"), base_of(tmp_path / "second")
    assert first.samefile(second)
    assert not first.stat().st_mode & 0o222
    assert not (tmp_path / "first" / "a.py").samefile(first), "what people edit is their own"
    assert (tmp_path / "second" / "a.py").stat().st_mode & 0o200


@pytest.mark.parametrize("content", [OTHER, CONTENT[:-1], b""], ids=["overwritten", "torn", "lost"])
def test_a_changed_one_goes_no_further(tmp_path: Path, shelf: Path, content: bytes) -> None:
    changed = base_of(tmp_path / "first")
    changed.chmod(0o644)
    changed.write_bytes(content)
    second, third = base_of(tmp_path / "second"), base_of(tmp_path / "third")
    assert second.read_bytes() == CONTENT
    assert third.samefile(second), "the shelf has a whole one again"
    assert (shelf / second.name).samefile(second)
    assert changed.read_bytes() == content


def test_what_is_no_file_is_not_linked(tmp_path: Path, shelf: Path) -> None:
    shelf.mkdir(parents=True, mode=0o700)
    (tmp_path / "elsewhere").write_bytes(CONTENT)
    os.utime(tmp_path / "elsewhere", ns=(0, base_of(tmp_path / "first").stat().st_mtime_ns))
    (shelf / fingerprint(CONTENT)).unlink()
    (shelf / fingerprint(CONTENT)).symlink_to(tmp_path / "elsewhere")
    made = base_of(tmp_path / "second")
    assert not made.is_symlink()
    assert made.read_bytes() == CONTENT


def test_on_another_disk_it_is_a_file_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    first = base_of(tmp_path / "first")
    monkeypatch.setattr(os, "link", refuse)
    second = base_of(tmp_path / "second")
    assert not first.samefile(second)
    assert second.read_bytes() == CONTENT


def test_a_cache_that_cannot_be_does_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert base_of(tmp_path / "first").read_bytes() == CONTENT


def test_many_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(base_of, (tmp_path / str(number) for number in range(24))))
    assert [base.read_bytes() for base in made] == [CONTENT] * 24
