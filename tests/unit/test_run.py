"""`pintu run`: generated first, its Python found or made, served until Ctrl-C, and gone afterwards."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import pytest
from commanding import Result, program
from tinypack import BLUEPRINT, write_files
from trees import everything, shown

from pintu import console
from pintu.cli import run as program_run
from pintu.errors import UserError
from pintu.model.diagnostic import Diagnostic
from pintu.running.backend_files import Backend
from pintu.running.process import is_ready, stop
from pintu.running.python import find_python, install
from pintu.running.requirements import Needs, are_met_here, read_needs

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sends itself Unix signals")


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(capfd: pytest.CaptureFixture[str], port: int, monkeypatch: pytest.MonkeyPatch) -> "Iterator[Serve]":
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background ignores it
    yield Serve(capfd, port, monkeypatch)
    signal.signal(signal.SIGINT, before)
    assert not is_ready(port), "left behind"


class Serve:
    """Runs the program until it says that it is ready; then the test's own process gets a signal."""

    def __init__(self, capfd: pytest.CaptureFixture[str], port: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.capfd, self.port, self.by = capfd, port, signal.SIGINT
        really_say = console.say

        def say(code: str, **args: object) -> None:
            really_say(code, **args)
            if code == "run.ready":
                os.kill(os.getpid(), self.by)

        monkeypatch.setattr(console, "say", say)

    def __call__(self, *arguments: str, by: signal.Signals = signal.SIGINT) -> Result:
        self.by = by
        status = program_run(["run", "--no-preview", *arguments, "--port", str(self.port)])
        return Result(status, *self.capfd.readouterr())


def test_generates_serves_and_stops(blueprint: Path, served: Serve) -> None:
    result = served(str(blueprint.parent))
    assert result.status == 130
    assert result.out == f"serving --port {served.port} in en\n"
    assert f"Ready: http://127.0.0.1:{served.port}/" in result.err
    assert (blueprint.parent / "pintu.lock").is_file()


def test_the_backend_speaks_the_readers_language(
    blueprint: Path, served: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PINTU_LANG", "zh")
    assert served(str(blueprint.parent)).out == f"serving --port {served.port} in zh\n"


def test_says_what_to_do_where_there_is_no_blueprint(
    tmp_path: Path, port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    assert program_run(["run", str(tmp_path / "nowhere"), "--no-preview", "--port", str(port)]) == 1
    assert "`pintu new`" in capfd.readouterr().err


def test_is_stopped_by_the_system_as_well(blueprint: Path, served: Serve) -> None:
    assert served(str(blueprint), by=signal.SIGTERM).status == 130


def test_serves_what_is_there_when_generating_is_refused(builtin: Path, blueprint: Path, served: Serve) -> None:
    served(str(blueprint))
    write_files(blueprint.parent, {"Makefile": "mine:\n"})
    write_files(builtin / "templates/project", {"Makefile": "theirs:\n"})
    before = everything(blueprint.parent)
    result = served(str(blueprint))
    assert (result.status, result.out) == (130, f"serving --port {served.port} in en\n")
    assert "file.changed_both" in shown(result)
    assert "the project is served as it is" in result.err
    assert everything(blueprint.parent) == before


def test_a_blueprint_at_fault_is_not_served(blueprint: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program(capsys)("generate", str(blueprint))
    blueprint.write_text(BLUEPRINT.replace("catalog:\n", "catalogue:\n"), "utf-8")
    result = program(capsys)("run", str(blueprint))
    assert (result.status, f"{blueprint.name}:" in result.err) == (1, True)


def test_the_port_is_taken(blueprint: Path, port: int, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", port)):
        result = program(capsys)("run", str(blueprint), "--port", str(port))
    assert (result.status, "run.port_taken" in shown(result)) == (1, True)


def test_names_a_database(builtin: Path, blueprint: Path, port: int, capfd: pytest.CaptureFixture[str]) -> None:
    says = "import os\nimport sys\n\nsys.exit(os.environ['DATABASE_URL'])\n"
    write_files(builtin / "templates/backend/base/devtools", {"run.py": says})
    url = "postgresql://shop:secret@127.0.0.1/shop"
    assert program_run(["run", "--no-preview", str(blueprint), "--port", str(port), "--database", url]) == 1
    assert url in capfd.readouterr().err


@pytest.mark.parametrize("url", ["mysql://shop:secret@127.0.0.1/shop", "secret.db"])
def test_a_database_of_an_unknown_kind(url: str, blueprint: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = program(capsys)("run", str(blueprint), "--database", url)
    assert (result.status, "run.database" in shown(result)) == (1, True)
    assert "secret" not in result.err


def test_the_backend_ends_by_itself(
    builtin: Path, blueprint: Path, port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    write_files(builtin / "templates/backend/base/devtools", {"run.py": "import sys\nsys.exit('no database')\n"})
    result = Result(program_run(["run", "--no-preview", str(blueprint), "--port", str(port)]), *capfd.readouterr())
    assert result.status == 1
    assert "no database" in result.err
    assert "stopped by itself (status 1)" in result.err


def test_follows_changes(
    blueprint: Path, port: int, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Of the blueprint, generated anew, and of the backend's code, which starts it anew; mistakes are shown."""
    really_say, root = console.say, blueprint.parent

    def say(code: str, **args: object) -> None:
        really_say(code, **args)
        if code == "preview.watching":
            blueprint.write_text(BLUEPRINT.replace("retail}", "nothing}"), "utf-8")
        if code == "preview.restarting":
            os.kill(os.getpid(), signal.SIGINT)

    really_show = console.show

    def show(diagnostics: Iterable[Diagnostic]) -> None:
        found = list(diagnostics)
        really_show(found)
        if found:
            blueprint.write_text(BLUEPRINT.replace("山月茶铺", "新月茶铺"), "utf-8")
            write_files(root / "backend", {"app/main.py": "app = 1\n"})

    monkeypatch.setattr(console, "say", say)
    monkeypatch.setattr(console, "show", show)
    assert program_run(["run", "--watch", "--no-preview", "--port", str(port), str(root)]) == 130
    said = capfd.readouterr().err
    assert "app.unknown_vertical" in said or "nothing" in said
    assert "Starting the backend anew" in said


class TestWhatAChangeOfTheBackendAsksFor:
    """Names and colours are read anew by the development server itself."""

    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        write_files(tmp_path, {"business.toml": '[app]\nname = "a"\n[modules.order]\nlimit = 1\n', "app/main.py": ""})
        return tmp_path

    @pytest.mark.parametrize(
        ("changed", "needs"),
        [
            ({}, False),
            ({"business.toml": '[app]\nname = "another"\n[modules.order]\nlimit = 1\n'}, False),
            ({"business.toml": '[app]\nname = "a"\n[modules.order]\nlimit = 25\n'}, True),
            ({"business.toml": "[app"}, True),
            ({"app/main.py": "app = None\n"}, True),
            ({"app/new.py": ""}, True),
            ({"var/shop.db": "data", "app/__pycache__/main.pyc": "code"}, False),
        ],
    )
    def test_a_new_start_or_none(self, folder: Path, changed: dict[str, str], *, needs: bool) -> None:
        backend = Backend(folder)
        write_files(folder, changed)
        assert (backend.needs_a_start(), backend.needs_a_start()) == (needs, False)


def test_a_process_that_will_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pintu.running.process.PATIENCE", 0.05)
    deaf = "for s in (2, 15): signal.signal(s, signal.SIG_IGN)\nprint('deaf', flush=True)\nsys.stdin.read()"
    command = [sys.executable, "-c", f"import signal, sys\n{deaf}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"deaf\n"
        stop(process)
        assert process.returncode == -signal.SIGKILL


class TestWhatTheBackendNeeds:
    def test_is_read_from_the_project(self, tmp_path: Path) -> None:
        write_files(tmp_path, {"pyproject.toml": "[dependency-groups]\nrun = ['a>=1', 'b']", "constraints.txt": "a==1"})
        needs = read_needs(tmp_path)
        assert (needs.requirements, needs.constraints) == (("a>=1", "b"), tmp_path / "constraints.txt")
        write_files(tmp_path, {"constraints.txt": "a==2\n"})
        assert read_needs(tmp_path).digest != needs.digest

    @pytest.mark.parametrize(
        ("files", "code"),
        [({}, "run.no_backend"), ({"pyproject.toml": "[dependency-groups]\n"}, "run.unreadable_backend")],
        ids=["nothing", "no dependencies"],
    )
    def test_is_not_there(self, tmp_path: Path, files: dict[str, str], code: str) -> None:
        write_files(tmp_path, files)
        with pytest.raises(UserError) as refused:
            read_needs(tmp_path)
        assert refused.value.diagnostics[0].code == code

    @pytest.mark.parametrize(
        ("requirements", "constraints", "met"),
        [
            ([], "", True),
            (["jinja2"], "", True),
            (["Jinja2 >= 3", "jinja2<3"], "", False),
            (["no-such-distribution-anywhere"], "", False),
            (["no-such-distribution-anywhere; sys_platform == 'none'"], "", True),
            (["jinja2"], "jinja2==0.1\n", False),
            (["jinja2"], "# pins\nMarkupSafe==0.1  # of what it needs in turn\n", False),
            (["jinja2"], "jinja2==0.1; sys_platform == 'none'\nunrelated==1\n", True),
            (["jinja2[i18n]"], "", "babel"),
        ],
    )
    def test_is_met(self, requirements: list[str], constraints: str, met: object) -> None:
        installed = {d.metadata["Name"].lower() for d in metadata.distributions()}
        expected = met if isinstance(met, bool) else met in installed
        assert are_met_here(Needs(tuple(requirements), pins=constraints)) == expected


@pytest.fixture(scope="module")
def needs(tmp_path_factory: pytest.TempPathFactory) -> Needs:
    folder = tmp_path_factory.mktemp("tiny")
    system = "[build-system]\nrequires = []\nbuild-backend = 'build'\nbackend-path = ['.']\n"
    project = "[project]\nname = 'tiny-thing'\nversion = '1.0'\n"
    write_files(folder, {"pyproject.toml": system + project, "build.py": BUILD})
    return Needs((f"tiny-thing @ {folder.as_uri()}",))


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory, needs: Needs) -> Path:
    folder = tmp_path_factory.mktemp("project") / "backend"
    folder.mkdir()
    steps: list[int] = []
    assert find_python(folder, needs) is None
    install(folder, needs, lambda: steps.append(1))
    assert steps
    return folder


class TestAnEnvironmentOfItsOwn:
    """With a package that pip finds on this disk."""

    def test_is_made_once(self, backend: Path, needs: Needs) -> None:
        python = find_python(backend, needs)
        assert python is not None
        assert backend.parent in python.parents
        program = [str(python), "-c", "import tiny_thing; print(tiny_thing.X)"]
        assert subprocess.run(program, capture_output=True, check=True).stdout.split() == [b"1"]

    def test_is_of_no_use_when_more_is_needed(self, backend: Path, needs: Needs) -> None:
        assert find_python(backend, Needs((*needs.requirements, "jinja2>=99"))) is None
        assert find_python(backend, Needs(needs.requirements, pins="tiny-thing==2")) is None

    def test_cannot_be_made(self, backend: Path, needs: Needs) -> None:
        more = Needs((*needs.requirements, "other-thing @ file:///nowhere/at-all"))
        with pytest.raises(UserError) as refused:
            install(backend, more, lambda: None)
        (found,) = refused.value.diagnostics
        assert (found.code, "nowhere" in str(found.args["said"])) == ("run.not_installed", True)
        assert find_python(backend, more) is None


BUILD = """\
import zipfile

ABOUT = "tiny_thing-1.0.dist-info"


def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = "tiny_thing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(f"{folder}/{name}", "w") as wheel:
        wheel.writestr("tiny_thing.py", "X = 1\\n")
        wheel.writestr(f"{ABOUT}/METADATA", "Metadata-Version: 2.1\\nName: tiny-thing\\nVersion: 1.0\\n")
        wheel.writestr(f"{ABOUT}/WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(f"{ABOUT}/RECORD", "")
    return name
"""
