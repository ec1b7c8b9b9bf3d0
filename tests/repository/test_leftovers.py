"""Nothing in the repository speaks of a machine, a package index, or a secret."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Written in pieces, so that this file does not find itself.
FOLDERS = ("wo" + "rk", "ro" + "ot", "farm", "home/[a-z]+", "Users/[A-Za-z]+")
INDEXES = (
    "index-" + "url",
    "extra-" + "index",
    "registry" + r"\.npm",
    "files" + r"\.pythonhosted",
    "pypi" + r"\.org/simple",
)
LEFTOVERS = {
    "a folder of one machine": r"(?<![\w.])/(?:" + "|".join(FOLDERS) + r")/[\w.]",
    "a package index": "|".join(INDEXES),
    "a resolved address in a lock file": '"resol' + 'ved": *"https?:',
    "a private key": "-----BEGIN [A-Z ]*PRIVATE " + "KEY-----\n[A-Za-z0-9+/=]{40}",
}


def tracked() -> list[Path]:
    """Every file that git knows or would take, pictures apart."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [ROOT / name for name in names if not name.endswith((".png", ".ico", ".jpg")) and (ROOT / name).is_file()]


@pytest.mark.parametrize("what", LEFTOVERS)
def test_no_leftovers(what: str) -> None:
    pattern = re.compile(LEFTOVERS[what])
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked()
        for match in pattern.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert not found


def test_the_patterns_find_what_they_look_for() -> None:
    """Each pattern matches an example: a test that cannot fail would be worse than none."""
    examples = {
        "a folder of one machine": "see /" + "work/x",
        "a package index": "--index-" + "url x",
        "a resolved address in a lock file": '"resol' + 'ved": "https://x',
        "a private key": "-----BEGIN PRIVATE " + "KEY-----\n" + "A" * 40,
    }
    for what, example in examples.items():
        assert re.search(LEFTOVERS[what], example), what


def test_files_stay_small() -> None:
    """Python files have at most 400 lines."""
    long = [str(p.relative_to(ROOT)) for p in tracked() if p.suffix == ".py" and len(p.read_bytes().splitlines()) > 400]
    assert not long
