"""Requests that nobody thought of: no answer is a server error, none is missing from the OpenAPI document."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from knobs import EXAMPLES, SEED
from projects import generated
from running import Shop, running

CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
ENDS_THE_SESSION = r"/me$|/staff/(login|logout|password)$"
ROUTES = {
    "customer": ["--exclude-path-regex", f"/staff/|{ENDS_THE_SESSION}"],
    "owner": ["--include-path-regex", "/staff/", "--exclude-path-regex", ENDS_THE_SESSION],
}


@pytest.fixture
def shop(tmp_path: Path, database_url: str) -> Iterator[Shop]:
    with running(generated("retail", tmp_path), database_url, tmp_path) as shop:
        yield shop


@pytest.mark.parametrize("who", ROUTES)
def test_every_answer_is_documented(shop: Shop, who: str, tmp_path: Path) -> None:
    """What fails is printed with a `curl` command that shows it."""
    token = shop.owner if who == "owner" else shop.customer("小明")
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", f"{shop.server.url}/openapi.json"]
    command += [*ROUTES[who], "--header", f"Authorization: Bearer {token}", "--checks", CHECKS]
    command += ["--phases", "coverage,fuzzing", "--max-examples", str(EXAMPLES), "--continue-on-failure"]
    command += ["--seed", str(SEED), "--no-color", "--warnings", "off"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2000:]
    assert "Tested: 0" not in done.stdout
