"""The work behind `pintu validate`: many files, one after the other, of which only what was found is kept."""

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
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
    with console.progress("validate.progress", total=len(files)) as step, _few_collections():
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


@contextmanager
def _few_collections() -> Iterator[None]:
    """A file is many small objects, all gone when the next one comes: there is nothing to look for."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


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
