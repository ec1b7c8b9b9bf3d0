"""WXML by `wcc` and WXSS by `wcsc`, the compilers of WeChat's own DevTools (npm's `miniprogram-compiler`)."""

import os
import platform
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pintu.gates.gate import Gate, LeftOut, Subject
from pintu.gates.shell import failed, run
from pintu.gates.source.npm import NPM
from pintu.gates.source.reach import reached
from pintu.gates.source.references import references
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

HOME = Path("miniprogram-compiler") / "bin" / "linux"
IN_MARKUP = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+):(?P<column>\d+): ?(?P<said>.*)", re.MULTILINE | re.DOTALL)
IN_STYLE = re.compile(r"^ERR: (?P<file>[^(\n]+)\((?P<line>\d+):(?P<column>\d+)\): (?P<said>[^\n]*)", re.MULTILINE)
NO_IMPORT = re.compile(r"path `(?P<path>[^`]*)` not found from `(?P<file>[^`]*)`")


def look_at_markup(subject: Subject) -> Iterator[Diagnostic]:
    wcc = _program(subject, "wcc")
    markup, scripts = _files(subject.stage, "*.wxml"), _files(subject.stage, "*.wxs")
    options = ("-d", "-cc", "0")
    if not run([wcc, *options, *markup, *scripts, "-gn", "$gwx"], subject.stage).returncode:
        return
    # It stops at the first file that is wrong: the others are asked for one by one.
    for path in (path for path in (*markup, *scripts) if not path.startswith(f"{NPM}/")):
        named = dict.fromkeys((path, *scripts))
        done = run([wcc, *options, *named, "-gn", "$gwx"], subject.stage)
        if not done.returncode:
            continue
        found = IN_MARKUP.search(done.stderr)
        if found is None:
            yield failed("wcc", subject.app.root / path, done)
            continue
        where = Where(subject.app.shown(found["file"]), int(found["line"]), int(found["column"]))
        yield Diagnostic("wxml.refused", where, {"problem": found["said"].strip()})


def look_at_styles(subject: Subject) -> Iterator[Diagnostic]:
    wcsc = _program(subject, "wcsc")
    styles = _files(subject.stage, "*.wxss")
    if not run([wcsc, "-js", *styles], subject.stage).returncode:
        return
    for path in (path for path in styles if not path.startswith(f"{NPM}/")):
        imported = [other for other in reached(subject.app, [path]) if other != path and other.endswith(".wxss")]
        done = run([wcsc, "-js", "-pc", "1", path, *imported], subject.stage)
        if done.returncode:
            yield _of_style(subject, path, done.stderr) or failed("wcsc", subject.app.root / path, done)


def _of_style(subject: Subject, path: str, said: str) -> Diagnostic | None:
    if found := IN_STYLE.search(said):
        # What does not end is told at the line after the last.
        last = len(subject.app.text(found["file"]).content.splitlines())
        where = Where(subject.app.shown(found["file"]), min(int(found["line"]), max(last, 1)), int(found["column"]))
        return Diagnostic("wxss.refused", where, {"problem": found["said"].strip()})
    if found := NO_IMPORT.search(said):
        named = (one.where for one in references(subject.app, found["file"]) if one.written == found["path"])
        where = next(named, subject.app.where(path))
        return Diagnostic("wxss.refused", where, {"problem": found[0]})
    return None


def _files(stage: Path, pattern: str) -> Sequence[str]:
    return sorted(file.relative_to(stage).as_posix() for file in stage.rglob(pattern))


def is_compiled_for_this() -> bool:
    return sys.platform == "linux" and platform.machine() == "x86_64"


def _program(subject: Subject, name: str) -> Path:
    """Raises `LeftOut` where there is none for this machine."""
    if not is_compiled_for_this():
        raise LeftOut("check.only_on_linux", tool=name, system=f"{platform.system()} {platform.machine()}")
    program = subject.javascript.modules / HOME / name
    if not os.access(program, os.X_OK):
        program.chmod(0o755)
    return program


WXML = Gate("wxml", ("miniprogram", "packages", "node"), look_at_markup)
WXSS = Gate("wxss", ("miniprogram", "packages", "node"), look_at_styles)
