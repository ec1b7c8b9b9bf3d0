"""The whole mini-program through `miniprogram-ci`, as for an upload but offline. It tells what it refuses first."""

import json
import re
from collections.abc import Iterator

from pintu.gates.gate import Gate, Subject
from pintu.gates.shell import failed, run
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where, at

TRAIL = re.compile(
    r"^(?P<file>[\w@./-]+\.json)(?: or (?P<theme>[\w@./-]+)\[\"(?P<mode>\w+)\"\])?: (?P<trail>(?:\[[^\]]*\])+)"
)
"""With a theme it does not say which of the two files it means."""
PART = re.compile(r"\[(?:\"([^\"]*)\"|(\d+))\]")
AT_THE_END = re.compile(r"\((?P<line>\d+):(?P<column>\d+)\)")
AT_THE_START = re.compile(r"^(?:/?(?P<file>[\w@./-]+):)?(?P<line>\d+):(?P<column>\d+):")
FILE = re.compile(r"^(?:file: )?/?(?P<file>[\w@./-]+\.\w+)\b", re.MULTILINE)


def look(subject: Subject) -> Iterator[Diagnostic]:
    tools = subject.javascript
    result = subject.stage.parent / "compiled.json"
    command = [tools.node.program, tools.scripts / "compile.mjs", subject.stage, result]
    done = run(command, subject.stage.parent)
    if done.returncode or not result.is_file():
        yield failed("miniprogram-ci", subject.app.root, done)
        return
    problem = json.loads(result.read_text("utf-8"))
    if problem is not None:
        message = str(problem["message"]).replace(f"{subject.stage}/", "")
        said = next((line.strip() for line in message.splitlines()[_skipped(message) :] if line.strip()), message)
        yield Diagnostic("compile.refused", _where(subject, message, problem["path"]), {"problem": said})


def _skipped(message: str) -> int:
    """Its first line may only name the file."""
    return 1 if message.startswith("file: ") else 0


def _where(subject: Subject, message: str, path: str | None) -> Where:
    """What it says of the place stands in the message, each time otherwise."""
    app = subject.app
    if found := TRAIL.match(message):
        trail = tuple(key or int(number) for key, number in PART.findall(found["trail"]))
        said = at(dict(app.data(found["file"])), trail)
        if found["theme"] and isinstance(said, str) and said.startswith("@"):
            return app.where_in(found["theme"], (found["mode"], said[1:]))
        return app.where_in(found["file"], trail)
    named = FILE.search(message)
    names = ((path or "").replace(f"{subject.stage}/", "").lstrip("/"), named["file"] if named else "")
    file = next((name for name in names if name and (app.root / name).is_file()), "app.json")
    if found := AT_THE_START.match(message) or AT_THE_END.search(message):
        return Where(app.shown(file), int(found["line"]), int(found["column"]) + (found.re is AT_THE_END))
    for word in re.findall(r"[\"'](\w+)[\"']", message):
        offset = app.text(file).content.find(f'"{word}"')
        if offset >= 0:
            return app.text(file).where(offset)
    return Where(app.shown(file), 1, 1)


GATE = Gate("compile", ("miniprogram", "pages", "packages", "node"), look)
