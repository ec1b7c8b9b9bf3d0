"""Templates by the compiler of glass-easel, WeChat's component framework; its warnings are errors here.

Those of npm's packages are not ours to mend: only what the compiler calls an error counts there.
"""

import json
from collections.abc import Iterator

from pintu.gates.gate import Gate, Subject
from pintu.gates.shell import failed, run
from pintu.gates.source.npm import NPM
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where

ERRORS = {"Error", "Fatal"}


def look(subject: Subject) -> Iterator[Diagnostic]:
    tools = subject.javascript
    paths = sorted(file.relative_to(subject.stage).as_posix() for file in subject.stage.rglob("*.wxml"))
    command = [tools.node.program, tools.scripts / "templates.mjs", subject.stage]
    done = run(command, subject.stage, given=json.dumps(paths))
    if done.returncode:
        yield failed("glass-easel-template-compiler", subject.app.root, done)
        return
    for row in json.loads(done.stdout):
        path, level = str(row["path"]), str(row["level"])
        if level != "Note" and (level in ERRORS or not path.startswith(f"{NPM}/")):
            where = Where(subject.app.shown(path), int(row["line"]), int(row["column"]))
            yield Diagnostic("templates.refused", where, {"problem": row["message"]})


GATE = Gate("templates", ("miniprogram", "packages", "node"), look)
