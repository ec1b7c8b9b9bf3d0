"""SARIF against the schema that its authors publish, from their own npm package."""

import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import jsonschema_rs
import pytest
from test_report import FOUND, WARNED, WHOLE

from pintu.report.sarif import sarif
from pintu.report.verdict import Verdict

PACKAGE = "@microsoft/sarif-multitool-ts@5.7.0"
MEMBER = "package/assets/sarif-2.1.0.schema.json"


@pytest.fixture(scope="module")
def schema(pytestconfig: pytest.Config) -> dict[str, object]:
    folder = Path(pytestconfig.cache.mkdir("sarif")) if pytestconfig.cache else None
    npm = shutil.which("npm")
    if folder is None or npm is None:
        pytest.skip("npm is not installed")
    file = folder / "schema.json"
    if not file.is_file():
        done = subprocess.run(
            [npm, "pack", "--silent", PACKAGE], cwd=folder, capture_output=True, text=True, check=False
        )
        if done.returncode:
            pytest.skip(f"npm cannot fetch {PACKAGE}")
        with tarfile.open(folder / done.stdout.split()[-1]) as package:
            member = package.extractfile(MEMBER)
            assert member is not None
            file.write_bytes(member.read())
    read: dict[str, object] = json.loads(file.read_text("utf-8"))
    return read


@pytest.mark.parametrize("found", [(), (FOUND,), (FOUND, WARNED, WHOLE, FOUND)])
def test_sarif_is_valid(found: tuple[object, ...], schema: dict[str, object]) -> None:
    log = json.loads(sarif(Verdict(("a b.yaml", "/c.yaml"), found)))  # type: ignore[arg-type]
    assert [error.message for error in jsonschema_rs.validator_for(schema).iter_errors(log)] == []
