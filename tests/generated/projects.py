"""The projects that the tests in this folder share: each is generated once and then only looked at and run."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
BLUEPRINTS = {
    "retail": ROOT / "blueprints" / "retail.yaml",
    "factory": ROOT / "blueprints" / "factory.yaml",
    "clinic": ROOT / "blueprints" / "clinic.yaml",
    "training": ROOT / "blueprints" / "training.yaml",
    "core": ROOT / "tests" / "blueprints" / "core.yaml",
    "bakery": ROOT / "tests" / "blueprints" / "bakery.yaml",
    "no_payment": ROOT / "tests" / "blueprints" / "no_payment.yaml",
    "shelf": ROOT / "tests" / "blueprints" / "shelf.yaml",
    "agency": ROOT / "tests" / "blueprints" / "agency" / "client.yaml",
}


def pintu(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program as a person does, in English; the caller looks at the exit status."""
    command = [sys.executable, "-m", "pintu", *map(str, arguments)]
    environment = os.environ | {"PINTU_LANG": "en", "CI": "true"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def generated(name: str, folder: Path) -> Path:
    """The project of a blueprint in `folder`, generated on first use."""
    project = folder / name
    if not project.exists():
        done = pintu("generate", BLUEPRINTS[name], "-o", project)
        assert done.returncode == 0, done.stderr
    return project


def in_backend(project: Path, *command: str) -> None:
    """Run a tool in the backend with this interpreter, which has what a backend needs; its output is the failure.

    What mypy has learned of one project holds for the same files of another: it goes by their contents.
    """
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    environment["MYPY_CACHE_DIR"] = str(project.parent / "mypy-cache")
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project / "backend",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}"
