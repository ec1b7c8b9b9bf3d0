"""pintu simulate hands over to the project's own simulator."""

from pathlib import Path

import pytest
from commanding import Pintu

SIMULATOR = """import sys

print(*sys.argv[1:], file=open("said.txt", "w"))
raise SystemExit(4 if "--profile" in sys.argv else 0)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """One whose simulator writes down what it is told."""
    simulator = tmp_path / "backend" / "devtools" / "device" / "simulate.py"
    simulator.parent.mkdir(parents=True)
    simulator.write_text(SIMULATOR, "utf-8")
    (tmp_path / "backend" / "pyproject.toml").write_text("[dependency-groups]\nrun = []\n", "utf-8")
    return tmp_path


def said(project: Path) -> str:
    return (project / "backend" / "said.txt").read_text("utf-8").strip()


def test_told_to_the_simulator(pintu: Pintu, project: Path) -> None:
    assert pintu("simulate", str(project)).status == 0
    assert said(project) == "--devices 3 --seed 1"
    assert pintu("simulate", str(project), "--devices", "40", "--seconds", "2.5", "--seed", "7").status == 0
    assert said(project) == "--devices 40 --seed 7 --seconds 2.5"
    assert pintu("simulate", str(project), "--type", "cnc", "--type", "press").status == 0
    assert said(project) == "--devices 3 --seed 1 --type cnc --type press"


def test_its_status_is_the_program_s(pintu: Pintu, project: Path) -> None:
    assert pintu("simulate", str(project), "--profile", "spike").status == 4
    assert said(project) == "--devices 3 --seed 1 --profile spike"


def test_by_its_blueprint(pintu: Pintu, project: Path) -> None:
    blueprint = project / "blueprint.yaml"
    blueprint.write_text("pintu: 1\napp: {name: 精工, slug: jinggong, vertical: factory}\n", "utf-8")
    assert pintu("simulate", str(blueprint)).status == 0
    assert (project / "backend" / "said.txt").is_file()


def test_no_fewer_than_one(pintu: Pintu, project: Path) -> None:
    assert pintu("simulate", str(project), "--devices", "0").status == 2
