"""The backend by its own measure: `ruff`, `mypy --strict` and its tests, in the environment that `pintu run` makes."""

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from pintu.gates.gate import Gate, Subject
from pintu.gates.shell import failed, run
from pintu.model.diagnostic import Diagnostic, Severity
from pintu.model.document import Where

UNFORMATTED = re.compile(
    r"^(?:Would reformat: | *--> )(?P<file>[^\n:]+)(?::(?P<line>\d+):(?P<column>\d+))?$", re.MULTILINE
)
"""As ruff says it up to 0.12, and since."""
PLACE = re.compile(r"^(?P<file>[^\s:][^:\n]*\.py):(?P<line>\d+): ", re.MULTILINE)


def ruff(subject: Subject) -> Iterator[Diagnostic]:
    folder = subject.backend
    command = [str(subject.interpreter), "-m", "ruff"]
    done = run([*command, "check", "--output-format", "json", "."], folder)
    try:
        rows = json.loads(done.stdout)
    except json.JSONDecodeError:
        yield failed("ruff", folder, done)
        return
    for row in rows:
        file = folder / Path(row["filename"]).relative_to(folder.resolve())
        place = row["location"] or {"row": 0, "column": 0}
        args = {"problem": row["message"], "rule": row["code"] or "syntax"}
        yield Diagnostic("ruff.refused", Where(str(file), place["row"], place["column"]), args)
    done = run([*command, "format", "--check", "."], folder)
    for found in UNFORMATTED.finditer(done.stdout):
        where = Where(str(folder / found["file"]), int(found["line"] or 1), int(found["column"] or 1))
        yield Diagnostic("ruff.unformatted", where)


def mypy(subject: Subject) -> Iterator[Diagnostic]:
    folder = subject.backend
    done = run([subject.interpreter, "-m", "mypy", "--strict", "--output", "json"], folder)
    found = 0
    for line in done.stdout.splitlines():
        if not line.startswith("{"):
            continue
        row = json.loads(line)
        severity: Severity = "note" if row["severity"] == "note" else "error"
        where = Where(str(folder / row["file"]), max(0, row["line"]), max(0, row["column"] + 1))
        args = {"problem": row["message"], "rule": row["code"] or "syntax"}
        found += 1
        yield Diagnostic("mypy.refused", where, args, severity)
    if done.returncode and not found:
        yield failed("mypy", folder, done)


def tests(subject: Subject) -> Iterator[Diagnostic]:
    folder = subject.backend
    with tempfile.TemporaryDirectory() as temporary:
        report = Path(temporary) / "report.xml"
        options = ("-q", "-p", "no:cacheprovider", "--tb=short", f"--junitxml={report}")
        done = run([subject.interpreter, "-m", "pytest", *options], folder)
        cases = ET.parse(report).getroot().iter("testcase") if report.is_file() else iter(())  # noqa: S314  ours
        found = [diagnostic for case in cases for diagnostic in _of_case(case, folder)]
    yield from found
    if done.returncode and not found:
        yield failed("pytest", folder, done)


def _of_case(case: ET.Element, folder: Path) -> Iterator[Diagnostic]:
    for kind in ("failure", "error"):
        for problem in case.iter(kind):
            told = problem.text or ""
            places = [found for found in PLACE.finditer(told) if (folder / found["file"]).is_file()]
            where = (
                Where(str(folder / places[-1]["file"]), int(places[-1]["line"]), 1) if places else Where(str(folder))
            )
            said = (problem.get("message") or told).strip().splitlines()
            args = {"test": case.get("name", ""), "problem": said[0] if said else ""}
            yield Diagnostic("tests.failed", where, args)


RUFF = Gate("ruff", ("backend",), ruff)
MYPY = Gate("mypy", ("backend",), mypy)
TESTS = Gate("tests", ("backend",), tests)
