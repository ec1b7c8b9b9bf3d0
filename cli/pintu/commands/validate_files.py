"""The work behind `pintu validate`: many files, one after the other, of which only what was found is kept."""

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from pintu import console
from pintu.errors import UserError
from pintu.model.diagnostic import Diagnostic
from pintu.model.document import Where
from pintu.packs.discover import discover
from pintu.pipeline import check
from pintu.report.finding import Finding, findings
from pintu.report.verdict import Verdict
from pintu.stages.load import load
from pintu.stages.load_files import STDIN, blueprints_in
from pintu.stages.read_yaml import MAX_BYTES

ONLY_A_LAYER = "app.absent"


def inspect(paths: Iterable[Path], *, strict: bool = False) -> Verdict:
    """Check every blueprint at `paths`. What is wrong with a layer that several share is told once.

    A file without `app` is a layer: it passes if another of the files extends it, and is looked at with that one.
    """
    paths = list(paths)
    files = list(blueprints_in(paths))
    found: dict[Path, list[Finding]] = {}
    with console.progress("validate.progress", total=len(files)) as step:
        for file in files:
            if said := _inspect(file):
                found[file] = said
            step()
    layers = _extended(files) if any(_is_layer(said) for said in found.values()) else set()
    told: list[Finding] = []
    for file, said in found.items():
        if file.resolve() not in layers or not _is_layer(said):
            told += said
    if not files:
        told += findings(Diagnostic("validate.no_blueprint", Where(str(path))) for path in paths)
    return Verdict(tuple(map(str, files)), tuple(dict.fromkeys(told)), strict)


def _inspect(file: Path) -> list[Finding]:
    content = sys.stdin.buffer.read(MAX_BYTES + 1) if file == STDIN else None
    try:
        diagnostics = check(file, content).diagnostics
    except UserError as error:
        diagnostics = error.diagnostics
    return findings(diagnostics, content) if diagnostics else []


def _is_layer(said: Sequence[Finding]) -> bool:
    return any(finding.code == ONLY_A_LAYER for finding in said)


def _extended(files: Iterable[Path]) -> set[Path]:
    """What the files stand on."""
    below: set[Path] = set()
    for file in files:
        with suppress(UserError):
            layers, _ = load(file, discover(beside=file))
            below |= {Path(layer.document.file).resolve() for layer in layers[:-1]}
    return below
