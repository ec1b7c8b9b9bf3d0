"""Production starts with the environment variables that contracts call required, and not without any one of them."""

import json
import os
import re
import secrets
import subprocess
import sys
from base64 import b64encode
from pathlib import Path

import pytest
from projects import BLUEPRINTS, generated

from pintu.pipeline import check

ALWAYS_SET = "ENVIRONMENT"
"""Without it this is no production."""
KEY_ID, KEY_PATH = "WECHAT_PAY_PUBLIC_KEY_ID", "WECHAT_PAY_PUBLIC_KEY_PATH"


def required(given: dict[str, str]) -> set[str]:
    """Of the agency's shop, which is in partner mode, when `given` are set."""
    resolution = check(BLUEPRINTS["agency"]).resolution
    owners = [(resolution.base, {}), *((module.contract, module.settings) for module in resolution.modules)]
    return {
        variable.name
        for contract, settings in owners
        for variable in contract.env
        if variable.is_required(settings, given)
    }


@pytest.fixture
def values(tmp_path: Path) -> dict[str, str]:
    """Something fit for production, for every variable that can be required here."""
    key = tmp_path / "key.pem"
    key.write_text("read when somebody pays", "utf-8")
    secret = b64encode(secrets.token_bytes(32)).decode()
    values = {
        "ENVIRONMENT": "production",
        "PUBLIC_URL": "https://shop.example.com",
        "FIELD_KEYS": f"k1:{secret}",
        "INDEX_KEY": secret,
        "WECHAT_APPID": "wx0123456789abcdef",
        "WECHAT_SECRET": secrets.token_hex(16),
        "WECHAT_PAY_MCHID": "1900000109",
        "WECHAT_PAY_SERIAL_NO": secrets.token_hex(20).upper(),
        "WECHAT_PAY_PRIVATE_KEY_PATH": str(key),
        "WECHAT_PAY_API_V3_KEY": "x" + secrets.token_hex(16)[1:],
        "WECHAT_PAY_SUB_MCHID": "1900000209",
        "WECHAT_PUSH_TOKEN": secrets.token_hex(16),
        "WECHAT_PUSH_AES_KEY": b64encode(secrets.token_bytes(32)).decode().rstrip("="),
    }
    assert values.keys() == required({})
    return values


READ_AGAIN = """
import json, os, sys
import app.main
from app.core import guard
from app.core.settings import settings

def refusal(variables):
    os.environ.clear()
    os.environ.update(variables)
    for module in [module for name, module in sys.modules.items() if name.startswith("app.")]:
        for value in vars(module).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()
    try:
        guard.check(settings())
    except guard.Unsafe as error:
        return str(error)
    return ""

print(json.dumps([refusal(variables) for variables in json.load(sys.stdin)]))
"""
"""In a backend that has started: what its guard says to each of several environments, caches emptied in between."""


def refusals(project: Path, *environments: dict[str, str]) -> list[str]:
    """Why the backend would not start in each of them; "" where it would. In the first one it has to."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    kept["DATABASE_URL"] = "sqlite+aiosqlite://"
    done = subprocess.run(
        [sys.executable, "-c", READ_AGAIN],
        cwd=project / "backend",
        env=kept | environments[0],
        input=json.dumps([kept | variables for variables in environments]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said: list[str] = json.loads(done.stdout)
    return said


def test_production_does_not_start_without(projects_folder: Path, values: dict[str, str]) -> None:
    names = sorted(values.keys() - {ALWAYS_SET})
    without = ({name: value for name, value in values.items() if name != missing} for missing in names)
    complete, *said = refusals(generated("agency", projects_folder), values, *without)
    assert complete == ""
    assert [name for name, problems in zip(names, said, strict=True) if not re.search(rf"\b{name}\b", problems)] == []


def test_one_half_of_a_public_key_asks_for_the_other(projects_folder: Path, values: dict[str, str]) -> None:
    key_id = {KEY_ID: "PUB_KEY_ID_0119000001092024112000000000000000"}
    path = {KEY_PATH: values["WECHAT_PAY_PRIVATE_KEY_PATH"]}
    assert required(key_id) == values.keys() | path.keys()
    assert required(path) == values.keys() | key_id.keys()
    both, id_alone, path_alone = refusals(
        generated("agency", projects_folder), values | key_id | path, values | key_id, values | path
    )
    assert both == ""
    assert KEY_PATH in id_alone
    assert KEY_ID in path_alone
