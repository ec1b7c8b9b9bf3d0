"""Random changes to random projects, killed at a random point, and again and again while recovering."""

import os
import random
import shutil
from pathlib import Path

import pytest
from knobs import CRASHES
from test_write_crash import check_promises, killed
from trees import generate, on_disk, tree

from pintu.stages.merge import merge
from pintu.stages.write import recover, write

PATHS = ["a.py", "b/c.py", "b/d.py", "b/e/f.json", "g.png", "h/i/j.sh", "k/l.wxml", "m.toml"]


def some_files(chance: random.Random) -> dict[str, bytes]:
    """At least one; binary ones among them."""
    paths = chance.sample(PATHS, chance.randint(1, len(PATHS)))
    return {path: chance.choice([b"one\n", b"two\n" * 300, b"\x89\0" + chance.randbytes(40)]) for path in paths}


@pytest.fixture(autouse=True)
def _no_flushing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a killed process has written stays in the system's memory; only a power cut needs the flush."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def test_all_old_or_all_new(tmp_path: Path, chance: random.Random) -> None:
    project = tmp_path / "project"
    outcomes = set()
    for _ in range(CRASHES):
        shutil.rmtree(project, ignore_errors=True)
        old, new = some_files(chance), some_files(chance)
        generate(tree(old), project)
        point, recoveries = chance.randint(1, 60), [chance.randint(1, 30) for _ in range(chance.randint(0, 4))]
        shown = f"{old!r} -> {new!r}, killed at {point}, then while recovering at {recoveries}"
        killed(point, lambda: write(merge(tree(new), project)))  # noqa: B023  called at once
        for again in recoveries:
            killed(again, lambda: recover(project))
        recover(project)
        now = on_disk(project)
        assert now in (old, new), shown
        check_promises(project, now)
        outcomes.add(now == new)
    assert outcomes == {True, False}
