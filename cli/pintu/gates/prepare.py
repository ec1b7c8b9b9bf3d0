"""What the chosen gates need, had before any of them runs. What cannot be had is told, and its gates are left out."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from pintu.errors import UserError
from pintu.gates.gate import Gate, Need, Reason, Subject, Tools
from pintu.gates.source.app import CONFIGURATION, MiniProgram
from pintu.gates.staging import staged
from pintu.javascript.node import OLDEST, find_node
from pintu.javascript.packages import MODULES, installed, placed
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Document, Where
from pintu.model.resolution import Resolution
from pintu.pipeline import check
from pintu.running import python, requirements
from pintu.stages.plan_inputs import HOME

PACKAGE = Path(__file__).parent / "node"
GROUPS = ("run", "dev")


@contextmanager
def prepared(root: Path, gates: Iterable[Gate], *, node: bool, installing: Callable[[str], None]) -> Iterator[Subject]:
    """`installing` is called with the code of a message before something is fetched from a registry.

    Raises `UserError` (`check.no_project`) where there is nothing to check.
    """
    needs = {need for gate in gates for need in gate.needs}
    missing: dict[Need, Reason] = {}
    folder = root / "miniprogram"
    if not folder.is_dir() and not (root / "backend").is_dir():
        raise UserError([Diagnostic("check.no_project", Where(str(root)))])
    tools = _tools(missing, installing, allowed=node) if needs & {"node", "packages"} else None
    app = _miniprogram(folder, tools, missing)
    resolution = _contracts(root, missing)
    interpreter = _interpreter(root / "backend", missing, installing) if "backend" in needs else None
    with ExitStack() as stack:
        stage = stack.enter_context(staged(app)) if app and tools and "packages" in needs else None
        yield Subject(root, app, resolution, tools, interpreter, stage, missing)


def _tools(missing: dict[Need, Reason], installing: Callable[[str], None], *, allowed: bool) -> Tools | None:
    node = find_node() if allowed else None
    if node is None:
        missing["node"] = Reason("check.no_node", {"oldest": OLDEST}) if allowed else Reason("check.not_wanted")
        return None

    def announce() -> None:
        installing("javascript.installing")

    try:
        modules = installed(node, PACKAGE, announce) / MODULES
        return Tools(node, placed(node, PACKAGE), modules)
    except UserError as error:
        missing["node"] = _why(error)
        return None


def _miniprogram(folder: Path, tools: Tools | None, missing: dict[Need, Reason]) -> MiniProgram | None:
    if not folder.is_dir():
        missing["miniprogram"] = Reason("check.no_miniprogram")
        return None
    app = MiniProgram(folder, [tools.modules] if tools else [])
    if tools is None and not any(home.is_dir() for home in (app.npm.built, *app.npm.installed)):
        missing["packages"] = missing.get("node", Reason("check.no_packages"))
    if isinstance(app.project, Diagnostic):
        missing["pages"] = Reason("check.no_pages", {"file": CONFIGURATION[0]})
    elif not isinstance(app.json("app.json"), Document):
        missing["pages"] = Reason("check.no_pages", {"file": "app.json"})
    return app


def _contracts(root: Path, missing: dict[Need, Reason]) -> Resolution | None:
    if not (root / HOME).is_file():
        missing["contracts"] = Reason("check.no_blueprint", {"file": HOME})
        return None
    try:
        return check(root / HOME).resolution
    except UserError as error:
        missing["contracts"] = _why(error)
        return None


def _interpreter(folder: Path, missing: dict[Need, Reason], installing: Callable[[str], None]) -> Path | None:
    if not folder.is_dir():
        missing["backend"] = Reason("check.no_backend")
        return None
    try:
        needs = requirements.read_needs(folder, GROUPS)
        found = python.find_python(folder, needs)
        if found is None:
            installing("run.installing")
            found = python.install(folder, needs, lambda: None)
    except UserError as error:
        missing["backend"] = _why(error)
        return None
    return found


def _why(error: UserError) -> Reason:
    first = error.diagnostics[0]
    return Reason(first.code, first.args)
