"""`tsc` and ESLint over the mini-program's scripts, with its own settings; its own copies of them where it has any."""

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pintu.gates.gate import Gate, LeftOut, Subject
from pintu.gates.shell import failed, run
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

LINE = re.compile(
    r"^(?P<file>[^\n(]+)\((?P<line>\d+),(?P<column>\d+)\): error (?P<code>TS\d+): (?P<said>.*)$", re.MULTILINE
)
SETTINGS = "tsconfig.json"
ESLINT_SETTINGS = ("eslint.config.mjs", "eslint.config.js", "eslint.config.cjs")


def look_at_types(subject: Subject) -> Iterator[Diagnostic]:
    root, tools = subject.app.root.resolve(), subject.javascript
    if not (root / SETTINGS).is_file():
        raise LeftOut("check.no_settings", file=SETTINGS)
    with tempfile.TemporaryDirectory() as temporary:
        settings = Path(temporary) / SETTINGS
        own = {"extends": str(root / SETTINGS), "compilerOptions": {"noEmit": True, "typeRoots": _roots(subject)}}
        settings.write_text(json.dumps(own), "utf-8")
        tsc = _own_or_ours(subject, "typescript/bin/tsc")
        done = run([tools.node.program, tsc, "-p", settings, "--pretty", "false"], root)
    found = list(LINE.finditer(done.stdout))
    if done.returncode and not found:
        yield failed("tsc", subject.app.root, done)
    for one in found:
        where = Where(str(subject.app.root / one["file"]), int(one["line"]), int(one["column"]))
        yield Diagnostic("types.refused", where, {"problem": one["said"], "code": one["code"]})


def _roots(subject: Subject) -> list[str]:
    """Where the platform's types are."""
    return [str(subject.app.root.resolve() / "node_modules"), str(subject.javascript.modules)]


def look_at_style(subject: Subject) -> Iterator[Diagnostic]:
    root, tools = subject.app.root.resolve(), subject.javascript
    if not any((root / name).is_file() for name in ESLINT_SETTINGS):
        raise LeftOut("check.no_settings", file=ESLINT_SETTINGS[0])
    eslint = _own_or_ours(subject, "eslint/bin/eslint.js")
    done = run([tools.node.program, eslint, "--format", "json", "."], root)
    try:
        files = json.loads(done.stdout)
    except json.JSONDecodeError:
        yield failed("eslint", subject.app.root, done)
        return
    for file in files:
        shown = str(subject.app.root / Path(file["filePath"]).relative_to(root))
        for row in file["messages"]:
            where = Where(shown, int(row.get("line") or 1), int(row.get("column") or 1))
            args = {"problem": row["message"], "rule": row["ruleId"] or "syntax"}
            yield Diagnostic("eslint.refused", where, args, "error" if row["severity"] == 2 else "warning")


def _own_or_ours(subject: Subject, program: str) -> Path:
    own = subject.app.root.resolve() / "node_modules" / program
    return own if own.is_file() else subject.javascript.modules / program


TYPES = Gate("types", ("miniprogram", "node"), look_at_types)
ESLINT = Gate("eslint", ("miniprogram", "node"), look_at_style)
